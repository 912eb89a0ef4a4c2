import Canvas
import Text

extension [Run] {
  /// Over several rows, broken at spaces; a row that is one too many is cut, and says so.
  ///
  /// - Parameter gap: how the space between two words looks; nil: as the word after it.
  func wrapped(to width: Int, limit: Int = .max, gap: Style? = nil) -> [[Run]] {
    var rows: [[Run]] = [[]]
    var used = 0
    var isApart = false
    for run in self {
      for (place, word) in run.text.description.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if place > 0 { isApart = true }
        guard !word.isEmpty else { continue }
        let text = Displayable(String(word)).truncated(to: Swift.max(1, width))
        let space = isApart && used > 0 ? 1 : 0
        if used > 0, used + space + text.width > width {
          rows.append([])
          used = 0
        } else if space > 0 {
          rows[rows.count - 1].append(Run(" ", style: gap ?? run.style))
          used += 1
        }
        rows[rows.count - 1].append(Run(text, style: run.style))
        used += text.width
        isApart = false
      }
    }
    guard rows.count > limit else { return rows }
    return rows.prefix(limit - 1) + [rows[limit - 1].truncated(to: Swift.max(1, width - 1)) + [Run("…", .dim)]]
  }
}
