/// Puts bytes together to scalars, across any break between reads. What is not UTF-8 becomes U+FFFD.
///
/// `wget_wch` would lose a character that a slow line breaks in two, and everything after a stray byte.
struct ScalarDecoder {
  private var value: UInt32 = 0
  private var smallest: UInt32 = 0
  private var missing = 0

  /// True in the middle of a character.
  var isPending: Bool { missing > 0 }

  /// The scalars that `byte` completes: one as a rule, none in the middle, two after a broken character.
  mutating func take(_ byte: UInt8) -> [Unicode.Scalar] {
    if missing > 0 {
      guard byte & 0xC0 == 0x80 else {
        missing = 0
        return ["\u{FFFD}"] + take(byte)
      }
      value = value << 6 | UInt32(byte & 0x3F)
      missing -= 1
      return missing > 0 ? [] : [value >= smallest ? Unicode.Scalar(value) ?? "\u{FFFD}" : "\u{FFFD}"]
    }
    switch byte {
    case 0x00..<0x80: return [Unicode.Scalar(byte)]
    case 0xC2..<0xE0: (value, missing, smallest) = (UInt32(byte & 0x1F), 1, 0x80)
    case 0xE0..<0xF0: (value, missing, smallest) = (UInt32(byte & 0x0F), 2, 0x800)
    case 0xF0..<0xF5: (value, missing, smallest) = (UInt32(byte & 0x07), 3, 0x10000)
    default: return ["\u{FFFD}"]
    }
    return []
  }

  /// Gives up a character whose rest has not come.
  mutating func finish() -> [Unicode.Scalar] {
    guard isPending else { return [] }
    missing = 0
    return ["\u{FFFD}"]
  }
}
