/// Cuts a file into records and their cells.
struct CSVRecords<Source: ByteSource> {
  struct Record {
    let line: Int
    let raw: [UInt8]
    let cells: Result<[String], RowFault>
  }

  private var window: ByteWindow<Source>
  private let limit: Int
  private var line = 1
  /// Bytes that may still be read a second time after broken quoting: bounds the work on a hostile file.
  private var rereads = 256 << 20

  init(_ source: Source, limit: Int) throws {
    window = ByteWindow(source)
    self.limit = limit
    try window.dropByteOrderMark()
  }

  mutating func next() throws -> Record? {
    while true {
      guard let scan = try scanRecord() else { return nil }
      let raw = window.bytes[window.start..<scan.end]
      if let message = scan.fault {
        return try finish(fault: message, scan)
      }
      let record = Record(line: line, raw: Array(raw), cells: cells(raw, scan))
      line += scan.newlines + 1
      window.advance(to: scan.next)
      if !raw.isEmpty { return record }
    }
  }

  /// Runs from the start of a record to its end, reading on as needed. Nil at the end of the file.
  private mutating func scanRecord() throws -> CSVScan? {
    if window.start == window.bytes.count, try !window.extend() { return nil }
    var scan = CSVScan(start: window.start)
    while true {
      if window.bytes.withUnsafeBufferPointer({ scan.run($0) }) { return scan }
      if window.bytes.count - window.start > limit {
        scan.fail("the row is longer than \(limit) bytes (is a quote not closed?)")
        return scan
      }
      let start = window.start
      let isMore = try window.extend()
      scan.shift(by: window.start - start)
      if !isMore {
        scan.finish(at: window.bytes.count, afterReturn: window.bytes.last == 0x0D)
        return scan
      }
    }
  }

  /// A broken record ends at its first line; what was read of it beyond that is read again.
  private mutating func finish(fault message: String, _ scan: CSVScan) throws -> Record {
    let fault = RowFault(line: line, message: message)
    if scan.newlines > 0 {
      rereads -= scan.end - window.start
      if rereads < 0 {
        line += scan.newlines
        window.advance(to: scan.end)
      }
    }
    return Record(line: fault.line, raw: try takeLine(), cells: .failure(fault))
  }

  /// The rest of the physical line, of which at most `limit` bytes are kept, and moves behind it.
  private mutating func takeLine() throws -> [UInt8] {
    while window.bytes.count - window.start <= limit {
      if let newline = newline {
        defer { pass(newline) }
        let content = window.bytes[window.start..<newline]
        return Array(content.last == 0x0D ? content.dropLast() : content)
      }
      guard try window.extend() else {
        defer { window.advance(to: window.bytes.count) }
        return Array(window.bytes[window.start...])
      }
    }
    let kept = Array(window.bytes[window.start...].prefix { $0 != 0x0A }.prefix(limit))
    try skipLine()
    return kept
  }

  private mutating func skipLine() throws {
    while true {
      if let newline { return pass(newline) }
      window.advance(to: window.bytes.count)
      guard try window.extend() else { return }
    }
  }

  private var newline: Int? { window.bytes[window.start...].firstIndex(of: 0x0A) }

  private mutating func pass(_ newline: Int) {
    window.advance(to: newline + 1)
    line += 1
  }

  private func cells(_ raw: ArraySlice<UInt8>, _ scan: CSVScan) -> Result<[String], RowFault> {
    var cells: [String] = []
    cells.reserveCapacity(scan.commas.count + 1)
    var start = raw.startIndex
    for end in scan.commas + [raw.endIndex] {
      guard let cell = Self.cell(raw[start..<end]) else {
        return .failure(
          RowFault(line: line, message: "cell \(cells.count + 1) is not UTF-8 (convert the file to UTF-8)"))
      }
      cells.append(cell)
      start = end + 1
    }
    return .success(cells)
  }

  private static func cell(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.first == CSVScan.quote else { return String(validating: bytes, as: UTF8.self) }
    let inner = bytes.dropFirst().dropLast()
    guard inner.contains(CSVScan.quote) else { return String(validating: inner, as: UTF8.self) }
    var isSecond = false
    let undoubled = inner.filter { byte in
      isSecond = byte == CSVScan.quote && !isSecond
      return !isSecond
    }
    return String(validating: undoubled, as: UTF8.self)
  }
}
