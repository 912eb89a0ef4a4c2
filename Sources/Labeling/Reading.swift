import Records

/// What an answer to a question says in a target version.
public struct QuestionReading: Hashable, Sendable {
  public var crossing: Crossing
  public var content: Content

  public enum Content: Hashable, Sendable {
    /// `choice`, `rating`, `pairwise`: what it may be, in the offered order; one where it is exact.
    case candidates([LabelID])
    /// `choices`: of each offered label whether it applies.
    case marks(Marks)
    case spans(SpanReading)
    case text(String)
    /// The question was not shown and need not have been; or it was left out, as it may be (`void`).
    case notAsked
    /// Nothing was said, or nothing that means anything here.
    case nothing
  }

  public init(_ crossing: Crossing, _ content: Content) {
    self.crossing = crossing
    self.content = content
  }

  public static let void = QuestionReading(.void, .nothing)
  /// Not shown or left out, and rightly so.
  public static let notAsked = QuestionReading(.exact, .notAsked)
}

/// What a `choices` answer says of each label that the target offers.
public struct Marks: Hashable, Sendable {
  /// All labels that the target offers, in its order; `yes`, `no` and `unknown` are its parts, in the same order.
  public let offered: [LabelID]
  public let yes: [LabelID]
  public let unknown: [LabelID]
  /// At least one of each set applies; sets that hold a `yes` already are left out.
  public let clauses: [[LabelID]]

  public init(offered: [LabelID], yes: [LabelID], unknown: [LabelID] = [], clauses: [[LabelID]] = []) {
    self.offered = offered
    self.yes = yes
    self.unknown = unknown
    self.clauses = clauses
  }

  /// Not kept, since official code lists offer thousands.
  public var no: [LabelID] {
    let others = Set(yes).union(unknown)
    return others.isEmpty ? offered : offered.filter { !others.contains($0) }
  }
}

/// What a `spans` answer says in the target.
public struct SpanReading: Hashable, Sendable {
  /// A span as it came over: its extents never change, its label may be open.
  public struct Carried: Hashable, Sendable {
    public var field: String
    public var start: Int
    public var end: Int
    /// In the offered order; one where it is exact, none where it is void.
    public var candidates: [LabelID]
    public var crossing: Crossing

    public init(field: String, start: Int, end: Int, candidates: [LabelID], crossing: Crossing) {
      self.field = field
      self.start = start
      self.end = end
      self.candidates = candidates
      self.crossing = crossing
    }
  }

  /// By start, end, field and candidates, each once.
  public let spans: [Carried]
  /// Types of which nothing is known wherever no span is exactly one, in the offered order.
  public let unknown: [LabelID]
  /// The types that the target offers, in its order.
  public let offered: [LabelID]
  /// False where the annotator could mark one type at a place only: what is marked hides what else is there.
  public let showsOverlaps: Bool

  public init(spans: [Carried], unknown: [LabelID], offered: [LabelID], showsOverlaps: Bool) {
    self.spans = spans
    self.unknown = unknown
    self.offered = offered
    self.showsOverlaps = showsOverlaps
  }

  /// True where the answer says that a scalar of a field is not of a type.
  public func rulesOut(_ type: LabelID, field: String, at position: Int) -> Bool {
    guard !unknown.contains(type) else { return false }
    return spans.allSatisfy { span in
      guard span.field == field, span.start <= position, position < span.end else { return true }
      return showsOverlaps && span.crossing != .void && !span.candidates.contains(type)
    }
  }
}

/// What a whole answer says in a target build: a reading of each of its questions.
public struct AnswerReading: Hashable, Sendable {
  public var questions: [QuestionID: QuestionReading]

  public init(_ questions: [QuestionID: QuestionReading]) { self.questions = questions }

  public subscript(question: QuestionID) -> QuestionReading { questions[question] ?? .void }

  /// The required questions of a build that this leaves open, in the order they are asked.
  public func open(under build: Build) -> [Question] {
    build.ask.filter { !$0.isOptional && self[$0.id].crossing != .exact }
  }

  /// How many labels it lists: what keeping it costs, where thousands are offered.
  public var listedLabels: Int {
    questions.values.reduce(0) { sum, reading in
      switch reading.content {
      case .candidates(let labels): sum + labels.count
      case .marks(let marks): sum + marks.yes.count + marks.unknown.count
      case .spans(let spans): sum + spans.unknown.count + spans.spans.reduce(0) { $0 + $1.candidates.count + 1 }
      case .text, .notAsked, .nothing: sum
      }
    }
  }

  /// True where every required question is answered: what counts.
  public func isExact(under build: Build) -> Bool { open(under: build).isEmpty }
}

extension QuestionReading {
  /// The answer that an exact reading is; nil for any other and for a question that was not asked.
  public func value(under question: Question, offered: [Label]) -> AnswerValue? {
    guard crossing == .exact else { return nil }
    switch content {
    case .candidates(let labels):
      guard let label = labels.first else { return nil }
      switch question.kind {
      case .pairwise: return Side(rawValue: label.rawValue).map { .side($0) }
      case .rating: return offered.first { $0.id == label }?.value.map { .rating(label, $0) }
      default: return .label(label)
      }
    case .marks(let marks): return .labels(marks.yes)
    case .spans(let reading):
      return .spans(
        reading.spans.compactMap { span in
          span.candidates.first.map { Span(field: span.field, start: span.start, end: span.end, label: $0) }
        }.sorted())
    case .text(let text): return .text(text)
    case .notAsked, .nothing: return nil
    }
  }

  /// What a narrowed question offers: the labels that it is still open between, in the offered order; nil where a
  /// narrowed question has no meaning.
  public var narrowedCandidates: [LabelID]? {
    guard crossing == .ambiguous || crossing == .unknown else { return nil }
    switch content {
    case .candidates(let labels): return labels
    case .marks(let marks): return marks.unknown
    case .spans(let reading):
      // Under a span whose type is gone anything may be.
      if reading.spans.contains(where: { $0.crossing == .void }) { return reading.offered }
      let open = Set(reading.spans.filter { $0.crossing != .exact }.flatMap(\.candidates) + reading.unknown)
      // All is said but what the spans hide.
      if open.isEmpty { return reading.offered }
      return reading.offered.filter { open.contains($0) }
    case .text, .notAsked, .nothing: return nil
    }
  }
}
