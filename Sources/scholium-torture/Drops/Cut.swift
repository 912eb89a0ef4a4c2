import Driving

/// One drop of a connection: how, when, and how soon the person is back.
struct Cut {
  enum How: String, CaseIterable {
    case client = "client killed"
    case daemon = "sshd's process killed"
    case program = "scholium killed"
    case silence = "client frozen, so that the line goes silent"
  }

  enum Moment: String, CaseIterable {
    case between = "between answers"
    case choosing = "in the middle of an answer"
    case submitting = "right at Enter"
    case waiting = "while a draft waits"
  }

  let how: How
  let moment: Moment
  /// Comes back without waiting for the end of the old session.
  let isHasty: Bool

  /// So many cuts with all kinds among them, in an order of chance.
  ///
  /// - Parameter count: enough for one of each kind.
  static func deck(_ count: Int, using chance: inout Seeded) -> [Cut] {
    // Silence takes seconds to be noticed, so there is little of it.
    let rare: [How] = [.daemon, .program, .silence, .daemon, .program]
    let hows = (0..<count).map { number in
      number % 4 == 0 ? rare[number / 4 % rare.count] : How.client
    }
    let moments = (0..<count).map { Moment.allCases[$0 % Moment.allCases.count] }
    return zip(hows.shuffled(using: &chance), moments.shuffled(using: &chance)).map { how, moment in
      Cut(how: how, moment: moment, isHasty: Int.random(in: 0..<4, using: &chance) == 0)
    }
  }
}
