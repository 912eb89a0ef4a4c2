import Canvas
import Text

/// What a key does to words being typed.
enum Edit: Hashable, Sendable, CaseIterable {
  case left, right, wordLeft, wordRight, up, down, lineStart, lineEnd, textStart, textEnd
  case deleteBack, deleteOn
  case killToEnd, killToStart, killBack, killWordBack, killWordOn
  case yank, transpose, undo, redo
}

/// A row of the table of keys that edit, as shells and Emacs have them. Whatever else can be typed is text.
struct EditingKey: Sendable {
  let edit: Edit
  let keys: [Key]
  /// False where it means something in several lines only.
  var isForLine = true
  let help: Displayable

  static let all: [EditingKey] = [
    EditingKey(edit: .left, keys: [.left, .control("b")], help: "a character to the left"),
    EditingKey(edit: .right, keys: [.right, .control("f")], help: "a character to the right"),
    EditingKey(edit: .wordLeft, keys: [.alt("b")], help: "to the start of the word"),
    EditingKey(edit: .wordRight, keys: [.alt("f")], help: "to the end of the word"),
    EditingKey(edit: .up, keys: [.up, .control("p")], isForLine: false, help: "to the row above"),
    EditingKey(edit: .down, keys: [.down, .control("n")], isForLine: false, help: "to the row below"),
    EditingKey(edit: .lineStart, keys: [.home, .control("a")], help: "to the start of the line"),
    EditingKey(edit: .lineEnd, keys: [.end, .control("e")], help: "to the end of the line"),
    EditingKey(edit: .textStart, keys: [.alt("<")], help: "to the start of all you wrote"),
    EditingKey(edit: .textEnd, keys: [.alt(">")], help: "to the end of all you wrote"),
    EditingKey(edit: .deleteBack, keys: [.backspace], help: "delete the character before the cursor"),
    EditingKey(edit: .deleteOn, keys: [.delete, .control("d")], help: "delete the character at the cursor"),
    EditingKey(edit: .killBack, keys: [.control("w")], help: "take away back to the space before"),
    EditingKey(edit: .killWordBack, keys: [.alt("\u{7F}")], help: "take away back to the start of the word"),
    EditingKey(edit: .killWordOn, keys: [.alt("d")], help: "take away up to the end of the word"),
    EditingKey(edit: .killToStart, keys: [.control("u")], help: "take away back to the start of the line"),
    EditingKey(edit: .killToEnd, keys: [.control("k")], help: "take away up to the end of the line"),
    EditingKey(edit: .yank, keys: [.control("y")], help: "put in again what was taken away"),
    EditingKey(edit: .transpose, keys: [.control("t")], help: "swap the two characters around the cursor"),
    EditingKey(edit: .undo, keys: [.control("_")], help: "undo typing, as far back as you like"),
    EditingKey(edit: .redo, keys: [.alt("_")], help: "redo what was undone"),
  ]

  private static let edits = Dictionary(
    all.flatMap { row in row.keys.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })

  static func edit(of key: Key, in form: TextEditor.Form) -> Edit? {
    guard let row = edits[key], row.isForLine || form == .lines else { return nil }
    return row.edit
  }
}
