import Canvas

/// Keys held down with another one, as xterm counts them (ctlseqs, "PC-Style Function Keys", less one).
struct Modifiers: OptionSet, Hashable {
  let rawValue: Int

  static let shift = Modifiers(rawValue: 1)
  static let alt = Modifiers(rawValue: 2)
  static let control = Modifiers(rawValue: 4)
  /// Another Alt on keyboards that have both.
  static let meta = Modifiers(rawValue: 8)
}

extension Key {
  /// The key that this one is with others held. Shift goes before the rest: it selects, by whatever step. Control and
  /// Alt are the same with arrows, as terminals and their settings differ in which of the two they pass on: both go by
  /// words, like Alt-b and Alt-f of Emacs and of shells.
  func held(with modifiers: Modifiers) -> Key {
    if modifiers.isEmpty { return self }
    if modifiers.contains(.shift) {
      return switch self {
      case .left: .shiftLeft
      case .right: .shiftRight
      case .up: .shiftUp
      case .down: .shiftDown
      case .tab: .backtab
      default: self
      }
    }
    return switch self {
    case .left: .alt("b")
    case .right: .alt("f")
    case .delete: .alt("d")
    case .backspace: .alt("\u{7F}")
    case .enter: .altEnter
    case .up, .down: .unknown(27)
    default: self
    }
  }
}
