import Crypto

/// A SHA-256 digest (FIPS 180-4): the identity of examples, versions and builds.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Its 32 bytes as big-endian words, whose order is that of the bytes: millions are read and compared.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let last: UInt64

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
    self = hash.withUnsafeBytes { Digest(words: $0) }
  }

  /// A digest that was stored; nil unless it has 32 bytes.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == SHA256.byteCount else { return nil }
    self.init(words: bytes)
  }

  /// A digest that was stored; nil unless it has 32 bytes.
  public init?(bytes: some Sequence<UInt8>) {
    let digest = Array(bytes).withUnsafeBytes { Digest(bytes: $0) }
    guard let digest else { return nil }
    self = digest
  }

  private init(words bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    (first, second, third, last) = (word(0), word(1), word(2), word(3))
  }

  /// Always 32.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { bytes, count in
      for (index, word) in [first, second, third, last].enumerated() {
        UnsafeMutableRawBufferPointer(bytes).storeBytes(of: word.bigEndian, toByteOffset: index * 8, as: UInt64.self)
      }
      count = SHA256.byteCount
    }
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
    self.init(bytes: bytes)
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = 2 * SHA256.byteCount
    return String(unsafeUninitializedCapacity: digits) { text in
      var place = 0
      for word in [first, second, third, last] {
        for shift in stride(from: 60, through: 0, by: -4) {
          text[place] = Self.digit(UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15)
          place += 1
        }
      }
      return digits
    }
  }

  /// The first digits, for people.
  public var short: String { String(description.prefix(12)) }

  /// The first eight bytes, big-endian: what it is ordered by, all but always.
  package var leadingBits: UInt64 { first }

  /// A number below a bound, each as likely as any other: the same for the same digest.
  package func draw(below bound: UInt64) -> UInt64 { leadingBits.multipliedFullWidth(by: bound).high }

  public static func < (left: Digest, right: Digest) -> Bool {
    (left.first, left.second, left.third, left.last) < (right.first, right.second, right.third, right.last)
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
