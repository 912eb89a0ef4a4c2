import Records

/// The identity of an example: SHA-256 of the canonical JSON of its identity fields.
public struct ExampleIdentity: Hashable, Sendable {
  /// The fields whose values identify an example of a dataset; nil: all of them.
  public let fields: [String]?

  public init(fields: [String]?) { self.fields = fields?.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// The digest of a row. Fields that the row lacks are left out.
  public func digest(of row: JSONObject) -> Digest {
    guard let fields else { return Digest(of: JSON.object(row).canonical()) }
    return Digest(of: JSON.object(JSONObject(fields.compactMap { name in row[name].map { (name, $0) } })).canonical())
  }
}
