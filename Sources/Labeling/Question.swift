import Records

/// One thing asked on a screen.
public struct Question: Hashable, Sendable {
  /// How it is answered.
  public enum Kind: Hashable, Sendable {
    /// Exactly one label.
    case choice
    /// Any number of labels within the bounds (`max` nil: as many as are offered).
    case choices(min: Int, max: Int?)

    /// The name in `ui.yaml`.
    public var name: String {
      switch self {
      case .choice: "choice"
      case .choices: "choices"
      }
    }
  }

  /// Which labels are offered: leaves only, or any below `under`.
  public enum Selection: String, Hashable, Sendable {
    case leaves, any
  }

  public var id: QuestionID
  public var kind: Kind
  public var prompt: String
  /// True where choosing is submitting (`advance: auto`).
  public var advancesAutomatically: Bool
  public var under: LabelID?
  public var selection: Selection
  public var isOptional: Bool

  public init(
    id: QuestionID, kind: Kind, prompt: String, advancesAutomatically: Bool = false, under: LabelID? = nil,
    selection: Selection = .leaves, isOptional: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.prompt = prompt
    self.advancesAutomatically = advancesAutomatically
    self.under = under
    self.selection = selection
    self.isOptional = isOptional
  }

  /// The labels this question really offers under a taxonomy, in its order (VERSIONS.md 1, 'offered set').
  public func offered(by taxonomy: Taxonomy) -> [Label] {
    switch selection {
    case .leaves: taxonomy.leaves(under: under)
    case .any: taxonomy.descendants(of: under)
    }
  }

  /// True where answers to the other question answer this one (VERSIONS.md 1, 'same question').
  public func isSame(as other: Question) -> Bool {
    id == other.id && kind.name == other.kind.name
  }
}

extension Question {
  var canonical: JSON {
    var members: [(String, JSON?)] = [
      ("advance", advancesAutomatically ? .string("auto") : nil), ("id", .string(id.rawValue)),
      ("kind", .string(kind.name)), ("optional", isOptional ? .bool(true) : nil), ("prompt", .string(prompt)),
      ("select", selection == .any ? .string("any") : nil), ("under", under.map { .string($0.rawValue) }),
    ]
    if case .choices(let min, let max) = kind {
      members.append(("max", max.map { .number(JSONNumber($0)) }))
      members.append(("min", .number(JSONNumber(min))))
    }
    return .object(members)
  }

  init(canonical json: JSON) throws(DefinitionError) {
    let kind: Kind
    switch try json.member("kind", of: .ui).text(of: .ui) {
    case "choice": kind = .choice
    case "choices": kind = .choices(min: json["min"]?.int ?? 0, max: json["max"]?.int)
    case let other: throw DefinitionError(kind: .ui, problem: "a question of the unknown kind '\(other)'")
    }
    self.init(
      id: QuestionID(try json.member("id", of: .ui).text(of: .ui)), kind: kind,
      prompt: try json.member("prompt", of: .ui).text(of: .ui),
      advancesAutomatically: json["advance"]?.string == "auto",
      under: (json["under"]?.string).map { LabelID($0) },
      selection: json["select"]?.string.flatMap { Selection(rawValue: $0) } ?? .leaves,
      isOptional: json["optional"]?.bool ?? false)
  }
}
