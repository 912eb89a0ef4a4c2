import Labeling
import Text

extension Sheet {
  /// The words of the focused question, as they are being written; nil where it wants none.
  var editor: TextEditor? { question.flatMap(editor) }

  private func editor(of question: Question) -> TextEditor? {
    guard case .text(let maxLength, _) = question.kind else { return nil }
    if let editor = editors[question.id] { return editor }
    var words = ""
    if case .text(let text)? = answer[question.id] { words = text }
    return TextEditor(words, .lines, limit: maxLength ?? TextEditor.longestText)
  }

  /// Takes the words of the focused question as they are now; nothing but spaces is no answer.
  mutating func write(_ editor: TextEditor) {
    guard let question, self.editor != nil else { return }
    let before = self.editor?.text ?? ""
    editors[question.id] = editor
    if !editor.text.utf8.elementsEqual(before.utf8) { answer[question.id] = editor.answer }
  }

  /// What the words of a question still want.
  func missingWords(of question: Question, _ pattern: String?) -> Displayable {
    guard answer[question.id] != nil, let pattern else { return "Write something first." }
    let way: Displayable = question.isOptional ? " Take them all away to leave it open." : ""
    return "The words must be of the form \(Displayable(pattern).oneLine), and are not yet.\(way)"
  }

  /// Keeps the words of questions that are about to lose their answer: they are there again when the question is.
  mutating func keepWords(of question: Question) {
    if answer[question.id] != nil { editors[question.id] = editor(of: question) }
  }

  /// Gives a question that is asked again the words that were written before.
  mutating func restoreWords(of question: Question) {
    if answer[question.id] == nil { answer[question.id] = editors[question.id]?.answer }
  }
}

extension TextEditor {
  fileprivate var answer: AnswerValue? { isBlank ? nil : .text(text) }
}
