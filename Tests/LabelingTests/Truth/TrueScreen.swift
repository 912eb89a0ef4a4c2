import Labeling
import Records

/// A question of one kind, asked of a subtree or of all, built under a version.
struct TrueScreen {
  static let question = QuestionID("q")

  var kind: Question.Kind
  var under: LabelID?

  func build(_ version: TrueVersion) -> Build { Self.build(version, asking: [question]) }

  var question: Question { Question(id: Self.question, kind: kind, prompt: "", under: under) }

  static func build(_ version: TrueVersion, asking: [Question]) -> Build {
    var taxonomy = version.taxonomy
    if asking.contains(where: { $0.kind == .rating }) {
      taxonomy = Taxonomy(
        version: taxonomy.version,
        labels: taxonomy.labels.enumerated().map { place, label in
          var label = label
          if !TrueVersion.allGroups.contains(label.id) { label.value = JSONNumber(place) }
          return label
        }, lineage: taxonomy.lineage)
    }
    return Build(
      task: TaskName("t"), title: "T",
      ui: UserInterface(version: version.number, show: [ShownField(field: "text")], ask: asking),
      taxonomy: taxonomy, schema: Schema(version: 1, fields: []), policy: Policy())
  }
}

extension Build {
  func offers(_ question: QuestionID = TrueScreen.question) -> [LabelID] { (offered[question] ?? []).map(\.id) }
}
