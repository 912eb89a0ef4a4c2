import Driving
import Glibc

/// strace(1), which writes down the system calls of a program and of all it starts.
enum Strace {
  private static let command = ["/usr/bin/env", "strace"]
  private static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
  /// More than any one write of the program, in bytes.
  private static let longestString = 4_194_304

  /// Why it cannot be used here; nil where it can.
  static func obstacle() throws -> String? {
    let child = try Child(
      command + ["-f", "--seccomp-bpf", "-o", "/dev/null", "/bin/true"], environment: environment, folder: "/")
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 20))
    guard outcome.status != 0 else { return nil }
    if outcome.status == 127 { return "strace is not installed (apt install strace)" }
    return "strace cannot trace here: \(String(decoding: outcome.errors, as: UTF8.self))"
  }

  /// Runs a command to its end and gives what it did.
  static func trace(_ arguments: [String], into path: String, in folder: String) throws -> Trace {
    let calls = "trace=" + DiskEventReader.traced.map { "?\($0)" }.joined(separator: ",")
    let options = [
      "-f", "--seccomp-bpf", "-y", "-xx", "-s", "\(longestString)", "-e", "signal=none", "-e", calls, "-o", path,
    ]
    let child = try Child(command + options + arguments, environment: environment, folder: folder)
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 120))
    guard outcome.status == 0 else {
      throw BrokenPromise("under strace: \(outcome.status), \(String(decoding: outcome.errors, as: UTF8.self))")
    }
    return try Trace(Bytes.read(path))
  }
}
