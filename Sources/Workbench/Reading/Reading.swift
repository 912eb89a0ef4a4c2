import Text

/// Text laid out for reading in a column of some width, and what was found in it.
///
/// Texts are cleaned once and wrapped once per width, so that a key costs no more than what is on the screen.
struct Reading: Hashable, Sendable {
  /// The widest column that reads well.
  static let widest = 110

  /// A line as it stands on the screen.
  struct Line: Hashable, Sendable {
    var kind: Passage.Kind
    var glyphs: [Glyph]
    /// Nil in the space between passages.
    var passage: Int?
    /// The raw scalars of the passage that belong to this line, with the spaces or the line break that end it.
    var range = ScalarOffset(0)..<ScalarOffset(0)
    /// The raw scalar after the last one that is drawn.
    var drawnEnd = ScalarOffset(0)
    /// Right-aligned on the same row.
    var beside: Displayable?
    /// What stands before the glyphs, such as the mark of a list item.
    var lead: Displayable = ""
  }

  /// A place in a passage, in raw scalars.
  struct Place: Hashable, Sendable {
    var passage: Int
    var range: Range<ScalarOffset>
  }

  let passages: [Passage]
  private(set) var width: Int
  private(set) var lines: [Line]
  /// The lines of each passage.
  private(set) var blocks: [Range<Int>]
  /// In the order of the text.
  private(set) var found: [Place] = []
  /// The place among `found` that was gone to last.
  private(set) var current: Int?
  /// The first line shown.
  var scroll = 0
  /// How many passages are to be read before one goes on: those below them may be.
  private let wanted: Int

  /// - Parameter wanted: all passages where it is nil.
  init(_ passages: [Passage], width: Int, wanted: Int? = nil) {
    self.passages = passages
    self.wanted = wanted ?? passages.count
    self.width = width
    (lines, blocks) = Self.lines(of: passages, width: width)
  }

  /// The lines that are to be read before one goes on.
  var wantedLines: ArraySlice<Line> {
    wanted < passages.count ? lines.prefix(wanted > 0 ? blocks[wanted - 1].upperBound : 0) : lines[...]
  }

  /// Wraps anew where the width is another, keeping the place in the text.
  mutating func resize(width: Int) {
    guard width != self.width else { return }
    let anchor = lines.indices.contains(scroll) ? lines[scroll] : nil
    self.width = width
    (lines, blocks) = Self.lines(of: passages, width: width)
    guard scroll > 0, let anchor, let passage = anchor.passage else { return }
    scroll = line(showing: anchor.range.lowerBound, in: passage) ?? 0
  }

  private static func lines(of passages: [Passage], width: Int) -> ([Line], [Range<Int>]) {
    var lines: [Line] = []
    var blocks: [Range<Int>] = []
    for (index, passage) in passages.enumerated() {
      if index > 0, passages[index - 1].separates(from: passage) {
        lines.append(Line(kind: .notice, glyphs: [], lead: passage.typeset?.between ?? ""))
      }
      if let typeset = passage.typeset {
        let new = typeset.lines(of: passage.text, width: width).map {
          Line(
            kind: passage.kind, glyphs: $0.glyphs, passage: index, range: $0.range, drawnEnd: $0.range.upperBound,
            lead: $0.lead)
        }
        blocks.append(lines.count..<lines.count + new.count)
        lines += new
        continue
      }
      var new = Wrapping.lines(of: passage.text, width: width).map {
        Line(kind: passage.kind, glyphs: $0.glyphs, passage: index, range: $0.range, drawnEnd: $0.drawnEnd)
      }
      if let counted = passage.counted {
        for index in new.indices {
          new[index].range = (index == 0 ? counted.lowerBound : counted.upperBound)..<counted.upperBound
          new[index].drawnEnd = counted.upperBound
        }
      }
      blocks.append(lines.count..<lines.count + new.count)
      if case .heading(let beside?) = passage.kind {
        if new.count == 1, passage.text.width + 3 + beside.width <= width {
          new[0].beside = beside
        } else {
          new += Wrapping.lines(of: beside, width: width).map { Line(kind: .meta, glyphs: $0.glyphs) }
        }
      }
      lines += new
    }
    return (lines, blocks)
  }
}

extension Passage {
  fileprivate var typeset: Typeset? { if case .set(let typeset) = kind { typeset } else { nil } }

  fileprivate func separates(from next: Passage) -> Bool {
    if let typeset = next.typeset { return typeset.isApart }
    return switch (kind, next.kind) {
    case (.caption, _), (_, .notice), (.heading, .body), (.meta, .body), (.heading, .meta): false
    default: true
    }
  }
}

extension Reading {
  /// Looks for a text, in any case and with any accents, and goes to the first place at or below the line shown first.
  mutating func find(_ text: String, height: Int, marks: TextMarks = .none) {
    let wanted = Displayable(text)
    current = nil
    found = passages.enumerated().flatMap { index, passage in
      passage.text.places(of: wanted).map { Place(passage: index, range: $0) }
    }
    let first = top(height: height, marks: marks)
    let next = found.firstIndex { place in
      line(showing: place.range.lowerBound, in: place.passage).map { $0 >= first } ?? false
    }
    if !found.isEmpty { go(to: next ?? 0, height: height, marks: marks) }
  }

  /// Goes to the next place found, or the one before; after the last comes the first.
  mutating func findNext(by step: Int, height: Int, marks: TextMarks = .none) {
    guard !found.isEmpty else { return }
    go(to: ((current ?? 0) + step + found.count) % found.count, height: height, marks: marks)
  }

  mutating func forgetFound() {
    found = []
    current = nil
  }

  /// The place found that a glyph belongs to, as its index among `found`.
  func place(of source: ScalarOffset, in passage: Int) -> Int? {
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      let place = found[middle]
      if (place.passage, place.range.upperBound) <= (passage, source) { low = middle + 1 } else { high = middle }
    }
    guard low < found.count, found[low].passage == passage, found[low].range.contains(source) else { return nil }
    return low
  }

  private mutating func go(to index: Int, height: Int, marks: TextMarks) {
    current = index
    let place = found[index]
    guard let line = line(showing: place.range.lowerBound, in: place.passage) else { return }
    if !visible(height: height, marks: marks).contains(where: { $0.line == line }) {
      scroll = max(0, line - height / 3)
    }
  }
}
