#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
/* Ask for cchar_t, setcchar, wget_wch; must precede the include. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
/* wchar.h hides wcwidth unless _XOPEN_SOURCE came before the first libc header. */
extern int wcwidth(wchar_t);
/* Cast macros that Swift cannot import, as typed constants. */
static const attr_t cn_bold = A_BOLD;
static const attr_t cn_dim = A_DIM;
static const attr_t cn_italic = A_ITALIC;
static const attr_t cn_underline = A_UNDERLINE;
static const attr_t cn_reverse = A_REVERSE;
/* As in term.h, whose macros would hide Swift's names. */
extern int setupterm(const char *, int, int *);
/* True where the machine has a description of a terminal; it is the one that is asked from then on. Its size is the
   description's own, not that of the window or of LINES and COLUMNS. */
static inline bool cn_describe(const char *terminal) {
  int found;
  use_env(FALSE);
  use_tioctl(FALSE);
  return setupterm(terminal, 1, &found) == OK;
}
/* A number of the description by its name in terminfo(5); negative where it has none. */
static inline int cn_number(const char *name) { return tigetnum((char *)name); }
/* Whether the description has a flag, by its name in terminfo(5) or user_caps(5). */
static inline bool cn_flag(const char *name) { return tigetflag((char *)name) > 0; }
/* Mutable C globals are an error in Swift 6. */
static inline WINDOW *cn_screen(void) { return stdscr; }
static inline int cn_colors(void) { return COLORS; }
static inline int cn_pairs(void) { return COLOR_PAIRS; }
/* True where the description of the terminal has this string, by its name in terminfo(5). */
static inline bool cn_has(const char *name) {
  const char *text = tigetstr((char *)name);
  return text != NULL && text != (const char *)-1;
}
/* Whether that string is this one. */
static inline bool cn_says(const char *name, const char *text) {
  return cn_has(name) && strcmp(tigetstr((char *)name), text) == 0;
}
/* Opens a screen on the terminal that was described last, in the size that its description names, 24 by 80 where that
   names none or more than any terminal has: else ncurses takes any size that the window, or LINES and COLUMNS, have. */
static inline SCREEN *cn_open(const char *terminal, FILE *output, FILE *input) {
  int lines = cn_number("lines"), columns = cn_number("cols");
  bool is_named = lines > 0 && lines < 1000 && columns > 0 && columns < 1000;
  if (!is_named) {
    use_env(TRUE);
    setenv("LINES", "24", 1);
    setenv("COLUMNS", "80", 1);
  }
  return newterm(terminal, output, input);
}
/* Gives the screen back until the next refresh. A terminal without a second screen gets it empty: a shell's prompt
   would stand in the middle of what was shown. */
static inline void cn_leave(void) {
  if (!cn_has("smcup")) {
    werase(stdscr);
    wrefresh(stdscr);
  }
  endwin();
}
/* One run: a spacing character and up to four marks; any pair number. */
static inline int cn_put(int y, int x, const wchar_t *text, attr_t attrs, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attrs, 0, &pair) == ERR) return ERR;
  return mvwadd_wch(stdscr, y, x, &cell);
}
/* Printable ASCII characters with one look, each a run of its own: they need no measuring. */
static inline void cn_put_ascii(int y, int x, const unsigned char *text, int count, attr_t attrs, int pair) {
  cchar_t cells[64];
  wchar_t blank[2] = {L' ', 0};
  if (setcchar(&cells[0], blank, attrs, 0, &pair) == ERR) return;
  for (int i = 1; i < 64 && i < count; i++) cells[i] = cells[0];
  while (count > 0) {
    int part = count < 64 ? count : 64;
    for (int i = 0; i < part; i++) cells[i].chars[0] = text[i];
    mvwadd_wchnstr(stdscr, y, x, cells, part);
    text += part, x += part, count -= part;
  }
}
/* Reads back the run at a place: up to five scalars and a NUL into text. For tests without a terminal. */
static inline int cn_read(int y, int x, wchar_t *text, attr_t *attrs, int *pair) {
  cchar_t cell;
  short ignored;
  if (mvwin_wch(stdscr, y, x, &cell) == ERR) return ERR;
  return getcchar(&cell, text, attrs, &ignored, pair);
}
#endif
