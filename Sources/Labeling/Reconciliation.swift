/// Reads answers given under one build as answers to another (VERSIONS.md 3). Made once per pair of builds; then each
/// distinct answer is read once and looked up after that.
public struct Reconciliation: Sendable {
  /// A question of the target with the same question of the source, where there is one.
  private struct Pair: Sendable {
    let question: Question
    let asked: Question?
    let relation: QuestionRelation?
  }

  public let source: Build
  public let target: Build
  /// True where some declared relation, or none being needed, connects the two taxonomy versions.
  public let isRelated: Bool
  private let pairs: [Pair]

  /// - Parameter relation: between the two taxonomy versions; nil where no declared relation connects them.
  public init(from source: Build, to target: Build, by relation: Relation?) {
    self.source = source
    self.target = target
    isRelated = relation != nil
    pairs = target.ask.map { question in
      let asked = source.ask.first { $0.isSame(as: question) }
      return Pair(
        question: question, asked: asked,
        relation: asked.map { QuestionRelation(from: source, $0, to: target, question, by: relation) })
    }
  }

  /// What an answer that its own build allows says under the target.
  public func read(_ answer: Answer) -> AnswerReading {
    var readings: [QuestionID: QuestionReading] = [:]
    for pair in pairs {
      readings[pair.question.id] = reading(of: pair, in: answer, beside: AnswerReading(readings))
    }
    return AnswerReading(readings)
  }

  private func reading(of pair: Pair, in answer: Answer, beside earlier: AnswerReading) -> QuestionReading {
    let visibility = pair.question.visibility(beside: earlier)
    if visibility == .hidden { return .notAsked }
    guard let asked = pair.asked, let relation = pair.relation, asked.isShown(beside: answer) else {
      return QuestionReading(.unknown, .nothing)
    }
    if !isRelated, pair.question.takesTaxonomyLabels { return .void }
    switch answer[asked.id] {
    case nil:
      // Left out where it may be, and nothing could not be said: what is shown beside an answer to it is not shown.
      return asked.isOptional && pair.question.isOptional && relation.openPlaces.isEmpty
        ? QuestionReading(.void, .notAsked) : .void
    case .label(let label), .rating(let label, _): return relation.choice(label)
    case .side(let side): return relation.choice(side.label)
    case .labels(let labels):
      guard case .choices(_, let max) = asked.kind else { return .void }
      // Where the very same is asked, as many labels as could be ticked are the whole answer.
      let isSame = asked.kind == pair.question.kind && keepsLabels(of: pair.question)
      return relation.choices(labels, isFull: !isSame && max.map { labels.count >= $0 } ?? false)
    case .spans(let spans):
      guard case .spans(_, let showed) = asked.kind, case .spans(_, let shows) = pair.question.kind else {
        return .void
      }
      return relation.spans(spans, showedOverlaps: showed, allowsOverlaps: shows)
    case .text(let text): return QuestionReading(.exact, .text(text))
    }
  }
}

extension Reconciliation {
  /// True where a question offers the very same labels of the very same version.
  fileprivate func keepsLabels(of question: Question) -> Bool {
    source.taxonomyDigest == target.taxonomyDigest && source.offered[question.id] == target.offered[question.id]
  }
}

extension Question {
  /// False for sides and words, which mean the same whatever the labels are.
  fileprivate var takesTaxonomyLabels: Bool {
    switch kind {
    case .choice, .choices, .spans, .rating: true
    case .pairwise, .text: false
    }
  }

  fileprivate enum Visibility {
    case shown, hidden, open
  }

  /// Whether the question is shown beside what is known of the earlier ones.
  fileprivate func visibility(beside earlier: AnswerReading) -> Visibility {
    let verdicts = when.map { earlier[$0.question].content.holds($0.labels) }
    if verdicts.contains(false) { return .hidden }
    return verdicts.contains(nil) ? .open : .shown
  }
}

extension QuestionReading.Content {
  /// Whether one of some labels was the answer; nil if that is open.
  fileprivate func holds(_ labels: [LabelID]) -> Bool? {
    switch self {
    case .candidates(let candidates):
      let held = candidates.count { labels.contains($0) }
      return held == candidates.count ? true : held == 0 ? false : nil
    case .marks(let marks):
      if marks.yes.contains(where: { labels.contains($0) }) { return true }
      if marks.clauses.contains(where: { $0.allSatisfy { labels.contains($0) } }) { return true }
      return marks.unknown.contains { labels.contains($0) } ? nil : false
    case .notAsked: return false
    case .nothing, .spans, .text: return nil
    }
  }
}

