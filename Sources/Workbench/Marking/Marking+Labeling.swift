import Labeling
import Text

// Changing what is marked.
extension Marking {
  /// Why nothing was marked.
  enum Obstacle: Error, Hashable {
    /// There is no text to mark.
    case noText
    /// Spans may not overlap here.
    case overlap(Span)
    /// The span was marked before, and is not asked about.
    case fixed(Span)
  }

  /// Gives the selection a label.
  ///
  /// What has this label already loses it; what has another one gets this one instead. A second label beside the first
  /// is wanted rarely: where spans may overlap, holding the selection says so. Where two stand already, others are put
  /// beside them, since it could not be known which one they replace.
  ///
  /// - Parameter fixed: spans that can't be changed.
  mutating func mark(_ label: LabelID, keeping fixed: Set<Span> = []) throws(Obstacle) {
    guard let selection else { throw .noText }
    let range = selection.range.lowerBound.rawValue..<selection.range.upperBound.rawValue
    let new = Span(field: selection.field, start: range.lowerBound, end: range.upperBound, label: label)
    let there = marks.spans(of: range, in: selection.field)
    let open = marks.unlabelled(of: range, in: selection.field)
    var change = SpanSet.Change()
    if let wanting = open.first(where: { $0.candidates.contains(label) }) ?? open.first {
      change.settled = [wanting]
      if !there.contains(new) { change.added = [new] }
    } else if there.contains(new) {
      change.removed = [new]
    } else {
      change.added = [new]
      if there.count == 1, !(isHeld && marks.allowsOverlap) { change.removed = there }
    }
    if let span = change.removed.first(where: fixed.contains) { throw .fixed(span) }
    if !change.added.isEmpty, change.removed.isEmpty, let span = marks.obstacle(to: range, in: selection.field) {
      throw .overlap(span)
    }
    make(change)
  }

  /// Takes the span in hand away, or the selected stretch that wants a label; false where there is none.
  mutating func deleteSpan(keeping fixed: Set<Span> = []) throws(Obstacle) -> Bool {
    if let stretch = unlabelledInHand {
      make(SpanSet.Change(settled: [stretch]))
      return true
    }
    guard let span = inHand else { return false }
    if fixed.contains(span) { throw .fixed(span) }
    make(SpanSet.Change(removed: [span]))
    return true
  }

  /// How many places were marked, and how many were left since they are marked otherwise.
  struct Marked: Hashable, Sendable {
    var new = 0
    var left = 0
  }

  /// Gives all other places with the text of the span in hand its label. Places that have a label stay as they are, and
  /// so do those that overlap a span where that may not be. Nil where no span is in hand.
  mutating func markAll() -> Marked? {
    guard let span = inHand else { return nil }
    let known = Set(spans)
    let labelled = Set(spans.map { Place(field: $0.field, range: $0.start..<$0.end) })
    let taken =
      marks.allowsOverlap
      ? [:]
      : Dictionary(grouping: spans, by: \.field).mapValues { spans in
        Stops(spans.map { $0.start..<$0.end })
      }
    var marked = Marked()
    var change = SpanSet.Change()
    for (field, range) in others(like: span) {
      let overlaps = taken[field]?.first(endingAfter: range.lowerBound).map { $0.overlaps(range) } ?? false
      let same = Span(field: field, start: range.lowerBound, end: range.upperBound, label: span.label)
      let open = marks.unlabelled(of: range, in: field)
      let wanting = open.first { $0.candidates.contains(span.label) }
      if labelled.contains(Place(field: field, range: range)) || overlaps || (wanting == nil && !open.isEmpty) {
        if !known.contains(same) { marked.left += 1 }
        continue
      }
      change.added.append(same)
      if let wanting { change.settled.append(wanting) }
      marked.new += 1
    }
    if marked.new > 0 { make(change) }
    return marked
  }

  private struct Place: Hashable {
    var field: String
    var range: Range<Int>
  }

  /// The marked text, raw.
  func text(of span: Span) -> String {
    texts.first { $0.field == span.field }?.text(span.start..<span.end) ?? ""
  }
}
