/// A name or id that must not be mixed up with another kind of id.
public protocol Identifier: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible
where RawValue == String {
  init(_ text: String)
}

extension Identifier {
  public init(rawValue: String) { self.init(rawValue) }
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}

/// A label inside one taxonomy version; the same id in two versions is connected only by what the newer one declares.
public struct LabelID: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// A question of a task, stable over its UI versions.
public struct QuestionID: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// A task: the name of its folder under `tasks/`.
public struct TaskName: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// A channel of a task, such as `production` or `experiment/bigger-type`.
public struct ChannelName: Identifier {
  public static let production = ChannelName("production")
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// A person's opaque id; names and aliases are events about it.
public struct PersonID: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// An example leased to a person under a build.
public struct AssignmentID: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// One answer, skip or flag as it was recorded.
public struct ResponseID: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}

/// One running terminal or pipe of a person.
public struct SessionID: Identifier {
  public let rawValue: String
  public init(_ text: String) { rawValue = text }
}
