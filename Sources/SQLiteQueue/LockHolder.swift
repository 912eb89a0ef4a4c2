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
    guard stat(path, &status) == 0, let locks = ProcFile.text("/proc/locks") else { return nil }
    for line in locks.split(separator: "\n") where !line.contains("->") {
      // 1: POSIX  ADVISORY  WRITE 4711 08:01:1234 120 120
      let words = line.split(separator: " ")
      guard words.count >= 8, let inode = words[5].split(separator: ":").last,
        UInt64(inode) == UInt64(status.st_ino), let process = Int(words[4]), process > 0
      else { continue }
      switch kind {
      case .whole: if words[1] == "FLOCK" { return process }
      case .range(let byte):
        guard words[1] == "POSIX", let first = Int(words[6]), first <= byte, Int(words[7]).map({ byte <= $0 }) ?? true
        else { continue }
        return process
      }
    }
    return nil
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
    guard let entry = getpwuid(status.st_uid), let name = entry.pointee.pw_name else { return "\(status.st_uid)" }
    return String(cString: name)
  }

  private static func touched(_ path: String) -> Timestamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Timestamp(microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000)
  }
}
