#include "terminal_guard.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

static const int forwarded[] = {SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT};
enum { forwarded_count = sizeof forwarded / sizeof forwarded[0] };
static struct sigaction before[forwarded_count];
static struct sigaction before_resize;
static int forwards_resize;
static volatile sig_atomic_t signal_fd = -1;
static volatile sig_atomic_t grace_seconds;

static void tell(int number) {
  int saved = errno;
  char byte = (char)number;
  if (signal_fd >= 0) (void)!write((int)signal_fd, &byte, 1);
  errno = saved;
}

static void forward(int number) {
  tell(number);
  if (number == SIGHUP || number == SIGTERM || number == SIGINT) alarm((unsigned)grace_seconds);
}

static void forward_resize(int number) {
  if (before_resize.sa_handler != SIG_DFL && before_resize.sa_handler != SIG_IGN) before_resize.sa_handler(number);
  tell(number);
}

int terminal_guard_forward_signals(int fd, unsigned seconds) {
  if (signal_fd >= 0) return -1;
  signal_fd = fd;
  grace_seconds = (sig_atomic_t)seconds;
  struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
  sigset_t unblocked; /* whoever started us may have blocked them: children inherit that */
  sigemptyset(&unblocked);
  sigaddset(&unblocked, SIGWINCH);
  sigaddset(&unblocked, SIGALRM);
  for (int i = 0; i < forwarded_count; i++) {
    if (sigaction(forwarded[i], &action, &before[i]) != 0) return -1;
    sigaddset(&unblocked, forwarded[i]);
  }
  return pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL) == 0 ? 0 : -1;
}

int terminal_guard_forward_resize(void) {
  if (forwards_resize) return -1;
  struct sigaction action = {.sa_handler = forward_resize, .sa_flags = SA_RESTART};
  if (sigaction(SIGWINCH, NULL, &before_resize) != 0 || sigaction(SIGWINCH, &action, NULL) != 0) return -1;
  forwards_resize = 1;
  return 0;
}

void terminal_guard_stop_forwarding(void) {
  if (signal_fd < 0) return;
  for (int i = 0; i < forwarded_count; i++) sigaction(forwarded[i], &before[i], NULL);
  if (forwards_resize) sigaction(SIGWINCH, &before_resize, NULL);
  forwards_resize = 0;
  signal_fd = -1;
}

void terminal_guard_stop_program(void) {
  struct sigaction stop, go_on, usual = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &usual, &stop);
  sigaction(SIGCONT, &usual, &go_on); /* the caller knows that the program goes on when this returns */
  raise(SIGTSTP);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &go_on, NULL);
}
