/// A decimal number without rounding: `digits` x 10^`exponent`, with neither leading nor trailing zeros among the digits.
/// Zero has no digits, exponent 0 and no sign, so equal numbers are equal values.
struct ExactDecimal: Hashable, Sendable {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  /// `text` follows JSON's number grammar, with an exponent that the parser's limit keeps well inside Int.
  init(_ text: String) {
    var point: Int?
    var written = 0
    loop: for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"): break loop
      default: digits.append(byte - UInt8(ascii: "0"))
      }
      written += 1
    }
    let exponentText = text.utf8.dropFirst(written + 1)
    exponent = (Int(Substring(exponentText)) ?? 0) - (point.map { digits.count - $0 } ?? 0)
    normalize()
  }

  private mutating func normalize() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  /// Rounds half away from zero.
  func rounded(to significant: Int) -> ExactDecimal {
    guard digits.count > significant else { return self }
    var result = self
    let up = digits[significant] >= 5
    result.exponent += digits.count - significant
    result.digits.removeSubrange(significant...)
    if up {
      var index = significant - 1
      while index >= 0, result.digits[index] == 9 {
        result.digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        result.digits[index] += 1
      } else {
        result.digits.insert(1, at: 0)
      }
    }
    result.normalize()
    return result
  }

  /// Plain from 1e-6 up to 1e21, else scientific: the form that ECMAScript gives to numbers (RFC 8785), but exact.
  var text: String {
    guard !digits.isEmpty else { return "0" }
    let characters = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let sign = isNegative ? "-" : ""
    let point = digits.count + exponent
    switch point {
    case ...21 where exponent >= 0:
      return sign + characters + String(repeating: "0", count: exponent)
    case 1...21 where point < digits.count:
      return sign + characters.prefix(point) + "." + characters.dropFirst(point)
    case -5...0:
      return sign + "0." + String(repeating: "0", count: -point) + characters
    default:
      let fraction = digits.count == 1 ? "" : "." + characters.dropFirst()
      return "\(sign)\(characters.prefix(1))\(fraction)e\(point > 0 ? "+" : "")\(point - 1)"
    }
  }
}

extension ExactDecimal: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    switch (left.sign, right.sign) {
    case (let left, let right) where left != right: left < right
    case (0, _): false
    case (1, _): left.isCloserToZero(than: right)
    default: right.isCloserToZero(than: left)
    }
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  /// Neither is zero: the place of the first digit decides, then the digits.
  private func isCloserToZero(than other: Self) -> Bool {
    let (place, otherPlace) = (digits.count + exponent, other.digits.count + other.exponent)
    return place == otherPlace ? digits.lexicographicallyPrecedes(other.digits) : place < otherPlace
  }
}
