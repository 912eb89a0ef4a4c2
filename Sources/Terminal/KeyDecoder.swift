import Canvas

/// Turns what the terminal sends into keys and movements of the mouse.
///
/// Escape and a character in one burst are Alt; Escape alone is Escape. Sequences that ncurses does not know are
/// swallowed whole and never read as typed keys; so are answers that hostile text may have asked the terminal for.
struct KeyDecoder {
  /// Scalars of one paste that are kept.
  static let pasteLimit = 1 << 20

  private enum State: Hashable {
    case ground
    case escape
    /// After `ESC [`.
    case control(ControlSequence)
    /// After `ESC [ M`: three bytes of the mouse, whatever they are.
    case mouse([UInt8])
    case shift
    /// In an OSC, DCS, APC, PM or SOS string.
    case string(ControlString)
    case paste
    /// After the end of a paste: the rest of the burst belongs to it, as pasted text may hold an end mark itself.
    case pasteEnded
  }

  /// True while the mouse is on. A slow line breaks the stream of its reports anywhere, and their rest must not be typed.
  var expectsMouse = false
  /// True while the terminal owes an answer: a slow line breaks it anywhere, too.
  var expectsReply = false
  private var state = State.ground
  private var scalars = ScalarDecoder()
  private var pasted = String.UnicodeScalarView()
  private var pastedCount = 0
  /// True where the burst before ended with an Escape.
  private var followsEscape = false

  /// True when the end of something has yet to come; `finish` after a while gives it up.
  var isPending: Bool { state != .ground || scalars.isPending }

  /// Decodes what came in one burst, up to the moment when nothing more was there.
  ///
  /// - Parameter isAll: false where more of the burst is to come, in the next call.
  mutating func take(_ burst: [KeyCode], isAll: Bool = true) -> [Gesture] {
    var gestures: [Gesture] = []
    var burst = burst[...]
    if followsEscape { continueEscape(&burst) }
    if !burst.isEmpty { followsEscape = false }
    for code in burst {
      switch (state, code) {
      case (.mouse(let bytes), .byte(let byte)): take(mouse: bytes + [byte], &gestures)
      case (_, .byte(let byte)): for scalar in scalars.take(byte) { take(scalar, &gestures) }
      // The one byte of a report that is a key to ncurses.
      case (.mouse(let bytes), .function): take(mouse: bytes + [0x7F], &gestures)
      case (_, .function(let code)): take(function: code, &gestures)
      }
    }
    if isAll { endBurst(&gestures) }
    return gestures
  }

  /// Gives up waiting for the rest of a paste, a sequence or a character.
  mutating func finish() -> [Gesture] {
    var gestures: [Gesture] = []
    for scalar in scalars.finish() { take(scalar, &gestures) }
    if state == .paste { state = .pasteEnded }
    // Whatever the terminal owed, it does not finish.
    if case .string = state { expectsReply = false }
    expectsNothing(&gestures)
    state = .ground
    return gestures
  }

  /// Nobody types these in one burst: they are a report or an answer whose Escape came alone.
  private mutating func continueEscape(_ burst: inout ArraySlice<KeyCode>) {
    func begins(with text: String) -> Bool { burst.starts(with: text.utf8.map(KeyCode.byte)) }
    if expectsMouse && begins(with: "[<") || expectsReply && begins(with: "[?") {
      state = .control(ControlSequence())
    } else if expectsReply, begins(with: "]11;") {
      state = .string(ControlString(opening: "]"))
    } else {
      return
    }
    burst = burst.dropFirst()
  }

  private mutating func endBurst(_ gestures: inout [Gesture]) {
    switch state {
    case .control where expectsMouse || expectsReply, .string where expectsReply: return
    default: break
    }
    expectsNothing(&gestures)
  }

