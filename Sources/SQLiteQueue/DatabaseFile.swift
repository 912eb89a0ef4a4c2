import Glibc
import Queue

/// What is checked of a database file before SQLite may touch it.
enum DatabaseFile {
  /// 'SCHO', at offset 68 of the header (sqlite.org/fileformat2.html).
  static let applicationID: UInt32 = 0x5343_484F

  /// What SQLite keeps beside a database until it is carried over or undone: part of it.
  static let logs = ["-wal", "-journal"]
  /// Beside a queue while a restore has moved one part of it and not yet the other.
  static let halvesMarker = "-restoring"

  /// The queue's file and every file beside it.
  static func names(of path: String) -> [String] {
    [path] + (logs + ["-shm", "-gate", "-turn"]).map { path + $0 }
  }

  enum Presence {
    case absent, ours
  }

  /// Refuses links, network file systems, foreign files and files of others before any write.
  ///
  /// - Parameter refusesHalves: whether a restore that was interrupted between two files is refused.
  static func inspect(_ path: String, refusesHalves: Bool = true) throws(QueueError) -> Presence {
    let folder = parent(of: path)
    var status = stat()
    guard stat(folder, &status) == 0 else {
      throw .unusableFile(path: path, why: "the folder \(folder) does not exist (make it, or give another --queue)")
    }
    try refuseNetwork(folder, for: path)
    for companion in companions { try refuseLinks(path + companion) }
    if refusesHalves, access(path + halvesMarker, F_OK) == 0 {
      throw .unusableFile(path: path, why: "a restore was interrupted (run the same scholium restore again)")
    }
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return .absent }
      throw Refusal.error(opening: path, system: errno)
    }
    try refuseLinks(path)
    if OpenFile.isOpen(path) { return .ours }
    if status.st_size == 0 || isWithoutFirstPage(path) { return .absent }
    try checkHeader(path)
    return .ours
  }

  /// What lies beside a database: SQLite's logs and shared memory, and the fair lock.
  private static let companions = logs + ["-shm", "-gate", "-turn"]

  private static func refuseLinks(_ path: String) throws(QueueError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFLNK else {
      throw .unusableFile(
        path: path, why: "it is a symbolic link (give the real path, so that everybody shares one lock)")
    }
    guard kind == S_IFREG else {
      throw .unusableFile(path: path, why: "it is not a regular file (move it away, or give another --queue)")
    }
    // None is left where somebody removes it at this moment.
    guard status.st_nlink <= 1 else {
      throw .unusableFile(
        path: path, why: "it has \(status.st_nlink) hard links (keep one; two names would mean two locks)")
    }
  }

  /// True where the power went before the very first page was on the disk: SQLite's journal beside the file then takes
  /// that page back, and the queue was never there.
  private static func isWithoutFirstPage(_ path: String) -> Bool {
    guard access(path + "-journal", F_OK) == 0 else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 1, count: 100)
    return read(descriptor, &header, header.count) == header.count && header.allSatisfy { $0 == 0 }
  }

  private static func checkHeader(_ path: String) throws(QueueError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Refusal.error(opening: path, system: errno) }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    var count = read(descriptor, &header, header.count)
    while count < 0, errno == EINTR { count = read(descriptor, &header, header.count) }
    guard count >= 0 else { throw Refusal.error(opening: path, system: errno) }
    guard count == header.count, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .foreignFile(path: path, what: "it is not an SQLite database")
    }
    let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard application == applicationID else {
      throw .foreignFile(path: path, what: "it is the SQLite database of another program")
    }
  }

  /// Reads the whole file, to tell one that the disk does not give from one that is damaged. Only while this process has
  /// no connection to it: closing the file lets go of SQLite's locks (fcntl(2)).
  static func readThrough(_ path: String) throws(QueueError) {
    guard !OpenFile.isOpen(path) else { return }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Refusal.error(opening: path, system: errno) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var place = 0
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(place))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Refusal.error(opening: path, system: errno) }
      if count == 0 { return }
      place += count
    }
  }

  /// WAL needs shared memory on one host; these file systems do not give it (sqlite.org/wal.html).
  private static func refuseNetwork(_ folder: String, for path: String) throws(QueueError) {
    guard let kind = Mount.kind(ofFolder: folder), Mount.isShared(kind) else {
      return
    }
    throw .unusableFile(
      path: path,
      why: "it lies on a file system of the kind \(kind), where SQLite's shared memory does not work (use a local disk)"
    )
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
