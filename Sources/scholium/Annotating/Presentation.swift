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
    let fields = ShownText.fields(of: (try? JSONParser.parse(assignment.data))?.object, under: build)
    // A draft that an older taxonomy allowed and this one does not is no start for an answer.
    let draft = assignment.draft.flatMap { try? JSONParser.parse($0) }
      .flatMap { try? Answer($0, under: build, isComplete: false) }
    self.init(
      assignment: assignment, build: build, fields: fields, draft: draft, earlier: earlier, isSwapped: isSwapped)
  }
}

extension ShownText {
  /// What a screen shows of an example. What is compared is read, whether the screen shows it beside or not.
  static func fields(of row: JSONObject?, under build: Build) -> [ShownText] {
    let shown = build.ui.show
    let compared = build.ask.flatMap(\.comparedFields).filter { field in !shown.contains { $0.field == field } }
    return (shown + compared.map { ShownField(field: $0) }).map { shown in
      let value = row?[shown.field]
      return ShownText(name: shown.field, style: shown.style, text: value?.shown, isText: value?.string != nil)
    }
  }
}

extension Question {
  fileprivate var comparedFields: [String] {
    if case .pairwise(let first, let second, _) = kind { [first, second] } else { [] }
  }
}
