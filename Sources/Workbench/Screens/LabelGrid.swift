import Canvas
import Labeling
import Text

/// The labels of the focused question in columns.
struct LabelGrid {
  private static let gap = 3
  private static let widestTitle = 36

  /// From this many labels on columns are not measured, but as wide as there is room.
  private static let long = 150
  /// The narrowest columns of such a list.
  private static let narrowest = 24

  let shortcuts: Shortcuts
  private let kind: Question.Kind
  /// The widths of the columns.
  private let columns: [Int]
  private let gap: Int
  /// The rows that the labels of the fullest page take.
  private let labelRows: Int
  /// True where a row above the labels names what they belong to.
  private let hasHeading: Bool
  /// The rows below the labels that describe the chosen one.
  private let descriptionRows: Int

  /// The rows that the fullest page takes.
  var rows: Int { labelRows + (hasHeading ? 1 : 0) + descriptionRows }

  init(_ sheet: Sheet, size: Size) {
    kind = sheet.question?.kind ?? .choice
    let asked = sheet.candidates
    let fixed = asked == nil ? [] : sheet.fixed
    let all = sheet.offered
    let shown = asked.map { fixed.union($0) }
    let labels = shown.map { shown in all.filter { shown.contains($0.id) } } ?? all
    let isRoomy = size.rows >= 20
    hasHeading = isRoomy && Set(labels.map(\.parent)).count > 1
    func keys(capacity: Int) -> Shortcuts {
      asked.map { Shortcuts(all, asked: $0, fixed: fixed, capacity: capacity) } ?? Shortcuts(all, capacity: capacity)
    }
    let room = max(1, Self.room(kind, size).columns)
    var most = max(3, size.rows / 5)
    let isDescribed = isRoomy && kind == .choice && sheet.question?.advancesAutomatically == false
    descriptionRows = isDescribed ? Self.descriptionRows(labels, width: Self.descriptionWidth(room)) : 0
    let chrome = Self.mark(kind, isChosen: false).width + 2
    // As many columns as nine labels need, and more only where titles have room.
    let narrow = (room + Self.gap) / (Self.narrowest + Self.gap)
    let wide = (room + Self.gap) / (Self.widestTitle + chrome + Self.gap)
    let forDigits = max(1, min(narrow, max(wide, (9 + most) / (most + 1))))
    func spread() -> (shortcuts: Shortcuts, rows: Int, columns: [Int]) {
      let shortcuts = keys(capacity: forDigits * (most + 1))
      let fullest = max(1, shortcuts.pages.map(\.count).max() ?? 1)
      let width = max(1, (room + Self.gap) / forDigits - Self.gap)
      return (shortcuts, (fullest + forDigits - 1) / forDigits, Array(repeating: width, count: forDigits))
    }
    if labels.count >= Self.long {
      (shortcuts, labelRows, columns) = spread()
      gap = Self.gap
      return
    }
    var widths = labels.map { min(room, chrome + min(Self.widestTitle, Self.title($0).width)) }
    let whole = labels.map { min(room, chrome + Self.title($0).width) }
    func across(_ widths: [Int]) -> Int { max(1, (room + Self.gap) / ((widths.max() ?? 1) + Self.gap)) }
    // A few rows more, where titles can be read whole on them, and pages are turned only where keys run out.
    let fewest = keys(capacity: .max).pages.count
    let tall = isRoomy ? max(most, size.rows * 3 / 8) : most
    if whole != widths || keys(capacity: across(widths) * most).pages.count > fewest,
      keys(capacity: across(whole) * tall).pages.count == fewest
    {
      widths = whole
      most = tall
    }
    let widest = widths.max() ?? 1

    // Even columns where that shows all labels; else columns as narrow as what is in them.
    let even = across(widths)
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
    // Some long titles would leave digits without labels: they are cut instead.
    if shortcuts.pages.count > 1, fullest < 9, forDigits > columns.count {
      (self.shortcuts, labelRows, self.columns) = spread()
      self.gap = Self.gap
      return
    }
    let rows = (fullest + columns.count - 1) / columns.count
    // Full rows before a short last one look uneven: as many columns as these rows need.
    let balanced = (fullest + rows - 1) / rows
    if balanced < columns.count { columns = Self.columns(of: shortcuts, across: balanced, widths) }
    if gap == Self.gap { columns = Array(repeating: widest, count: columns.count) }
    labelRows = rows
    self.shortcuts = shortcuts
    self.columns = columns
    self.gap = gap
  }

  /// Where a grid may be drawn. The mark of a choice stands in the margin, so that its keys line up with the text.
  private static func room(_ kind: Question.Kind, _ size: Size) -> Rect {
    Rect(size).inset(left: AnswerLayout.margin(size) - (kind.ticksLabels ? 0 : 1), right: AnswerLayout.margin(size))
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
    if kind.ticksLabels { isChosen ? "[x] " : "[ ] " } else { isChosen ? "▸" : " " }
  }

  private static func title(_ label: Label) -> Displayable { Displayable(label.title).oneLine }

  /// Of spans the text tells which label is where: the list stays still while a cursor goes over them.
  private var tellsChosen: Bool { if case .spans = kind { false } else { true } }

