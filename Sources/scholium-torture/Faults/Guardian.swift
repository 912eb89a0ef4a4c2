import Dispatch
import Driving
import Glibc
import Synchronization

/// Ends a program that nobody hears from any more, so that a hang is a finding and not a hang of the rig.
final class Guardian: Sendable {
  private let state = Mutex((isDismissed: false, hasEnded: false))

  private let patience: Int

  init(of client: PipeClient, patience: Int = 40) {
    self.patience = patience
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(patience)) { [self] in
      state.withLock { state in
        if state.isDismissed { return }
        state.hasEnded = true
        client.signal(SIGKILL)
      }
    }
  }

  func dismiss() { state.withLock { $0.isDismissed = true } }

  func check() throws {
    dismiss()
    if state.withLock({ $0.hasEnded }) { throw BrokenPromise("it was not heard of for \(patience) s") }
  }
}
