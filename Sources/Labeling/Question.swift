import Records

/// One thing asked on a screen.
public struct Question: Hashable, Sendable {
  /// How it is answered.
  public enum Kind: Hashable, Sendable {
    /// Exactly one label.
    case choice
    /// Any number of labels within the bounds (`max` nil: as many as are offered).
    case choices(min: Int, max: Int?)
    /// Labelled stretches of the fields' text (none named: of every text shown).
    case spans(fields: [String], overlap: Bool)
    /// Which of two fields is better; `tie` offers 'neither'.
    case pairwise(first: String, second: String, tie: Bool)
    /// A point of a scale: a label that has a value.
    case rating
    /// Words of the annotator's own; lengths in Unicode scalars, `pattern` a regular expression for the whole text.
    case text(maxLength: Int?, pattern: String?)

    /// The name in `ui.yaml`.
    public var name: String {
      switch self {
      case .choice: "choice"
      case .choices: "choices"
      case .spans: "spans"
      case .pairwise: "pairwise"
      case .rating: "rating"
      case .text: "text"
      }
    }

    /// True where a `text` has the form that is asked for.
    public func allows(_ text: String) -> Bool {
      guard case .text(_, let pattern?) = self, let expression = try? Regex(pattern) else { return true }
      return (try? expression.wholeMatch(in: text)) != nil
    }

    /// The fields of the example that an answer is about, where the kind names them.
    public var fields: [String] {
      switch self {
      case .spans(let fields, _): fields
      case .pairwise(let first, let second, _): [first, second]
      case .choice, .choices, .rating, .text: []
      }
    }
  }

  /// Which labels are offered: leaves only, or any below `under`.
  public enum Selection: String, Hashable, Sendable {
    case leaves, any
  }

  /// The question is shown only if an earlier one was answered with one of the labels.
  public struct Condition: Hashable, Sendable {
    public var question: QuestionID
    public var labels: [LabelID]

    public init(question: QuestionID, labels: [LabelID]) {
      self.question = question
      self.labels = labels
    }
  }

  public var id: QuestionID
  public var kind: Kind
  public var prompt: String
  /// True where choosing is submitting (`advance: auto`).
  public var advancesAutomatically: Bool
  public var under: LabelID?
  public var selection: Selection
  public var isOptional: Bool
  /// All must hold for the question to be shown; empty: it is always shown.
  public var when: [Condition]

  public init(
    id: QuestionID, kind: Kind, prompt: String, advancesAutomatically: Bool = false, under: LabelID? = nil,
    selection: Selection = .leaves, isOptional: Bool = false, when: [Condition] = []
  ) {
    self.id = id
    self.kind = kind
    self.prompt = prompt
    self.advancesAutomatically = advancesAutomatically
    self.under = under
    self.selection = selection
    self.isOptional = isOptional
    self.when = when
  }

  /// The labels this question really offers under a taxonomy, in its order (VERSIONS.md 1, 'offered set'). A `pairwise`
  /// offers its sides as labels.
  public func offered(by taxonomy: Taxonomy) -> [Label] {
    switch kind {
    case .pairwise(let first, let second, let tie):
      [Label(id: Side.a.label, title: first), Label(id: Side.b.label, title: second)]
        + (tie ? [Label(id: Side.tie.label, title: "tie")] : [])
    case .text: []
    case .rating: labels(of: taxonomy).filter { $0.value != nil }
    case .choice, .choices, .spans: labels(of: taxonomy)
    }
  }

  private func labels(of taxonomy: Taxonomy) -> [Label] {
    switch selection {
    case .leaves: taxonomy.leaves(under: under)
    case .any: taxonomy.descendants(of: under)
    }
  }

  /// True where answers to the other question answer this one (VERSIONS.md 1, 'same question').
  public func isSame(as other: Question) -> Bool {
    id == other.id && kind.name == other.kind.name && kind.fields == other.kind.fields
  }

