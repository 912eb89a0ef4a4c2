/// Turns one line of hostile text into glyphs, in time linear in its length.
///
/// Control characters become `^X`; everything invisible, reordering, unassigned or private becomes `<U+202E>`;
/// a byte that is not UTF-8 becomes `<FF>`. Nothing is dropped without a mark in its place.
struct Cleaning {
  /// Scalars of a line that are shown; the rest is counted.
  static let lineLimit = 65_536
  private static let tabStop = 8

  private var glyphs: [Glyph] = []
  private var column = 0
  /// The glyph that the next mark would sit on, not yet in `glyphs`.
  private var open: OpenGlyph?

  private struct OpenGlyph {
    let scalar: Unicode.Scalar
    let source: Int
    let width: Int
    let isSubstitute: Bool
    var text: String
    var marks = 0
  }

  /// Cleans `units`, a line without its line break; their indices are the scalar offsets in the raw text.
  static func glyphs(of units: ArraySlice<RawUnit>) -> [Glyph] {
    let shown = units.prefix(lineLimit)
    var cleaning = Cleaning()
    cleaning.glyphs.reserveCapacity(shown.count)
    var index = shown.startIndex
    while index < shown.endIndex {
      switch shown[index] {
      case .invalid(let byte):
        cleaning.substitute(CodePointName.ofByte(byte), at: index)
        index += 1
      case .scalar(let scalar):
        index = cleaning.take(scalar, at: index, in: shown)
      }
    }
    cleaning.close()
    if units.count > lineLimit { cleaning.substitute("…+\(units.count - lineLimit)", at: shown.endIndex) }
    return cleaning.glyphs
  }

  /// The same for a short text of nothing but scalars that stand for themselves in a column of their own, whatever is
  /// beside them; nil for any other. Most of what a screen says is such text, and is said anew with every key.
  static func glyphs(ofPlain raw: String) -> [Glyph]? {
    guard raw.utf8.count <= lineLimit else { return nil }
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(raw.utf8.count)
    for scalar in raw.unicodeScalars {
      guard isPlain(scalar) else { return nil }
      glyphs.append(Glyph(GlyphText(scalar), width: 1, source: glyphs.count, isSubstitute: false))
    }
    return glyphs
  }

  /// Printable ASCII, and the marks, arrows and lines that screens are made of.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xB7, 0x2013, 0x2014, 0x2026, 0x2190...0x2193, 0x21B5, 0x21E7, 0x2500...0x259F, 0x25B8: true
    default: false
    }
  }

  /// Takes the scalar at `index` and returns the index after everything that it stands for.
  private mutating func take(_ scalar: Unicode.Scalar, at index: Int, in units: ArraySlice<RawUnit>) -> Int {
    switch Showing(scalar) {
    case .tab: tab(at: index)
    case .control(let caret): substitute(caret, at: index)
    case .codePoint: substitute(CodePointName.of(scalar), at: index)
    case .mark: mark(scalar, at: index)
    case .regionalIndicator: return flag(scalar, at: index, in: units)
    case .spacing:
      let end = Emoji.end(of: scalar, at: index, in: units)
      open(scalar, at: index, isSubstitute: end > index + 1)
      return end
    }
    return index + 1
  }

  private mutating func open(_ scalar: Unicode.Scalar, at index: Int, isSubstitute: Bool) {
    close()
    open = OpenGlyph(
      scalar: scalar, source: index, width: CellWidth.of(scalar), isSubstitute: isSubstitute, text: String(scalar))
  }

  private mutating func close() {
    guard let glyph = open else { return }
    open = nil
    append(Glyph(GlyphText(glyph.text), width: glyph.width, source: glyph.source, isSubstitute: glyph.isSubstitute))
  }

  private mutating func append(_ glyph: Glyph) {
    glyphs.append(glyph)
    column += glyph.width
  }

  private mutating func substitute(_ text: String, at index: Int) {
    close()
    for glyph in Glyph.substitutes(text, at: index) { append(glyph) }
  }

  private mutating func tab(at index: Int) {
    close()
    for _ in 0..<(Self.tabStop - column % Self.tabStop) { append(.space(at: index)) }
  }

  private mutating func mark(_ scalar: Unicode.Scalar, at index: Int) {
    if Jamo.isJoining(scalar), open.map({ Jamo.canBeJoined($0.scalar) }) != true {
      return substitute(CodePointName.of(scalar), at: index)
    }
    if open == nil || open?.scalar == " " { open("◌", at: index, isSubstitute: true) }
    guard let count = open?.marks else { return }
    if count < Glyph.markLimit {
      open?.text.unicodeScalars.append(scalar)
    } else if count == Glyph.markLimit {
      // The ellipsis stands for all further marks of the cluster: they follow it as marks that are swallowed.
      close()
      open("…", at: index, isSubstitute: true)
    }
    open?.marks = count + 1
  }

  /// Two regional indicators show as `[DE]`, one as `[D]`: flags are the emoji that terminals disagree about most.
  private mutating func flag(_ first: Unicode.Scalar, at index: Int, in units: ArraySlice<RawUnit>) -> Int {
    if index + 1 < units.endIndex, case .scalar(let second) = units[index + 1], Emoji.isRegionalIndicator(second) {
      substitute("[\(Emoji.letter(of: first))\(Emoji.letter(of: second))]", at: index)
      return index + 2
    }
    substitute("[\(Emoji.letter(of: first))]", at: index)
    return index + 1
  }
}
