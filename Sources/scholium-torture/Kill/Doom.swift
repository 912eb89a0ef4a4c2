import Driving

/// When a process is killed.
enum Doom {
  /// So many seconds after it was started: loading, opening, recovery, the first commits.
  case afterStart(Double)
  /// So many seconds after it was sent its nth request.
  case afterRequest(Int, Double)
  /// So many seconds after it was told that nothing more comes: the last one out makes a checkpoint.
  case afterEnd(Double)
  /// As soon as it is seen to hold a lock, and so many seconds later.
  case seenHolding(HeldLocks, Double)
  /// It ends by itself.
  case never

  /// Spread over the whole life of a process, with more weight on the moments that matter.
  static func drawn(lasting pace: Pace, using chance: inout Seeded) -> Doom {
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<30: .afterStart(.random(in: 0..<pace.start * 1.3, using: &chance))
    case 30..<65:
      .afterRequest(.random(in: 1...8, using: &chance), .random(in: 0..<pace.reply * 1.3, using: &chance))
    case 65..<75: .afterEnd(.random(in: 0..<pace.end * 1.3, using: &chance))
    case 75..<88: .seenHolding(.transaction, .random(in: 0..<0.0005, using: &chance))
    case 88..<92: .seenHolding(.checkpoint, .random(in: 0..<0.0005, using: &chance))
    default: .seenHolding(.recovery, 0)
    }
  }

  /// The same for a command that is not talked to.
  static func ofCommand(lasting seconds: Double, using chance: inout Seeded) -> Doom {
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<60: .afterStart(.random(in: 0..<seconds * 1.3, using: &chance))
    case 60..<95: .seenHolding(.transaction, .random(in: 0..<0.002, using: &chance))
    default: .seenHolding(.checkpoint, .random(in: 0..<0.0005, using: &chance))
    }
  }
}

/// How long the parts of a life last on this machine at this hour, in seconds: running means.
struct Pace {
  /// From the start of a process to its first reply.
  var start = 0.03
  var reply = 0.003
  /// From the end of its input to its own end.
  var end = 0.005
  var command = 0.05

  mutating func note(_ part: WritableKeyPath<Pace, Double>, _ seconds: Double) {
    self[keyPath: part] += (seconds - self[keyPath: part]) / 16
  }
}
