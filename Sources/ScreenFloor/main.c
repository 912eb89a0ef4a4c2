/* The least that a curses program does to let a person mark words in a text: what scholium's screen is measured against.
 *
 *   ScreenFloor FILE
 *
 * Wraps the file's words to the screen, shows a header, a footer and a word cursor in reverse. Arrows move it, page keys
 * turn pages, p marks the word (its text underlined, the label's key beneath). q ends. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
  const char *text;
  int length, line, column, marked;
};
static struct word *words;
static int count, lines, width, height, top, cursor, marks;
static int *first; /* the first word of each line */

static void wrap(void) {
  int column = 0;
  lines = 0;
  first = realloc(first, sizeof *first * (size_t)(count + 1));
  first[0] = 0;
  for (int i = 0; i < count; i++) {
    if (column > 0 && column + 1 + words[i].length > width) {
      lines++;
      first[lines] = i;
      column = 0;
    } else if (column > 0) {
      column++;
    }
    words[i].line = lines;
    words[i].column = column;
    column += words[i].length;
  }
  lines++;
}

static int is_marked(int line) {
  int end = line + 1 < lines ? first[line + 1] : count;
  for (int i = first[line]; i < end; i++)
    if (words[i].marked) return 1;
  return 0;
}

static void draw(void) {
  erase();
  mvprintw(0, 1, "%d of %d words, %d marks", cursor + 1, count, marks);
  mvhline(1, 0, ACS_HLINE, COLS);
  int row = 2;
  for (int line = top; line < lines && row < 2 + height; line++, row++) {
    int end = line + 1 < lines ? first[line + 1] : count;
    for (int i = first[line]; i < end; i++) {
      int look = (i == cursor ? A_REVERSE : 0) | (words[i].marked ? A_UNDERLINE : 0);
      attrset((attr_t)look);
      mvaddnstr(row, 2 + words[i].column, words[i].text, words[i].length);
    }
    attrset(A_NORMAL);
    if (!is_marked(line)) continue;
    row++;
    for (int i = first[line]; i < end; i++)
      if (words[i].marked) mvaddch(row, 2 + words[i].column, 'p');
  }
  mvhline(LINES - 3, 0, ACS_HLINE, COLS);
  mvaddstr(LINES - 2, 1, "p Person");
  mvaddstr(LINES - 1, 1, "arrows move  p marks  q leaves");
  refresh();
}

static int word_at(int line, int column) {
  if (line < 0) line = 0;
  if (line >= lines) line = lines - 1;
  int end = line + 1 < lines ? first[line + 1] : count, best = first[line];
  for (int i = first[line]; i < end; i++)
    if (words[i].column <= column) best = i;
  return best;
}

int main(int argc, char **argv) {
  setlocale(LC_CTYPE, "");
  FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
  if (!file) return 66;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  size = (long)fread(text, 1, (size_t)size, file);
  text[size] = 0;
  fclose(file);
  for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
    if (count % 4096 == 0) words = realloc(words, sizeof *words * (size_t)(count + 4096));
    words[count++] = (struct word){.text = word, .length = (int)strlen(word)};
  }
  if (count == 0) return 65;
  initscr();
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  curs_set(0);
  width = COLS - 4;
  height = LINES - 5;
  wrap();
  for (;;) {
    draw();
    int key = getch();
    struct word *at = &words[cursor];
    if (key == 'q') break;
    if (key == KEY_RIGHT && cursor + 1 < count) cursor++;
    if (key == KEY_LEFT && cursor > 0) cursor--;
    if (key == KEY_DOWN) cursor = word_at(at->line + 1, at->column);
    if (key == KEY_UP) cursor = word_at(at->line - 1, at->column);
    if (key == KEY_NPAGE) cursor = word_at(at->line + height - 1, at->column), top += height - 1;
    if (key == 'p') marks += at->marked ? -1 : 1, at->marked = !at->marked;
    if (words[cursor].line >= top + height - 2) top = words[cursor].line - height + 3;
    if (words[cursor].line < top) top = words[cursor].line;
    if (top > lines - height) top = lines - height;
    if (top < 0) top = 0;
  }
  endwin();
  return 0;
}