  func draw(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    let room = Self.room(kind, frame.size)
    if hasHeading, !rect.isEmpty {
      let indent = kind.ticksLabels ? 0 : 1
      frame.draw(
        heading(sheet).truncated(to: room.columns - indent), at: Point(row: rect.row, column: room.column + indent))
    }
    for (entry, cell) in cells(onPage: sheet.labelPage, in: rect, of: frame.size) {
      frame.draw(
        runs(entry, isChosen: tellsChosen && sheet.isChosen(entry.label.id), width: cell.columns), at: cell.origin,
        within: cell)
    }
    if descriptionRows > 0, let description = description(sheet), rect.rows >= rows {
      let place = Point(row: rect.row + rows - descriptionRows, column: room.column + 1)
      draw(description, at: place, width: Self.descriptionWidth(room.columns), on: &frame)
    }
  }

  /// The label that is drawn at a point.
  func entry(at point: Point, onPage page: Int, in rect: Rect, of size: Size) -> Shortcuts.Entry? {
    cells(onPage: page, in: rect, of: size).first { $0.cell.contains(point) }?.entry
  }

  /// The labels of a page with their places on the screen.
  private func cells(onPage page: Int, in rect: Rect, of size: Size) -> [(entry: Shortcuts.Entry, cell: Rect)] {
    let left = Self.room(kind, size).column
    let top = rect.row + (hasHeading ? 1 : 0)
    return entries(onPage: page).enumerated().compactMap { place, entry in
      let across = place % columns.count
      let column = left + columns[..<across].reduce(0, +) + gap * across
      let cell = Rect(row: top + place / columns.count, column: column, rows: 1, columns: columns[across])
      return rect.rowRange.contains(cell.row) ? (entry, cell) : nil
    }
  }

  private func entries(onPage page: Int) -> [Shortcuts.Entry] {
    shortcuts.pages[min(page, shortcuts.pages.count - 1)]
  }

  /// What the labels of the page belong to: the whole path of one group, else each group with the keys of its labels.
  private func heading(_ sheet: Sheet) -> [Run] {
    let taxonomy = sheet.build.taxonomy
    let groups = entries(onPage: sheet.labelPage).chunked { $0.label.parent == $1.label.parent }
    if groups.count == 1, let parent = groups[0].first?.label.parent {
      return [Run(Hierarchy.path(to: parent, in: taxonomy, under: sheet.question?.under), .dim)]
    }
    let runs = groups.compactMap { entries -> [Run]? in
      guard let parent = entries[0].label.parent, let title = taxonomy[parent]?.title else { return nil }
      return [
        Run(Self.named(entries.compactMap(\.key)), .text),
        Run(Displayable(title).oneLine.truncated(to: Self.widestTitle), .dim),
      ]
    }
    return Array(runs.joined(separator: [Run("   ", .dim)]))
  }

  /// Keys in few words, with a space behind each: a range only where they are digits one after another.
  private static func named(_ keys: [Character]) -> Displayable {
    let stretches = keys.chunked { one, next in
      if let one = one.wholeNumberValue, let next = next.wholeNumberValue { next == one + 1 } else { false }
    }
    return stretches.map { stretch -> Displayable in
      stretch.count > 1 ? "\(stretch[0])–\(stretch[stretch.count - 1]) " : "\(stretch[0]) "
    }.joined(separator: "")
  }

  private static func descriptionWidth(_ room: Int) -> Int { min(Reading.widest, room - 1) }

  /// Most are short, and seen to be so without cleaning them.
  private static func isLong(_ description: String, width: Int) -> Bool {
    description.utf8.count > width && Displayable(description).oneLine.width > width
  }

  /// Two where one is too short for some; among thousands of labels nobody looks.
  private static func descriptionRows(_ labels: [Label], width: Int) -> Int {
    let isShort = labels.count >= long || !labels.contains { isLong($0.description ?? "", width: width) }
    return labels.contains { $0.description?.isEmpty == false } ? (isShort ? 1 : 2) : 0
  }

  private func draw(_ description: Displayable, at point: Point, width: Int, on frame: inout Frame) {
    let lines = Wrapping.lines(of: description, width: width)
    for (row, line) in lines.prefix(descriptionRows).enumerated() {
      let place = Point(row: point.row + row, column: point.column)
      let used = frame.draw(line.glyphs, at: place, style: Style(.dim))
      guard row == descriptionRows - 1, lines.count > descriptionRows else { continue }
      frame.draw(
        "…", at: Point(row: place.row, column: place.column + min(used, width - 1)), style: Style(.dim))
    }
  }

  /// The words that explain the chosen label.
  private func description(_ sheet: Sheet) -> Displayable? {
    guard let question = sheet.question, let chosen = sheet.answer[question.id]?.labels.first else { return nil }
    return sheet.build.taxonomy[chosen]?.description.map { Displayable($0).oneLine }
  }

  private func runs(_ entry: Shortcuts.Entry, isChosen: Bool, width: Int) -> [Run] {
    let mark = Self.mark(kind, isChosen: isChosen)
    let key = Displayable(entry.key.map { String($0) } ?? " ")
    // A point of a scale may be called by its key.
    let own = Self.title(entry.label)
    let title = own == key ? "" : own.truncated(to: width - mark.width - 2)
    // Told by its mark, as questions are whose answer is known: nothing can be done about it.
    if entry.isFixed { return [Run("[=] \(key) \(title)", .dim)] }
    if isChosen { return [Run("\(mark)\(key) \(title)", .selected, bold: true)] }
    return [Run(mark, .dim), Run(key, .label(entry.place), bold: true), Run(" ", .text), Run(title, .text)]
  }
}

extension Array {
  /// Stretches of elements that belong together.
  fileprivate func chunked(_ belong: (Element, Element) -> Bool) -> [[Element]] {
    var chunks: [[Element]] = []
    for element in self {
      if let last = chunks.last?.last, belong(last, element) {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
      }
    }
    return chunks
  }
}
