import CNcurses
import Canvas

/// What ncurses hands out for a key: a byte of text or a code of its own.
enum KeyCode: Hashable {
  case byte(UInt8)
  case function(Int32)

  /// Codes that we give to the marks around pasted text, above all of ncurses' own.
  static let pasteStart: Int32 = 2000
  static let pasteEnd: Int32 = 2001

  private static let keys: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_FIND: .home, KEY_A1: .home,
    KEY_END: .end, KEY_SELECT: .end, KEY_C1: .end, KEY_PPAGE: .pageUp, KEY_A3: .pageUp, KEY_NPAGE: .pageDown,
    KEY_C3: .pageDown, KEY_BTAB: .backtab, KEY_DC: .delete, KEY_BACKSPACE: .backspace, KEY_ENTER: .enter,
    KEY_SLEFT: .shiftLeft, KEY_SRIGHT: .shiftRight, KEY_SR: .shiftUp, KEY_SF: .shiftDown, KEY_SHOME: .home,
    KEY_SEND: .end, KEY_SDC: .delete, KEY_SPREVIOUS: .pageUp, KEY_SNEXT: .pageDown,
  ]

  /// The key of one of ncurses' codes.
  static func key(_ code: Int32) -> Key {
    if (KEY_F0 + 1...KEY_F0 + 63).contains(code) { return .function(Int(code - KEY_F0)) }
    return keys[code] ?? .unknown(Int(code))
  }

  /// The key of a scalar outside pasted text.
  static func key(_ scalar: Unicode.Scalar) -> Key {
    switch scalar.value {
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 8, 127: .backspace
    case 0..<32: .control(Character(Unicode.Scalar(UInt8(scalar.value | 0x40))).lowercasedKey)
    case 0x80..<0xA0: .unknown(Int(scalar.value))
    default: .character(Character(scalar))
    }
  }
}

extension Character {
  fileprivate var lowercasedKey: Character { Character(lowercased()) }
}
