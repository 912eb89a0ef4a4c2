import Records

/// A schema version: what the data must look like, and which fields make an example the same example.
public struct Schema: Hashable, Sendable {
  /// One field's type and bounds.
  public struct Field: Hashable, Sendable {
    public enum FieldType: String, Hashable, Sendable, CaseIterable {
      case string, integer, number, boolean
    }

    public var name: String
    public var type: FieldType
    public var isRequired: Bool
    /// Smallest and largest value of a number, as written.
    public var min: JSONNumber?
    public var max: JSONNumber?
    /// Longest text, in Unicode scalars.
    public var maxLength: Int?
    /// The values allowed, any where empty.
    public var oneOf: [String]

    public init(
      name: String, type: FieldType, isRequired: Bool = false, min: JSONNumber? = nil, max: JSONNumber? = nil,
      maxLength: Int? = nil, oneOf: [String] = []
    ) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
      self.min = min
      self.max = max
      self.maxLength = maxLength
      self.oneOf = oneOf
    }
  }

  public var version: Int
  /// In the order of the file. Empty: any fields are allowed.
  public var fields: [Field]
  /// The fields whose values identify an example; nil: all fields.
  public var identity: [String]?

  public init(version: Int, fields: [Field], identity: [String]? = nil) {
    self.version = version
    self.fields = fields
    self.identity = identity
  }

  /// The schema of a task without `schema.yaml`: any data, identified by all of it.
  public static let open = Schema(version: 0, fields: [])

  /// False for a task without `schema.yaml`.
  public var isDeclared: Bool { version > 0 }

  public subscript(name: String) -> Field? { fields.first { $0.name == name } }
}

extension Schema: Definition {
  public static let kind = DefinitionKind.schema

  public var canonical: JSON {
    .object([
      ("fields", .array(fields.map(\.canonical))),
      ("identity", identity.map { .array($0.map { .string($0) }) }),
    ])
  }

  public init(version: Int, canonical json: JSON) throws(DefinitionError) {
    let fields = try json.member("fields", of: .schema).elements(of: .schema)
    self.init(
      version: version,
      fields: try fields.map { item throws(DefinitionError) in try Field(canonical: item) },
      identity: json["identity"]?.array?.compactMap(\.string))
  }
}

extension Schema.Field {
  fileprivate var canonical: JSON {
    .object([
      ("max", max.map { .number($0) }), ("max_length", maxLength.map { .number(JSONNumber($0)) }),
      ("min", min.map { .number($0) }), ("name", .string(name)),
      ("one_of", oneOf.isEmpty ? nil : .array(oneOf.map { .string($0) })),
      ("required", isRequired ? .bool(true) : nil), ("type", .string(type.rawValue)),
    ])
  }

  fileprivate init(canonical json: JSON) throws(DefinitionError) {
    guard let type = FieldType(rawValue: try json.member("type", of: .schema).text(of: .schema)) else {
      throw DefinitionError(kind: .schema, problem: "a field of an unknown type")
    }
    self.init(
      name: try json.member("name", of: .schema).text(of: .schema), type: type,
      isRequired: json["required"]?.bool ?? false, min: json["min"]?.number, max: json["max"]?.number,
      maxLength: json["max_length"]?.int, oneOf: (json["one_of"]?.array ?? []).compactMap(\.string))
  }
}
