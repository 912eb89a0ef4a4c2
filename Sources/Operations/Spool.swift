import Glibc

/// Rows kept aside until they may be sent: a slow reader must not hold a state of the queue open.
struct Spool: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>

  init() throws(OperationError) {
    guard let file = tmpfile() else {
      throw .cannotWrite(path: "a temporary file", system: errno)
    }
    self.file = file
  }

  deinit { fclose(file) }

  mutating func append(_ bytes: [UInt8]) throws(OperationError) {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw failure() }
  }

  /// Sends everything on, a piece at a time.
  consuming func drain(into send: ([UInt8]) throws -> Void) throws {
    guard fflush(file) == 0, fseek(file, 0, SEEK_SET) == 0 else { throw failure() }
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      guard count > 0 else {
        // The end of what can be read is not the end of the rows.
        guard ferror(file) == 0 else { throw failure() }
        return
      }
      try send(Array(piece[..<count]))
    }
  }

  private borrowing func failure() -> OperationError {
    .cannotWrite(path: "a temporary file", system: errno)
  }
}
