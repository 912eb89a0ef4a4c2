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

  /// Copies runs of bytes that stand for themselves, and escapes between them.
  private mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var run = 0
      var index = 0
      while index < utf8.count {
        if utf8[index].standsForItself {
          index += 1
          continue
        }
        let scalar = form == .written || utf8[index] < 0x80 ? utf8.scalar(at: index) : nil
        guard let scalar, let escape = escape(for: scalar) else {
          index += scalar.map { UTF8.width($0) } ?? 1
          continue
        }
        bytes.append(contentsOf: utf8[run..<index])
        bytes.append(contentsOf: escape)
        index += UTF8.width(scalar)
        run = index
      }
      bytes.append(contentsOf: utf8[run...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// What is written instead of a scalar; nil where it stands for itself.
  private func escape(for scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar {
    case " ", "!", "#"..."[", "]"..."~": nil
    case "\"": Array("\\\"".utf8)
    case "\\": Array("\\\\".utf8)
    case "\u{8}": Array("\\b".utf8)
    case "\u{C}": Array("\\f".utf8)
    case "\n": Array("\\n".utf8)
    case "\r": Array("\\r".utf8)
    case "\t": Array("\\t".utf8)
    case _ where scalar.value < 0x20 || form == .written && EscapedScalars.contains(scalar):
      UTF16.encode(scalar).map { $0.flatMap { Self.escape($0) } }
    default: nil
    }
  }

  /// `\uXXXX`
  private static func escape(_ unit: UInt16) -> [UInt8] {
    Array("\\u".utf8)
      + [12, 8, 4, 0].map { shift in
        let digit = UInt8(unit >> UInt16(shift) & 0xF)
        return digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "a")
      }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar that starts at `index` of valid UTF-8.
  fileprivate func scalar(at index: Int) -> Unicode.Scalar? {
    let first = self[index]
    if first < 0x80 { return Unicode.Scalar(first) }
    let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0xFF >> UInt32(width + 1))
    for offset in 1..<width { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
    return Unicode.Scalar(value)
  }
}
