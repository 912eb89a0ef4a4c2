import Glibc
import Queue
import Synchronization

/// The lock in front of every write transaction and every checkpoint.
///
/// Two `flock`s on files beside the database: take the gate, take the turn, leave the gate. The next in line holds the
/// gate, so whoever just let the turn go cannot overtake it; nobody starves, and no checkpoint overlaps a write, which
/// keeps SQLite's WAL-reset race (fixed in 3.51.3) from happening. The kernel lets go of both when a process dies.
final class FairLock: Sendable {
  private let gatePath: String
  private let turnPath: String
  private let descriptors: Mutex<Descriptors?>
  /// The second of the machine's clock at which the file was changed last.
  private let told = Mutex(0)
  private let watcher: (@Sendable (LockTurn) -> Void)?

  private struct Descriptors {
    let gate: Int32
    let turn: Int32
  }

  /// - Parameter watcher: told of each turn as it ends, while the lock is still held.
  init(besideDatabaseAt path: String, watcher: (@Sendable (LockTurn) -> Void)? = nil) {
    self.watcher = watcher
    gatePath = path + "-gate"
    turnPath = path + "-turn"
    descriptors = Mutex(nil)
  }

  deinit {
    descriptors.withLock { held in
      if let held {
        close(held.gate)
        close(held.turn)
      }
    }
  }

  /// Runs while holding the lock. Not reentrant: callers come from one serial queue.
  ///
  /// - Throws: `busy` with the holder's name after waiting for `patience` seconds.
  func withTurn<Result>(patience: Double, _ body: () throws -> Result) throws -> Result {
    let held = try open()
    var stopwatch = watcher.map { LockStopwatch($0) }
    try take(held.gate, at: gatePath, patience: patience)
    do {
      try take(held.turn, at: turnPath, patience: patience)
    } catch {
      flock(held.gate, LOCK_UN)
      throw error
    }
    flock(held.gate, LOCK_UN)
    stopwatch?.take()
    defer {
      stopwatch?.give()
      flock(held.turn, LOCK_UN)
    }
    try checkThatLocksAreGiven()
    tellSinceWhen(held.turn)
    return try body()
  }

  /// Tells whoever waits, by the time of the file's last change: to the second.
  private func tellSinceWhen(_ turn: Int32) {
    let now = MachineClock.second
    let isTold = told.withLock { last in
      defer { last = now }
      return last == now
    }
    if !isTold { futimens(turn, nil) }
  }

  /// SQLite takes a lock that the kernel cannot give (fcntl(2): `EIO`, `ENOLCK`) for one that somebody holds, and asks
  /// again for ten seconds. Asked here first, such a machine is refused at once.
  func checkThatLocksAreGiven() throws(QueueError) {
    let held = try open()
    var lock = flock()
    lock.l_type = Int16(F_RDLCK)
    lock.l_whence = Int16(SEEK_SET)
    while fcntl(held.turn, F_GETLK, &lock) != 0 {
      guard errno == EINTR else { throw Refusal.error(opening: turnPath, system: errno) }
    }
  }

  private func open() throws(QueueError) -> Descriptors {
    let result: Result<Descriptors, QueueError> = descriptors.withLock { held in
      if let held { return .success(held) }
      var opened: [Int32] = []
      for path in [gatePath, turnPath] {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
          let refusal = Refusal.error(opening: path, system: errno)
          for descriptor in opened { close(descriptor) }
          return .failure(refusal)
        }
        opened.append(descriptor)
      }
      let new = Descriptors(gate: opened[0], turn: opened[1])
      held = new
      return .success(new)
    }
    return try result.get()
  }

  private func take(_ descriptor: Int32, at path: String, patience: Double) throws(QueueError) {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    let alarm = WaitAlarm(after: patience)
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw Refusal.error(opening: path, system: errno)
      }
      if alarm.hasRung { throw .busy(seconds: patience, holder: holder) }
    }
  }

  /// Who has the turn; else the next in line, who is stopped where nobody has it.
  private var holder: String? {
    LockHolder.nameWithTime(of: .whole, on: turnPath) ?? LockHolder.name(of: .whole, on: gatePath)
  }
}