  /// True where the question is shown beside these answers.
  public func isShown(beside answer: Answer) -> Bool {
    when.allSatisfy { condition in
      (answer[condition.question]?.labels ?? []).contains { condition.labels.contains($0) }
    }
  }
}

/// A side of a `pairwise` question: the first field, the second, or neither.
public enum Side: String, Hashable, Sendable, CaseIterable {
  case a, b, tie

  /// The side as a label, which its offered set holds.
  public var label: LabelID { LabelID(rawValue) }

  /// What people call the side that they saw: 'A' stands on the left or above, 'B' on the right or below, whichever
  /// field that is.
  ///
  /// - Parameter isSwapped: true where the second field stood on the left.
  public func name(isSwapped: Bool) -> String {
    switch self {
    case .a: isSwapped ? "B" : "A"
    case .b: isSwapped ? "A" : "B"
    case .tie: "tie"
    }
  }
}

extension Question {
  var canonical: JSON {
    let members: [(String, JSON?)] = [
      ("advance", advancesAutomatically ? .string("auto") : nil), ("id", .string(id.rawValue)),
      ("kind", .string(kind.name)), ("optional", isOptional ? .bool(true) : nil), ("prompt", .string(prompt)),
      ("select", selection == .any ? .string("any") : nil), ("under", under.map { .string($0.rawValue) }),
      ("when", when.isEmpty ? nil : .array(when.map(\.canonical))),
    ]
    return .object(members + kind.canonicalMembers)
  }

  init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      id: QuestionID(try json.member("id", of: .ui).text(of: .ui)), kind: try Kind(canonical: json),
      prompt: try json.member("prompt", of: .ui).text(of: .ui),
      advancesAutomatically: json["advance"]?.string == "auto",
      under: (json["under"]?.string).map { LabelID($0) },
      selection: json["select"]?.string.flatMap { Selection(rawValue: $0) } ?? .leaves,
      isOptional: json["optional"]?.bool ?? false,
      when: try (json["when"]?.array ?? []).map { item throws(DefinitionError) in try Condition(canonical: item) })
  }
}

extension Question.Condition {
  fileprivate var canonical: JSON {
    .object([
      ("labels", .array(labels.map { .string($0.rawValue) })), ("question", .string(question.rawValue)),
    ])
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      question: QuestionID(try json.member("question", of: .ui).text(of: .ui)),
      labels: try json.member("labels", of: .ui).elements(of: .ui).map { item throws(DefinitionError) in
        LabelID(try item.text(of: .ui))
      })
  }
}

extension Question.Kind {
  fileprivate var canonicalMembers: [(String, JSON?)] {
    switch self {
    case .choice, .rating: []
    case .choices(let min, let max):
      [("max", max.map { .number(JSONNumber($0)) }), ("min", .number(JSONNumber(min)))]
    case .spans(let fields, let overlap):
      [("fields", .array(fields.map { .string($0) })), ("overlap", overlap ? nil : .bool(false))]
    case .pairwise(let first, let second, let tie):
      [("fields", .array([.string(first), .string(second)])), ("tie", tie ? .bool(true) : nil)]
    case .text(let maxLength, let pattern):
      [("max_length", maxLength.map { .number(JSONNumber($0)) }), ("pattern", pattern.map { .string($0) })]
    }
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    let fields = (json["fields"]?.array ?? []).compactMap(\.string)
    switch try json.member("kind", of: .ui).text(of: .ui) {
    case "choice": self = .choice
    case "choices": self = .choices(min: json["min"]?.int ?? 0, max: json["max"]?.int)
    case "spans": self = .spans(fields: fields, overlap: json["overlap"]?.bool ?? true)
    case "pairwise" where fields.count == 2:
      self = .pairwise(first: fields[0], second: fields[1], tie: json["tie"]?.bool ?? false)
    case "rating": self = .rating
    case "text": self = .text(maxLength: json["max_length"]?.int, pattern: json["pattern"]?.string)
    case let other: throw DefinitionError(kind: .ui, problem: "a question of the unknown kind '\(other)'")
    }
  }
}
