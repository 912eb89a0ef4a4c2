import Foundation
import Glibc

/// A process of its own that holds a lock on a file: what a stuck writer looks like to others.
final class LockingProcess {
  enum Lock {
    /// flock(2), as the fair lock takes it.
    case whole
    /// fcntl(2), of one byte, as SQLite takes it; `struct flock` as 64-bit Linux lays it out.
    case byte(Int)
  }

  static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/perl")

  private let process = Process()
  var pid: Int32 { process.processIdentifier }

  /// Returns once it has the lock.
  ///
  /// - Parameter isStopped: it stops itself then, as by Ctrl-Z.
  init(_ lock: Lock, on path: String, isStopped: Bool = false) throws {
    let take =
      switch lock {
      case .whole: "flock($f, 2)"
      case .byte(let byte): "fcntl($f, 6, my $lock = pack('s s x4 q q i x4', 1, 0, \(byte), 1, 0))"
      }
    let said = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
    process.arguments = [
      "-e", "$| = 1; open(my $f, '+<', $ARGV[0]) or die; \(take) or die; print \"held\\n\"; sleep 600", path,
    ]
    process.standardOutput = said
    try process.run()
    guard said.fileHandleForReading.availableData.starts(with: Data("held".utf8)) else {
      throw CocoaError(.fileLocking)
    }
    guard isStopped else { return }
    kill(pid, SIGSTOP)
    var state = siginfo_t()
    waitid(P_PID, id_t(pid), &state, WSTOPPED | WNOWAIT)
  }

  deinit { end() }

  func end() {
    guard process.isRunning else { return }
    kill(pid, SIGKILL)
    process.waitUntilExit()
  }
}
