/// Hangul letters that join the syllable before them instead of taking columns.
enum Jamo {
  /// True for a medial vowel or a final consonant.
  static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: true
    default: false
    }
  }

  /// True for what a joining jamo may follow: an initial consonant or a whole syllable.
  static func canBeJoined(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115E, 0xA960...0xA97C, 0xAC00...0xD7A3: true
    default: false
    }
  }
}
