import Canvas
import Testing
import Text

@testable import Workbench

@Suite("Laws of the text editor, with hostile text")
struct TextEditorLawTests {
  private static let pieces = [
    "a", "word", " ", "  ", "\n", "\r\n", "\r", "\t", "灯台", "한", "\u{1112}", "\u{1161}", "\u{11AB}", "e", "\u{301}",
    "\u{302}", "👩‍👩‍👧‍👦", "👍", "\u{1F3FD}", "🇩", "🇪", "\u{200D}", "\u{FE0F}", "\u{202E}", "\u{200B}", "\u{E0041}", "नि", "กำ",
    "\u{0}", "\u{1B}[31m", "\u{2028}", "שלום", "incomprehensibilities", "|",
  ]
  private static let keys: [Key] = EditingKey.all.flatMap(\.keys)

  private static func text(_ random: inout SeededGenerator, upTo count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private static func key(_ random: inout SeededGenerator) -> Key {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .paste(text(&random, upTo: 6))
    case 1: .character(pieces.randomElement(using: &random)?.first ?? "x")
    default: keys.randomElement(using: &random) ?? .left
    }
  }

  private func isSame(_ left: String, _ right: String) -> Bool {
    left.unicodeScalars.elementsEqual(right.unicodeScalars)
  }

  @Test(
    "The cursor is always on a border, the length is right, undoing everything gives the start and redoing it the end",
    arguments: [false, true])
  func borders(hasUndo: Bool) {
    var random = SeededGenerator(state: 11)
    for _ in 0..<150 {
      let start = TextEditor(Self.text(&random, upTo: 20), .lines)
      var editor = start
      var steps = 0
      for _ in 0..<40 {
        let columns = Int.random(in: 2...20, using: &random)
        let before = editor
        let key = Self.key(&random)
        guard hasUndo || key != .control("_") && key != .alt("_") else { continue }
        _ = editor.take(key, columns: columns)
        steps += 1
        #expect(String.Index(editor.text.place(editor.cursor), within: editor.text) != nil)
        #expect(editor.length == editor.text.unicodeScalars.count)
        if key == .up, before.cursor > 0 { #expect(editor.cursor < before.cursor) }
        if key == .down, before.cursor < before.text.utf8.count { #expect(editor.cursor > before.cursor) }
      }
      let end = editor
      editor.press(Array(repeating: .control("_"), count: steps))
      #expect(isSame(editor.text, start.text))
      editor.press(Array(repeating: .alt("_"), count: steps))
      if !hasUndo { #expect(isSame(editor.text, end.text)) }
    }
  }

  @Test("Undo and redo of one change are inverses, text and cursor")
  func inverses() {
    var random = SeededGenerator(state: 12)
    for _ in 0..<400 {
      var editor = TextEditor(Self.text(&random, upTo: 12), .lines)
      editor.move(to: editor.text.border(atOrAfter: Self.anyScalar(of: editor.text, &random)))
      let before = editor
      let key = Self.key(&random)
      guard key != .control("_"), key != .alt("_") else { continue }
      _ = editor.take(key, columns: 10)
      guard !isSame(editor.text, before.text) else { continue }
      let after = editor
      editor.undo()
      #expect(isSame(editor.marked, before.marked), "\(key)")
      editor.redo()
      #expect(isSame(editor.marked, after.marked), "\(key)")
    }
  }

  private static func anyScalar(of text: String, _ random: inout SeededGenerator) -> Int {
    text.unicodeScalars.indices.randomElement(using: &random).map(text.offset) ?? 0
  }

  @Test("The text is what was typed, to the scalar")
  func exact() {
    var random = SeededGenerator(state: 13)
    for _ in 0..<200 {
      var editor = TextEditor("", .lines)
      let typed = Self.text(&random, upTo: 30).filter { $0 != "\r\n" && $0 != "\r" }
      for scalar in typed.unicodeScalars { _ = editor.take(.character(Character(scalar))) }
      #expect(isSame(editor.text, typed))
      var pasted = TextEditor("", .lines)
      _ = pasted.take(.paste(typed))
      #expect(isSame(pasted.text, typed))
    }
  }

  @Test("Rows follow each other, none is too wide, and every border is where its row says")
  func rows() {
    var random = SeededGenerator(state: 14)
    for round in 0..<150 {
      var text = Self.text(&random, upTo: 30)
      if round % 15 == 0 { text += String(repeating: Self.text(&random, upTo: 30), count: 300) + text }
      let columns = Int.random(in: 8...30, using: &random)
      let cursor = text.border(atOrAfter: Self.anyScalar(of: text, &random))
      let whole = TextRows(of: text, around: cursor, columns: columns, above: .max, below: .max)
      #expect(whole.reachesStart && whole.reachesEnd)
      #expect(whole.rows.allSatisfy { $0.drawn.reduce(0) { $0 + $1.width } <= columns })
      for (row, next) in zip(whole.rows, whole.rows.dropFirst()) {
        let between = text[text.place(row.range.upperBound)..<text.place(next.range.lowerBound)]
        #expect(row.isContinued ? between.isEmpty : between == "\n" || between == "\r\n")
      }
      let part = TextRows(of: text, around: cursor, columns: columns, above: 2, below: 2)
      let distance = whole.cursorRow - part.cursorRow
      #expect(Array(whole.rows[distance..<distance + part.rows.count]) == part.rows, "rows don't move with the cursor")
      let there = part.offset(inRow: part.cursorRow, column: part.cursorColumn, of: text)
      if part.cursorColumn < columns { #expect(there <= cursor) }
      #expect(
        whole.rows[whole.cursorRow].range.contains(cursor) || whole.rows[whole.cursorRow].range.upperBound == cursor)
    }
  }

  @Test("A long paste does not slow typing down", arguments: [" word", "x", "\n", "灯\u{301}"])
  func longPaste(_ piece: String) {
    var editor = TextEditor("", .lines, limit: .max)
    _ = editor.take(.paste(String(repeating: piece, count: 100_000 / piece.utf8.count)))
    _ = editor.take(.alt("<"))
    let time = ContinuousClock().measure {
      for _ in 0..<20 {
        _ = editor.take(.down, columns: 80)
        _ = editor.take(.character("x"))
        _ = editor.take(.control("_"))
        _ = TextRows(of: editor.text, around: editor.cursor, columns: 80, above: 10, below: 10)
      }
    }
    // Far less in a release build; the bound only tells wrapping near the cursor from wrapping everything.
    #expect(time < .seconds(8), "\(time)")
  }
}
