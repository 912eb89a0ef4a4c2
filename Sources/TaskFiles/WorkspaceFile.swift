import Glibc

/// One file of a workspace, read whole and only after its kind, place and size have been checked.
struct WorkspaceFile {
  /// Why a file was not read; the message that its fault carries.
  enum Problem: Error, Equatable {
    case missing
    case refused(String)
  }

  let workspace: String
  /// From the workspace.
  let path: String
  /// The folder that links may not leave, from the workspace: the workspace itself where it is empty.
  var bounds: String

  init(workspace: String, path: String, bounds: String = "") {
    self.workspace = workspace
    self.path = path
    self.bounds = bounds
  }

  /// A file that a person named, anywhere; links are followed, as people keep such files elsewhere.
  init(following path: String) {
    let target = Self.realPath(path) ?? path
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[..<$0]) } ?? "."
    self.init(
      workspace: folder.isEmpty ? "/" : folder, path: slash.map { String(target[target.index(after: $0)...]) } ?? target
    )
  }

  /// Whether there is anything of that name, readable or not.
  var exists: Bool {
    var status = stat()
    return lstat("\(workspace)/\(path)", &status) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// The bytes, at most `limit` of them.
  func bytes(limit: Int) throws(Problem) -> [UInt8] {
    let descriptor = open("\(workspace)/\(path)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .refused("the file can't be opened: \(ReadFailure.last)")
      }
      throw .missing
    }
    defer { close(descriptor) }
    try checkPlace()
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .refused("this is not a regular file (put a plain file here)")
    }
    guard status.st_size <= limit else { throw tooLarge(limit) }
    let bytes = try Self.read(descriptor, atMost: limit + 1)
    // The file may have grown since.
    guard bytes.count <= limit else { throw tooLarge(limit) }
    return bytes
  }

  /// The text, which must be UTF-8 without a byte order mark and without NUL.
  func text(limit: Int) throws(Problem) -> String {
    let bytes = try bytes(limit: limit)
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw .refused("the file starts with a byte order mark (save it as UTF-8 without one)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .refused("the file is not UTF-8 (save it as UTF-8)")
    }
    guard !bytes.contains(0) else { throw .refused("the file holds a NUL byte (remove it)") }
    return text
  }

  private func tooLarge(_ limit: Int) -> Problem {
    .refused("the file is larger than \(limit >> 20) MiB (make it smaller)")
  }

  /// A link may point elsewhere within the bounds, never out of them.
  private func checkPlace() throws(Problem) {
    guard let root = Self.realPath(bounds.isEmpty ? workspace : "\(workspace)/\(bounds)"),
      let file = Self.realPath("\(workspace)/\(path)")
    else {
      throw .refused("the file can't be found any more (try again)")
    }
    guard root == "/" || file.hasPrefix(root + "/") else {
      throw .refused(
        "this link leaves the \(bounds.isEmpty ? "workspace" : "task's folder") (put the file itself here)")
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func read(_ descriptor: Int32, atMost limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      var count = -1
      let piece = [UInt8](unsafeUninitializedCapacity: min(limit - bytes.count, 1 << 16)) { buffer, initialized in
        repeat {
          count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        } while count < 0 && errno == EINTR
        initialized = max(0, count)
      }
      guard count >= 0 else { throw .refused("the file can't be read: \(ReadFailure.last)") }
      if count == 0 { break }
      bytes += piece
    }
    return bytes
  }
}

/// Why the system would not let a file or folder be read, with what to do about it.
struct ReadFailure: CustomStringConvertible {
  let description: String

  /// Of the call that failed just now.
  static var last: ReadFailure { ReadFailure(errno) }

  /// - Parameter system: the system's error number.
  private init(_ system: Int32) {
    let isForbidden = system == EACCES || system == EPERM
    let remedy = isForbidden ? "give this user the right to read it" : "mend that, then try again; nothing was changed"
    description = "\(String(cString: strerror(system))) (\(remedy))"
  }
}
