import Labeling

extension Surroundings {
  /// A new id: 128 bits as in a UUID of version 7 (RFC 9562: milliseconds, then chance), in 26 characters that sort by time.
  public func mint<ID: Identifier>(_ type: ID.Type = ID.self) -> ID {
    let milliseconds = UInt64(max(0, now().microseconds / 1000))
    let high = milliseconds << 16 | 0x7000 | random() >> 52
    let low = 0b10 << 62 | random() >> 2
    return ID(Base32.text([high, low].flatMap(\.bigEndianBytes)))
  }
}

extension ResponseID {
  /// The id of a response whose client named it: a retry under the same name is the same response, and the names that
  /// different people give never meet. The first 130 bits of SHA-256(person, 0, name).
  public init(named name: String, by person: PersonID) {
    let hash = Digest(of: Array(person.rawValue.utf8) + [0] + Array(name.utf8))
    self.init(String(Base32.text(hash.bytes).prefix(26)))
  }
}

extension UInt64 {
  fileprivate var bigEndianBytes: [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> UInt64($0)) }
  }
}
