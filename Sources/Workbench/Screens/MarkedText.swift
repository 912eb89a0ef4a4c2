import Canvas
import Labeling
import Text

/// The text of an example with what is marked in it, ready to be drawn.
struct MarkedText {
  let column: ReadingColumn
  let row: MarkRow
  private let sheet: Sheet

  /// - Parameter height: rows that the text has.
  init(_ sheet: Sheet, _ shortcuts: Shortcuts?, height: Int) {
    self.sheet = sheet
    let marks = sheet.marks
    let marking = sheet.marking
    column = ReadingColumn(reading: sheet.reading, marks: marks, selection: marking?.selection, head: marking?.head)
    let inHand = sheet.markInHand?.mark
    var kinds = Set(inHand.map { [$0.kind] } ?? [])
    if !marks.isEmpty {
      for line in sheet.reading.visible(height: height, marks: marks) { kinds.formUnion(line.segments.map(\.mark.kind)) }
    }
    row = MarkRow(names: MarkNames(sheet, shortcuts, kinds: kinds), focus: sheet.focus, inHand: inHand)
  }

  func draw(in rect: Rect, on frame: inout Frame) {
    column.draw(in: rect, marking: row, on: &frame)
    frame.cursor = column.cursor(in: rect)
  }

  /// Where the cursor is and what it goes by, in few words.
  func state(isShort: Bool) -> [Run] {
    guard let marking = sheet.marking else { return [] }
    var parts: [[Run]] = []
    let unit: Displayable =
      marking.unit == .word ? (isShort ? "word" : "by word") : (isShort ? "character" : "by character")
    parts.append(marking.isHeld ? [Run("holding", .warning, bold: true)] : [Run(unit, .text)])
    if let selection = marking.selection {
      parts.append([Run("\(selection.range.lowerBound.rawValue)–\(selection.range.upperBound.rawValue)", .dim)])
    }
    let count = marking.spans.count
    if count > 0 { parts.append([Run(count == 1 ? "1 span" : "\(count) spans", .dim)]) }
    if let mark = row.inHand, !isShort {
      let name = row.names[mark.kind]
      parts.append([Run(name.key.map { "\($0) " } ?? "", name.role, bold: true), Run(name.title, name.role)])
    }
    return Array(parts.joined(separator: [Run(" · ", .dim)]))
  }
}
