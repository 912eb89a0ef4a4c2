import Records

/// How a taxonomy version came from one parent version: an entry of `from:` in `taxonomy.yaml` (VERSIONS.md 2).
public struct Lineage: Hashable, Sendable {
  /// The parent's version number.
  public var parent: Int
  /// In the file's order; all apply at once.
  public var changes: [LabelChange]
  /// An official table that `changes` override row by row.
  public var concordance: Concordance?

  public init(parent: Int, changes: [LabelChange] = [], concordance: Concordance? = nil) {
    self.parent = parent
    self.changes = changes
    self.concordance = concordance
  }
}

/// One declared change between two taxonomy versions.
public enum LabelChange: Hashable, Sendable {
  case rename(LabelID, to: LabelID)
  case merge([LabelID], to: LabelID)
  case split(LabelID, into: [LabelID])
  case carve(LabelID, outOf: CarveSource)
  /// `unseen`: the author vouches that no earlier example was one.
  case add(LabelID, unseen: Bool)
  /// `unseen`: no example ever was one.
  case retire(LabelID, unseen: Bool)
  /// The same id with another meaning: nothing crosses.
  case redefine(LabelID)

  public enum CarveSource: Hashable, Sendable {
    case labels([LabelID])
    case all
  }
}

/// A table of an official code list: which old code became which new ones.
public struct Concordance: Hashable, Sendable {
  /// One line: an empty new code retires the old one, an empty old code adds the new one.
  public struct Row: Hashable, Sendable {
    public var old: LabelID?
    public var new: LabelID?

    public init(old: LabelID?, new: LabelID?) {
      self.old = old
      self.new = new
    }
  }

  /// What becomes of old codes that the table does not list.
  public enum Unlisted: String, Hashable, Sendable, CaseIterable {
    case refuse
    /// They stay what they were.
    case same
  }

  public var rows: [Row]
  public var unlisted: Unlisted

  public init(rows: [Row], unlisted: Unlisted = .refuse) {
    self.rows = rows
    self.unlisted = unlisted
  }
}

extension Lineage {
  /// The order of changes and rows means nothing, so the canonical form sorts them.
  var canonical: JSON {
    .object([
      ("changes", changes.isEmpty ? nil : .array(changes.map(\.canonical).sortedByText)),
      ("concordance", concordance.map(\.canonical)), ("version", .number(JSONNumber(parent))),
    ])
  }

  init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      parent: try json.member("version", of: .taxonomy).integer(of: .taxonomy),
      changes: try (json["changes"]?.array ?? []).map { item throws(DefinitionError) in
        try LabelChange(canonical: item)
      },
      concordance: try json["concordance"].map { item throws(DefinitionError) in try Concordance(canonical: item) })
  }
}

extension [JSON] {
  fileprivate var sortedByText: [JSON] {
    map { ($0, $0.canonical()) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }
}

extension LabelChange {
  fileprivate var canonical: JSON {
    func text(_ id: LabelID) -> JSON { .string(id.rawValue) }
    func list(_ ids: [LabelID]) -> JSON { .array(Set(ids).sorted().map(text)) }
    func members() -> [(String, JSON?)] {
      switch self {
      case .rename(let old, let new): [("rename", text(old)), ("to", text(new))]
      case .merge(let olds, let new): [("merge", list(olds)), ("to", text(new))]
      case .split(let old, let news): [("into", list(news)), ("split", text(old))]
      case .carve(let new, .labels(let olds)): [("carve", text(new)), ("out-of", list(olds))]
      case .carve(let new, .all): [("carve", text(new)), ("out-of", .string("all"))]
      case .add(let new, let unseen): [("add", text(new)), ("unseen", unseen ? .bool(true) : nil)]
      case .retire(let old, let unseen): [("retire", text(old)), ("unseen", unseen ? .bool(true) : nil)]
      case .redefine(let label): [("redefine", text(label))]
      }
    }
    return .object(members())
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    func id(_ key: String) throws(DefinitionError) -> LabelID {
      LabelID(try json.member(key, of: .taxonomy).text(of: .taxonomy))
    }
    func ids(_ key: String) throws(DefinitionError) -> [LabelID] {
      try json.member(key, of: .taxonomy).elements(of: .taxonomy).map { item throws(DefinitionError) in
        LabelID(try item.text(of: .taxonomy))
      }
    }
    let unseen = json["unseen"]?.bool ?? false
    if json["rename"] != nil {
      self = .rename(try id("rename"), to: try id("to"))
    } else if json["merge"] != nil {
      self = .merge(try ids("merge"), to: try id("to"))
    } else if json["split"] != nil {
      self = .split(try id("split"), into: try ids("into"))
    } else if json["carve"] != nil {
      self = .carve(try id("carve"), outOf: json["out-of"]?.string == "all" ? .all : .labels(try ids("out-of")))
    } else if json["add"] != nil {
      self = .add(try id("add"), unseen: unseen)
    } else if json["retire"] != nil {
      self = .retire(try id("retire"), unseen: unseen)
    } else if json["redefine"] != nil {
      self = .redefine(try id("redefine"))
    } else {
      throw DefinitionError(kind: .taxonomy, problem: "a change of an unknown kind")
    }
  }
}

extension Concordance {
  fileprivate var canonical: JSON {
    let rows = rows.map { row in
      JSON.array([row.old, row.new].map { $0.map { .string($0.rawValue) } ?? .null })
    }
    return .object([
      ("rows", .array(rows.sortedByText)), ("unlisted", unlisted == .same ? .string(unlisted.rawValue) : nil),
    ])
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    let rows = try json.member("rows", of: .taxonomy).elements(of: .taxonomy).map { item throws(DefinitionError) in
      let cells = try item.elements(of: .taxonomy)
      return Row(
        old: cells.first?.string.map { LabelID($0) }, new: cells.dropFirst().first?.string.map { LabelID($0) })
    }
    self.init(rows: rows, unlisted: json["unlisted"]?.string.flatMap { Unlisted(rawValue: $0) } ?? .refuse)
  }
}
