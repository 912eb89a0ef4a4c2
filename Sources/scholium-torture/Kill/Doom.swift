import Driving

/// When a process is killed.
enum Doom {
  /// What the saboteur counts.
  enum Call: String {
    /// Recovery reads the whole log before anything else is done, one read for its head and one for each page.
    case readingTheLog = "pread64:-wal"
    /// A commit; two writes a page.
    case writingTheLog = "pwrite64:-wal"
    /// A checkpoint carries pages over into the database.
    case writingTheDatabase = "pwrite64:queue.sqlite"
    /// Any of the queue's files, also the rollback journal of one that is being made.
    case writing = "pwrite64:"

    var moment: String {
      switch self {
      case .readingTheLog: "inside the recovery from a kill"
      case .writingTheLog: "between two writes of a commit"
      case .writingTheDatabase: "between two writes of a checkpoint"
      case .writing: "between two writes of a command"
      }
    }
  }

  /// So many seconds after it was started: loading, opening, recovery, the first commits.
  case afterStart(Double)
  /// So many seconds after the group was begun, with all the others.
  case atOnce(Double)
  /// So many seconds after it was sent its nth request.
  case afterRequest(Int, Double)
  /// So many seconds after it was told that nothing more comes: the last one out makes a checkpoint.
  case afterEnd(Double)
  /// So many seconds after it is seen to hold the writer's lock.
  case insideTransaction(Double)
  /// In place of its nth call of a system function on a file of the queue (saboteur.h).
  case atCall(Call, Int)
  /// It ends by itself.
  case never

  /// Spread over the whole life of a process, with more weight on the moments that matter.
  static func drawn(lasting pace: Pace, using chance: inout Seeded) -> Doom {
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<20: .afterStart(.random(in: 0..<pace.start * 1.3, using: &chance))
    case 20..<58:
      .afterRequest(.random(in: 1...8, using: &chance), .random(in: 0..<pace.reply * 1.3, using: &chance))
    case 58..<68: .afterEnd(.random(in: 0..<pace.end * 1.3, using: &chance))
    case 68..<86: .insideTransaction(.random(in: 0..<0.002, using: &chance))
    default: .atCall(.writingTheLog, .random(in: 1...120, using: &chance))
    }
  }

  /// The same for a command that is not talked to.
  static func ofCommand(lasting seconds: Double, using chance: inout Seeded) -> Doom {
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<50: .afterStart(.random(in: 0..<seconds * 1.3, using: &chance))
    case 50..<75: .insideTransaction(.random(in: 0..<0.002, using: &chance))
    default: .atCall(.writing, .random(in: 1...300, using: &chance))
    }
  }
}

extension Doom {
  /// What the saboteur is told.
  var environment: [String: String] {
    guard case .atCall(let call, let number) = self else { return [:] }
    return ["SABOTEUR_KILL": "\(call.rawValue):\(number)"]
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
