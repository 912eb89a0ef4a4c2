import Canvas
import Text

/// Words being typed: a text, the cursor in it, and what it takes to undo every change.
///
/// The text is kept as it was typed and pasted, to the scalar. The cursor always stands on a border of grapheme clusters;
/// marks that are typed one by one join the cluster before it. Places are UTF-8 offsets.
struct TextEditor: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// One line: line breaks and tabs become spaces.
    case line
    case lines
  }

  /// What became of a key.
  enum Taken: Hashable, Sendable {
    /// It edits nothing.
    case ignored
    case taken
    /// So many Unicode scalars found no room, and were left out.
    case cut(Int)
  }

  /// What the last key did, where the next of its kind goes on with it.
  enum Run: Hashable, Sendable {
    case none, typing, deleting, killing
    /// Going up and down, in the column that it started from.
    case climbing(column: Int)
  }

  /// The most that a note or a reason takes, in Unicode scalars.
  static let longestLine = 1000
  /// The most that an answer takes where its question sets no bound, in Unicode scalars.
  static let longestText = 100_000

  let form: Form
  /// The most Unicode scalars that typing may come to.
  let limit: Int
  private(set) var text: String
  /// In Unicode scalars.
  private(set) var length: Int
  private(set) var cursor: Int
  /// What was killed last, to be put in again.
  private(set) var killed = ""
  private(set) var run = Run.none
  private var history = EditHistory()

  /// The cursor stands at the end.
  init(_ text: String = "", _ form: Form = .line, limit: Int = longestLine) {
    self.form = form
    self.limit = limit
    self.text = text
    length = text.unicodeScalars.count
    cursor = text.utf8.count
  }

  var isFull: Bool { length >= limit }
  /// True where nothing can be seen.
  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
  var beforeCursor: Displayable { Displayable(String(text[..<text.place(cursor)])).oneLine }
  var afterCursor: Displayable { Displayable(String(text[text.place(cursor)...])).oneLine }

  /// Takes a key that edits.
  ///
  /// - Parameter columns: the width of the field, by which up and down go.
  mutating func take(_ key: Key, columns: Int = .max) -> Taken {
    switch key {
    case .character(let character): return insert(String(character), run: .typing)
    case .paste(let text): return insert(text)
    default:
      guard let edit = EditingKey.edit(of: key, in: form) else { return .ignored }
      return perform(edit, columns: columns)
    }
  }

  /// Puts text in at the cursor, as much of it as there is room for.
  mutating func insert(_ raw: String, run: Run = .none) -> Taken {
    let new = cleaned(raw)
    let room = max(0, limit - length)
    guard new.unicodeScalars.count > room else {
      replace(cursor..<cursor, with: new, run: run)
      return .taken
    }
    let end = new.unicodeScalars.index(new.startIndex, offsetBy: room)
    let kept = String(new[..<new.place(new.border(atOrBefore: new.offset(of: end)))])
    if !kept.isEmpty { replace(cursor..<cursor, with: kept, run: run) }
    return .cut(new.unicodeScalars.count - kept.unicodeScalars.count)
  }

  private func cleaned(_ raw: String) -> String {
    switch form {
    case .line: String(raw.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    case .lines: raw.utf8.contains(UInt8(ascii: "\r")) ? String(raw.map { $0.isLineBreak ? "\n" : $0 }) : raw
    }
  }

  /// Moves the cursor, which ends any run of typing.
  mutating func move(to offset: Int, run: Run = .none) {
    cursor = text.border(atOrAfter: offset)
    self.run = run
  }

  /// The one way in which the text changes, but for undo and redo.
  mutating func replace(_ range: Range<Int>, with new: String, run: Run = .none) {
    guard !range.isEmpty || !new.isEmpty else { return }
    let place = text.place(range.lowerBound)..<text.place(range.upperBound)
    var step = EditHistory.Step(
      place: range.lowerBound, removed: String(text[place]), inserted: new, cursorBefore: cursor, cursorAfter: 0)
    exchange(place, for: new)
    length += new.unicodeScalars.count - step.removed.unicodeScalars.count
    cursor = text.border(atOrAfter: range.lowerBound + new.utf8.count)
    step.cursorAfter = cursor
    let joins = run == self.run && (run == .typing || run == .deleting)
    history.record(step, joins: joins)
    self.run = run
  }

  /// Takes a range away and keeps it; kills that follow each other are kept together.
  ///
  /// - Parameter isBack: true where the range is before the cursor.
  mutating func kill(_ range: Range<Int>, isBack: Bool) {
    guard !range.isEmpty else { return }
    let words = String(text[text.place(range.lowerBound)..<text.place(range.upperBound)])
    killed = run != .killing ? words : isBack ? words + killed : killed + words
    replace(range, with: "", run: .killing)
  }

  mutating func undo() {
    guard let step = history.undo() else { return }
    change(step.place, step.inserted, to: step.removed, cursor: step.cursorBefore)
  }

  mutating func redo() {
    guard let step = history.redo() else { return }
    change(step.place, step.removed, to: step.inserted, cursor: step.cursorAfter)
  }

  /// Makes the text anew: `replaceSubrange` doubles the room of a string that is shared, as ours is with every state
  /// before, and thousands of keys came to gigabytes.
  private mutating func exchange(_ range: Range<String.Index>, for new: String) {
    var changed = ""
    changed.reserveCapacity(text.utf8.count + new.utf8.count)
    changed += text[..<range.lowerBound]
    changed += new
    changed += text[range.upperBound...]
    text = changed
  }

  private mutating func change(_ place: Int, _ old: String, to new: String, cursor: Int) {
    exchange(text.place(place)..<text.place(place + old.utf8.count), for: new)
    length += new.unicodeScalars.count - old.unicodeScalars.count
    self.cursor = cursor
    run = .none
  }
}

extension Character {
  fileprivate var isLineBreak: Bool { self == "\r\n" || self == "\r" }
}
