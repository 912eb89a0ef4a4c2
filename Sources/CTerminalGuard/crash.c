#include "terminal_guard.h"
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction previous[fatal_count];
static struct termios cooked;
static char reset_text[256];
static size_t reset_size;
static int guarded_fd;
static volatile sig_atomic_t armed;
static int is_installed;

/* Runs in a signal handler: async-signal-safe calls only. */
static void restore(int number, siginfo_t *info, void *context) {
  (void)context;
  if (armed) {
    armed = 0;
    (void)!write(guarded_fd, reset_text, reset_size);
    tcsetattr(guarded_fd, TCSANOW, &cooked);
  }
  for (int i = 0; i < fatal_count; i++)
    if (fatal[i] == number) sigaction(number, &previous[i], NULL);
  /* A fault runs its instruction again and comes back by itself. What was sent does not: it goes to the handler that
     was here before, which may only write its report and return, and then ends the process. */
  if (number != SIGABRT && info->si_code > 0) return;
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, number);
  pthread_sigmask(SIG_UNBLOCK, &own, NULL);
  raise(number);
  signal(number, SIG_DFL);
  raise(number);
}

int terminal_guard_arm(int fd, const char *reset) {
  size_t size = strlen(reset);
  if (size >= sizeof reset_text || tcgetattr(fd, &cooked) != 0) return -1;
  memcpy(reset_text, reset, size);
  reset_size = size;
  guarded_fd = fd;
  armed = 1;
  if (is_installed) return 0; /* else `previous` would come to hold our own handler */
  is_installed = 1;
  struct sigaction action = {.sa_sigaction = restore, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  sigset_t unblocked; /* whoever started us may have blocked them: children inherit that */
  sigemptyset(&unblocked);
  for (int i = 0; i < fatal_count; i++) {
    sigaction(fatal[i], &action, &previous[i]);
    sigaddset(&unblocked, fatal[i]);
  }
  pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL);
  return 0;
}

void terminal_guard_disarm(void) { armed = 0; }

void terminal_guard_restore_modes(void) {
  tcflush(guarded_fd, TCOFLUSH);
  tcsetattr(guarded_fd, TCSANOW, &cooked);
}
