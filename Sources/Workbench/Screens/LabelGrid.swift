import Canvas
import Labeling
import Text

/// The labels of the focused question in columns.
struct LabelGrid {
  private static let gap = 3
  private static let widestTitle = 36

  let shortcuts: Shortcuts
  private let kind: Question.Kind
  /// The widths of the columns.
  private let columns: [Int]
  private let gap: Int
  /// The rows that the fullest page takes.
  let rows: Int

  init(_ sheet: Sheet, size: Size) {
    kind = sheet.question?.kind ?? .choice
    let asked = sheet.candidates
    let fixed = asked == nil ? [] : sheet.fixed
    let all = sheet.offered
    let shown = asked.map { fixed.union($0) }
    let labels = all.filter { shown?.contains($0.id) ?? true }
    func keys(capacity: Int) -> Shortcuts {
      asked.map { Shortcuts(all, asked: $0, fixed: fixed, capacity: capacity) } ?? Shortcuts(all, capacity: capacity)
    }
    let room = max(1, Self.room(kind, size).columns)
    let most = max(3, size.rows / 5)
    let chrome = Self.mark(kind, isChosen: false).width + 2
    let widths = labels.map { min(room, chrome + Self.title($0).width) }
    let widest = widths.max() ?? 1

    // Even columns where that shows all labels; else columns as narrow as what is in them.
    let even = max(1, (room + Self.gap) / (widest + Self.gap))
    var shortcuts = keys(capacity: even * most)
    var columns = Array(repeating: widest, count: even)
    var gap = Self.gap
    if shortcuts.pages.count > 1 {
      gap = 2
      for across in stride(from: max(even, min(labels.count, room / (chrome + gap))), through: even, by: -1) {
        shortcuts = keys(capacity: across * most)
        columns = Self.columns(of: shortcuts, across: across, widths)
        if columns.reduce(0, +) + gap * (across - 1) <= room { break }
      }
    }
    let fullest = max(1, shortcuts.pages.map(\.count).max() ?? 1)
    rows = (fullest + columns.count - 1) / columns.count
    // Full rows before a short last one look uneven: as many columns as these rows need.
    let balanced = (fullest + rows - 1) / rows
    if balanced < columns.count { columns = Self.columns(of: shortcuts, across: balanced, widths) }
    if gap == Self.gap { columns = Array(repeating: widest, count: columns.count) }
    self.shortcuts = shortcuts
    self.columns = columns
    self.gap = gap
  }

  /// Where a grid may be drawn. The mark of a choice stands in the margin, so that its keys line up with the text.
  private static func room(_ kind: Question.Kind, _ size: Size) -> Rect {
    Rect(size).inset(left: AnswerLayout.margin(size) - (kind.takesOneLabel ? 1 : 0), right: AnswerLayout.margin(size))
  }

  private static func columns(of shortcuts: Shortcuts, across: Int, _ widths: [Int]) -> [Int] {
    var columns = Array(repeating: 1, count: across)
    for page in shortcuts.pages {
      for (place, entry) in page.enumerated() {
        columns[place % across] = max(columns[place % across], widths[entry.index])
      }
    }
    return columns
  }

  private static func mark(_ kind: Question.Kind, isChosen: Bool) -> Displayable {
    if kind.takesOneLabel { isChosen ? "▸" : " " } else { isChosen ? "[x] " : "[ ] " }
  }

  private static func title(_ label: Label) -> Displayable {
    Displayable(label.title).oneLine.truncated(to: widestTitle)
  }

  func draw(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    let page = shortcuts.pages[min(sheet.labelPage, shortcuts.pages.count - 1)]
    let left = Self.room(kind, frame.size).column
    for (place, entry) in page.enumerated() {
      let across = place % columns.count
      let column = left + columns[..<across].reduce(0, +) + gap * across
      let cell = Rect(row: rect.row + place / columns.count, column: column, rows: 1, columns: columns[across])
      guard rect.rowRange.contains(cell.row) else { return }
      frame.draw(
        runs(entry, isChosen: sheet.isChosen(entry.label.id), width: cell.columns), at: cell.origin, within: cell)
    }
  }

  private func runs(_ entry: Shortcuts.Entry, isChosen: Bool, width: Int) -> [Run] {
    let mark = Self.mark(kind, isChosen: isChosen)
    let key = Displayable(entry.key.map { String($0) } ?? " ")
    let title = Self.title(entry.label).truncated(to: width - mark.width - 2)
    // Told by its mark, as questions are whose answer is known: nothing can be done about it.
    if entry.isFixed { return [Run("[=] \(key) \(title)", .dim)] }
    if isChosen { return [Run("\(mark)\(key) \(title)", .selected, bold: true)] }
    return [Run(mark, .dim), Run(key, .label(entry.place), bold: true), Run(" ", .text), Run(title, .text)]
  }
}
