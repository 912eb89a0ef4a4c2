import Labeling
import Records

enum Samples {
  static let taxonomy = Taxonomy(
    version: 1,
    labels: [
      Label(id: LabelID("comedy"), title: "Comedy", key: "c", description: "Meant to make you laugh."),
      Label(id: LabelID("speculative"), title: "Speculative"),
      Label(id: LabelID("horror"), title: "Horror", parent: LabelID("speculative")),
      Label(id: LabelID("science-fiction"), title: "Science fiction", parent: LabelID("speculative")),
      Label(id: LabelID("none"), title: "None of these", isNone: true),
    ])

  static let ui = UserInterface(
    version: 2, show: [ShownField(field: "title", style: .heading), ShownField(field: "plot")],
    ask: [
      Question(id: QuestionID("genre"), kind: .choice, prompt: "Which?", advancesAutomatically: true),
      Question(
        id: QuestionID("tags"), kind: .choices(min: 1, max: 2), prompt: "Which ones?",
        under: LabelID("speculative"), isOptional: true),
    ], guidelines: "Look twice.\n")

  static let schema = Schema(
    version: 1,
    fields: [
      .init(name: "title", type: .string, isRequired: true, maxLength: 10),
      .init(name: "year", type: .integer, min: JSONNumber(1888), max: JSONNumber(2100)),
      .init(name: "score", type: .number, max: JSONNumber(1)),
      .init(name: "source", type: .string, oneOf: ["festival", "archive"]),
      .init(name: "silent", type: .boolean),
    ], identity: ["title", "year"])

  static let policy = Policy(
    overlap: 3, lease: 1800, reuse: .sameUI, reuseFrom: [ChannelName("experiment/a")], maxSkips: 2, goldRate: 50_000)

  static let build = Build(
    task: TaskName("genre"), title: "Film genre", ui: ui, taxonomy: taxonomy, schema: schema, policy: policy)
}

extension Taxonomy {
  /// The same with other labels, as a file would say after an edit.
  func edited(version: Int? = nil, from lineage: [Lineage] = [], _ edit: (inout [Label]) -> Void) -> Taxonomy {
    var labels = labels
    edit(&labels)
    return Taxonomy(version: version ?? self.version, labels: labels, lineage: lineage)
  }
}