  private mutating func expectsNothing(_ gestures: inout [Gesture]) {
    switch state {
    case .escape:
      gestures.append(.key(.escape))
      followsEscape = true
    case .control(let sequence) where sequence.isEmpty: gestures.append(.key(.alt("[")))
    case .shift: gestures.append(.key(.alt("O")))
    // Not waited for: Alt and one of these letters would swallow what is typed next.
    case .string(let string):
      gestures.append(.key(string.isEmpty ? .alt(Character(string.opening)) : .unknown(27)))
    case .pasteEnded:
      gestures.append(.key(.paste(String(pasted))))
      (pasted, pastedCount) = (String.UnicodeScalarView(), 0)
    case .ground, .control, .mouse, .paste: return
    }
    state = .ground
  }

  private mutating func take(function code: Int32, _ gestures: inout [Gesture]) {
    switch (state, code) {
    case (.paste, KeyCode.pasteEnd): state = .pasteEnded
    case (.paste, _), (.pasteEnded, _): return
    case (_, KeyCode.pasteStart): state = .paste
    default:
      let modifiers: Modifiers = state == .escape ? .alt : []
      state = .ground
      if code != KeyCode.pasteEnd { gestures.append(.key(KeyCode.key(code).held(with: modifiers))) }
    }
  }

  private mutating func take(mouse bytes: [UInt8], _ gestures: inout [Gesture]) {
    guard bytes.count == 3 else {
      state = .mouse(bytes)
      return
    }
    state = .ground
    if let pointer = MouseReport(bytes: bytes).pointer { gestures.append(.pointer(pointer)) }
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ gestures: inout [Gesture]) {
    switch state {
    case .ground: if scalar == "\u{1B}" { state = .escape } else { gestures.append(.key(KeyCode.key(scalar))) }
    case .escape: afterEscape(scalar, &gestures)
    case .shift: end(&gestures, Self.key(afterShift: scalar))
    case .control(let sequence): take(scalar, in: sequence, &gestures)
    case .mouse: return
    case .string(var string):
      if string.take(scalar) {
        state = .ground
        gestures.append(string.reply.map(Gesture.reply) ?? .key(.unknown(27)))
      } else {
        state = .string(string)
      }
    case .paste, .pasteEnded: paste(scalar)
    }
  }

  private mutating func afterEscape(_ scalar: Unicode.Scalar, _ gestures: inout [Gesture]) {
    switch scalar {
    case "\u{1B}": gestures.append(.key(.escape))
    case "[": state = .control(ControlSequence())
    case "O": state = .shift
    case "]", "P", "_", "^", "X": state = .string(ControlString(opening: scalar))
    default:
      state = .ground
      let key = KeyCode.key(scalar)
      if case .character(let character) = key {
        gestures.append(.key(.alt(character)))
      } else if key == .enter || key == .backspace {
        gestures.append(.key(key.held(with: .alt)))
      } else {
        gestures += [.key(.escape), .key(key)]
      }
    }
  }

  /// A control sequence ends with a byte from @ to ~ and holds nothing but printable ASCII.
  private mutating func take(_ scalar: Unicode.Scalar, in sequence: ControlSequence, _ gestures: inout [Gesture]) {
    switch scalar.value {
    case UInt32(UInt8(ascii: "M")) where sequence.isEmpty: state = .mouse([])
    case 0x40...0x7E:
      state = .ground
      let meant = sequence.gestures(endingWith: scalar)
      if meant == [.reply(.attributes)] { expectsReply = false }
      gestures += meant
    case 0x20..<0x40:
      var sequence = sequence
      sequence.append(scalar)
      state = .control(sequence)
    case 0x1B:
      end(&gestures)
      state = .escape
    default: end(&gestures)
    }
  }

  /// The key of `ESC O`; rxvt sends its small letters for arrows with Control held.
  private static func key(afterShift scalar: Unicode.Scalar) -> Key? {
    if let key = ControlSequence.cursorKeys[scalar] { return key }
    guard ("a"..."d").contains(scalar), let capital = Unicode.Scalar(scalar.value - 32) else { return nil }
    return ControlSequence.cursorKeys[capital]?.held(with: .control)
  }

  private mutating func end(_ gestures: inout [Gesture], _ key: Key? = nil) {
    state = .ground
    gestures.append(.key(key ?? .unknown(27)))
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
