import Glibc
import Synchronization

/// Ends a blocking `flock` after a time: `flock` has no limit of its own, and asking in a loop would lose the place in
/// line. A helper thread interrupts the waiting one with SIGURG, which does nothing else and is ignored by default.
final class WaitAlarm: Sendable {
  private struct State {
    var isCancelled = false
    var hasRung = false
  }

  private let state = Mutex(State())

  /// Arms an alarm for the calling thread.
  init(after seconds: Double) {
    Self.installHandler
    Self.letTheSignalIn()
    let waiter = WaitingThread(id: pthread_self())
    let deadline = Self.now() + seconds
    let run = Unmanaged.passRetained(AlarmRun(alarm: self, waiter: waiter, deadline: deadline))
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<AlarmRun>.fromOpaque(argument).takeRetainedValue().watch()
        return nil
      }, run.toOpaque())
    if started == 0 { pthread_detach(thread) } else { run.release() }
  }

  var hasRung: Bool { state.withLock { $0.hasRung } }

  func cancel() { state.withLock { $0.isCancelled = true } }

  /// Rings once; keeps ringing until cancelled, since a signal may arrive just before the wait begins.
  fileprivate func ring(_ waiter: WaitingThread) -> Bool {
    state.withLock { state in
      if state.isCancelled { return false }
      state.hasRung = true
      pthread_kill(waiter.id, SIGURG)
      return true
    }
  }

  fileprivate var isCancelled: Bool { state.withLock { $0.isCancelled } }

  private static let installHandler: Void = {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGURG, &action, nil)
  }()

  /// Dispatch and concurrency threads start with most signals blocked.
  private static func letTheSignalIn() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGURG)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  fileprivate static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A thread id is a plain number on Linux, safe to hand to another thread.
private struct WaitingThread: @unchecked Sendable {
  let id: pthread_t
}

private final class AlarmRun: Sendable {
  let alarm: WaitAlarm
  let waiter: WaitingThread
  let deadline: Double

  init(alarm: WaitAlarm, waiter: WaitingThread, deadline: Double) {
    self.alarm = alarm
    self.waiter = waiter
    self.deadline = deadline
  }

  func watch() {
    while !alarm.isCancelled {
      let left = deadline - WaitAlarm.now()
      usleep(UInt32(max(0.005, min(left, 0.05)) * 1e6))
      if left <= 0, !alarm.ring(waiter) { return }
    }
  }
}
