import Canvas
import Labeling
import Text

/// What a query found, on its way to the screen.
public struct BrowseFinding: Hashable, Sendable {
  /// With the place in the channel in place of reasons.
  public var entries: [ReviewEntry]
  /// Examples that were looked at.
  public var examples: Int
  /// The query, as it would be typed.
  public var typed: String
  /// The same query with the next order.
  public var reordered: String
  /// What is to be said of the query.
  public var note: Displayable?

  public init(entries: [ReviewEntry], examples: Int, typed: String, reordered: String, note: Displayable? = nil) {
    self.entries = entries
    self.examples = examples
    self.typed = typed
    self.reordered = reordered
    self.note = note
  }
}

// The browser: the list is what a query finds, and its examples are looked at.
extension ReviewState {
  /// What is looked for.
  struct Query: Hashable, Sendable {
    var typed: String
    var reordered: String?
    var examples = 0
    /// Nil while nobody is typing it.
    var editor: TextEditor?
  }

  /// A browser, which begins with a query.
  public init(browsing typed: String, desk: Desk, size: Size, keymap: Keymap = .standard, hidesNames: Bool = false) {
    self.init(desk: desk, size: size, keymap: keymap, hidesNames: hidesNames)
    query = Query(typed: typed)
  }

  /// The browser's page of one example, which is left when the page is.
  public init(lookingAt example: Digest, desk: Desk, size: Size, keymap: Keymap = .standard) {
    self.init(browsing: "", desk: desk, size: size, keymap: keymap)
    only = example
  }

  /// What went wrong last, for whoever shows something else next.
  public var trouble: Displayable? {
    if case .error(let sentence) = notice { sentence } else { nil }
  }

  /// Reads the list anew.
  mutating func readList() -> [ReviewEffect] {
    if let only { return open(only) }
    guard let query else {
      request = .list
      return [.list]
    }
    return find(query.typed)
  }

  /// Closes what is open: back to the list, or out where there is none.
  mutating func close() -> [ReviewEffect] {
    open = nil
    return only == nil ? [] : [.quit]
  }

  mutating func find(_ typed: String) -> [ReviewEffect] {
    request = .list
    return [.find(typed)]
  }

  mutating func found(_ result: Result<BrowseFinding, Failure>) {
    switch result {
    case .success(let finding):
      query?.typed = finding.typed
      query?.reordered = finding.reordered
      query?.examples = finding.examples
      query?.editor = nil
      cursor = 0
      entries = finding.entries
      if let note = finding.note { notice = .hint(note) }
    case .failure(let failure):
      // What was typed stays, to be mended.
      entries = entries ?? []
      notice = .error(failure.sentence)
    }
  }

  mutating func typeQuery(_ key: Key) -> [ReviewEffect] {
    switch keymap.binding(for: key, in: .typing)?.command {
    case .interrupt: return [.quit]
    case .back:
      query?.editor = nil
      notice = nil
    case .accept: return find(query?.editor?.text ?? "")
    default:
      notice = nil
      _ = query?.editor?.take(key)
    }
    return []
  }

  mutating func beginQuery() {
    guard let query else { return }
    var editor = TextEditor()
    for character in query.typed.isEmpty ? "" : "\(query.typed) " { _ = editor.take(.character(character)) }
    self.query?.editor = editor
  }
}
