/// The scalars of JSON: numbers and strings.
extension JSONScanner {
  /// Exponents longer than this are refused: nothing real needs them, and exact arithmetic on them must not overflow.
  private static var exponentDigits: Int { 9 }

  mutating func number() throws(JSONFault) -> JSONNumber {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      let first = position
      try digits()
      guard position - first <= Self.exponentDigits else {
        throw fault("an exponent has at most \(Self.exponentDigits) digits", at: first)
      }
    }
    if let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      throw fault("a number does not start with 0 and another digit", at: start)
    }
    return JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(JSONFault) {
    let start = position
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      position += 1
    }
    guard position > start else { throw fault("expected a digit") }
  }

  /// A string with the cursor on its opening quote. Without escapes its bytes are taken over in one go.
  mutating func string() throws(JSONFault) -> String {
    position += 1
    var start = position
    var text = ""
    while true {
      guard let byte = next else { throw fault("the text ends inside a string") }
      switch byte {
      case UInt8(ascii: "\""):
        let rest = try utf8(start..<position)
        position += 1
        return text.isEmpty ? rest : text + rest
      case UInt8(ascii: "\\"):
        text += try utf8(start..<position)
        position += 1
        text.unicodeScalars.append(try escape())
        start = position
      case 0..<0x20:
        throw fault("a control character in a string must be written as an escape")
      default:
        position += 1
      }
    }
  }

  private func utf8(_ range: Range<Int>) throws(JSONFault) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[range])
    if let text = String(validating: slice, as: UTF8.self) { return text }
    throw fault("a byte here is not UTF-8", at: range.lowerBound + slice.validPrefix)
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = position - 1
    guard let byte = next else { throw fault("the text ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(start)
    default: throw fault("there is no such escape", at: start)
    }
  }

  private mutating func unicodeEscape(_ start: Int) throws(JSONFault) -> Unicode.Scalar {
    let first = try hex()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, next == UInt8(ascii: "\\") else { throw fault("a lone surrogate is no character", at: start) }
    position += 1
    guard next == UInt8(ascii: "u") else { throw fault("a lone surrogate is no character", at: start) }
    position += 1
    let second = try hex()
    guard UTF16.isTrailSurrogate(second) else { throw fault("a lone surrogate is no character", at: start) }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func hex() throws(JSONFault) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("expected four hexadecimal digits after \\u")
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes from the start are valid UTF-8.
  fileprivate var validPrefix: Int {
    var parser = UTF8.ForwardParser()
    var bytes = makeIterator()
    var count = 0
    while case .valid(let scalar) = parser.parseScalar(from: &bytes) {
      count += scalar.count
    }
    return count
  }
}
