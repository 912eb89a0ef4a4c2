import Dispatch
import Glibc
import Operations
import Queue
import Synchronization

/// Somebody at work, in a session that gives signs of life.
protocol Attendance: Sendable {
  /// - Returns: false once somebody ended the session.
  func beat() throws(QueueError) -> Bool
  func leave() throws(QueueError)
}

extension Sitting: Attendance {}
extension Reviewer: Attendance {}

extension Attendance {
  /// Works for as long as nobody ends the session, and ends it.
  ///
  /// - Throws: also where somebody else has ended it.
  func work<Result>(_ work: (Self) throws -> Result) throws -> Result {
    let heartbeat: Heartbeat
    do {
      heartbeat = try Heartbeat(of: self)
    } catch {
      try? leave()
      throw error
    }
    let result: Result
    do {
      result = try work(self)
    } catch {
      // Why the work ended matters more than that the session could not be closed: it dies with the process.
      try? leave()
      try heartbeat.check()
      throw error
    }
    try leave()
    try heartbeat.check()
    return result
  }
}

/// Tells the queue every few seconds that a session lives. Where somebody ended the session, asks the process to end, as
/// SIGTERM does.
private final class Heartbeat {
  /// Set by the timer's thread.
  private final class Ending: Sendable {
    let hasCome = Atomic(false)
  }

  private let timer: any DispatchSourceTimer
  private let ending = Ending()

  init(of attendance: some Attendance) throws(OperationError) {
    try Self.checkDescriptors()
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "scholium.heartbeat"))
    timer.schedule(deadline: .now() + .seconds(Session.pulse), repeating: .seconds(Session.pulse))
    timer.setEventHandler { [ending] in
      // A beat that cannot be told is made up for by the next one.
      guard (try? attendance.beat()) == false else { return }
      ending.hasCome.store(true, ordering: .relaxed)
      // Not a hangup, after which a terminal is taken for gone and left as it is: this one is still somebody's.
      kill(getpid(), SIGTERM)
    }
    timer.resume()
  }

  deinit { timer.cancel() }

  /// Dispatch traps where it cannot open what a timer takes: an epoll(7), an eventfd(2) and a timerfd_create(2).
  private static func checkDescriptors() throws(OperationError) {
    var probes: [Int32] = []
    defer { for probe in probes { close(probe) } }
    for _ in 0..<3 {
      let probe = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard probe >= 0 else { throw .cannotWrite(path: "this session's sign of life", system: errno) }
      probes.append(probe)
    }
  }

  /// Throws once somebody ended the session, for whoever was at it to be told.
  func check() throws(OperationError) {
    guard ending.hasCome.load(ordering: .relaxed) else { return }
    throw .notPermitted(
      """
      whoever runs the tasks has ended this session: what you answered is saved, and what was half made waits for you \
      (come in again, or ask them)
      """)
  }
}
