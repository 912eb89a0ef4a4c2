import Canvas

/// Turns what the terminal sends into keys.
///
/// Escape and a character in one burst are Alt; Escape alone is Escape. Sequences that ncurses does not know are
/// swallowed whole and never read as typed keys; so are answers that hostile text may have asked the terminal for.
struct KeyDecoder {
  /// Scalars of one paste that are kept.
  static let pasteLimit = 1 << 20

  private enum State: Hashable {
    case ground
    case escape
    /// In `ESC [`, with that many bytes after it.
    case control(Int)
    case shift
    /// In an OSC, DCS, APC, PM or SOS string that the character began.
    case string(Unicode.Scalar, isEnding: Bool, length: Int)
    case paste
    /// After the end of a paste: the rest of the burst belongs to it, as pasted text may hold an end mark itself.
    case pasteEnded
  }

  private var state = State.ground
  private var scalars = ScalarDecoder()
  private var pasted = String.UnicodeScalarView()
  private var pastedCount = 0

  /// True when the end of something has yet to come; `finish` after a while gives it up.
  var isPending: Bool { state != .ground || scalars.isPending }

  /// Decodes what came in one burst, up to the moment when nothing more was there.
  mutating func take(_ burst: [KeyCode]) -> [Key] {
    var keys: [Key] = []
    for code in burst {
      switch code {
      case .byte(let byte): for scalar in scalars.take(byte) { take(scalar, &keys) }
      case .function(let code): take(function: code, &keys)
      }
    }
    endBurst(&keys)
    return keys
  }

  /// Gives up waiting for the rest of a paste, a sequence or a character.
  mutating func finish() -> [Key] {
    var keys: [Key] = []
    for scalar in scalars.finish() { take(scalar, &keys) }
    if state == .paste { state = .pasteEnded }
    endBurst(&keys)
    state = .ground
    return keys
  }

  private mutating func endBurst(_ keys: inout [Key]) {
    switch state {
    case .escape: keys.append(.escape)
    case .control(0): keys.append(.alt("["))
    case .shift: keys.append(.alt("O"))
    // Not waited for: Alt and one of these letters would swallow what is typed next.
    case .string(let first, _, let length): keys.append(length == 0 ? .alt(Character(first)) : .unknown(27))
    case .pasteEnded:
      keys.append(.paste(String(pasted)))
      (pasted, pastedCount) = (String.UnicodeScalarView(), 0)
    case .ground, .control, .paste: return
    }
    state = .ground
  }

  private mutating func take(function code: Int32, _ keys: inout [Key]) {
    switch (state, code) {
    case (.paste, KeyCode.pasteEnd): state = .pasteEnded
    case (.paste, _), (.pasteEnded, _): return
    case (_, KeyCode.pasteStart): state = .paste
    default:
      state = .ground
      if code != KeyCode.pasteEnd { keys.append(KeyCode.key(code)) }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ keys: inout [Key]) {
    switch state {
    case .ground: if scalar == "\u{1B}" { state = .escape } else { keys.append(KeyCode.key(scalar)) }
    case .escape: afterEscape(scalar, &keys)
    case .shift: end(&keys, Self.cursorKeys[scalar])
    case .control(let length):
      // A control sequence ends with a byte from @ to ~ and holds nothing but printable ASCII.
      if (0x40...0x7E).contains(scalar.value) || !(0x20...0x7E).contains(scalar.value) {
        end(&keys, length == 0 ? Self.cursorKeys[scalar] : nil)
      } else {
        state = .control(length + 1)
      }
    case .string(let first, let isEnding, let length):
      if scalar == "\u{7}" || isEnding && scalar == "\\" {
        end(&keys)
      } else {
        state = .string(first, isEnding: scalar == "\u{1B}", length: length + 1)
      }
    case .paste, .pasteEnded: paste(scalar)
    }
  }

  private mutating func afterEscape(_ scalar: Unicode.Scalar, _ keys: inout [Key]) {
    switch scalar {
    case "\u{1B}": keys.append(.escape)
    case "[": state = .control(0)
    case "O": state = .shift
    case "]", "P", "_", "^", "X": state = .string(scalar, isEnding: false, length: 0)
    default:
      state = .ground
      if case .character(let character) = KeyCode.key(scalar) {
        keys.append(.alt(character))
      } else {
        keys += [.escape, KeyCode.key(scalar)]
      }
    }
  }

  /// What terminals send for these after `ESC [` or `ESC O`, whichever of the two their description names.
  private static let cursorKeys: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backtab,
  ]

  private mutating func end(_ keys: inout [Key], _ key: Key? = nil) {
    state = .ground
    keys.append(key ?? .unknown(27))
  }

  /// Keeps text, line breaks and tabs; no control character of a paste has a meaning here.
  private mutating func paste(_ scalar: Unicode.Scalar) {
    guard pastedCount < Self.pasteLimit else { return }
    switch scalar.value {
    case 13: pasted.append("\n")
    case 0..<9, 11..<32, 0x7F..<0xA0: return
    default: pasted.append(scalar)
    }
    pastedCount += 1
  }
}
