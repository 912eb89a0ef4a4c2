/// What a passage of guidelines is in their outline, and the words by which a label finds it.
struct Landmark: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case heading(level: Int)
    /// A list item, or a paragraph that begins with strong words: what is deeper belongs to it.
    case item(depth: Int)
    case row(depth: Int)
    /// Goes on with what is before it.
    case other(depth: Int)
  }

  /// Words that can name a label.
  private static let longestName = 12

  var kind: Kind
  /// Empty for what names nothing.
  var name: FoldedWords

  init(_ kind: Kind, name: String) {
    self.kind = kind
    self.name = FoldedWords(name, limit: Self.longestName)
  }

  init(in containers: [Markdown.Container]) {
    // A block that begins a list item does not go on with the item before.
    let depth =
      containers.firstIndex { if case .item(_, isFirst: true) = $0 { true } else { false } } ?? containers.count
    self.init(.other(depth: depth), name: "")
  }

  init(paragraph inlines: [Markdown.Inline], in containers: [Markdown.Container]) {
    let start = containers.firstIndex { if case .item(_, isFirst: true) = $0 { true } else { false } }
    if let start {
      self.init(.item(depth: start), name: inlines.plain)
    } else if inlines.first?.look.contains(.strong) == true {
      // What follows goes with it, up to the next of its kind.
      self.init(.item(depth: containers.count - 1), name: inlines.plain)
    } else {
      self.init(.other(depth: containers.count), name: "")
    }
  }

  init(row: [[Markdown.Inline]], in containers: [Markdown.Container]) {
    self.init(.row(depth: containers.count), name: (row.first ?? []).plain)
  }

  /// True where the section of this landmark ends before another passage.
  func ends(before other: Landmark) -> Bool {
    switch (kind, other.kind) {
    case (.heading(let level), .heading(let next)): next <= level
    case (.heading, _): false
    case (.item, .heading), (.row, _), (.other, _): true
    case (.item(let depth), .item(let next)), (.item(let depth), .row(let next)), (.item(let depth), .other(let next)):
      next <= depth
    }
  }
}
