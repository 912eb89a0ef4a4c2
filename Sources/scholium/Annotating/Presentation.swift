import Labeling
import Operations
import Queue
import Records
import Workbench

extension Presented {
  /// Makes an assignment ready for the screen: its fields as texts, its draft as an answer.
  ///
  /// - Parameters:
  ///   - earlier: the person's own answer that the assignment settles.
  ///   - isSwapped: true where the person sees the sides of a `pairwise` the other way round.
  init(_ assignment: Assignment, under build: Build, settling earlier: Earlier? = nil, isSwapped: Bool = false) {
    let row = (try? JSONParser.parse(assignment.data))?.object
    // What is compared is read, whether the screen shows it beside or not.
    let shown = build.ui.show
    let compared = build.ask.flatMap(\.comparedFields).filter { field in !shown.contains { $0.field == field } }
    let fields = (shown + compared.map { ShownField(field: $0) }).map { shown in
      ShownText(name: shown.field, style: shown.style, text: row?[shown.field]?.shown)
    }
    // A draft that an older taxonomy allowed and this one does not is no start for an answer.
    let draft = assignment.draft.flatMap { try? JSONParser.parse($0) }
      .flatMap { try? Answer($0, under: build, isComplete: false) }
    self.init(
      assignment: assignment, build: build, fields: fields, draft: draft, earlier: earlier, isSwapped: isSwapped)
  }
}

extension Question {
  fileprivate var comparedFields: [String] {
    if case .pairwise(let first, let second, _) = kind { [first, second] } else { [] }
  }
}
