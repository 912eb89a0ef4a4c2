/// The part of a source that a reader looks at: from the start of the current row to as far as it has read.
struct ByteWindow<Source: ByteSource> {
  private var source: Source
  private(set) var bytes: [UInt8] = []
  /// Where the current row starts.
  private(set) var start = 0
  private var isExhausted = false

  private static var piece: Int { 256 << 10 }

  init(_ source: Source) {
    self.source = source
  }

  /// Moves the start of the current row on.
  mutating func advance(to position: Int) {
    start = position
  }

  /// Reads one piece more, after dropping what lies before `start`; what lies behind moves down to 0. False at the end.
  mutating func extend() throws -> Bool {
    guard !isExhausted else { return false }
    let piece = try [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
      count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    bytes.removeSubrange(..<start)
    start = 0
    bytes.append(contentsOf: piece)
    isExhausted = piece.isEmpty
    return !isExhausted
  }

  /// Drops a byte order mark; to be called once, at the start of the file.
  mutating func dropByteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    // Who writes one line and waits for what is said to it is not made to wait for a third byte.
    while bytes.count < mark.count, mark.starts(with: bytes), try extend() {}
    if bytes.starts(with: mark) { start = mark.count }
  }
}
