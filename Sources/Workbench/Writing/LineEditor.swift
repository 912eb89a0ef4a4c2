import Canvas
import Text

/// A line of text being typed, by whole characters.
public struct LineEditor: Hashable, Sendable {
  /// The most characters it takes; comments are notes, not documents.
  public static let limit = 1000

  private var characters: [Character] = []
  private var cursor = 0

  public init(_ text: String = "") {
    insert(text)
  }

  public var text: String { String(characters) }
  public var beforeCursor: Displayable { Displayable(String(characters[..<cursor])).oneLine }
  public var afterCursor: Displayable { Displayable(String(characters[cursor...])).oneLine }

  /// Takes a key that edits; false for one that does not.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let text): insert(text)
    case .backspace: deleteBackward()
    case .delete: if cursor < characters.count { characters.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .control("u"):
      characters.removeSubrange(..<cursor)
      cursor = 0
    case .control("k"): characters.removeSubrange(cursor...)
    case .control("w"):
      while cursor > 0, characters[cursor - 1] == " " { deleteBackward() }
      while cursor > 0, characters[cursor - 1] != " " { deleteBackward() }
    default: return false
    }
    return true
  }

  private mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Line breaks become spaces. What is beyond the limit is left out.
  private mutating func insert(_ text: String) {
    let room = Self.limit - characters.count
    let new = text.prefix(max(0, room)).map { $0.isNewline ? " " : $0 }
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }
}
