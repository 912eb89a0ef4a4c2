#ifndef TERMINAL_GUARD_H
#define TERMINAL_GUARD_H
/* Remembers the terminal's modes and restores them, writing `reset` (at most 255 bytes), when the program crashes.
   Returns 0, or -1 when fd is not a terminal. Call before ncurses changes the modes. */
int terminal_guard_arm(int fd, const char *reset);
/* From here on a crash leaves the terminal alone. */
void terminal_guard_disarm(void);
/* Gives the terminal the modes back that it had at terminal_guard_arm, without waiting for it. */
void terminal_guard_restore_modes(void);

/* Makes SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT and SIGWINCH write their number, one byte, to fd, which must not
   block. Call before newterm: ncurses then leaves them alone. After the first three the program ends within `seconds`,
   whatever it is doing, unless terminal_guard_signals_read is called. `output` is the terminal that is written to. */
int terminal_guard_forward_signals(int fd, int output, unsigned seconds);
/* The program has taken the bytes of all signals so far, and ends by itself where they ask for it. */
void terminal_guard_signals_read(void);
/* Around all that writes to the terminal. A terminal that reads nothing for a second, or that still reads nothing when
   the program is to end, loses what it has not read: a write never waits for longer. The second call returns 1 where
   that happened, else 0: the screen is torn then. */
void terminal_guard_begin_write(void);
int terminal_guard_end_write(void);
/* Gives all those signals the actions back that they had before. */
void terminal_guard_stop_forwarding(void);
/* Stops the program as Ctrl-Z does elsewhere; returns when it goes on. */
void terminal_guard_stop_program(void);
#endif
