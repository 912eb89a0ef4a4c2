import Records
import Testing

/// Gives its bytes in pieces of any size, as a pipe would.
struct Dripping: ByteSource {
  var rest: ArraySlice<UInt8>
  let piece: Int

  init(_ text: String, piece: Int) {
    rest = Array(text.utf8)[...]
    self.piece = piece
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let part = rest.prefix(min(piece, buffer.count))
    buffer.copyBytes(from: part)
    rest = rest.dropFirst(part.count)
    return part.count
  }
}

/// Endless lines without an end.
struct Endless: ByteSource {
  var left: Int

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(left, buffer.count)
    for index in 0..<count { buffer[index] = UInt8(ascii: "x") }
    left -= count
    return count
  }
}

@Suite struct JSONLinesTests {
  private func lines(_ source: some ByteSource, limit: Int = RowLimit.bytes) throws -> [String] {
    var reader = JSONLinesReader(source, limit: limit)
    var lines: [String] = []
    while let line = try reader.next() {
      switch line.bytes {
      case .success(let bytes): lines.append("\(line.line):\(String(decoding: bytes, as: UTF8.self))")
      case .failure(let fault): lines.append("\(fault.line)!")
      }
    }
    return lines
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func lineEndsMarksAndBlanks(piece: Int) throws {
    let text = "\u{FEFF}{\"a\":1}\r\n\n  \t\n{\"b\":2}\n\r\nlast"
    #expect(try lines(Dripping(text, piece: piece)) == ["1:{\"a\":1}", "4:{\"b\":2}", "6:last"])
    #expect(try lines(Dripping("", piece: piece)) == [])
    #expect(try lines(Dripping("a\n", piece: piece)) == ["1:a"])
  }

  @Test(arguments: [1, 5, 100])
  func aLineOverTheLimitIsAFaultOfThatLineOnly(piece: Int) throws {
    #expect(
      try lines(Dripping("ok\n123456789\nfine\n12345678", piece: piece), limit: 8) == [
        "1:ok", "2!", "3:fine", "4:12345678",
      ])
    #expect(try lines(Dripping("123456789", piece: piece), limit: 8) == ["1!"])
  }

  @Test func anEndlessLineDoesNotFillTheMemory() throws {
    #expect(try lines(Endless(left: 64 << 20), limit: 1 << 20) == ["1!"])
  }
}
