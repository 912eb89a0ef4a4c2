import Text

/// A key as the program sees it, whatever bytes the terminal sent.
public enum Key: Hashable, Sendable {
  /// A letter, digit, mark or space.
  case character(Character)
  case enter, escape, tab, backtab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftLeft, shiftRight, shiftUp, shiftDown
  case altEnter
  /// With Control held; always a lower-case letter or one of `@ [ \ ] ^ _`.
  case control(Character)
  /// With Alt held.
  case alt(Character)
  /// F1 to F63.
  case function(Int)
  /// Text put in by a paste: always text, never commands. It is raw.
  case paste(String)
  /// A key code of the terminal library that has no meaning here.
  case unknown(Int)
}

extension Key {
  private static let names: [(key: Key, name: String, title: Displayable)] = [
    (.character(" "), "space", "space"), (.enter, "enter", "↵"), (.escape, "esc", "esc"), (.tab, "tab", "tab"),
    (.backtab, "backtab", "⇧tab"), (.backspace, "backspace", "⌫"), (.delete, "delete", "del"), (.up, "up", "↑"),
    (.down, "down", "↓"), (.left, "left", "←"), (.right, "right", "→"), (.home, "home", "home"), (.end, "end", "end"),
    (.pageUp, "page-up", "pgup"), (.pageDown, "page-down", "pgdn"), (.shiftLeft, "shift-left", "⇧←"),
    (.shiftRight, "shift-right", "⇧→"), (.shiftUp, "shift-up", "⇧↑"), (.shiftDown, "shift-down", "⇧↓"),
    (.altEnter, "alt-enter", "M-↵"), (.alt("\u{7F}"), "alt-backspace", "M-⌫"),
  ]

  /// What footers and help call the key: "↵", "esc", "^C", "M-x", "F1".
  public var title: Displayable {
    if let row = Self.names.first(where: { $0.key == self }) { return row.title }
    return switch self {
    case .character(let character): "\(character)"
    case .control(let character): "^\(character.uppercased())"
    case .alt(let character): "M-\(character)"
    case .function(let number): "F\(number)"
    case .paste: "paste"
    case .unknown(let code): "key \(code)"
    default: "?"
    }
  }

  /// What key binding files call the key; empty for pastes and codes, which no file can name.
  public var name: String {
    if let row = Self.names.first(where: { $0.key == self }) { return row.name }
    return switch self {
    case .character(let character): "\(character)"
    case .control(let character): "ctrl-\(character)"
    case .alt(let character): "alt-\(character)"
    case .function(let number): "f\(number)"
    default: ""
    }
  }

  /// The names of the keys that have one of their own.
  public static var ownNames: [String] { names.map(\.name) }

  /// Reads a key's name as key binding files write it: one character, `space`, `enter`, `esc`, `page-up`,
  /// `ctrl-c`, `alt-x`, `f1` to `f63`. Nil for anything else.
  ///
  /// Terminals send the same for some: `ctrl-i` is Tab, `ctrl-m` Enter, `ctrl-h` Backspace, `ctrl-[` Escape.
  public init?(named name: String) {
    if let row = Self.names.first(where: { $0.name == name }) {
      self = row.key
    } else if name.count == 1, let character = name.first, character.isPrintable {
      self = .character(character)
    } else if let character = Self.character(of: name, after: "ctrl-") {
      guard character.isASCII, character.isLetter || "@[\\]^_".contains(character) else { return nil }
      let letter = Character(character.lowercased())
      self = Self.sameAsControl[letter] ?? .control(letter)
    } else if let character = Self.character(of: name, after: "alt-") {
      self = .alt(character)
    } else if name.first == "f", let number = Int(name.dropFirst()), (1...63).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let sameAsControl: [Character: Key] = [
    "i": .tab, "j": .enter, "m": .enter, "h": .backspace, "[": .escape,
  ]

  private static func character(of name: String, after prefix: String) -> Character? {
    guard name.hasPrefix(prefix), name.count == prefix.count + 1, let last = name.last else { return nil }
    return last.isPrintable ? last : nil
  }
}

extension Character {
  /// True when it shows as itself.
  fileprivate var isPrintable: Bool { Displayable(String(self)).lines.joined().allSatisfy { !$0.isSubstitute } }
}
