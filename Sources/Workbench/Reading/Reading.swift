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
    /// Right-aligned on the same row.
    var beside: Displayable?
  }

  /// A place in a passage, in raw scalars.
  struct Place: Hashable, Sendable {
    var passage: Int
    var range: Range<ScalarOffset>
  }

  let passages: [Passage]
  private(set) var width: Int
  private(set) var lines: [Line]
  /// In the order of the text.
  private(set) var found: [Place] = []
  /// The place among `found` that was gone to last.
  private(set) var current: Int?
  /// The first line shown.
  private(set) var scroll = 0

  init(_ passages: [Passage], width: Int) {
    self.passages = passages
    self.width = width
    lines = Self.lines(of: passages, width: width)
  }

  /// Wraps anew where the width is another, keeping the place in the text.
  mutating func resize(width: Int) {
    guard width != self.width else { return }
    let anchor = lines.indices.contains(scroll) ? lines[scroll] : nil
    self.width = width
    lines = Self.lines(of: passages, width: width)
    guard scroll > 0, let passage = anchor?.passage else { return }
    scroll =
      line(showing: passage, anchor?.glyphs.first?.source ?? ScalarOffset(0))
      ?? lines.firstIndex { $0.passage == passage } ?? 0
  }

  /// The first line shown when `height` lines have room.
  func top(height: Int) -> Int { max(0, min(scroll, lines.count - height)) }

  mutating func scroll(by distance: Int, height: Int) {
    scroll = max(0, min(top(height: height) + distance, lines.count - height))
  }

  mutating func scrollToTop() { scroll = 0 }
  mutating func scrollToBottom(height: Int) { scroll = max(0, lines.count - height) }

  private static func lines(of passages: [Passage], width: Int) -> [Line] {
    var lines: [Line] = []
    for (index, passage) in passages.enumerated() {
      if index > 0, passages[index - 1].separates(from: passage) {
        lines.append(Line(kind: .notice, glyphs: []))
      }
      var new = Wrapping.lines(of: passage.text, width: width).map {
        Line(kind: passage.kind, glyphs: $0.glyphs, passage: index)
      }
      if case .heading(let beside?) = passage.kind {
        if new.count == 1, passage.text.width + 3 + beside.width <= width {
          new[0].beside = beside
        } else {
          new += Wrapping.lines(of: beside, width: width).map { Line(kind: .meta, glyphs: $0.glyphs) }
        }
      }
      lines += new
    }
    return lines
  }
}

extension Passage {
  fileprivate func separates(from next: Passage) -> Bool {
    switch (kind, next.kind) {
    case (.caption, _), (_, .notice), (.heading, .body), (.meta, .body), (.heading, .meta): false
    default: true
    }
  }
}

extension Reading {
  /// Looks for a text, in any case, and goes to the first place at or below the line shown first.
  mutating func find(_ text: String, height: Int) {
    let wanted = Displayable(text).oneLine.lines.joined().map { $0.text.lowercased() }
    found = []
    current = nil
    guard !wanted.isEmpty else { return }
    for (index, passage) in passages.enumerated() {
      for line in passage.text.lines {
        found += Self.ranges(of: wanted, in: line).map { Place(passage: index, range: $0) }
      }
    }
    let first = top(height: height)
    let next = found.firstIndex { place in
      line(showing: place.passage, place.range.lowerBound).map { $0 >= first } ?? false
    }
    if !found.isEmpty { go(to: next ?? 0, height: height) }
  }

  /// Goes to the next place found, or the one before; after the last comes the first.
  mutating func findNext(by step: Int, height: Int) {
    guard !found.isEmpty else { return }
    go(to: ((current ?? 0) + step + found.count) % found.count, height: height)
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

  private mutating func go(to index: Int, height: Int) {
    current = index
    let place = found[index]
    guard let line = line(showing: place.passage, place.range.lowerBound) else { return }
    if !(top(height: height)..<top(height: height) + height).contains(line) { scroll = max(0, line - height / 3) }
  }

  func line(showing passage: Int, _ source: ScalarOffset) -> Int? {
    lines.lastIndex { $0.passage == passage && ($0.glyphs.first.map { $0.source <= source } ?? false) }
  }

  private static func ranges(of wanted: [String], in line: [Glyph]) -> [Range<ScalarOffset>] {
    let folded = line.map { $0.text.lowercased() }
    var ranges: [Range<ScalarOffset>] = []
    var index = 0
    while index + wanted.count <= folded.count {
      if folded[index..<index + wanted.count].elementsEqual(wanted) {
        let last = line[index + wanted.count - 1].source
        ranges.append(line[index].source..<ScalarOffset(last.rawValue + 1))
        index += wanted.count
      } else {
        index += 1
      }
    }
    return ranges
  }
}
