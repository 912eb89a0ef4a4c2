import Glibc
import Operations
import Records

/// A file or standard input as a source of bytes: what has come is given at once, and a signal ends the wait.
final class InputStream: ByteSource {
  /// Bytes in all, nil where that cannot be known.
  let size: Int?
  private(set) var consumed = 0
  private let name: String
  private let descriptor: Int32

  static var standard: InputStream { InputStream(name: "standard input", descriptor: STDIN_FILENO) }

  /// What somebody names on the command line: a file, or `-` for standard input.
  static func named(_ path: String) throws(OperationError) -> InputStream {
    path == "-" ? .standard : try InputStream(path: path)
  }

  /// Opens a file for reading.
  convenience init(path: String) throws(OperationError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .missing("\(path) cannot be read: \(String(cString: strerror(errno))) (nothing was changed)")
    }
    self.init(name: path, descriptor: descriptor)
  }

  private init(name: String, descriptor: Int32) {
    self.name = name
    self.descriptor = descriptor
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : nil
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      try Interruption.waitForInput(descriptor)
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        consumed += count
        return count
      }
      guard errno == EINTR || errno == EAGAIN else {
        throw OperationError.missing(
          "\(name) cannot be read: \(String(cString: strerror(errno))) (mend that, then run it again)")
      }
    }
  }

  /// The rest of it as text, or as many bytes as may be: it can be without an end.
  func text(upTo limit: Int) throws -> String {
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = try bytes.withUnsafeMutableBytes {
        try read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    return String(decoding: bytes[..<filled], as: UTF8.self)
  }
}
