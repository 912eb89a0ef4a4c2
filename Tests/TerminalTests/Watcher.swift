import Glibc
import Testing

/// A process that watches this one, for what a stopped program can't do by itself.
struct Watcher {
  private let process: pid_t

  /// Waits until a process has been stopped and then lets it go on.
  static func continuingWhenStopped(_ watched: pid_t) throws -> Watcher {
    let script = """
      until read -r _ _ state _ </proc/\(watched)/stat && [ "$state" = T ]; do kill -0 \(watched) || exit 1; done
      kill -CONT \(watched)
      """
    let words: [String] = ["sh", "-c", script]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, "/bin/sh", nil, nil, &arguments, nil) == 0)
    return Watcher(process: process)
  }

  /// The exit status, 0 when all went well.
  func wait() -> Int32 {
    var status: Int32 = -1
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
