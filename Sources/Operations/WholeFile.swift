import Dispatch
import Glibc
import Labeling
import Synchronization

/// A file that is complete or absent: written beside its place, made durable, then moved there.
public struct WholeFile: ~Copyable {
  private let path: String
  private let partialPath: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private let hash = FileDigest()
  /// What is being written and digested, while more is appended.
  private var writing: Errand<Void>?
  private let thread = DispatchQueue(label: "scholium.file")
  /// The disk at work on what was written, or all of it would be left to the end.
  private var syncing: Errand<Void>?
  private var unsynced = 0
  private let disk = DispatchQueue(label: "scholium.disk")
  private var isKept = false

  private static let bufferSize = 256 << 10
  private static let syncEvery = 8 << 20

  /// Starts a file that will replace what is at a path. Refuses places that no file can be moved to.
  public init(at path: String) throws(OperationError) {
    let place = try Self.place(path)
    var template = Array("\(place).partial-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, system: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // mkstemp makes a file for its owner only; this one is to be like any other.
    fchmod(descriptor, 0o666 & ~Self.creationMask)
    self.path = place
    self.descriptor = descriptor
    partialPath = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The process's own, from proc(5): umask(2) tells it only by setting another, under which other threads would make
  /// files meanwhile. Without proc, what no other account may read.
  private static var creationMask: mode_t {
    guard let file = fopen("/proc/self/status", "re") else { return 0o077 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard words.hasPrefix("Umask:") else { continue }
      return mode_t(words.dropFirst(6).filter(\.isNumber), radix: 8) ?? 0o077
    }
    return 0o077
  }

  deinit {
    _ = try? writing?.value()
    _ = try? syncing?.value()
    close(descriptor)
    if !isKept { unlink(partialPath) }
  }

  public mutating func append(_ bytes: some Collection<UInt8>) throws(OperationError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// SHA-256 of what was appended so far.
  public mutating func digest() throws(OperationError) -> Digest {
    try settleWriting()
    return hash.digest
  }

  /// Makes what was appended durable, so that only the move is left to `keep`.
  public mutating func settle() throws(OperationError) {
    try settleWriting()
    try awaitSyncing()
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  /// Puts the file in its place; without this nothing is left of it.
  public consuming func keep() throws(OperationError) {
    try settle()
    guard rename(partialPath, path) == 0 else { throw failure() }
    isKept = true
    syncFolder()
  }

  private mutating func settleWriting() throws(OperationError) {
    try flush()
    try awaitWriting()
  }

  private mutating func flush() throws(OperationError) {
    try awaitWriting()
    if buffer.isEmpty { return }
    try sync()
    unsynced += buffer.count
    let (bytes, hash, descriptor, path) = (buffer, hash, descriptor, path)
    buffer = []
    buffer.reserveCapacity(bytes.capacity)
    writing = Errand(on: thread) {
      hash.update(bytes)
      try Self.write(bytes, to: descriptor, at: path)
    }
  }

  private mutating func sync() throws(OperationError) {
    guard unsynced >= Self.syncEvery, syncing?.isDone != false else { return }
    try awaitSyncing()
    unsynced = 0
    let (descriptor, path) = (descriptor, path)
    syncing = Errand(on: disk) {
      // The kernel tells of a failure once.
      guard fdatasync(descriptor) == 0 else { throw OperationError.cannotWrite(path: path, system: errno) }
    }
  }

  private mutating func awaitWriting() throws(OperationError) { try end(of: writing.take()) }

  private mutating func awaitSyncing() throws(OperationError) { try end(of: syncing.take()) }

  private func end(of errand: Errand<Void>?) throws(OperationError) {
    do {
      try errand?.value()
    } catch let error as OperationError {
      throw error
    } catch {
      throw .cannotWrite(path: path, why: "\(error)")
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, at path: String) throws(OperationError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { throw .cannotWrite(path: path, system: errno) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// A renamed file survives power loss only once its folder is written too.
  private borrowing func syncFolder() {
    let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private borrowing func failure() -> OperationError {
    .cannotWrite(path: path, system: errno)
  }

  /// Where the file really goes: through a link to its target, and never over anything but a file.
  private static func place(_ path: String) throws(OperationError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotWrite(path: path, why: "it is not a regular file (leave it out to write to standard output)")
    }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// The digest of a file that one thread writes and another asks for.
private final class FileDigest: Sendable {
  private let hash = Mutex(RunningDigest())

  var digest: Digest { hash.withLock { $0.digest } }

  func update(_ bytes: [UInt8]) { hash.withLock { $0.update(bytes) } }
}
