import FoundationEssentials

/// A small Python curses program of the standard library: it paints a text between a header and a footer and waits.
struct CursesScript {
  private static let source = """
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

    """

  let path: String
  let python: String

  /// - Returns: nil where the system has no Python with curses.
  init?(in folder: String) throws {
    // The system's own starts in half the time of one that a version manager has put before it on the PATH.
    let known = "/usr/bin/python3"
    guard (try? MeasuredRun([known, "-c", "import curses"], in: folder)) != nil else { return nil }
    python = known
    path = "\(folder)/paint.py"
    try Data(Self.source.utf8).write(to: URL(filePath: path))
  }

  func command(showing text: String) -> [String] { [python, path, text] }
}
