/// JSON that is written piece by piece by whoever knows its shape, for rows by the million: making a `JSON` of each first
/// costs ten times the writing. The bytes are those of `JSON.utf8()`.
public struct JSONBytes: Sendable {
  public private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: bytes that are expected.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Takes JSON as it stands: punctuation and the names of members.
  public mutating func append(raw written: StaticString) {
    written.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Takes JSON as it was written before.
  public mutating func append(_ written: JSONBytes) { bytes.append(contentsOf: written.bytes) }

  public mutating func append(json value: JSON) { bytes.append(contentsOf: value.utf8()) }

  public mutating func append(number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Writes a text as a JSON string.
  public mutating func append(text: String) {
    var text = text
    let isPlain = text.withUTF8 { utf8 in
      guard utf8.allSatisfy({ $0.standsForItself }) else { return false }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: utf8)
      bytes.append(UInt8(ascii: "\""))
      return true
    }
    if !isPlain { append(json: .string(text)) }
  }
}

extension UInt8 {
  /// True for a byte that is a whole scalar and needs no escape in a JSON string.
  var standsForItself: Bool { self >= 0x20 && self < 0x7F && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\") }
}
