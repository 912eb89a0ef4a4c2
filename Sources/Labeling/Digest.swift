import Crypto

/// A SHA-256 digest (FIPS 180-4): the identity of examples, versions and builds.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Always 32 bytes.
  public let bytes: [UInt8]

  /// The digest of some bytes.
  public init(of content: some Sequence<UInt8>) {
    self.init(of: Array(content))
  }

  /// The digest of some bytes.
  public init(of content: [UInt8]) {
    var hash = SHA256()
    content.withUnsafeBytes { hash.update(bufferPointer: $0) }
    self.init(hash.finalize())
  }

  /// A hash that was computed piece by piece.
  init(_ hash: SHA256Digest) {
    bytes = Array(hash)
  }

  /// A digest that was stored; nil unless it has 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == SHA256.byteCount else { return nil }
    self.bytes = bytes
  }

  /// A digest that was stored; nil unless it has 32 bytes.
  public init?(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    if self.bytes.count != SHA256.byteCount { return nil }
  }

  /// Reads 64 hexadecimal digits.
  public init?(hex: String) {
    let digits = hex.utf8.map { Self.value(ofDigit: $0) }
    guard digits.count == 2 * SHA256.byteCount else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        text[2 * index] = Self.digit(byte >> 4)
        text[2 * index + 1] = Self.digit(byte & 15)
      }
      return 2 * bytes.count
    }
  }

  /// The first digits, for people.
  public var short: String { String(description.prefix(12)) }

  public static func < (left: Digest, right: Digest) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "a")
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
