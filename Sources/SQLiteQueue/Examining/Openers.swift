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
    let files = Set(DatabaseFile.names(of: path).compactMap { FileKey($0) })
    let inodes = Set(files.map(\.inode))
    let locks = Dictionary(grouping: HeldLock.all().filter { inodes.contains($0.inode) }, by: \.process)
    let memory = FileKey(path + "-shm")?.inode
    let turn = FileKey(path + "-turn")?.inode
    let shown = Set(having(files)).union(locks.keys)
    return shown.sorted().compactMap { process in
      guard var opener = Opener(process) else { return nil }
      for lock in locks[process] ?? [] {
        if lock.inode == turn, lock.isWhole { opener.holdsTurn = true }
        guard lock.inode == memory, !lock.isWhole else { continue }
        if lock.isExclusive, lock.covers(writeByte...writeByte) { opener.isWriting = true }
        if !lock.isExclusive, lock.covers(readBytes) { opener.isReading = true }
      }
      return opener
    }
  }

  /// Processes with a descriptor of one of the files. Those of other accounts do not show theirs.
  private static func having(_ files: Set<FileKey>) -> [Int32] {
    Folder.names(in: "/proc").compactMap { Int32($0) }.filter { process in
      let folder = "/proc/\(process)/fd"
      return Folder.names(in: folder).contains { descriptor in
        FileKey("\(folder)/\(descriptor)").map { files.contains($0) } ?? false
      }
    }
  }
}

/// Which file a path or a descriptor leads to.
private struct FileKey: Hashable {
  let device: UInt64
  let inode: UInt64

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

extension Opener {
  /// Nil once it is gone.
  fileprivate init?(_ process: Int32) {
    guard let fields = ProcFile.statusFields(ofProcess: Int(process)), fields.count > 19, let start = Int(fields[19])
    else { return nil }
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
