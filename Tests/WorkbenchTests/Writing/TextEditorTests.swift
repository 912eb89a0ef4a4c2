import Canvas
import Testing

@testable import Workbench

/// An editor written as its text with `|` for the cursor.
extension TextEditor {
  init(marked: String, _ form: Form = .lines, limit: Int = 1000) {
    // By scalars, as a mark would join the cursor.
    let parts = marked.unicodeScalars.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(parts.map { String($0) }.joined(), form, limit: limit)
    move(to: parts.first.map { String($0).utf8.count } ?? 0)
  }

  var marked: String { String(text[..<text.place(cursor)]) + "|" + String(text[text.place(cursor)...]) }

  /// - Parameter columns: the width of the field.
  mutating func press(_ keys: [Key], columns: Int = 80) {
    for key in keys { _ = take(key, columns: columns) }
  }

  func pressing(_ keys: Key..., columns: Int = 80) -> String {
    var editor = self
    editor.press(keys, columns: columns)
    return editor.marked
  }
}

/// What a key makes of a text.
struct EditCase: Sendable, CustomTestStringConvertible {
  let before: String
  let keys: [Key]
  let after: String

  init(_ before: String, _ keys: Key..., to after: String) {
    self.before = before
    self.keys = keys
    self.after = after
  }

  var testDescription: String { "\(before.debugDescription) \(keys.map(\.title))" }
}

@Suite("The text editor")
struct TextEditorTests {
  static let moving = [
    EditCase("te|xt", .left, to: "t|ext"), EditCase("|text", .left, to: "|text"),
    EditCase("te|xt", .right, .right, .right, to: "text|"), EditCase("te|xt", .control("b"), to: "t|ext"),
    EditCase("a👩‍👩‍👧‍👦|b", .left, to: "a|👩‍👩‍👧‍👦b"), EditCase("|e\u{301}\u{302}x", .right, to: "e\u{301}\u{302}|x"),
    EditCase("one, two| three", .alt("b"), to: "one, |two three"),
    EditCase("one, |two three", .alt("b"), to: "|one, two three"),
    EditCase("one|, two three", .alt("f"), to: "one, two| three"), EditCase("灯台| 守る", .alt("f"), to: "灯台 守る|"),
    EditCase("one\ntw|o\nthree", .home, to: "one\n|two\nthree"), EditCase("one\ntw|o\n3", .end, to: "one\ntwo|\n3"),
    EditCase("one\r\ntw|o", .up, .end, to: "one|\r\ntwo"), EditCase("one\r\n|two", .left, to: "one|\r\ntwo"),
    EditCase("one\ntw|o", .alt("<"), to: "|one\ntwo"), EditCase("|one\ntwo", .alt(">"), to: "one\ntwo|"),
  ]

  static let deleting = [
    EditCase("te|xt", .backspace, to: "t|xt"), EditCase("|text", .backspace, to: "|text"),
    EditCase("te|xt", .delete, to: "te|t"), EditCase("text|", .delete, to: "text|"),
    EditCase("a👍🏽|b", .backspace, to: "a|b"), EditCase("🇩🇪|🇫🇷", .backspace, to: "|🇫🇷"),
    EditCase("e\u{301}|", .backspace, to: "|"), EditCase("a\r\n|b", .backspace, to: "a|b"),
    EditCase("one two|three", .control("w"), to: "one |three"), EditCase("one/two |x", .control("w"), to: "|x"),
    EditCase("one\n|two", .control("w"), to: "one|two"), EditCase("one\n  |two", .control("w"), to: "one\n|two"),
    EditCase("one/two |x", .alt("\u{7F}"), to: "one/|x"), EditCase("one| two three", .alt("d"), to: "one| three"),
    EditCase("a\none tw|o\nb", .control("k"), to: "a\none tw|\nb"), EditCase("a|\nb", .control("k"), to: "a|b"),
    EditCase("a\none tw|o\nb", .control("u"), to: "a\n|o\nb"), EditCase("a\n|b", .control("u"), to: "a|b"),
  ]

  static let others = [
    EditCase("one two|", .control("w"), .home, .control("y"), to: "two|one "),
    EditCase("one two|", .control("w"), .control("w"), .control("y"), to: "one two|"),
    EditCase("|one two", .alt("d"), .alt("d"), .control("y"), to: "one two|"),
    EditCase("a b|", .control("w"), .left, .control("w"), .control("y"), to: "a| "),
    EditCase("te|xt", .control("t"), to: "txe|t"), EditCase("text|", .control("t"), to: "tetx|"),
    EditCase("|text", .control("t"), to: "|text"), EditCase("a\n|b", .control("t"), to: "a\n|b"),
    EditCase("e\u{301}|👍🏽", .control("t"), to: "👍🏽e\u{301}|"),
    EditCase("e|", .character("\u{301}"), .character("\u{302}"), to: "e\u{301}\u{302}|"),
    EditCase("|\u{301}x", .character("e"), to: "e\u{301}|x"), EditCase("te|xt", .paste("a\tb\n"), to: "tea\tb\n|xt"),
    EditCase("|", .paste("a\r\nb\rc"), to: "a\nb\nc|"), EditCase("te|xt", .escape, .tab, .function(1), to: "te|xt"),
  ]

