import Glibc

/// Ends a blocking `flock` after a time: `flock` has no limit of its own, and asking in a loop would lose the place in
/// line. A timer of the kernel's interrupts the waiting thread with SIGURG, which does nothing else and is ignored by
/// default (timer_create(2), SIGEV_THREAD_ID).
struct WaitAlarm: ~Copyable {
  /// `SIGEV_THREAD_ID` of `<bits/sigevent-consts.h>`, which Swift imports as something else than a number.
  private static let toOneThread: Int32 = 4

  /// gettid(2), which Swift does not import.
  private static let ownThread = dlsym(nil, "gettid").map {
    unsafeBitCast($0, to: (@convention(c) () -> pid_t).self)
  }

  /// The kernel's first timer has the number 0, which is nil here.
  private let timer: timer_t?
  private let isArmed: Bool
  private let deadline: Double

  /// Arms an alarm for the calling thread.
  init(after seconds: Double) {
    Self.installHandler
    Self.letTheSignalIn()
    deadline = MachineClock.now + seconds
    guard let ownThread = Self.ownThread else {
      timer = nil
      isArmed = false
      return
    }
    var event = sigevent()
    event.sigev_notify = Self.toOneThread
    event.sigev_signo = SIGURG
    event._sigev_un._tid = ownThread()
    var timer: timer_t?
    isArmed = timer_create(CLOCK_MONOTONIC, &event, &timer) == 0
    self.timer = timer
    guard isArmed else { return }
    // Rings again and again, since a signal may come just before the wait begins. A time of nought would disarm it.
    let first = max(seconds, 0.001)
    var times = itimerspec(
      it_interval: timespec(tv_sec: 0, tv_nsec: 50_000_000),
      it_value: timespec(tv_sec: Int(first), tv_nsec: Int((first - first.rounded(.down)) * 1e9)))
    timer_settime(timer, 0, &times, nil)
  }

  deinit {
    if isArmed { timer_delete(timer) }
  }

  var hasRung: Bool { MachineClock.now >= deadline }

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
}
