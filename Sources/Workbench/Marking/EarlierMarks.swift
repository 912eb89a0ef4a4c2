import Labeling

/// What a person's own earlier answer marked in a question that is asked again.
struct EarlierMarks: Hashable, Sendable {
  /// Those that still mean what they meant: they stay.
  let spans: [Span]
  /// Those whose label is gone or has become several, or that are in each other's way now.
  let unlabelled: [SpanReading.Carried]

  init(_ reading: SpanReading) {
    spans = reading.spans.filter { $0.crossing == .exact }.compactMap { span in
      span.candidates.first.map { Span(field: span.field, start: span.start, end: span.end, label: $0) }
    }.sorted()
    unlabelled = reading.spans.filter { $0.crossing != .exact }
  }
}
