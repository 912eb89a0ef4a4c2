import Text

/// Why characters are strange, the strangest first.
enum Strangeness: Int, Comparable {
  /// Turns the direction of the text around it.
  case direction
  case control
  /// Takes no room, or means nothing to anyone.
  case hidden
  case unassigned
  /// Looks like a plain space.
  case space
  case emoji
  case marks

  /// Nil for what is not strange.
  ///
  /// - Parameters:
  ///   - scalars: what one glyph stands for.
  ///   - isSubstitute: true where it is not shown as it is.
  init?(_ scalars: [Unicode.Scalar], isSubstitute: Bool) {
    guard let first = scalars.first else { return nil }
    let category = first.properties.generalCategory
    if !isSubstitute {
      if scalars.count > 1 {
        self = .marks
      } else if first == "\t" || (category == .spaceSeparator && first != " ") {
        self = .space
      } else {
        return nil
      }
    } else if scalars.contains(where: Self.turnsDirection) {
      self = .direction
    } else if category == .control {
      self = .control
    } else if [.nonspacingMark, .enclosingMark].contains(category), !first.properties.isDefaultIgnorableCodePoint {
      self = .marks
    } else if [.privateUse, .unassigned, .surrogate].contains(category) {
      self = .unassigned
    } else if first.properties.isEmoji, first.value > 0xFF || scalars.count > 1 {
      self = .emoji
    } else {
      self = .hidden
    }
  }

  /// The bidirectional controls (Unicode property Bidi_Control).
  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// What several scalars make together.
  var name: String {
    switch self {
    case .direction: "with a direction control"
    case .control: "with a control character"
    case .hidden: "with something invisible"
    case .unassigned: "with something that is not assigned"
    case .space: "spaces"
    case .emoji: "an emoji of several code points"
    case .marks: "a letter with marks"
    }
  }

  static func < (left: Strangeness, right: Strangeness) -> Bool { left.rawValue < right.rawValue }
}
