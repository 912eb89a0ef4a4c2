import Driving
import Glibc

/// The processes on the server's side of one connection.
struct ServerSide {
  let program: pid_t
  /// sshd's own, which runs under the service's account.
  let daemon: pid_t

  init?(program: pid_t) {
    // `PID (NAME) STATE PARENT ...` of proc(5).
    guard let fields = LoopbackPlace.text("/proc/\(program)/stat")?.split(separator: ")").last?.split(separator: " "),
      fields.count > 1, let parent = pid_t(fields[1]), parent > 1
    else { return nil }
    self.program = program
    daemon = parent
  }

  /// Waits until nothing of it runs; milliseconds, or nil where it goes on.
  func end(within seconds: Double) -> Double? {
    let clock = Deadline(seconds: seconds)
    return awaited(seconds: seconds) {
      running.isEmpty ? clock.elapsed * 1000 : nil
    }
  }

  private var running: [pid_t] { [program, daemon].filter { access("/proc/\($0)/exe", F_OK) == 0 } }

  /// What of it runs, and what that waits for, for whoever looks for a reason.
  var state: String {
    running.map { pid in
      let about = ["comm", "stack", "wchan"].compactMap { LoopbackPlace.text("/proc/\(pid)/\($0)") }
      return
        "process \(pid), \(about.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " "))"
    }.joined(separator: "; ")
  }
}
