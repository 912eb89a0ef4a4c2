/// How an old answer to a question comes into a target version (VERSIONS.md 3), the sharpest first.
public enum Crossing: String, Hashable, Sendable, Comparable, CaseIterable {
  /// It says one thing there.
  case exact
  /// Something there could not be said when the answer was given.
  case unknown
  /// It says one of several things.
  case ambiguous
  /// It says nothing there.
  case void

  public static func < (left: Crossing, right: Crossing) -> Bool { left.place < right.place }

  private var place: Int {
    switch self {
    case .exact: 0
    case .unknown: 1
    case .ambiguous: 2
    case .void: 3
    }
  }
}
