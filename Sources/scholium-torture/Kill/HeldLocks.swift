import FoundationEssentials
import Glibc

/// SQLite's locks that a process holds, from `/proc/locks` (proc(5)). The bytes of the `-shm` file are those of
/// sqlite.org/walformat.html, section 2.3: 120 is the writer's, 122 the recovery's.
struct HeldLocks: OptionSet {
  let rawValue: Int

  static let transaction = HeldLocks(rawValue: 1)
  static let recovery = HeldLocks(rawValue: 2)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// What a process holds at this moment. Nothing where the kernel does not tell.
  init(of process: pid_t, in table: String) {
    self = []
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 8, words[1] == "POSIX", words[3] == "WRITE", Int32(words[4]) == process,
        let first = Int(words[6]), let last = Int(words[7]), first <= 127
      else { continue }
      let bytes = first...max(first, last)
      if bytes.contains(120) { insert(.transaction) }
      if bytes.contains(122) { insert(.recovery) }
    }
  }

  static func table() -> String {
    FileManager.default.contents(atPath: "/proc/locks").map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
