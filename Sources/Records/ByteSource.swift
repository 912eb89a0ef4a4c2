/// Where bytes come from, a piece at a time: a file, standard input, or memory.
public protocol ByteSource {
  /// Fills the front of `buffer` and returns how many bytes it put there; 0 means the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that are in memory already.
public struct BytesInMemory: ByteSource, Sendable {
  private var rest: ArraySlice<UInt8>

  public init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  public init(_ text: String) {
    self.init(Array(text.utf8))
  }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let piece = rest.prefix(buffer.count)
    buffer.copyBytes(from: piece)
    rest = rest.dropFirst(piece.count)
    return piece.count
  }
}
