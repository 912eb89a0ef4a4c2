import Records

/// What a build is compiled from, each kind with versions of its own.
public enum DefinitionKind: String, Hashable, Sendable, CaseIterable {
  case ui, taxonomy, schema, policy
}

/// A definition that is stored for good: its canonical form is kept, and the digest of that form is its identity.
///
/// The version number is not part of the canonical form (VERSIONS.md 1).
public protocol Definition: Sendable {
  static var kind: DefinitionKind { get }
  var canonical: JSON { get }
}

extension Definition {
  /// The identity: SHA-256 of the canonical JSON.
  public var digest: Digest { Digest(of: canonical.canonical()) }
}

/// A stored definition that this program cannot read.
public struct DefinitionError: Error, Hashable, CustomStringConvertible {
  public let kind: DefinitionKind
  public let problem: String

  public init(kind: DefinitionKind, problem: String) {
    self.kind = kind
    self.problem = problem
  }

  public var description: String {
    "a stored \(kind.rawValue) definition cannot be read: \(problem) (it may come from a newer scholium; update this one)"
  }
}

extension JSON {
  /// An object from the members that have a value.
  static func object(_ members: [(String, JSON?)]) -> JSON {
    .object(JSONObject(members.compactMap { key, value in value.map { (key, $0) } }))
  }

  func member(_ key: String, of kind: DefinitionKind) throws(DefinitionError) -> JSON {
    guard let value = self[key] else { throw DefinitionError(kind: kind, problem: "it has no '\(key)'") }
    return value
  }

  func elements(of kind: DefinitionKind) throws(DefinitionError) -> [JSON] {
    guard let array else { throw DefinitionError(kind: kind, problem: "a list was expected") }
    return array
  }

  func text(of kind: DefinitionKind) throws(DefinitionError) -> String {
    guard let string else { throw DefinitionError(kind: kind, problem: "a text was expected") }
    return string
  }

  func integer(of kind: DefinitionKind) throws(DefinitionError) -> Int {
    guard let int else { throw DefinitionError(kind: kind, problem: "an integer was expected") }
    return int
  }
}
