import Glibc

/// A process that has a queue's files open, from `/proc` (proc(5)): asked for without opening one of them, since closing
/// a file drops every lock that this process has on it (fcntl(2)).
struct Opener: Hashable, CustomStringConvertible {
  let process: Int32
  let command: String
  /// Nil where the account has no name.
  let user: String?
  /// Seconds since it started.
  let age: Int
  /// Stopped by a signal or a debugger: it holds what it holds until it goes on.
  let isStopped: Bool
  /// It writes, or is next to.
  var holdsTurn = false
  /// It is inside a write transaction of SQLite.
  var isWriting = false
  /// It is inside a read transaction.
  var isReading = false

  var isOwn: Bool { process == getpid() }

  var description: String {
    let owner = user.map { " of \($0)" } ?? ""
    return "process \(process) (\(command))\(owner), running for \(Self.span(age))\(isStopped ? ", stopped" : "")"
  }

  static func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(max(0, seconds)) s"
    case ..<7200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86400) days"
    }
  }
}

enum Openers {
  /// Bytes of `-shm` that SQLite locks (sqlite.org/walformat.html).
  private static let writeByte = 120
  private static let readBytes = 123...127

  /// Every process that has the queue open, as far as this account may see, by process id.
  static func find(_ path: String) -> [Opener] {
    let files = DatabaseFile.names(of: path)
    let inodes = Set(files.compactMap { FileKey($0) })
    var locks: [Int32: [Lock]] = [:]
    for lock in Lock.all() where inodes.contains(lock.file) { locks[lock.process, default: []].append(lock) }
    let memory = FileKey(path + "-shm")
    let turn = FileKey(path + "-turn")
    let shown = Set(inodesOpen(among: inodes)).union(locks.keys.filter { $0 > 0 })
    return shown.sorted().compactMap { process in
      guard var opener = Opener(process) else { return nil }
      for lock in locks[process] ?? [] {
        if lock.file == turn, lock.isWhole { opener.holdsTurn = true }
        guard lock.file == memory else { continue }
        if lock.isExclusive, lock.covers(writeByte...writeByte) { opener.isWriting = true }
        if !lock.isExclusive, lock.covers(readBytes) { opener.isReading = true }
      }
      return opener
    }
  }

  /// Processes with a descriptor of one of the files. Those of other accounts do not show theirs.
  private static func inodesOpen(among files: Set<FileKey>) -> [Int32] {
    names(in: "/proc").compactMap { Int32($0) }.filter { process in
      let folder = "/proc/\(process)/fd"
      return names(in: folder).contains { descriptor in
        FileKey("\(folder)/\(descriptor)").map { files.contains($0) } ?? false
      }
    }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}

/// Which file it is, as `/proc/locks` names it.
struct FileKey: Hashable {
  let device: String
  let inode: UInt64

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = Mount.name(of: status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// Such as `fe:01:1234`, in hexadecimal but for the inode.
  init?(lockName: Substring) {
    let parts = lockName.split(separator: ":")
    guard parts.count == 3, let major = Int(parts[0], radix: 16), let minor = Int(parts[1], radix: 16),
      let inode = UInt64(parts[2])
    else { return nil }
    device = "\(major):\(minor)"
    self.inode = inode
  }
}

/// A line of `/proc/locks`: `1: POSIX  ADVISORY  WRITE 4711 fe:01:1234 120 120`.
private struct Lock {
  let process: Int32
  let file: FileKey
  let isWhole: Bool
  let isExclusive: Bool
  private let first: Int
  private let last: Int

  static func all() -> [Lock] {
    (ProcFile.text("/proc/locks") ?? "").split(separator: "\n").compactMap { Lock($0) }
  }

  private init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 8, words[1] != "->", let process = Int32(words[4]), let file = FileKey(lockName: words[5]),
      let first = Int(words[6])
    else { return nil }
    self.process = process
    self.file = file
    isWhole = words[1] == "FLOCK"
    isExclusive = words[3] == "WRITE"
    self.first = first
    last = Int(words[7]) ?? .max
  }

  func covers(_ bytes: ClosedRange<Int>) -> Bool { first <= bytes.upperBound && last >= bytes.lowerBound }
}

extension Opener {
  /// Nil once it is gone.
  fileprivate init?(_ process: Int32) {
    guard let status = ProcFile.text("/proc/\(process)/stat"), let end = status.lastIndex(of: ")") else { return nil }
    let fields = status[status.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let start = Int(fields[19]) else { return nil }
    self.process = process
    command =
      ProcFile.text("/proc/\(process)/cmdline").map(Self.words).flatMap { $0.isEmpty ? nil : $0 }
      ?? ProcFile.text("/proc/\(process)/comm")?.split(separator: "\n").first.map(String.init) ?? "?"
    isStopped = fields[0] == "T" || fields[0] == "t"
    var owner = stat()
    user = stat("/proc/\(process)", &owner) == 0 ? Account.name(of: owner.st_uid) : nil
    let uptime = ProcFile.text("/proc/uptime")?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    age = Int(uptime) - start / max(1, sysconf(Int32(_SC_CLK_TCK)))
  }

  /// A command line as it was typed, without the folders of its program.
  private static func words(_ text: String) -> String {
    var words = text.split(separator: "\0").map(String.init)
    if let program = words.first { words[0] = program.split(separator: "/").last.map(String.init) ?? program }
    return String(words.joined(separator: " ").prefix(120))
  }
}

enum Account {
  static func name(of user: uid_t) -> String? {
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }
}
