import Records
import Testing

@Suite struct CSVTests {
  private func rows(_ text: String, piece: Int = 100, limit: Int = RowLimit.bytes) throws -> [String] {
    var reader = try CSVReader(Dripping(text, piece: piece), limit: limit)
    var rows = [reader.header.joined(separator: "|")]
    while let row = try reader.next() {
      switch row.cells {
      case .success(let cells): rows.append("\(row.line):" + cells.joined(separator: "|"))
      case .failure(let fault): rows.append("\(fault.line)!" + String(decoding: row.raw, as: UTF8.self))
      }
    }
    return rows
  }

  @Test(arguments: [1, 2, 3, 100])
  func quotesNewlinesAndMarks(piece: Int) throws {
    let text = "\u{FEFF}a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n\r\n,\"\"\n日本,é\r"
    #expect(try rows(text, piece: piece) == ["a|b", "2:1|x, \"y\"\r\nz", "5:|", "6:日本|é"])
  }

  @Test(arguments: [1, 2, 100])
  func brokenRowsAreLocatedAndTheRestIsRead(piece: Int) throws {
    let text = "a,b\n1,2\n\"x\"y,2\n3\n4,5,6\n7,8\"\n9,\"open\n10,11\n"
    #expect(
      try rows(text, piece: piece) == [
        "a|b", "2:1|2", "3!\"x\"y,2", "4!3", "5!4,5,6", "6!7,8\"", "7!9,\"open", "8:10|11",
      ])
  }

  @Test func quotesThatBreakFurtherDownLoseOneLine() throws {
    #expect(try rows("a,b\n\"open,1\n\"fine\",2\n3,4\n") == ["a|b", "2!\"open,1", "3:fine|2", "4:3|4"])
  }

  @Test func aRowOverTheLimitIsAFault() throws {
    let long = String(repeating: "x", count: 300)
    #expect(try rows("a\n\(long)\nok\n", piece: 50, limit: 100).map { $0.prefix(4) } == ["a", "2!xx", "3:ok"])
  }

  @Test(arguments: ["", "\n\n", "a,,b\n", "a,a\n", "a,\"b\n"])
  func anUnusableHeaderIsAFault(text: String) {
    #expect(throws: RowFault.self) { try rows(text) }
  }

  @Test func bytesThatAreNotUTF8AreAFaultOfTheirRow() throws {
    var reader = try CSVReader(BytesInMemory(Array("a\n".utf8) + [0xE9, 0x0A] + Array("b\n".utf8)))
    let bad = try #require(try reader.next())
    #expect(bad.line == 2)
    #expect(throws: RowFault.self) { try bad.cells.get() }
    #expect(try reader.next()?.cells.get() == ["b"])
  }

  @Test func whatIsWrittenReadsBack() throws {
    var random = Seeded(3)
    for columns in [1, 2, 5] {
      let header = (0..<columns).map { "column \($0)" }
      let table = (0..<300).map { _ in (0..<columns).map { _ in Samples.text(&random) } }
      let bytes = ([header] + table).flatMap { CSVWriter().row($0) }
      var reader = try CSVReader(BytesInMemory(bytes))
      var read: [[String]] = []
      while let row = try reader.next() { read.append(try row.cells.get()) }
      #expect(read.map { $0.map(ExactString.init) } == table.map { $0.map(ExactString.init) })
    }
  }

  @Test func mutatedFilesNeverCrashTheReader() throws {
    var random = Seeded(11)
    let alphabet = Array("a,\"\r\n\n".utf8)
    for _ in 0..<3000 {
      let bytes =
        Array("a,b\n".utf8) + (0..<40).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
      var reader = try CSVReader(BytesInMemory(bytes))
      var last = 1
      while let row = try reader.next() {
        #expect(row.line > last)
        last = row.line
      }
    }
  }
}
