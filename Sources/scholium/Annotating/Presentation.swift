import Labeling
import Operations
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
      ShownText(name: shown.field, style: shown.style, text: row?[shown.field]?.shown)
    }
    // A draft that an older taxonomy allowed and this one does not is no start for an answer.
    let draft = assignment.draft.flatMap { try? JSONParser.parse($0) }
      .flatMap { try? Answer($0, under: build, isComplete: false) }
    self.init(assignment: assignment, build: build, fields: fields, draft: draft, earlier: earlier)
  }
}
