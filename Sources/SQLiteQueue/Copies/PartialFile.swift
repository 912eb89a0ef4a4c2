import Glibc
import Labeling
import Queue

/// A file in the making, beside the place it is for: it gets its name complete and durable, or nothing is left of it.
struct PartialFile: ~Copyable {
  let path: String
  private let place: String
  /// Between a place and the chance letters that make the name.
  static let mark = ".partial-"
  private let descriptor: Int32

  /// Makes an empty file for its owner only.
  init(for place: String) throws(QueueError) {
    var template = Array("\(place)\(Self.mark)XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure(at: place) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.place = place
    self.descriptor = descriptor
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    close(descriptor)
    // SQLite leaves its own files beside it where a full disk stopped it.
    for name in DatabaseFile.names(of: path) { unlink(name) }
  }

  /// Gives it the mode, and where this account may do that the owner, of another file.
  func resemble(_ other: stat) throws(QueueError) {
    guard fchmod(descriptor, other.st_mode & 0o7777) == 0 else { throw Self.failure(at: place) }
    if geteuid() == 0, fchown(descriptor, other.st_uid, other.st_gid) != 0 { throw Self.failure(at: place) }
  }

  /// Fills it with another file's bytes.
  func fill(from source: String) throws(QueueError) {
    let input = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard input >= 0 else { throw Self.failure(at: source) }
    defer { close(input) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var end = 0
    while true {
      let count = pread(input, &buffer, buffer.count, end)
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(at: source) }
      var written = 0
      while written < count {
        let step = buffer.withUnsafeBytes {
          pwrite(descriptor, $0.baseAddress?.advanced(by: written), count - written, end + written)
        }
        guard step >= 0 || errno == EINTR else { throw Self.failure(at: place) }
        written += max(0, step)
      }
      end += count
    }
  }

  /// What it holds by now.
  func digest() throws(QueueError) -> (digest: Digest, bytes: Int) {
    var hash = RunningDigest()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var place = 0
    while true {
      let count = pread(descriptor, &buffer, buffer.count, place)
      if count == 0 { return (hash.digest, place) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(at: path) }
      hash.update(buffer[..<count])
      place += count
    }
  }

  /// Makes what was written to it survive power loss.
  func sync() throws(QueueError) {
    guard fsync(descriptor) == 0 else { throw Self.failure(at: place) }
  }

  /// Puts it in its place.
  ///
  /// - Parameter replaces: whether it may take the place of another file.
  func keep(replaces: Bool) throws(QueueError) {
    try sync()
    // A link, unlike a renaming, never takes the place of something that came there meanwhile.
    guard (replaces ? rename(path, place) : link(path, place)) == 0 else { throw Self.failure(at: place) }
    if !replaces { unlink(path) }
    try Folder.sync(of: place)
  }

  private static func failure(at path: String) -> QueueError {
    switch errno {
    case EACCES, EPERM: .notPermitted(path: path)
    case EEXIST: .alreadyThere(path)
    default: .cannotWrite(path: path, why: String(cString: strerror(errno)))
    }
  }
}

enum Folder {
  /// What is in a folder, hidden files left out; nothing where it cannot be read.
  static func names(in folder: String) -> [String] {
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

  /// Makes names that came, went or changed beside a path survive power loss.
  static func sync(of path: String) throws(QueueError) {
    let descriptor = open(DatabaseFile.parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, why: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, why: String(cString: strerror(errno))) }
  }
}

extension QueueError {
  /// A file that is not replaced unless asked for.
  static func alreadyThere(_ path: String) -> QueueError {
    .cannotWrite(path: path, why: "there is a file already (give another name, or --force to replace it)")
  }
}
