/// Markdown as values: blocks one after another, each with the quotes and list items that it stands in.
///
/// A reader of our own for `guidelines.md`, after CommonMark 0.31.2 (spec.commonmark.org) and the tables of GitHub
/// Flavored Markdown 0.29. It takes time linear in the length of the text, whatever the text is.
///
/// Read: headings (`#` and underlined), paragraphs with soft and hard breaks, bullet and ordered lists, block quotes,
/// fenced and indented code, thematic breaks, tables; emphasis, strong emphasis, code spans, inline links, images (as
/// their alternative text), autolinks, backslash escapes, numeric entities and the common named ones. HTML comments are
/// left out; `<br>` breaks the line.
///
/// Shown as written: all other HTML, reference links and their definitions, strikethrough, links whose target and title
/// are longer than `InlineReader.longestTarget`, and quotes and lists nested deeper than `BlockReader.deepest`. A tab
/// counts as spaces up to the next multiple of four columns everywhere.
struct Markdown: Hashable, Sendable {
  let blocks: [Block]

  init(_ text: String) {
    var reader = BlockReader()
    blocks = reader.read(Array(text.unicodeScalars))
  }

  /// A leaf block: one that holds text, not other blocks.
  struct Block: Hashable, Sendable {
    /// Outermost first.
    var containers: [Container]
    var content: Content
    /// True where the source has a blank line before it.
    var isAfterBlank: Bool
  }

  enum Container: Hashable, Sendable {
    case quote
    /// A list item, whose marker stands before its first block.
    case item(Marker, isFirst: Bool)
  }

  enum Marker: Hashable, Sendable {
    case bullet
    /// Counted from the number of the list's first item, with what ends it: a period or a parenthesis.
    case number(Int, Unicode.Scalar)
  }

  enum Content: Hashable, Sendable {
    /// The level is 1 to 6.
    case heading(level: Int, [Inline])
    /// Without text only where a list item has none.
    case paragraph([Inline])
    case code(String)
    case thematicBreak
    case table(Table)
  }

  struct Table: Hashable, Sendable {
    enum Alignment: Hashable, Sendable { case left, center, right }

    /// One for each column.
    var alignments: [Alignment]
    /// The first one is the header. A row can have fewer cells than there are columns, never more.
    var rows: [[[Inline]]]
  }

  /// Text in one look. A line feed in it is a hard break.
  struct Inline: Hashable, Sendable {
    var text: String
    var look: Look
  }

  struct Look: OptionSet, Hashable, Sendable {
    let rawValue: Int
    static let emphasis = Look(rawValue: 1)
    static let strong = Look(rawValue: 2)
    static let code = Look(rawValue: 4)
    static let link = Look(rawValue: 8)
    /// Where a link leads, behind its text.
    static let target = Look(rawValue: 16)
  }
}

extension [Markdown.Inline] {
  /// Without looks.
  var plain: String { map(\.text).joined() }
}
