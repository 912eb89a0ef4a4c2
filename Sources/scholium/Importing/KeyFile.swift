import Operations

/// A file with one public key.
enum KeyFile {
  /// Far more than any key has.
  private static let limit = 64 << 10

  /// - Parameter path: `-` for standard input.
  static func text(_ path: String) throws -> String {
    let input = path == "-" ? InputStream.standard : try InputStream(path: path)
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = try bytes.withUnsafeMutableBytes {
        try input.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    return String(decoding: bytes[..<filled], as: UTF8.self)
  }
}
