import Records

/// One thing an annotator can choose, with its wording.
public struct Label: Hashable, Sendable {
  public var id: LabelID
  public var title: String
  /// The key that chooses it on the screen, beside its number.
  public var key: Character?
  public var description: String?
  public var parent: LabelID?
  /// True for the label that says 'none of these'.
  public var isNone: Bool

  public init(
    id: LabelID, title: String, key: Character? = nil, description: String? = nil, parent: LabelID? = nil,
    isNone: Bool = false
  ) {
    self.id = id
    self.title = title
    self.key = key
    self.description = description
    self.parent = parent
    self.isNone = isNone
  }
}

/// A taxonomy version: the labels, their wording, keys and order. Its digest is its identity; the number is for people.
public struct Taxonomy: Hashable, Sendable {
  public var version: Int
  public var labels: [Label]

  public init(version: Int, labels: [Label]) {
    self.version = version
    self.labels = labels
  }

  public subscript(id: LabelID) -> Label? { labels.first { $0.id == id } }

  /// The labels without children below a root (all of them without one), in the taxonomy's order.
  public func leaves(under root: LabelID? = nil) -> [Label] {
    let parents = Set(labels.compactMap(\.parent))
    return labels.filter { !parents.contains($0.id) && (root == nil || isLabel($0, under: root)) }
  }

  /// All labels below a root (all of them without one), the root left out.
  public func descendants(of root: LabelID? = nil) -> [Label] {
    labels.filter { root == nil || ($0.id != root && isLabel($0, under: root)) }
  }

  private func isLabel(_ label: Label, under root: LabelID?) -> Bool {
    var current: Label? = label
    // The bound stops at cycles, which a checked taxonomy does not have.
    for _ in 0...labels.count {
      guard let here = current else { return false }
      if here.id == root { return true }
      current = here.parent.flatMap { self[$0] }
    }
    return false
  }
}

extension Taxonomy: Definition {
  public static let kind = DefinitionKind.taxonomy

  public var canonical: JSON {
    .object([
      ("labels", .array(labels.map(\.canonical)))
    ])
  }

  public init(version: Int, canonical: JSON) throws(DefinitionError) {
    let labels = try canonical.member("labels", of: Self.kind).elements(of: Self.kind)
    self.init(version: version, labels: try labels.map { label throws(DefinitionError) in try Label(canonical: label) })
  }
}

extension Label {
  fileprivate var canonical: JSON {
    .object(
      [
        ("description", description.map { .string($0) }), ("id", .string(id.rawValue)),
        ("key", key.map { .string(String($0)) }), ("none", isNone ? .bool(true) : nil),
        ("parent", parent.map { .string($0.rawValue) }), ("title", .string(title)),
      ])
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      id: LabelID(try json.member("id", of: .taxonomy).text(of: .taxonomy)),
      title: try json.member("title", of: .taxonomy).text(of: .taxonomy),
      key: json["key"]?.string?.first, description: json["description"]?.string,
      parent: (json["parent"]?.string).map { LabelID($0) }, isNone: json["none"]?.bool ?? false)
  }
}
