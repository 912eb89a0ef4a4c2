/// The lines of a file, streaming: LF or CRLF, a byte order mark dropped, blank lines skipped, the last line with or
/// without its newline. A line over the limit is a fault of that line only. Memory: one line and a piece of the file.
public struct JSONLinesReader<Source: ByteSource> {
  public struct Line: Sendable {
    /// From 1, blank lines counted.
    public let line: Int
    /// The bytes without the line's end.
    public let bytes: Result<[UInt8], RowFault>
  }

  private var window: ByteWindow<Source>
  private let limit: Int
  private var line = 0

  /// `limit`: the bytes that a line may have.
  public init(_ source: Source, limit: Int = RowLimit.bytes) {
    window = ByteWindow(source)
    self.limit = limit
  }

  /// The next line that isn't blank; nil at the end. Throws what the source throws.
  public mutating func next() throws -> Line? {
    if line == 0 { try window.dropByteOrderMark() }
    while let bytes = try nextBytes() {
      line += 1
      switch bytes {
      case .success(let bytes) where bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 }: continue
      default: return Line(line: line, bytes: bytes)
      }
    }
    return nil
  }

  private mutating func nextBytes() throws -> Result<[UInt8], RowFault>? {
    var searched = window.start
    var isTooLong = false
    while true {
      if let end = Self.newline(in: window.bytes, from: searched) {
        defer { window.advance(to: end + 1) }
        return isTooLong || end - window.start > limit ? tooLong : .success(content(upTo: end))
      }
      if window.bytes.count - window.start > limit {
        isTooLong = true
        window.advance(to: window.bytes.count)
      }
      let pending = window.bytes.count - window.start
      guard try window.extend() else {
        defer { window.advance(to: window.bytes.count) }
        if isTooLong { return tooLong }
        return pending == 0 ? nil : .success(content(upTo: window.bytes.count))
      }
      searched = pending
    }
  }

  private var tooLong: Result<[UInt8], RowFault> {
    .failure(RowFault(line: line + 1, message: "the line is longer than \(limit) bytes"))
  }

  private func content(upTo end: Int) -> [UInt8] {
    let bytes = window.bytes[window.start..<end]
    return Array(bytes.last == 0x0D ? bytes.dropLast() : bytes)
  }

  private static func newline(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = start
      while index < buffer.count {
        if buffer[index] == 0x0A { return index }
        index += 1
      }
      return nil
    }
  }
}
