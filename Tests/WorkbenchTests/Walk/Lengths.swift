import Foundation

/// How far random walks go, and from where: `SCHOLIUM_LONG=1` walks as far as a release is held to, `SCHOLIUM_STEPS` so
/// many steps, `SCHOLIUM_SEED` walks a walk again.
enum Lengths {
  static let isLong = environment["SCHOLIUM_LONG"] == "1"
  static let steps = number("SCHOLIUM_STEPS").map { Int($0) } ?? (isLong ? 1_000_000 : 100_000)
  static let seed = number("SCHOLIUM_SEED") ?? 7

  private static let environment = ProcessInfo.processInfo.environment
  private static func number(_ name: String) -> UInt64? { environment[name].flatMap { UInt64($0) } }
}
