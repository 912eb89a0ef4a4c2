import Labeling
import Queue
import Records
import Workbench

extension Presented {
  /// Makes an assignment ready for the screen: its fields as texts, its draft as an answer.
  ///
  /// - Parameter earlier: the person's own answer that the assignment settles.
  init(_ assignment: Assignment, under build: Build, settling earlier: Earlier? = nil) {
    let row = (try? JSONParser.parse(assignment.data))?.object
    let fields = build.ui.show.map { shown in
      let value = row?[shown.field]
      return ShownText(name: shown.field, style: shown.style, text: value?.shown, isText: value?.string != nil)
    }
    // A draft that an older taxonomy allowed and this one does not is no start for an answer.
    let draft = assignment.draft.flatMap { try? JSONParser.parse($0) }
      .flatMap { try? Answer($0, under: build, isComplete: false) }
    self.init(assignment: assignment, build: build, fields: fields, draft: draft, earlier: earlier)
  }
}

extension JSON {
  /// A value as people read it; nil for null.
  fileprivate var shown: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    case .bool, .number, .array, .object: text()
    }
  }
}
