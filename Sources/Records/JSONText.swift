extension JSON {
  /// Compact JSON with members in their order and numbers as written. Scalars that could command or deceive a terminal
  /// are written as `\uXXXX`, which reads back as the same value.
  public func text() -> String {
    String(decoding: utf8(), as: UTF8.self)
  }

  /// `text()` as bytes.
  public func utf8() -> [UInt8] {
    var writer = JSONWriter(form: .written)
    writer.write(self)
    return writer.bytes
  }

  /// The one form that equal values share, for digests: members sorted by the scalars of their names, numbers as exact
  /// decimals, only the escapes that RFC 8785 asks for. (RFC 8785 itself sorts by UTF-16 and rounds to doubles.)
  public func canonical() -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.write(self)
    return writer.bytes
  }
}

private struct JSONWriter {
  enum Form {
    case written, canonical
  }

  let form: Form
  var bytes: [UInt8] = []

  init(form: Form) {
    self.form = form
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): bytes.append(contentsOf: (form == .written ? number.text : number.canonical).utf8)
    case .string(let text): write(text)
    case .array(let values):
      list("[", "]", values) { $0.write($1) }
    case .object(let object):
      list("{", "}", form == .written ? Array(object) : object.sorted) {
        $0.write($1.key)
        $0.bytes.append(UInt8(ascii: ":"))
        $0.write($1.value)
      }
    }
  }

  private mutating func list<Element>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ elements: [Element], _ each: (inout Self, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      each(&self, element)
    }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { write(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\u{8}": bytes.append(contentsOf: "\\b".utf8)
    case "\u{C}": bytes.append(contentsOf: "\\f".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case _ where scalar.value < 0x20 || form == .written && EscapedScalars.contains(scalar):
      for unit in UTF16.encode(scalar).map(Array.init) ?? [] { escape(unit) }
    default: bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    }
  }

  private mutating func escape(_ unit: UInt16) {
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] {
      let digit = UInt8(unit >> UInt16(shift) & 0xF)
      bytes.append(digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "a"))
    }
  }
}
