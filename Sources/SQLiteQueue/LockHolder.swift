import Glibc

/// Who holds a lock file, from `/proc/locks` (proc(5)).
enum LockHolder {
  /// Such as `process 4711 (scholium)`; nil where the kernel does not tell.
  static func name(ofLockOn path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, let locks = ProcFile.text("/proc/locks") else { return nil }
    for line in locks.split(separator: "\n") where !line.contains("->") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK", let inode = words[5].split(separator: ":").last,
        UInt64(inode) == UInt64(status.st_ino), let process = Int(words[4]), process > 0
      else { continue }
      let command = ProcFile.text("/proc/\(process)/comm")?.split(separator: "\n").first.map(String.init)
      return "process \(process)\(command.map { " (\($0))" } ?? "")"
    }
    return nil
  }
}
