/// A file with one public key.
enum KeyFile {
  /// Far more than any key has.
  private static let limit = 64 << 10

  /// - Parameter path: `-` for standard input.
  static func text(_ path: String) throws -> String { try InputStream.named(path).text(upTo: limit) }
}
