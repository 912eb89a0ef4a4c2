/// A system call that fails.
struct SystemFault: Sendable, CustomStringConvertible {
  /// Its name as strace(1) knows it.
  let call: String
  /// Such as `EIO`.
  let error: String
  /// Which one of the calls fails, from 1; the one and all after it where it fails for good.
  let number: Int
  let isForGood: Bool

  var description: String { "\(call) \(number)\(isForGood ? " and all after it fail" : " fails") with \(error)" }

  /// The program under strace, which stands aside (`-D`): the process that is started is the program itself.
  ///
  /// - Parameters:
  ///   - paths: only calls on these count; none for all.
  ///   - trace: the file that strace writes the calls to.
  func command(_ program: [String], on paths: [String], preloading variables: [String: String], trace: String)
    -> [String]
  {
    Self.strace(trace, calls: [call], on: paths, preloading: variables)
      + ["-e", "inject=\(call):error=\(error):when=\(number)\(isForGood ? "+" : "")"] + program
  }

  /// The program under a strace that only writes down.
  static func watching(_ program: [String], calls: [String], on paths: [String], trace: String) -> [String] {
    strace(trace, calls: calls, on: paths, preloading: [:]) + program
  }

  private static func strace(
    _ trace: String, calls: [String], on paths: [String], preloading variables: [String: String]
  ) -> [String] {
    ["/usr/bin/strace", "-D", "-f", "--seccomp-bpf", "-qqq", "-e", "signal=none", "-o", trace]
      + ["-e", "trace=\(calls.joined(separator: ","))"] + paths.flatMap { ["-P", $0] }
      + variables.flatMap { ["-E", "\($0.key)=\($0.value)"] }
  }
}

extension SystemFault {
  /// What each call is made to fail with: what open(2), fcntl(2), write(2) and their like say of disks and locks.
  static let errors: [(call: String, errors: [String])] = [
    ("fcntl", ["EIO", "ENOLCK"]),
    ("fdatasync", ["EIO", "ENOSPC", "EDQUOT"]),
    ("flock", ["ENOLCK", "EINTR"]),
    ("fsync", ["EIO", "ENOSPC"]),
    ("ftruncate", ["EIO", "ENOSPC"]),
    ("getdents64", ["EIO"]),
    ("mmap", ["ENOMEM", "ENFILE"]),
    ("openat", ["EIO", "EMFILE", "ENFILE", "EINTR"]),
    ("pread64", ["EIO"]),
    ("pwrite64", ["EIO", "ENOSPC", "EDQUOT"]),
    ("read", ["EIO", "EINTR"]),
    ("rename", ["EIO", "ENOSPC"]),
    ("unlink", ["EIO"]),
    ("write", ["EIO", "ENOSPC", "EINTR"]),
  ]
}
