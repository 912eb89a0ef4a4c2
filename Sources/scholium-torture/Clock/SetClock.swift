import Dispatch
import Driving
import FoundationEssentials
import Glibc
import Synchronization

/// The clock of the programs under fire (`saboteur.h`).
struct SetClock {
  static let year = 365 * 86400

  private let path: String

  init(file path: String) throws {
    self.path = path
    try set(by: 0)
  }

  var environment: [String: String] { ["LD_PRELOAD": BuiltProgram.saboteur, "SABOTEUR_CLOCK": path] }

  /// - Parameter seconds: by which the clock is off.
  func set(by seconds: Int) throws { try Data("\(seconds)".utf8).write(to: URL(filePath: path), options: .atomic) }
}

/// Sets a clock by seconds and by years, forward and back, until it is stopped.
final class Jumping: Sendable {
  private let clock: SetClock
  private let jumps = Mutex<Int?>(0)
  private let end = DispatchGroup()

  init(_ clock: SetClock, _ chance: Seeded) {
    self.clock = clock
    DispatchQueue(label: "clock").async(group: end) { [self] in
      var chance = chance
      var count = 0
      while jumps.withLock({ $0 }) != nil {
        usleep(UInt32.random(in: 100_000..<400_000, using: &chance))
        guard (try? clock.set(by: Self.jump(&chance))) != nil else { return }
        count += 1
        jumps.withLock { [count] in if $0 != nil { $0 = count } }
      }
    }
  }

  /// How often the clock was set.
  func stop() -> Int {
    let count = jumps.withLock { jumps in
      defer { jumps = nil }
      return jumps ?? 0
    }
    end.wait()
    return count
  }

  private static func jump(_ chance: inout Seeded) -> Int {
    switch Int.random(in: 0..<4, using: &chance) {
    case 0: 0
    case 1: Int.random(in: -5...5, using: &chance)
    case 2: -Int.random(in: 1...50, using: &chance) * SetClock.year
    default: Int.random(in: 1...74, using: &chance) * SetClock.year
    }
  }
}
