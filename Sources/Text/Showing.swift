/// The way a scalar of raw text is shown.
enum Showing: Equatable {
  case tab
  /// A control character, as `^X`.
  case control(String)
  /// Shown by its number: invisible, reordering, unassigned, private or of no agreed width.
  case codePoint
  /// Takes no column of its own.
  case mark
  case regionalIndicator
  case spacing

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x09: self = .tab
    case 0x00..<0x20, 0x7F: self = .control("^\(Unicode.Scalar(UInt8(value ^ 0x40)))")
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x4E00..<0x9FF0, 0xAC00..<0xD7A4: self = .spacing
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: self = Showing(category: scalar) == .codePoint ? .codePoint : .mark
    case 0x1F1E6...0x1F1FF: self = .regionalIndicator
    // A skin tone that no emoji took joins whatever precedes it on some terminals.
    case 0x1F3FB...0x1F3FF: self = .codePoint
    default: self = Showing(category: scalar)
    }
  }

  private init(category scalar: Unicode.Scalar) {
    guard !scalar.properties.isDefaultIgnorableCodePoint else {
      self = .codePoint
      return
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: self = .mark
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: self = .codePoint
    default: self = .spacing
    }
  }
}

/// What stands for a scalar or byte that can't be shown.
enum CodePointName {
  /// For instance `<U+202E>`.
  static func of(_ scalar: Unicode.Scalar) -> String { "<U+\(padded(scalar.value, to: 4))>" }

  /// For instance `<FF>`.
  static func ofByte(_ byte: UInt8) -> String { "<\(padded(UInt32(byte), to: 2))>" }

  private static func padded(_ value: UInt32, to digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
