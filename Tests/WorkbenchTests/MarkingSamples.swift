import Canvas
import Labeling
import Queue
import Text

@testable import Workbench

/// Spans tasks for tests.
extension Sample {
  static let entities = QuestionID("entities")
  static let entityLabels = [
    Label(id: LabelID("person"), title: "Person"), Label(id: LabelID("place"), title: "Place"),
    Label(id: LabelID("org"), title: "Organisation"),
  ]

  static func entities(_ fields: [String] = ["plot"], overlap: Bool = true, isOptional: Bool = false) -> Question {
    Question(
      id: entities, kind: .spans(fields: fields, overlap: overlap), prompt: "Who and what is named?",
      isOptional: isOptional)
  }

  static func marked(_ plot: String, _ question: Question = entities(), draft: Answer? = nil) -> Presented {
    presented(build: build([question], labels: entityLabels), plot: plot, draft: draft)
  }

  static func span(_ start: Int, _ end: Int, _ label: String, field: String = "plot") -> Span {
    Span(field: field, start: start, end: end, label: LabelID(label))
  }
}

/// A text with its selection in it: `#[word|]#` has the cursor at its end, `#[|word]#` at its start.
struct SelectedText: Hashable {
  var text: String
  var range: Range<Int>
  var isBackwards: Bool

  init?(_ marked: String) {
    var scalars = Array(marked.unicodeScalars)
    func take(_ mark: String) -> Int? {
      let mark = Array(mark.unicodeScalars)
      guard mark.count <= scalars.count else { return nil }
      for start in 0...(scalars.count - mark.count) where Array(scalars[start..<start + mark.count]) == mark {
        scalars.removeSubrange(start..<start + mark.count)
        return start
      }
      return nil
    }
    let backwards = take("#[|")
    guard let start = backwards ?? take("#["), let end = take(backwards == nil ? "|]#" : "]#") else { return nil }
    range = start..<end
    isBackwards = backwards != nil
    text = ""
    text.unicodeScalars.append(contentsOf: scalars)
  }

  init(_ text: String, _ range: Range<Int>, isBackwards: Bool) {
    self.text = text
    self.range = range
    self.isBackwards = isBackwards
  }

  var description: String {
    var scalars = Array(text.unicodeScalars)
    scalars.insert(contentsOf: (isBackwards ? "]#" : "|]#").unicodeScalars, at: range.upperBound)
    scalars.insert(contentsOf: (isBackwards ? "#[|" : "#[").unicodeScalars, at: range.lowerBound)
    var marked = ""
    marked.unicodeScalars.append(contentsOf: scalars)
    return marked
  }
}

extension Bench {
  /// Keys as they are written: arrows and ⌫ ⎋ ↵ ⇥ for those keys, everything else for itself.
  mutating func keys(_ keys: String) {
    for key in keys {
      switch key {
      case "→": press(.right)
      case "←": press(.left)
      case "↑": press(.up)
      case "↓": press(.down)
      case "⌫": press(.backspace)
      case "⎋": press(.escape)
      case "↵": press(.enter)
      case "⇥": press(.tab)
      default: press(.character(key))
      }
    }
  }

  /// The spans of the focused question as 'label:text'.
  var spans: [String] {
    guard let marking = state.sheet?.marking else { return [] }
    return marking.spans.map { "\($0.label.rawValue):\(marking.text(of: $0))" }
  }

  /// The selected text.
  var selected: String? {
    guard let cursor = state.sheet?.marking?.cursor else { return nil }
    return state.sheet?.marking?.texts[cursor.text].text(cursor.range)
  }

  var notice: String { state.notice?.text.description ?? "" }
  var value: AnswerValue? { state.sheet?.answer[Sample.entities] }

  /// The answer that the last key submitted.
  var submitted: Answer? {
    if case .submit(let answer, _, _, _)? = effects.first { answer } else { nil }
  }
}
