import Canvas

/// A frame as lines to print, where no screen is taken over.
public struct PrintedFrame {
  private let frame: Frame

  public init(_ frame: Frame) { self.frame = frame }

  /// The rows with the looks of a theme as escape sequences (ECMA-48, 8.3.117), each ended by a line feed.
  public func bytes(_ theme: Theme, _ depth: ColorDepth) -> [UInt8] {
    var shades = Shades(theme, depth)
    var text = ""
    for row in 0..<frame.size.rows {
      var last: Shade?
      for cell in frame.row(row) where cell.width > 0 {
        let shade = shades.shade(cell.style)
        if shade != last { text += Self.selection(of: shade, depth) }
        last = shade
        text += cell.text
      }
      text += "\u{1B}[m\n"
    }
    return Array(text.utf8)
  }

  private static func selection(of shade: Shade, _ depth: ColorDepth) -> String {
    var codes = ["0"]
    for (isOn, code) in [
      (shade.emphasis.bold, "1"), (shade.emphasis.dim, "2"), (shade.emphasis.italic, "3"),
      (shade.emphasis.underline, "4"), (shade.emphasis.reverse, "7"),
    ] where isOn {
      codes.append(code)
    }
    codes += code(of: shade.foreground, 30, depth) + code(of: shade.background, 40, depth)
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  /// - Parameter first: 30 for text, 40 for its background.
  private static func code(of index: Int32, _ first: Int32, _ depth: ColorDepth) -> [String] {
    switch (index, depth) {
    case (..<0, _): []
    case (0..<8, _): ["\(first + index)"]
    case (_, .direct): ["\(first + 8)", "2", "\(index >> 16 & 255)", "\(index >> 8 & 255)", "\(index & 255)"]
    case (8..<16, _): ["\(first + 60 + index - 8)"]
    default: ["\(first + 8)", "5", "\(index)"]
    }
  }
}
