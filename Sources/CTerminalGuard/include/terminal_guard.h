#ifndef TERMINAL_GUARD_H
#define TERMINAL_GUARD_H
/* Remembers the terminal's modes and restores them, writing `reset` (at most 255 bytes), when the program crashes.
   Returns 0, or -1 when fd is not a terminal. Call before ncurses changes the modes. */
int terminal_guard_arm(int fd, const char *reset);
/* From here on a crash leaves the terminal alone. */
void terminal_guard_disarm(void);
/* Gives the terminal the modes back that it had at terminal_guard_arm, without waiting for it. */
void terminal_guard_restore_modes(void);

/* Makes SIGHUP, SIGTERM, SIGINT, SIGTSTP and SIGCONT write their number, one byte, to fd, which must not block.
   Call before newterm: ncurses then leaves them alone. After the first three an alarm ends the program within
   `seconds`, for a write to a stopped terminal can keep it from reading the byte; alarm(0) calls it off. */
int terminal_guard_forward_signals(int fd, unsigned seconds);
/* Does the same for SIGWINCH, after calling the handler that ncurses has put there. Call after newterm. */
int terminal_guard_forward_resize(void);
/* Gives all those signals the actions back that they had before. */
void terminal_guard_stop_forwarding(void);
/* Stops the program as Ctrl-Z does elsewhere; returns when it goes on. */
void terminal_guard_stop_program(void);
#endif
