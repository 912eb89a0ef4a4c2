/// What a parser accepts before it gives up; checked while reading, never after.
public struct JSONLimits: Sendable {
  /// Bytes of the whole text.
  public var bytes: Int
  /// Arrays and objects inside each other.
  public var depth: Int

  public init(bytes: Int, depth: Int = 64) {
    self.bytes = bytes
    self.depth = depth
  }

  /// One row of data: 16 MiB, 64 levels.
  public static let row = JSONLimits(bytes: 16 << 20)
}

/// Why bytes are not JSON, and where.
public struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bytes before the fault, from 0.
  public let offset: Int
  /// What is wrong, without the place. It may quote the data: clean it before it is shown.
  public let message: String

  public var description: String { "\(message) at byte \(offset + 1)" }
}
