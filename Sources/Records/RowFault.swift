/// Why one row of a file is refused while the others go on.
public struct RowFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line on which the row starts, from 1.
  public let line: Int
  /// What is wrong. It may quote the data: clean it before it is shown.
  public let message: String

  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  public var description: String { "line \(line): \(message)" }
}

/// How much of a file one row may be: beyond it the row is a fault, and memory stays bounded.
public enum RowLimit {
  public static let bytes = 16 << 20
}
