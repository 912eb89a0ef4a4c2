import Canvas
import Testing

/// A screen as kept text: what stands there, what each cell is, and how it looks without colours.
enum KeptScreen {
  /// The text, then the roles, then the looks on a monochrome terminal, each cut at the end of rows; then the cursor.
  static func text(of frame: Frame) -> String {
    var parts = [frame.text, rule("roles", frame.size), frame.styles, rule("monochrome", frame.size), looks(frame)]
    if let cursor = frame.cursor {
      parts += [rule("cursor", frame.size), "row \(cursor.row), column \(cursor.column)"]
    }
    return parts.joined(separator: "\n") + "\n"
  }

  /// Holds a frame of a size against its golden file `FOLDER/NAME-COLUMNSxROWS.txt`, or writes that.
  static func expect(
    _ frame: Frame, _ name: String, in folder: String, _ size: Size, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(frame.size == size, sourceLocation: sourceLocation)
    let file = "../\(folder)/\(name)-\(size.columns)x\(size.rows).txt"
    let drawn = text(of: frame)
    if StoryFolder.isUpdating { StoryFolder.write(drawn, to: file) }
    #expect(
      StoryFolder.read(file) == drawn,
      "\(file) is no longer what is drawn (look, then SCHOLIUM_UPDATE_GOLDENS=1):\n\(frame.text)",
      sourceLocation: sourceLocation)
  }

  private static func rule(_ title: String, _ size: Size) -> String {
    let start = "=== \(title) "
    return start + String(repeating: "=", count: max(3, size.columns - start.count))
  }

  private static func looks(_ frame: Frame) -> String {
    (0..<frame.size.rows).map { row in
      let line = String(frame.row(row).map { letter(Theme.monochrome.appearance(of: $0.style)) })
      return String(line[..<(line.lastIndex { $0 != "." }.map(line.index(after:)) ?? line.startIndex)])
    }.joined(separator: "\n")
  }

  /// `.` plain, `d` dim, `b` bold, `u` underlined, `r` reversed, `B` bold and underlined, `R` bold and reversed, `U`
  /// underlined and reversed, `X` all three; slant alone is `i`, and not told beside the others.
  private static func letter(_ look: Appearance) -> Character {
    switch (look.bold, look.underline, look.reverse) {
    case (true, true, true): "X"
    case (true, false, true): "R"
    case (false, true, true): "U"
    case (true, true, false): "B"
    case (false, false, true): "r"
    case (true, false, false): "b"
    case (false, true, false): "u"
    case (false, false, false): look.dim ? "d" : look.italic ? "i" : "."
    }
  }
}
