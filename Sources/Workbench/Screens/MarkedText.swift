import Canvas
import Labeling
import Text

/// The text of an example with what is marked in it, ready to be drawn.
struct MarkedText {
  let column: ReadingColumn
  let row: MarkRow
  /// The lines in sight, from the top down.
  let lines: [MarkedLine]
  private let marking: Marking?
  /// The mark that keys work on, where neither the text nor the labels on the screen tell what it is called.
  private let unnamed: TextMarks.Mark?
  private let isOnMark: Bool

  /// - Parameter names: those of the frame before, which may still be the right ones.
  init(_ sheet: Sheet, _ layout: AnswerLayout, marks: TextMarks, names: MarkNames = .none) {
    let marking = sheet.marking
    self.marking = marking
    lines = sheet.reading.visible(height: layout.text.rows, marks: marks)
    column = ReadingColumn(
      reading: sheet.reading, marks: marks, selection: marking?.selection, head: marking?.head?.offset,
      visible: lines)
    let inHand = sheet.markInHand
    isOnMark = inHand != nil
    let shortcuts = layout.panel?.shortcuts
    unnamed = inHand.flatMap { Self.isListed($0, on: sheet, layout.grid?.shortcuts) ? nil : $0 }
    var kinds = Set(inHand.map { [$0.kind] } ?? [])
    var last: TextMarks.Mark.Kind?
    for line in lines {
      for segment in line.segments where segment.mark.kind != last {
        kinds.insert(segment.mark.kind)
        last = segment.mark.kind
      }
    }
    let others = inHand.flatMap { mark in
      marking?.selection.map { marks.covering(mark.range, in: $0.field).count { $0.kind.question == sheet.focus } }
    }
    row = MarkRow(
      names: names.kinds == kinds ? names : MarkNames(sheet, shortcuts, kinds: kinds),
      focus: sheet.focus, inHand: (others ?? 0) > 1 ? inHand : nil)
  }

  /// True where the labels on the screen tell key and title of a mark's label.
  private static func isListed(_ mark: TextMarks.Mark, on sheet: Sheet, _ shortcuts: Shortcuts?) -> Bool {
    guard case .label(let label) = mark.kind.meaning, let pages = shortcuts?.pages else { return false }
    return pages[min(sheet.labelPage, pages.count - 1)].contains { $0.label.id == label && $0.key != nil }
  }

  func draw(in rect: Rect, on frame: inout Frame) {
    column.draw(in: rect, marking: row, on: &frame)
    placeCursor(in: rect, on: &frame)
  }

  /// Where something is written below the text, the terminal's cursor stands there.
  func placeCursor(in rect: Rect, on frame: inout Frame) {
    if frame.cursor == nil { frame.cursor = column.cursor(in: rect) }
  }

  /// What the rule below the text tells of the cursor and the marks.
  struct Told: Hashable {
    var isHeld: Bool
    var unit: Marking.Unit
    /// Nil where it is told by what is marked there, or nothing is selected but what a cursor went to.
    var selected: Range<ScalarOffset>?
    /// The mark that keys work on; nil where its row and the labels below tell what it is.
    var inHand: TextMarks.Mark?
    var spans: Int
    /// Stretches that want a label.
    var open: Int
  }

  /// Nil where nothing can be marked.
  var told: Told? {
    guard let marking else { return nil }
    // A cursor that only moves tells no offsets: over a slow line every cell that changes with it is felt.
    let isTold = !isOnMark && marking.isSelecting
    return Told(
      isHeld: marking.isHeld, unit: marking.unit, selected: isTold ? marking.selection?.range : nil,
      inHand: unnamed, spans: marking.spans.count, open: marking.unlabelled.count)
  }

  /// Where the cursor is, what it goes by and on which mark it stands, in few words. Where there is little room, what a
  /// place that wants a label may be goes before all but a held selection.
  ///
  /// - Parameter release: the key that lets go of a held selection.
  func state(isShort: Bool, release: Displayable) -> [Run] {
    guard let told else { return [] }
    var parts: [[Run]] = []
    if isShort, let mark = told.inHand, case .open = mark.kind.meaning, !told.isHeld { return name(of: mark) }
    if told.isHeld {
      var runs = [Run("holding", .warning, bold: true)]
      if !isShort { runs += [Run(", ", .text), Run(release, .key, bold: true), Run(" lets go", .text)] }
      parts.append(runs)
    } else {
      let unit: Displayable = told.unit == .word ? "word" : "character"
      parts.append([Run(isShort ? unit : "by \(unit)", .text)])
    }
    if let range = told.selected {
      parts.append([Run("\(range.lowerBound.rawValue)–\(range.upperBound.rawValue)", .dim)])
    }
    if let mark = told.inHand { parts.append(name(of: mark)) }
    if told.open > 0 {
      parts.append([Run("\(told.spans) of \(told.spans + told.open) decided", .dim)])
    } else if told.spans > 0 {
      parts.append([Run(told.spans == 1 ? "1 span" : "\(told.spans) spans", .dim)])
    }
    // Words are what it goes by at first: where there is little room, that gives way.
    if isShort, !told.isHeld, told.unit == .word, parts.count > 1 { parts.removeFirst() }
    return Array(parts.joined(separator: [Run(" · ", .dim)]))
  }

  private func name(of mark: TextMarks.Mark) -> [Run] {
    let name = row.names[mark.kind]
    return [Run(name.key.map { "\($0) " } ?? "", name.role, bold: true), Run(name.title, name.role)]
  }
}
