import Canvas
import Labeling
import Text

// Words of one's own.
extension WorkbenchState {
  /// A key while words are written: bindings of the mode first, all others edit.
  mutating func write(_ key: Key, _ binding: Binding?) -> [Effect] {
    if let binding { return perform(binding, key) }
    let columns = WritingPanel.columns(size)
    edit { $0.take(key, columns: columns) }
    return []
  }

  /// Puts words in the place of all that was written; false where they don't fit, and nothing was changed.
  mutating func replaceWords(with text: String) -> Bool {
    guard var sheet, let old = sheet.editor else { return false }
    var editor = TextEditor("", old.form, limit: old.limit)
    let taken = editor.insert(text)
    if case .cut = taken {
      tell(taken, limit: editor.limit)
      return false
    }
    sheet.write(editor)
    if revising == nil { sheet.wordsChanged(at: now) }
    self.sheet = sheet
    return true
  }

  mutating func beginLine() -> [Effect] {
    edit { $0.insert("\n") }
    return []
  }

  private mutating func edit(_ change: (inout TextEditor) -> TextEditor.Taken) {
    guard var sheet, var editor = sheet.editor else { return }
    let taken = change(&editor)
    guard taken != .ignored else { return }
    sheet.write(editor)
    if revising == nil { sheet.wordsChanged(at: now) }
    self.sheet = sheet
    tell(taken, limit: editor.limit)
  }

  /// Says what found no room.
  mutating func tell(_ taken: TextEditor.Taken, limit: Int) {
    guard case .cut(let count) = taken else { return }
    notice = .hint(
      "There is room for \(limit) characters: \(count) \(count == 1 ? "was" : "were") left out. Take some away first.")
  }

  static func refusalOfWriting(_ state: WorkbenchState) -> Displayable? {
    if case .text = state.sheet?.question?.kind { nil } else { "This question wants no words." }
  }
}