  @Test("Moving", arguments: moving)
  func moves(_ row: EditCase) { check(row) }

  @Test("Deleting", arguments: deleting)
  func deletes(_ row: EditCase) { check(row) }

  @Test("Putting in again, swapping, marks and pastes", arguments: others)
  func edits(_ row: EditCase) { check(row) }

  private func check(_ row: EditCase) {
    var editor = TextEditor(marked: row.before)
    editor.press(row.keys)
    #expect(editor.marked.unicodeScalars.elementsEqual(row.after.unicodeScalars), "\(editor.marked.debugDescription)")
  }

  @Test("Up and down go by rows of the field, and keep to the column that they started from")
  func climbing() {
    let editor = TextEditor(marked: "one two three four\nno\nsomething lo|ng")
    #expect(editor.pressing(.up, columns: 40) == "one two three four\nno|\nsomething long")
    #expect(editor.pressing(.up, .up, columns: 40) == "one two thre|e four\nno\nsomething long")
    #expect(editor.pressing(.up, .up, .up, columns: 40) == "|one two three four\nno\nsomething long")
    #expect(editor.pressing(.up, .up, .down, .down, columns: 40) == editor.marked)
    #expect(editor.pressing(.up, .left, .up, columns: 40) == "o|ne two three four\nno\nsomething long")
    #expect(editor.pressing(.down, columns: 40) == "one two three four\nno\nsomething long|")
    // "one two " and "three four" are rows of their own in ten columns, "something " and "long" too.
    #expect(editor.pressing(.up, columns: 10) == "one two three four\nno\nso|mething long")
    #expect(editor.pressing(.up, .up, .up, columns: 10) == "one two th|ree four\nno\nsomething long")
    #expect(TextEditor(marked: "灯台守|", .lines).pressing(.up, columns: 4) == "灯|台守", "a wide row of two glyphs")
  }

  @Test("The end of a broken row can't be stood on: it is where the next row starts")
  func brokenRow() {
    let editor = TextEditor(marked: "|aaaa bbbb\ncc")
    #expect(editor.pressing(.alt(">"), .up, columns: 4) == "aaaa bb|bb\ncc")
    #expect(TextEditor(marked: "abcdefgh|").pressing(.up, columns: 4) == "abc|defgh")
  }

  @Test("Undo takes back word by word, a paste at once, and redo makes it again")
  func undo() {
    var editor = TextEditor("", .lines)
    editor.press("one two".map { .character($0) } + [.paste("\npasted words"), .backspace, .backspace])
    #expect(editor.marked == "one two\npasted wor|")
    editor.press([.control("_")])
    #expect(editor.marked == "one two\npasted words|", "deletions beside each other are one step")
    editor.press([.control("_")])
    #expect(editor.marked == "one two|")
    editor.press([.control("_")])
    #expect(editor.marked == "one |")
    editor.press([.control("_"), .control("_"), .control("_")])
    #expect(editor.marked == "|")
    editor.press([.alt("_"), .alt("_"), .alt("_")])
    #expect(editor.marked == "one two\npasted words|")
    editor.press([.character("!"), .alt("_")])
    #expect(editor.marked == "one two\npasted words!|", "after a change there is nothing to redo")
  }

  @Test("A movement ends a run of typing")
  func runs() {
    var editor = TextEditor("", .lines)
    editor.press([.character("a"), .left, .right, .character("b"), .control("_")])
    #expect(editor.marked == "a|")
  }

  @Test("What finds no room is counted, and cut between clusters")
  func limit() {
    var editor = TextEditor("", .lines, limit: 5)
    #expect(editor.take(.paste("abcdefgh")) == .cut(3))
    #expect(editor.marked == "abcde|")
    #expect(editor.take(.character("x")) == .cut(1))
    #expect(editor.take(.backspace) == .taken)
    #expect(editor.take(.character("\u{301}")) == .taken)
    #expect(editor.length == 5)
    editor = TextEditor("ab", .lines, limit: 5)
    #expect(editor.take(.paste("👩‍👩‍👧‍👦")) == .cut(7), "a family of seven scalars is not torn apart")
    #expect(editor.marked == "ab|")
  }

  @Test("A text that is too long already can be made shorter only")
  func overfull() {
    var editor = TextEditor("abcdef", .lines, limit: 3)
    #expect(editor.take(.character("x")) == .cut(1))
    #expect(editor.take(.backspace) == .taken)
    #expect(editor.text == "abcde")
  }

  @Test("One line has no line breaks and no rows to go to")
  func oneLine() {
    var editor = TextEditor("ab")
    #expect(editor.take(.paste("1\r\n2\n3\t4")) == .taken)
    #expect(editor.text == "ab1 2 3 4")
    #expect(editor.take(.up) == .ignored)
    #expect(editor.take(.control("p")) == .ignored)
  }
}
