import Labeling

extension Majority {
  /// `spans`: each stretch with its label is decided by itself, by exact match as in the scoring of named entities
  /// (Tjong Kim Sang and De Meulder 2003, CoNLL): it is in where more than half of those who could say marked it so.
  static func spans(_ ballot: Ballot, _ readings: [QuestionReading]) -> Verdict {
    let people = readings.compactMap { reading in
      if case .spans(let spans) = reading.content { SpanVoter(spans, on: ballot.question) } else { nil }
    }
    let marked = Set(people.flatMap(\.marked)).sorted()
    let tally = marked.map { span in
      let votes = people.map { $0.vote(on: span) }
      return Support.SpanMarks(
        span: span, yes: votes.count { $0 == true }, no: votes.count { $0 == false }, unknown: votes.count { $0 == nil }
      )
    }
    let support = Support.spans(tally)
    guard !people.isEmpty else { return withoutUsable(readings, support) }
    let unknown = unknownTypes(of: people, ballot)
    let masks = masks(of: people)
    let inside = tally.filter { $0.yes > $0.no }.map(\.span)
    var candidates = Set((inside.map(\.label) + masks.flatMap(\.candidates) + unknown))
    if tally.contains(where: { $0.yes == $0.no }) {
      candidates.formUnion(tally.filter { $0.yes == $0.no }.map(\.span.label))
      return Verdict(
        .disputed, support: support, candidates: ballot.space.ids.filter { candidates.contains($0) }, unknown: unknown,
        masks: masks)
    }
    let labels = ballot.space.ids.filter { candidates.contains($0) }
    guard unknown.isEmpty, masks.isEmpty else {
      return Verdict(
        masks.contains { $0.crossing == .ambiguous } ? .ambiguous : .partial, support: support, candidates: labels,
        unknown: unknown, masks: masks)
    }
    return Verdict(
      .settled, value: .spans(inside),
      confidence: tally.map { share(max($0.yes, $0.no), of: $0.yes + $0.no) }.min() ?? 1,
      support: support, candidates: labels)
  }

  /// Types of which nobody could say where they are not.
  private static func unknownTypes(of people: [SpanVoter], _ ballot: Ballot) -> [LabelID] {
    guard !people.contains(where: \.isComplete) else { return [] }
    let everywhere = people.map { $0.hasVoid ? Set(ballot.space.ids) : Set($0.reading.unknown) }
    return ballot.space.ids.filter { type in everywhere.allSatisfy { $0.contains(type) } }
  }

  /// Stretches whose label somebody left open and nobody else could tell.
  private static func masks(of people: [SpanVoter]) -> [SpanReading.Carried] {
    guard !people.contains(where: \.isComplete) else { return [] }
    let open = Set(people.flatMap { $0.reading.spans.filter { $0.crossing != .exact } }).filter { carried in
      carried.candidates.isEmpty
        || carried.candidates.contains { label in
          let span = Span(field: carried.field, start: carried.start, end: carried.end, label: label)
          return people.allSatisfy { $0.vote(on: span) == nil }
        }
    }
    return open.sorted {
      ($0.start, $0.end, $0.field, $0.candidates.map(\.rawValue).joined(separator: " "))
        < ($1.start, $1.end, $1.field, $1.candidates.map(\.rawValue).joined(separator: " "))
    }
  }
}

/// What one person says of stretches of text.
private struct SpanVoter {
  let reading: SpanReading
  let marked: Set<Span>
  let isComplete: Bool
  let hasVoid: Bool
  private let allowsOverlap: Bool

  init(_ reading: SpanReading, on question: Question) {
    self.reading = reading
    marked = Set(
      reading.spans.filter { $0.crossing == .exact }.compactMap { carried in
        carried.candidates.first.map {
          Span(field: carried.field, start: carried.start, end: carried.end, label: $0)
        }
      })
    hasVoid = reading.spans.contains { $0.crossing == .void }
    isComplete = reading.unknown.isEmpty && reading.spans.allSatisfy { $0.crossing == .exact }
    allowsOverlap = if case .spans(_, let overlap) = question.kind { overlap } else { true }
  }

  /// Whether a stretch is of a type; nil where the person could not say.
  func vote(on span: Span) -> Bool? {
    if marked.contains(span) { return true }
    if isComplete { return false }
    // Who marked something else there said what may stand there.
    if !allowsOverlap, marked.contains(where: { $0.overlaps(span) }) { return false }
    if reading.unknown.contains(span.label) { return nil }
    let leavesOpen = reading.spans.contains { carried in
      guard carried.field == span.field, carried.start < span.end, span.start < carried.end else { return false }
      switch carried.crossing {
      case .exact: return false
      case .void: return true
      case .ambiguous, .unknown:
        return carried.start == span.start && carried.end == span.end && carried.candidates.contains(span.label)
      }
    }
    return leavesOpen ? nil : false
  }
}
