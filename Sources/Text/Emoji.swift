/// Emoji sequences, about whose width terminals disagree.
///
/// We show only what all agree on: the first emoji of a sequence. The rest is absorbed, and the glyph says so by
/// being a substitute.
enum Emoji {
  /// The longest sequence that Unicode recommends (kisses with skin tones); what follows it is shown by itself.
  private static let lengthLimit = 10
  private static let joiner: UInt32 = 0x200D
  private static let blackFlag: UInt32 = 0x1F3F4
  /// The only tag sequences in use: the flags of England, Scotland and Wales. Any other tag could hide text.
  private static let tagFlags = ["gbeng", "gbsct", "gbwls"].map { name in
    name.utf8.map { 0xE0000 + UInt32($0) } + [0xE007F]
  }

  static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar.value) }

  static func isSkinTone(_ scalar: Unicode.Scalar) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar.value) }

  /// The letter that a regional indicator stands for, "A" to "Z".
  static func letter(of indicator: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(truncatingIfNeeded: indicator.value &- 0x1F1E6 &+ 0x41)))
  }

  /// The index after the sequence that starts with the scalar `base` at `start`; `start + 1` when it stands alone.
  static func end(of base: Unicode.Scalar, at start: Int, in units: ArraySlice<RawUnit>) -> Int {
    guard let next = value(units, start + 1), next >= joiner, base.properties.isEmoji else { return start + 1 }
    if base.value == blackFlag {
      for flag in tagFlags where value(units, start + flag.count) == 0xE007F {
        if flag.indices.allSatisfy({ value(units, start + 1 + $0) == flag[$0] }) { return start + 1 + flag.count }
      }
    }
    var end = endOfElement(base, at: start, in: units)
    while isPictograph(base), value(units, end) == joiner, let next = scalar(units, end + 1), isPictograph(next) {
      let candidate = endOfElement(next, at: end + 1, in: units)
      guard candidate - start <= lengthLimit else { break }
      end = candidate
    }
    return end
  }

  /// An emoji with its presentation selector and skin tone.
  private static func endOfElement(_ base: Unicode.Scalar, at start: Int, in units: ArraySlice<RawUnit>) -> Int {
    var end = start + 1
    if let selector = value(units, end), selector == 0xFE0F || selector == 0xFE0E { end += 1 }
    if base.properties.isEmojiModifierBase, let tone = scalar(units, end), isSkinTone(tone) { end += 1 }
    return end
  }

  private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji && !isSkinTone(scalar) && !isRegionalIndicator(scalar)
  }

  private static func scalar(_ units: ArraySlice<RawUnit>, _ index: Int) -> Unicode.Scalar? {
    guard index < units.endIndex, case .scalar(let scalar) = units[index] else { return nil }
    return scalar
  }

  private static func value(_ units: ArraySlice<RawUnit>, _ index: Int) -> UInt32? { scalar(units, index)?.value }
}
