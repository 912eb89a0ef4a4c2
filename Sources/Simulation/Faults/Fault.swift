/// What goes wrong between a terminal and the queue, one request at a time.
enum Fault: String, CaseIterable, Sendable {
  case none
  /// The queue cannot be reached; the request was never there.
  case refused
  /// It was committed, and the commit was answered with an error.
  case failedAfterCommit
  /// It arrives twice, one right after the other.
  case repeated
  /// The terminal dies before the request is sent.
  case killedBefore
  /// It was committed, and the terminal died before it heard so.
  case killedAfter
  /// The terminal gives up waiting, and the request arrives later, perhaps after others, perhaps after its lease.
  case late

  /// Three requests of four go well.
  init(chance: UInt64) { self = chance % 4 > 0 ? .none : Self.allCases.at(chance >> 2) ?? .none }

  var kills: Bool { self == .killedBefore || self == .killedAfter }
}
