#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
/* Ask for cchar_t, setcchar, wget_wch; must precede the include. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <wchar.h>
/* wchar.h hides wcwidth unless _XOPEN_SOURCE came before the first libc header. */
extern int wcwidth(wchar_t);
/* Cast macros that Swift cannot import, as typed constants. */
static const attr_t cn_bold = A_BOLD;
static const attr_t cn_dim = A_DIM;
static const attr_t cn_italic = A_ITALIC;
static const attr_t cn_underline = A_UNDERLINE;
static const attr_t cn_reverse = A_REVERSE;
/* Mutable C globals are an error in Swift 6. */
static inline WINDOW *cn_screen(void) { return stdscr; }
static inline int cn_colors(void) { return COLORS; }
static inline int cn_pairs(void) { return COLOR_PAIRS; }
/* False for terminals that only print line after line, such as TERM=dumb. */
static inline bool cn_can_address(void) {
  const char *text = tigetstr("cup");
  return text != NULL && text != (const char *)-1;
}
/* True for terminals whose description tells how a mouse reports. */
static inline bool cn_has_mouse(void) {
  const char *text = tigetstr("kmous");
  return text != NULL && text != (const char *)-1;
}
/* One run: a spacing character and up to four marks; any pair number. */
static inline int cn_put(int y, int x, const wchar_t *text, attr_t attrs, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attrs, 0, &pair) == ERR) return ERR;
  return mvwadd_wch(stdscr, y, x, &cell);
}
/* Reads back the run at a place: up to five scalars and a NUL into text. For tests without a terminal. */
static inline int cn_read(int y, int x, wchar_t *text, attr_t *attrs, int *pair) {
  cchar_t cell;
  short ignored;
  if (mvwin_wch(stdscr, y, x, &cell) == ERR) return ERR;
  return getcchar(&cell, text, attrs, &ignored, pair);
}
#endif