extension QuestionRelation {
  /// A forced choice: where no 'none of these' was offered, whoever saw something open had to say something else. Whoever
  /// said 'none of these' may have seen something open, too.
  fileprivate func choice(_ label: LabelID) -> QuestionReading {
    let image = self[label]
    if image.places.isEmpty { return .void }
    let wasForced = !offeredNone || image.leaks || image.isNone
    let candidates = wasForced ? Set(image.places).union(openPlaces).sorted() : image.places
    let crossing: Crossing =
      if image.places.count > 1 || image.leaks {
        .ambiguous
      } else if candidates.count > image.places.count {
        .unknown
      } else {
        .exact
      }
    return QuestionReading(crossing, .candidates(labels(candidates)))
  }

  /// - Parameter isFull: as many were ticked as could be, so that what is not ticked says nothing.
  fileprivate func choices(_ ticked: [LabelID], isFull: Bool) -> QuestionReading {
    var isYes = Array(repeating: false, count: target.count)
    var isTouched = isYes
    for label in ticked {
      let image = self[label]
      for place in image.places { isTouched[place] = true }
      // Who ticked 'none of these' may have seen what could not be said.
      let mayHide = image.isNone && !openPlaces.isEmpty
      if image.places.count == 1, !image.leaks, !mayHide { isYes[image.places[0]] = true }
    }
    var clauses = Set(
      ticked.map { self[$0] }.filter { $0.places.count > 1 && !$0.leaks }.map(\.places))
    func isUnknown(_ place: Int) -> Bool { !isYes[place] && (isTouched[place] || isOpen[place] || isFull) }
    // A clause with one member that is not a no makes that one a yes.
    while let clause = clauses.first(where: { $0.filter { isYes[$0] || isUnknown($0) }.count == 1 }) {
      clauses.remove(clause)
      for place in clause where isUnknown(place) { isYes[place] = true }
    }
    clauses = clauses.filter { !$0.contains { isYes[$0] } }
    let unknown = target.indices.filter(isUnknown)
    let yes = target.indices.filter { isYes[$0] }
    let crossing: Crossing =
      if !clauses.isEmpty {
        .ambiguous
      } else if unknown.isEmpty {
        .exact
      } else if unknown.count == target.count {
        .void
      } else {
        .unknown
      }
    return QuestionReading(
      crossing,
      .marks(
        Marks(
          offered: target, yes: labels(yes), unknown: labels(unknown),
          clauses: clauses.sorted { $0.lexicographicallyPrecedes($1) }.map { labels($0) })))
  }

  fileprivate func spans(_ spans: [Span], showedOverlaps: Bool, allowsOverlaps: Bool) -> QuestionReading {
    var carried: [SpanReading.Carried] = []
    for span in spans {
      let image = self[span.label]
      let crossing: Crossing =
        image.places.isEmpty ? .void : image.places.count > 1 || image.leaks ? .ambiguous : .exact
      let new = SpanReading.Carried(
        field: span.field, start: span.start, end: span.end, candidates: labels(image.places), crossing: crossing)
      if !carried.contains(new) { carried.append(new) }
    }
    if !allowsOverlaps { carried = Self.withClashesOpen(carried) }
    carried.sort { ($0.start, $0.end, $0.field) < ($1.start, $1.end, $1.field) }
    // What was marked hides what else is there, which the target asks for.
    let hides = allowsOverlaps && !showedOverlaps && !carried.isEmpty
    let crossing: Crossing =
      if carried.contains(where: { $0.crossing == .ambiguous }) {
        .ambiguous
      } else if !openPlaces.isEmpty || carried.contains(where: { $0.crossing == .void }) || hides {
        .unknown
      } else {
        .exact
      }
    return QuestionReading(
      crossing,
      .spans(
        SpanReading(spans: carried, unknown: labels(openPlaces), offered: target, showsOverlaps: showedOverlaps)))
  }

  /// Where the target allows one span at a place only, those that clash are open.
  private static func withClashesOpen(_ spans: [SpanReading.Carried]) -> [SpanReading.Carried] {
    spans.map { span in
      let clashes = spans.contains { other in
        other != span && other.field == span.field && other.start < span.end && span.start < other.end
      }
      var span = span
      if clashes, span.crossing == .exact { span.crossing = .ambiguous }
      return span
    }
  }
}
