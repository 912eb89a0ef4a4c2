/// A lock that a process holds on a file: a line of `/proc/locks` (proc(5)), such as
/// `1: POSIX  ADVISORY  WRITE 4711 fe:01:1234 120 120`.
struct HeldLock {
  let process: Int32
  /// The file's number. Its device is left out: some file systems name it otherwise there than to stat(2).
  let inode: UInt64
  /// flock(2), which is of the whole file; else fcntl(2), of a range of bytes.
  let isWhole: Bool
  let isExclusive: Bool
  private let first: Int
  private let last: Int

  /// All that the kernel tells of; none of a process in another namespace.
  static func all() -> [HeldLock] {
    (ProcFile.text("/proc/locks") ?? "").split(separator: "\n").compactMap { HeldLock($0) }
  }

  /// Nil for a line that tells of somebody who waits.
  private init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 8, words[1] != "->", let process = Int32(words[4]), process > 0,
      let inode = words[5].split(separator: ":").last.flatMap({ UInt64($0) }), let first = Int(words[6])
    else { return nil }
    self.process = process
    self.inode = inode
    isWhole = words[1] == "FLOCK"
    isExclusive = words[3] == "WRITE"
    self.first = first
    last = Int(words[7]) ?? .max
  }

  func covers(_ bytes: ClosedRange<Int>) -> Bool { first <= bytes.upperBound && last >= bytes.lowerBound }
}
