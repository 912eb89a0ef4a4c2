/// Text cleaned once for terminals: the only thing that a frame draws and that plain output prints.
///
/// The raw text stays byte-exact wherever it came from; every glyph knows the raw scalar that it shows, so positions
/// on the screen lead back to offsets in the raw text.
public struct Displayable: Hashable, Sendable {
  /// A line of the raw text: what shows it, and the raw scalars it came from without the line break.
  struct Row: Hashable, Sendable {
    var glyphs: [Glyph]
    var range: Range<Int>

    var width: Int { glyphs.reduce(0) { $0 + $1.width } }
  }

  /// Never empty.
  var rows: [Row]
  /// Scalars of the raw text, line breaks included.
  var scalarCount: Int

  init(rows: [Row], scalarCount: Int) {
    self.rows = rows
    self.scalarCount = scalarCount
  }

  private init(units: [RawUnit]) {
    rows = []
    scalarCount = units.count
    var start = 0
    while true {
      let end = units[start...].firstIndex(of: .scalar("\n")) ?? units.endIndex
      // A carriage return before the line feed is part of the line break, as Windows writes it.
      let textEnd = end < units.endIndex && end > start && units[end - 1] == .scalar("\r") ? end - 1 : end
      rows.append(Row(glyphs: Cleaning.glyphs(of: units[start..<textEnd]), range: start..<textEnd))
      guard end < units.endIndex else { return }
      start = end + 1
    }
  }

  /// Cleans hostile text. LF and CR LF break lines, a tab becomes spaces up to the next multiple of eight columns,
  /// and whatever could move the cursor, hide or reorder text becomes a visible substitute.
  public init(_ raw: String) {
    guard let glyphs = Cleaning.glyphs(ofPlain: raw) else {
      self.init(units: raw.unicodeScalars.map { .scalar($0) })
      return
    }
    self.init(rows: [Row(glyphs: glyphs, range: 0..<glyphs.count)], scalarCount: glyphs.count)
  }

  /// Cleans bytes that should be UTF-8. A byte that is not counts as one scalar and shows as `<FF>`.
  public init(utf8 bytes: some Sequence<UInt8>) { self.init(units: RawScalars.decode(Array(bytes))) }

  /// The glyphs of each line. There is always at least one line.
  public var lines: [[Glyph]] { rows.map(\.glyphs) }

  /// Columns of the widest line.
  public var width: Int { rows.reduce(0) { max($0, $1.width) } }

  /// True when there is nothing to draw.
  public var isEmpty: Bool { rows.count == 1 && rows[0].glyphs.isEmpty }

  /// How many scalars the raw text had.
  public var length: ScalarOffset { ScalarOffset(scalarCount) }
}

extension Displayable: CustomStringConvertible {
  /// Safe to write to a terminal: printable scalars and `\n` only.
  public var description: String {
    var text = ""
    for (index, row) in rows.enumerated() {
      if index > 0 { text.append("\n") }
      for glyph in row.glyphs { text.append(glyph.text) }
    }
    return text
  }
}

extension Displayable: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self.init(value) }
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }

  /// Cleans what is interpolated: raw text is cleaned, a `Displayable` goes in as it is.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = Displayable("")

    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { text += Displayable(literal) }
    public mutating func appendInterpolation(_ raw: some StringProtocol) { text += Displayable(String(raw)) }
    public mutating func appendInterpolation(_ clean: Displayable) { text += clean }
    public mutating func appendInterpolation(_ number: some BinaryInteger) { text += Displayable(number.description) }
    public mutating func appendInterpolation(_ character: Character) { text += Displayable(String(character)) }
  }
}
