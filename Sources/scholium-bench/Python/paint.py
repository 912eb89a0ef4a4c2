"""A small curses program of the standard library: it paints a text between a header and a footer and waits."""
import curses
import sys
import textwrap

def main(screen):
    curses.curs_set(0)
    height, width = screen.getmaxyx()
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = textwrap.wrap(file.read(), width - 4)
    screen.addstr(0, 1, "text")
    screen.hline(1, 0, curses.ACS_HLINE, width)
    for row, line in enumerate(lines[: height - 5]):
        screen.addstr(2 + row, 2, line)
    screen.hline(height - 3, 0, curses.ACS_HLINE, width)
    screen.addstr(height - 1, 1, "q leaves")
    screen.refresh()
    while screen.getkey() != "q":
        pass

curses.wrapper(main)
