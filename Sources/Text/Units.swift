/// A position or distance on the screen, in terminal columns.
public struct Column: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public init(_ value: Int) { rawValue = value }
  public static func < (left: Column, right: Column) -> Bool { left.rawValue < right.rawValue }
}

/// A position in raw text, in Unicode scalars from its start. Spans are stored in this unit.
public struct ScalarOffset: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public init(_ value: Int) { rawValue = value }
  public static func < (left: ScalarOffset, right: ScalarOffset) -> Bool { left.rawValue < right.rawValue }
}
