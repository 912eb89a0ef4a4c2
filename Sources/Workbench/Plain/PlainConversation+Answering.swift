import Canvas
import Labeling
import Text

// Answering by lines.
extension PlainConversation {
  /// Chooses the labels that all words of a line name; nil where a word names none.
  mutating func answer(_ line: PlainLine, _ told: inout [Displayable]) -> [Effect]? {
    guard state.mode == .answering, let sheet = state.sheet, let question = sheet.question, !question.kind.isText
    else { return nil }
    let labels = line.words.map { label(named: $0) }
    guard !labels.contains(nil) else { return nil }
    if question.kind.takesOneLabel, labels.count > 1 {
      state.notice = .hint("One label, please: this question takes no more.")
      return []
    }
    var effects: [Effect] = []
    for case let label? in labels {
      effects += state.choose(label, with: .enter)
      if state.notice != nil || state.request != nil { return effects }
    }
    // The enter that ended the line submits, unless what was named was only taken back.
    guard state.sheet?.focus == sheet.focus, state.sheet?.presented == sheet.presented,
      labels.contains(where: { label in label.map { state.sheet?.isChosen($0) == true } ?? false })
    else { return effects }
    return effects + state.advance(with: .enter)
  }

  /// The label that a word names: by its key, by its number where keys don't reach all of them, by its number among
  /// those found last, or by its id.
  func label(named word: Substring) -> LabelID? {
    guard let sheet = state.sheet else { return nil }
    if let number = Int(word), numbered.indices.contains(number - 1) { return numbered[number - 1] }
    let entries = PlainPage.entries(of: sheet, state)
    return entries.first { $0.name == word && !$0.isFixed }?.label.id
      ?? entries.first { $0.label.id.rawValue == word && !$0.isFixed && word.count > 1 }?.label.id
  }

  /// Does what a key stands for; what it takes words for, it takes from the line.
  mutating func command(_ line: PlainLine, _ told: inout [Displayable]) -> [Effect] {
    guard let first = line.text.first else { return [] }
    let (key, rest) = key(of: line, first)
    guard let key, let binding = state.keymap.binding(for: key, in: state.mode) else {
      state.notice = .hint("'\(line.text)' is no label and no key here: ? tells all of them.")
      return []
    }
    switch binding.command {
    case .findLabel:
      find(rest, &told)
      return []
    case .skip, .flag, .comment, .find:
      let effects = state.act(on: key)
      guard !rest.isEmpty, state.mode == .typing else { return effects }
      let done = effects + state.act(on: .paste(rest)) + state.act(on: .enter)
      if binding.command == .find { told += state.sheet.map { PlainPage.found(in: $0.reading) } ?? [] }
      return done
    case .help:
      told += PlainPage.help
      return state.act(on: key)
    default:
      if rest.isEmpty { return state.act(on: key) }
      state.notice = .hint("'\(line.text)' is not understood: '\(first)' takes no words here.")
      return []
    }
  }

  /// A key by its name, or by the first character of the line; with what is left of the line.
  private func key(of line: PlainLine, _ first: Character) -> (Key?, String) {
    let word = line.words.first.map(String.init) ?? ""
    if let key = Key(named: word) { return (key, line.afterFirstWord) }
    let isMark = !first.isLetter && !first.isNumber
    return isMark ? (.character(first), line.afterFirstCharacter) : (nil, "")
  }
}

extension Question.Kind {
  var isText: Bool { if case .text = self { true } else { false } }
}
