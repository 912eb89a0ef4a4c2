import Canvas
import Labeling
import Text

/// The text of an example with what is marked in it, ready to be drawn.
struct MarkedText {
  let column: ReadingColumn
  let row: MarkRow
  private let sheet: Sheet

  init(_ sheet: Sheet, _ layout: AnswerLayout) {
    self.sheet = sheet
    let marking = sheet.marking
    let visible = sheet.reading.visible(height: layout.text.rows, marks: layout.marks)
    column = ReadingColumn(
      reading: sheet.reading, marks: layout.marks, selection: marking?.selection, head: marking?.head?.offset,
      visible: visible)
    let inHand = sheet.markInHand
    var kinds = Set(inHand.map { [$0.kind] } ?? [])
    for line in visible { for segment in line.segments { kinds.insert(segment.mark.kind) } }
    row = MarkRow(
      names: MarkNames(sheet, layout.panel?.shortcuts, kinds: kinds), focus: sheet.focus, inHand: inHand)
  }

  func draw(in rect: Rect, on frame: inout Frame) {
    column.draw(in: rect, marking: row, on: &frame)
    frame.cursor = column.cursor(in: rect)
  }

  /// Where the cursor is, what it goes by and on which mark it stands, in few words.
  ///
  /// - Parameter release: the key that lets go of a held selection.
  func state(isShort: Bool, release: Displayable) -> [Run] {
    guard let marking = sheet.marking else { return [] }
    var parts: [[Run]] = []
    if marking.isHeld {
      var runs = [Run("holding", .warning, bold: true)]
      if !isShort { runs += [Run(", ", .text), Run(release, .key, bold: true), Run(" lets go", .text)] }
      parts.append(runs)
    } else {
      let unit: Displayable = marking.unit == .word ? "word" : "character"
      parts.append([Run(isShort ? unit : "by \(unit)", .text)])
    }
    var onMark: [Run]?
    if let mark = row.inHand {
      let name = row.names[mark.kind]
      onMark = [Run(name.key.map { "\($0) " } ?? "", name.role, bold: true), Run(name.title, name.role)]
    }
    // A cursor that only moves tells no offsets: over a slow line every cell that changes with it is felt.
    if let selection = marking.selection, onMark == nil, marking.isSelecting {
      parts.append([Run("\(selection.range.lowerBound.rawValue)–\(selection.range.upperBound.rawValue)", .dim)])
    }
    if let onMark { parts.append(onMark) }
    if !marking.spans.isEmpty {
      let count = marking.spans.count
      parts.append([Run(count == 1 ? "1 span" : "\(count) spans", .dim)])
    }
    return Array(parts.joined(separator: [Run(" · ", .dim)]))
  }
}
