/// A byte at a time through one record: where its commas are, where it ends, or how its quoting breaks.
struct CSVScan {
  static let quote = UInt8(ascii: "\"")

  /// Bounds the memory that a row of commas takes.
  private static let cellLimit = 65_536

  private enum State {
    case cellStart, plain, quoted, quoteInQuoted
  }

  private var state = State.cellStart
  private var position: Int
  private(set) var commas: [Int] = []
  /// One past the record's last byte, before its CR or LF.
  private(set) var end: Int
  /// Where the next record starts.
  private(set) var next: Int
  /// Line ends inside the record.
  private(set) var newlines = 0
  private(set) var fault: String?

  init(start: Int) {
    position = start
    end = start
    next = start
  }

  /// True when the record has ended or broken; false when more bytes are needed.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      switch (state, byte) {
      case (.quoted, Self.quote): state = .quoteInQuoted
      case (.quoted, 0x0A): newlines += 1
      case (.quoted, _): break
      case (.quoteInQuoted, Self.quote): state = .quoted
      case (.cellStart, Self.quote): state = .quoted
      case (_, UInt8(ascii: ",")):
        guard commas.count < Self.cellLimit else { return broken("there are more than \(Self.cellLimit) cells") }
        commas.append(position)
        state = .cellStart
      case (_, 0x0A):
        let hasReturn = position > 0 && bytes[position - 1] == 0x0D
        conclude(end: hasReturn ? position - 1 : position, next: position + 1)
        return true
      case (.quoteInQuoted, 0x0D):
        guard position + 1 < bytes.count else { return false }
        guard bytes[position + 1] == 0x0A else { return broken("there is text after a closing quote") }
      case (.quoteInQuoted, _): return broken("there is text after a closing quote")
      case (_, Self.quote):
        return broken("there is a quote inside a cell that doesn't start with one (double it and quote the cell)")
      default: state = .plain
      }
      position += 1
    }
    return false
  }

  /// The file ends here, maybe with a CR whose LF is missing.
  mutating func finish(at count: Int, afterReturn: Bool) {
    if state == .quoted {
      fail("a quote is opened and never closed")
      return
    }
    conclude(end: afterReturn ? count - 1 : count, next: count)
  }

  mutating func fail(_ message: String) {
    fault = message
    conclude(end: position, next: position)
  }

  private mutating func broken(_ message: String) -> Bool {
    fail(message)
    return true
  }

  private mutating func conclude(end: Int, next: Int) {
    self.end = end
    self.next = next
  }

  /// The bytes have moved in their buffer.
  mutating func shift(by offset: Int) {
    guard offset != 0 else { return }
    position += offset
    commas = commas.map { $0 + offset }
  }
}
