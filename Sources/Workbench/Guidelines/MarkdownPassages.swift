import Canvas
import Text

/// Sets blocks of Markdown as passages for reading, and notes what each of them may be the section of.
struct MarkdownPassages {
  private(set) var passages: [Passage] = []
  /// For each passage.
  private(set) var places: [Landmark] = []

  init(_ markdown: Markdown) {
    for (index, block) in markdown.blocks.enumerated() {
      append(block, after: index > 0 ? markdown.blocks[index - 1] : nil)
    }
  }

  private mutating func append(_ block: Markdown.Block, after before: Markdown.Block?) {
    var set = Typeset()
    (set.first, set.others) = Self.leads(block.containers)
    set.isApart = Self.isApart(block, from: before)
    set.between = Self.between(before?.containers ?? [], block.containers)
    switch block.content {
    case .heading(let level, let inlines):
      append(
        inlines, set, plain: level < 3 ? Style(.heading, bold: true) : Style(.text, bold: true),
        Landmark(.heading(level: level), name: inlines.plain))
    case .paragraph(let inlines):
      append(inlines, set, Landmark(paragraph: inlines, in: block.containers))
    case .code(let code):
      set.form = .code(broken: "\(set.others)  … ")
      let text = Displayable(code)
      set.stretches = [Typeset.Stretch(end: text.length, style: Style(.key))]
      (set.first, set.others) = ("\(set.first)    ", "\(set.others)    ")
      append(text, set, Landmark(in: block.containers))
    case .thematicBreak:
      let text: Displayable = "──────"
      set.stretches = [Typeset.Stretch(end: text.length, style: Style(.rule))]
      append(text, set, Landmark(in: block.containers))
    case .table(let table): append(table, set, block.containers)
    }
  }

  private mutating func append(_ text: Displayable, _ set: Typeset, _ place: Landmark) {
    passages.append(Passage(kind: .set(set), text: text))
    places.append(place)
  }

  private mutating func append(
    _ inlines: [Markdown.Inline], _ set: Typeset, plain: Style = .text, _ place: Landmark
  ) {
    var set = set
    let text = Self.text(inlines, plain: plain, stretches: &set.stretches)
    append(text, set, place)
  }

  private mutating func append(_ table: Markdown.Table, _ set: Typeset, _ containers: [Markdown.Container]) {
    var set = set
    var rows: [(text: Displayable, stretches: [Typeset.Stretch])] = []
    for (index, row) in table.rows.enumerated() {
      var stretches: [Typeset.Stretch] = []
      let cells = row.map { cell in
        cell.map { Markdown.Inline(text: $0.text.replacing("\n", with: " "), look: $0.look) }
      }
      let joined = Array(cells.joined(separator: [Markdown.Inline(text: "\n", look: [])]))
      let text = Self.text(joined, plain: index == 0 ? Style(.text, bold: true) : .text, stretches: &stretches)
      rows.append((text, stretches))
    }
    let widths = table.alignments.indices.map { column in rows.map { $0.text.lines.width(of: column) }.max() ?? 0 }
    set.form = .row(TableColumns(widths: widths, alignments: table.alignments))
    for (index, row) in rows.enumerated() {
      set.stretches = row.stretches
      if index > 0 { (set.isApart, set.first) = (false, set.others) }
      append(row.text, set, index > 0 ? Landmark(row: table.rows[index], in: containers) : Landmark(in: containers))
    }
  }
}

// What stands before lines, and looks.
extension MarkdownPassages {
  private static func leads(_ containers: [Markdown.Container]) -> (first: Displayable, others: Displayable) {
    var (first, others): (Displayable, Displayable) = ("", "")
    var depth = 0
    for container in containers {
      switch container {
      case .quote:
        first += "│ "
        others += "│ "
      case .item(let marker, let isFirst):
        let mark = Self.mark(marker, depth: depth)
        let blank = ("" as Displayable).padded(to: mark.width)
        first += isFirst ? mark : blank
        others += blank
        depth += 1
      }
    }
    return (first, others)
  }

  private static func mark(_ marker: Markdown.Marker, depth: Int) -> Displayable {
    switch marker {
    case .bullet: depth % 2 == 0 ? "• " : "– "
    case .number(let number, let end): "\(number)\(Character(end)) "
    }
  }

  /// As close as in the source, but headings and what is no text of a list stand apart.
  private static func isApart(_ block: Markdown.Block, from before: Markdown.Block?) -> Bool {
    guard let before else { return true }
    switch (before.content, block.content) {
    case (.heading, .heading): return true
    case (.heading, _): return false
    case (_, .heading): return true
    default: break
    }
    if block.isAfterBlank { return true }
    // A list stands close to the paragraph that it follows.
    if case .paragraph = block.content, case .paragraph = before.content { return false }
    return true
  }

  /// The bars of the quotes that both stand in.
  private static func between(_ before: [Markdown.Container], _ after: [Markdown.Container]) -> Displayable {
    var bars: Displayable = ""
    for (left, right) in zip(before, after) {
      guard left == .quote, right == .quote else { break }
      bars += "│ "
    }
    return bars
  }

  private static func text(
    _ inlines: [Markdown.Inline], plain: Style, stretches: inout [Typeset.Stretch]
  ) -> Displayable {
    var raw = ""
    var length = 0
    for inline in inlines {
      // Backquotes tell where code begins and ends on terminals of one colour too.
      let text = inline.look.contains(.code) ? "`\(inline.text)`" : inline.text
      raw += text
      length += text.unicodeScalars.count
      stretches.append(Typeset.Stretch(end: ScalarOffset(length), style: style(inline.look, plain)))
    }
    return Displayable(raw)
  }

  private static func style(_ look: Markdown.Look, _ plain: Style) -> Style {
    if look.contains(.target) { return Style(.dim) }
    var style = look.contains(.code) ? Style(.key) : look.contains(.link) ? Style(.accent) : plain
    if look.contains(.strong) { style.bold = true }
    // Many terminals have no italics.
    if look.contains(.emphasis) { (style.italic, style.underline) = (true, true) }
    return style
  }
}

extension [[Glyph]] {
  fileprivate func width(of line: Int) -> Int { indices.contains(line) ? self[line].reduce(0) { $0 + $1.width } : 0 }
}
