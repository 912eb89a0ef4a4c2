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
  /// The point of a rating scale that it is, nil for other labels.
  public var value: JSONNumber?

  public init(
    id: LabelID, title: String, key: Character? = nil, description: String? = nil, parent: LabelID? = nil,
    isNone: Bool = false, value: JSONNumber? = nil
  ) {
    self.id = id
    self.title = title
    self.key = key
    self.description = description
    self.parent = parent
    self.isNone = isNone
    self.value = value
  }
}

extension Label {
  var canonical: JSON {
    .object(
      [
        ("description", description.map { .string($0) }), ("id", .string(id.rawValue)),
        ("key", key.map { .string(String($0)) }), ("none", isNone ? .bool(true) : nil),
        ("parent", parent.map { .string($0.rawValue) }), ("title", .string(title)),
        ("value", value.map { .number($0) }),
      ])
  }

  init(canonical json: JSON) throws(DefinitionError) {
    self.init(
      id: LabelID(try json.member("id", of: .taxonomy).text(of: .taxonomy)),
      title: try json.member("title", of: .taxonomy).text(of: .taxonomy),
      key: json["key"]?.string?.first, description: json["description"]?.string,
      parent: (json["parent"]?.string).map { LabelID($0) }, isNone: json["none"]?.bool ?? false,
      value: json["value"]?.number)
  }
}
