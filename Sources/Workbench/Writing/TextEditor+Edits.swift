// What the editing keys do.
extension TextEditor {
  mutating func perform(_ edit: Edit, columns: Int) -> Taken {
    switch edit {
    case .left: move(to: text.border(before: cursor))
    case .right: move(to: text.border(after: cursor))
    case .wordLeft: move(to: wordStart)
    case .wordRight: move(to: wordEnd)
    case .up: climb(by: -1, columns: columns)
    case .down: climb(by: 1, columns: columns)
    case .lineStart: move(to: line.range.lowerBound)
    case .lineEnd: move(to: line.range.upperBound)
    case .textStart: move(to: 0)
    case .textEnd: move(to: text.utf8.count)
    case .deleteBack: replace(text.border(before: cursor)..<cursor, with: "", run: .deleting)
    case .deleteOn: replace(cursor..<text.border(after: cursor), with: "", run: .deleting)
    case .killToEnd: kill(cursor..<(isAtLineEnd ? text.border(after: cursor) : line.range.upperBound), isBack: false)
    case .killToStart:
      kill((isAtLineStart ? text.border(before: cursor) : line.range.lowerBound)..<cursor, isBack: true)
    case .killBack: kill(spacedStart..<cursor, isBack: true)
    case .killWordBack: kill(wordStart..<cursor, isBack: true)
    case .killWordOn: kill(cursor..<wordEnd, isBack: false)
    case .yank: return insert(killed)
    case .transpose: transpose()
    case .undo: undo()
    case .redo: redo()
    }
    return .taken
  }

  private var line: SourceLine { text.sourceLine(around: cursor) }
  private var isAtLineStart: Bool { cursor == line.range.lowerBound }
  private var isAtLineEnd: Bool { cursor == line.range.upperBound }

  private var wordStart: Int { back(over: \.isWord, from: back(over: { !$0.isWord }, from: cursor)) }
  private var wordEnd: Int { on(over: \.isWord, from: on(over: { !$0.isWord }, from: cursor)) }

  /// Back over spaces and what is before them, in this line; from its start the line break only.
  private var spacedStart: Int {
    guard !isAtLineStart else { return text.border(before: cursor) }
    let spaces = back(over: { $0.isWhitespace && !$0.isNewline }, from: cursor)
    return back(over: { !$0.isWhitespace }, from: spaces)
  }

  private func back(over isPassed: (Character) -> Bool, from offset: Int) -> Int {
    var place = text.place(offset)
    while place > text.startIndex, isPassed(text[text.index(before: place)]) { place = text.index(before: place) }
    return text.offset(of: place)
  }

  private func on(over isPassed: (Character) -> Bool, from offset: Int) -> Int {
    var place = text.place(offset)
    while place < text.endIndex, isPassed(text[place]) { place = text.index(after: place) }
    return text.offset(of: place)
  }

  /// Swaps the character before the cursor with the one at it, or the two before it at the end of a line, as GNU
  /// Readline does.
  private mutating func transpose() {
    let line = line.range
    let middle = isAtLineEnd ? text.border(before: cursor) : cursor
    guard middle > line.lowerBound, middle < line.upperBound else { return }
    let (start, end) = (text.border(before: middle), text.border(after: middle))
    let left = text[text.place(start)..<text.place(middle)]
    let right = text[text.place(middle)..<text.place(end)]
    replace(start..<end, with: String(right) + String(left))
  }

  /// To the row above or below, in the column that the climb started from; from the first row to its start, from the last
  /// to its end.
  private mutating func climb(by step: Int, columns: Int) {
    let rows = TextRows(of: text, around: cursor, columns: columns, above: 1, below: 1)
    var column = rows.cursorColumn
    if case .climbing(let first) = run { column = first }
    let target = rows.cursorRow + step
    guard rows.rows.indices.contains(target) else { return move(to: step < 0 ? 0 : text.utf8.count) }
    let offset = rows.offset(inRow: target, column: column, of: text)
    // A cluster may fill more than a row: going up then leads before it.
    move(to: step < 0 ? min(offset, text.border(before: cursor)) : offset, run: .climbing(column: column))
  }
}

extension Character {
  /// True for what words are made of.
  fileprivate var isWord: Bool { isLetter || isNumber || self == "_" }
}
