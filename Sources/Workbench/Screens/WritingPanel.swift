import Canvas
import Labeling
import Text

/// The words being written, wrapped, scrolled to the cursor.
struct WritingPanel {
  /// Longer texts are held against their form once they are done, not at every key; in Unicode scalars.
  private static let longestChecked = 1000

  private let editor: TextEditor
  private let field: TextRows
  /// As many as the words need, within bounds; a few more stand ready, so that the text above does not jump.
  let rows: Int
  /// Those of them that the words get whatever the text above needs.
  let leastRows: Int

  init(_ editor: TextEditor, size: Size) {
    self.editor = editor
    let most = max(2, size.rows / 2)
    let least = max(1, min(3, size.rows / 8))
    field = TextRows(
      of: editor.text, around: editor.cursor, columns: Self.columns(size), above: most - 1, below: most - 1)
    rows = max(least, min(most, field.rows.count))
    leastRows = min(rows, max(2, size.rows / 3))
  }

  /// The width at which words wrap: the cursor has a column beside the last one.
  static func columns(_ size: Size) -> Int { max(2, AnswerLayout.readingWidth(size) - 1) }

  func draw(_ sheet: Sheet, of state: WorkbenchState, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    if editor.text.isEmpty {
      let lines = Wrapping.lines(of: placeholder(sheet, state), width: rect.columns)
      for (row, line) in lines.prefix(rect.rows).enumerated() {
        frame.draw(line.glyphs, at: Point(row: rect.row + row, column: rect.column), style: Style(.dim), within: rect)
      }
    }
    let top = top(height: rect.rows)
    for (row, line) in field.rows.dropFirst(top).prefix(rect.rows).enumerated() {
      frame.draw(line.drawn, at: Point(row: rect.row + row, column: rect.column), style: .text, within: rect)
    }
    if sheet.isWriting {
      let row = rect.row + field.cursorRow - top
      frame.draw("▸", at: Point(row: row, column: rect.column - 1), style: Style(.selected, bold: true))
      frame.cursor = Point(row: row, column: rect.column + field.cursorColumn)
    }
  }

  /// The row shown first: the cursor's row keeps to the middle, but for the start and the end of the text.
  private func top(height: Int) -> Int { max(0, min(field.cursorRow - height / 2, field.rows.count - height)) }

  private func placeholder(_ sheet: Sheet, _ state: WorkbenchState) -> Displayable {
    guard sheet.isWriting else { return "Nothing written yet: \(state.keymap.title(of: .write)) begins." }
    return sheet.question?.isOptional == true ? "Write here, or leave it empty." : "Write here."
  }

  /// What the words must be, and how many they are where there is a bound.
  func instruction(_ question: Question, isShort: Bool) -> [Run] {
    guard case .text(let maxLength, let pattern) = question.kind else { return [] }
    var parts: [[Run]] = []
    if question.isOptional { parts.append([Run("optional", .text)]) }
    if let pattern {
      let fit = fit(to: question)
      let form = Displayable(pattern).oneLine.truncated(to: isShort ? 24 : 40)
      // Where there is no room for both, the form gives way: it is told in full where words are refused for it.
      parts.append([Run(isShort && !fit.isEmpty ? "form" : "form \(form)", .text)] + fit)
    }
    if maxLength != nil || isNearLimit {
      let count: Displayable = "\(editor.length) of \(editor.limit)"
      parts.append(
        [Run(isShort ? count : "\(count) characters", isNearLimit ? .warning : .dim, bold: editor.isFull)])
    }
    return Array(parts.joined(separator: [Run(" · ", .dim)]))
  }

  private func fit(to question: Question) -> [Run] {
    guard !editor.text.isEmpty, editor.length <= Self.longestChecked else { return [] }
    return question.kind.allows(editor.text) ? [Run(": fits", .saved)] : [Run(": not yet", .warning)]
  }

  private var isNearLimit: Bool { editor.length >= editor.limit - editor.limit / 10 }

  /// That some of the words are out of sight.
  func hidden(height: Int, isShort: Bool) -> [Run] {
    let top = top(height: height)
    let isAbove = top > 0 || !field.reachesStart
    let isBelow = top + height < field.rows.count || !field.reachesEnd
    guard isAbove || isBelow else { return [] }
    let arrows: Displayable = "\(isAbove ? "↑" : "")\(isBelow ? "↓" : "")"
    return [Run("\(arrows) more\(isShort ? "" : " of your words")", .accent)]
  }
}
