#include "terminal_guard.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

static const int forwarded[] = {SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
enum { forwarded_count = sizeof forwarded / sizeof forwarded[0] };
static struct sigaction before[forwarded_count];
static struct sigaction alarm_before;
static volatile sig_atomic_t signal_fd = -1;
static volatile sig_atomic_t output_fd = -1;
static volatile sig_atomic_t grace_seconds;
static volatile sig_atomic_t is_writing;
static pthread_t writer;
static volatile sig_atomic_t is_ending;
static volatile sig_atomic_t was_cut;
static volatile sig_atomic_t rounds;

/* Seconds that a write may wait for a terminal that does not read, and microseconds between two tries after that. */
enum { longest_wait = 1, interval = 20000, rounds_in_second = 1000000 / interval };

static void ring(long seconds, long microseconds) {
  struct itimerval timer = {.it_interval = {0, seconds || microseconds ? interval : 0}, .it_value = {seconds, microseconds}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

static void forward(int number) {
  int saved = errno;
  char byte = (char)number;
  if (signal_fd >= 0) (void)!write((int)signal_fd, &byte, 1);
  if (number == SIGHUP || number == SIGTERM || number == SIGINT) {
    is_ending = 1;
    ring(0, interval);
  }
  errno = saved;
}

/* Whoever writes is waiting for a terminal that does not read. What it has not read yet is thrown away: then there is
   room, and the write ends. */
static void unblock(int number) {
  int saved = errno;
  if (is_writing && !pthread_equal(pthread_self(), writer)) {
    pthread_kill(writer, number); /* nothing else wakes it */
  } else if (is_writing) {
    was_cut = 1;
    tcflow((int)output_fd, TCOON);
    tcflush((int)output_fd, TCOFLUSH);
  }
  if (is_ending && ++rounds > grace_seconds * rounds_in_second) {
    signal(number, SIG_DFL);
    raise(number);
  }
  errno = saved;
}

int terminal_guard_forward_signals(int fd, int output, unsigned seconds) {
  if (signal_fd >= 0) return -1;
  signal_fd = fd;
  output_fd = output;
  grace_seconds = (sig_atomic_t)seconds;
  is_writing = is_ending = was_cut = rounds = 0;
  struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
  struct sigaction alarm_action = {.sa_handler = unblock, .sa_flags = SA_RESTART};
  sigaddset(&alarm_action.sa_mask, SIGTTOU); /* a program in the background may not flush, and would be stopped */
  if (sigaction(SIGALRM, &alarm_action, &alarm_before) != 0) return -1;
  sigset_t unblocked; /* whoever started us may have blocked them: children inherit that */
  sigemptyset(&unblocked);
  sigaddset(&unblocked, SIGALRM);
  for (int i = 0; i < forwarded_count; i++) {
    if (sigaction(forwarded[i], &action, &before[i]) != 0) return -1;
    sigaddset(&unblocked, forwarded[i]);
  }
  return pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL) == 0 ? 0 : -1;
}

void terminal_guard_begin_write(void) {
  was_cut = 0;
  writer = pthread_self();
  is_writing = 1;
  if (is_ending) ring(0, interval);
  else ring(longest_wait, 0);
}

int terminal_guard_end_write(void) {
  is_writing = 0;
  if (!is_ending) ring(0, 0);
  return was_cut;
}

void terminal_guard_signals_read(void) {
  is_ending = 0;
  rounds = 0;
  ring(0, 0);
}

void terminal_guard_stop_forwarding(void) {
  if (signal_fd < 0) return;
  ring(0, 0);
  for (int i = 0; i < forwarded_count; i++) sigaction(forwarded[i], &before[i], NULL);
  sigaction(SIGALRM, &alarm_before, NULL);
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
