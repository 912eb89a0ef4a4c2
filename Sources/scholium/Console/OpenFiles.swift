import Glibc

/// The files that this process may still open.
enum OpenFiles {
  /// What a command has open at once (12 of the largest, a publish, counted with prlimit(1)), and some.
  static let needed = 16

  /// Before anything is begun: where a thread pool finds no descriptor for itself, it ends the process in the middle of
  /// what it does, and without a word.
  static func check() throws(TooFewOpenFiles) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    var free = 0
    for descriptor in 0..<Int32(clamping: limit.rlim_cur) where fcntl(descriptor, F_GETFD) < 0 {
      free += 1
      if free == needed { return }
    }
    throw TooFewOpenFiles(free: free)
  }
}

/// The program cannot work with so few.
struct TooFewOpenFiles: Error, CustomStringConvertible {
  let free: Int

  var description: String {
    "\(free) more \(free == 1 ? "file" : "files") may be open here, and \(OpenFiles.needed) are needed (raise `ulimit -n`, then run it again)"
  }
}
