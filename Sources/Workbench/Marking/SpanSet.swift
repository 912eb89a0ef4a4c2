import Labeling

/// The spans of an answer as they are stored, and the way back through their changes.
struct SpanSet: Hashable, Sendable {
  /// A stretch that an earlier answer marked, with the labels that it may have now; it still wants one.
  typealias Unlabelled = SpanReading.Carried

  /// What one command did, so that it can be taken back.
  struct Change: Hashable, Sendable {
    var added: [Span] = []
    var removed: [Span] = []
    /// Stretches that want no label any more.
    var settled: [Unlabelled] = []

    fileprivate var count: Int { added.count + removed.count + settled.count }
  }

  /// Sorted, each once; apart from each other where they may not overlap.
  private(set) var spans: [Span]
  /// By start and end.
  private(set) var unlabelled: [Unlabelled]
  let allowsOverlap: Bool
  /// Changes that can be taken back, and the spans that these may have together, each far more than anybody takes back:
  /// the oldest are forgotten, for as long as somebody sends keys.
  private static let mostChanges = 1000
  private static let mostPastSpans = 50_000
  private var past: [Change] = []
  /// The spans of `past`.
  private var pastSpans = 0
  /// Scalars of the longest span: what covers a place begins no earlier before it, so that it is found among thousands.
  private var longest = 0

  /// Leaves out what the question does not allow.
  init(_ spans: [Span], unlabelled: [Unlabelled], allowsOverlap: Bool) {
    self.unlabelled = unlabelled
    self.allowsOverlap = allowsOverlap
    let sorted = Set(spans).sorted()
    var ends: [String: Int] = [:]
    self.spans = sorted.filter { span in
      guard allowsOverlap || span.start >= ends[span.field, default: 0] else { return false }
      ends[span.field] = span.end
      return true
    }
    longest = Self.longest(of: self.spans)
  }

  private static func longest(of spans: [Span]) -> Int { spans.reduce(0) { max($0, $1.end - $1.start) } }

  /// True where something was changed that is not taken back.
  var isChanged: Bool { !past.isEmpty }

  mutating func make(_ change: Change) {
    apply(change)
    past.append(change)
    pastSpans += change.count
    while past.count > 1, past.count > Self.mostChanges || pastSpans > Self.mostPastSpans {
      pastSpans -= past.removeFirst().count
    }
  }

  /// Takes the last change back and returns it; nil where there is none.
  mutating func takeBack() -> Change? {
    guard let last = past.popLast() else { return nil }
    pastSpans -= last.count
    apply(Change(added: last.removed, removed: last.added))
    unlabelled = (unlabelled + last.settled).sorted { ($0.start, $0.end, $0.field) < ($1.start, $1.end, $1.field) }
    return last
  }

  private mutating func apply(_ change: Change) {
    let (removed, added) = (Set(change.removed), change.added.sorted())
    let kept = removed.isEmpty ? spans : spans.filter { !removed.contains($0) }
    spans = Self.merged(kept, added)
    longest = removed.isEmpty ? max(longest, Self.longest(of: added)) : Self.longest(of: spans)
    if !change.settled.isEmpty { unlabelled.removeAll { change.settled.contains($0) } }
  }

  /// What stands in either of two sorted lists, sorted, each once.
  private static func merged(_ left: [Span], _ right: [Span]) -> [Span] {
    guard !right.isEmpty else { return left }
    var merged: [Span] = []
    merged.reserveCapacity(left.count + right.count)
    var rest = left[...]
    for span in right {
      let before = rest.prefix { $0 < span }
      merged += before
      rest = rest[before.endIndex...]
      if rest.first != span, merged.last != span { merged.append(span) }
    }
    return merged + rest
  }

  /// The spans that share a scalar with a stretch.
  func spans(overlapping range: Range<Int>, in field: String) -> [Span] {
    let first = index(ofStartAtLeast: range.lowerBound - longest)
    return spans[first..<index(ofStartAtLeast: range.upperBound)].filter {
      $0.end > range.lowerBound && $0.field == field
    }
  }

  private func index(ofStartAtLeast start: Int) -> Int {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What stands in the way of a new span where none may overlap; nil where nothing does.
  func obstacle(to range: Range<Int>, in field: String) -> Span? {
    allowsOverlap ? nil : spans(overlapping: range, in: field).first
  }

  /// The spans of exactly this stretch.
  func spans(of range: Range<Int>, in field: String) -> [Span] {
    spans(overlapping: range, in: field).filter { $0.start == range.lowerBound && $0.end == range.upperBound }
  }

  func unlabelled(of range: Range<Int>, in field: String) -> [Unlabelled] {
    unlabelled.filter { $0.field == field && $0.start == range.lowerBound && $0.end == range.upperBound }
  }
}
