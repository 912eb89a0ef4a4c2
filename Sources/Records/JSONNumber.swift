/// A JSON number as it was written. Numbers are equal when their exact decimal values are: `1.0 == 1 == 10e-1`, `-0 == 0`.
public struct JSONNumber: Sendable {
  /// As written, always of JSON's number grammar.
  public let text: String

  /// For the parser, which has checked the grammar and the exponent's size.
  init(checked text: String) {
    self.text = text
  }

  public init(_ value: Int) {
    text = String(value)
  }

  /// A figure for people and files: rounded to `significantDigits` (1 or more). Nil for infinities and NaN, which JSON
  /// cannot say.
  public init?(_ value: Double, significantDigits: Int = 6) {
    guard value.isFinite else { return nil }
    text = ExactDecimal(value.description).rounded(to: max(1, significantDigits)).text
  }

  /// The exact decimal value in its one canonical form; huge and tiny numbers are scientific (`1e+400`).
  public var canonical: String { isPlainInteger ? text : ExactDecimal(text).text }

  /// The value if it is whole and fits.
  public var int: Int? {
    if let value = Int(text) { return value }
    return Int(ExactDecimal(text).text)
  }

  /// True for a whole number, however it is written: 3.0 and 1.5e2 are.
  public var isInteger: Bool { isPlainInteger || ExactDecimal(text).exponent >= 0 }

  /// The nearest double; nil beyond a double's range. Compare numbers themselves where bounds are checked: that is exact.
  public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  /// Most numbers are, and need no work: digits only, no zero in front, at most 21 of them.
  private var isPlainInteger: Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 21 else { return false }
    return first != UInt8(ascii: "0") && bytes.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }
}

extension JSONNumber: Hashable, Comparable {
  /// Exact, whatever the size.
  public static func < (left: Self, right: Self) -> Bool {
    ExactDecimal(left.text) < ExactDecimal(right.text)
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8) || ExactDecimal(left.text) == ExactDecimal(right.text)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactDecimal(text))
  }
}
