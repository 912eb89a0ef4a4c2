import Glibc
import Labeling

/// Who holds a lock on a file, from `/proc` (proc(5)). The file is not opened: closing a descriptor of a file drops what
/// locks this process has on it (fcntl(2)).
enum LockHolder {
  enum Kind {
    /// flock(2).
    case whole
    /// fcntl(2), of a range with this byte in it.
    case range(holding: Int)
  }

  /// Such as `process 4711 (scholium, user amara, stopped)`; nil where nobody holds it or the kernel does not tell.
  static func name(of kind: Kind, on path: String) -> String? {
    process(of: kind, on: path).map { name(ofProcess: $0, since: nil) }
  }

  /// The same with the time since when, where taking the lock touches its file.
  static func nameWithTime(of kind: Kind, on path: String) -> String? {
    process(of: kind, on: path).map { name(ofProcess: $0, since: touched(path)) }
  }

  private static func process(of kind: Kind, on path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let holder = HeldLock.all().first { lock in
      guard lock.inode == UInt64(status.st_ino) else { return false }
      switch kind {
      case .whole: return lock.isWhole
      case .range(let byte): return !lock.isWhole && lock.covers(byte...byte)
      }
    }
    return holder.map { Int($0.process) }
  }

  private static func name(ofProcess process: Int, since: Timestamp?) -> String {
    let fields = ProcFile.statusFields(ofProcess: process)
    let state = fields?.first
    let particulars =
      [
        ProcFile.text("/proc/\(process)/comm")?.split(separator: "\n").first.map(String.init),
        owner(ofProcess: process).map { "user \($0)" },
        state == "T" || state == "t" ? "stopped" : nil,
        since.map { "since \($0.description.prefix(19))Z" },
      ].compactMap { $0 }
    return "process \(process)\(particulars.isEmpty ? "" : " (\(particulars.joined(separator: ", ")))")"
  }

  private static func owner(ofProcess process: Int) -> String? {
    var status = stat()
    guard stat("/proc/\(process)", &status) == 0 else { return nil }
    return Account.name(of: status.st_uid) ?? "\(status.st_uid)"
  }

  private static func touched(_ path: String) -> Timestamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Timestamp(microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000)
  }
}
