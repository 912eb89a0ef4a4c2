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
  }

  /// Sorted, each once; apart from each other where they may not overlap.
  private(set) var spans: [Span]
  /// By start and end.
  private(set) var unlabelled: [Unlabelled]
  let allowsOverlap: Bool
  private var past: [Change] = []

  /// Leaves out what the question does not allow.
  init(_ spans: [Span], unlabelled: [Unlabelled], allowsOverlap: Bool) {
    self.unlabelled = unlabelled
    self.allowsOverlap = allowsOverlap
    let sorted = Set(spans).sorted()
    guard !allowsOverlap else {
      self.spans = sorted
      return
    }
    var ends: [String: Int] = [:]
    self.spans = sorted.filter { span in
      guard span.start >= ends[span.field, default: 0] else { return false }
      ends[span.field] = span.end
      return true
    }
  }

  /// True where something was changed that is not taken back.
  var isChanged: Bool { !past.isEmpty }

  mutating func make(_ change: Change) {
    apply(change)
    past.append(change)
  }

  /// Takes the last change back and returns it; nil where there is none.
  mutating func takeBack() -> Change? {
    guard let last = past.popLast() else { return nil }
    apply(Change(added: last.removed, removed: last.added))
    unlabelled = (unlabelled + last.settled).sorted { ($0.start, $0.end, $0.field) < ($1.start, $1.end, $1.field) }
    return last
  }

  private mutating func apply(_ change: Change) {
    let removed = Set(change.removed)
    spans = Set(spans).subtracting(removed).union(change.added).sorted()
    unlabelled.removeAll { change.settled.contains($0) }
  }

  /// What stands in the way of a new span where none may overlap; nil where nothing does.
  func obstacle(to range: Range<Int>, in field: String) -> Span? {
    guard !allowsOverlap else { return nil }
    return spans.first { $0.field == field && $0.start < range.upperBound && range.lowerBound < $0.end }
  }

  /// The spans of exactly this stretch.
  func spans(of range: Range<Int>, in field: String) -> [Span] {
    spans.filter { $0.field == field && $0.start == range.lowerBound && $0.end == range.upperBound }
  }

  func unlabelled(of range: Range<Int>, in field: String) -> [Unlabelled] {
    unlabelled.filter { $0.field == field && $0.start == range.lowerBound && $0.end == range.upperBound }
  }
}
