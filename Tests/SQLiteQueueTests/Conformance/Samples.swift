import Labeling
import Queue

extension TaskName {
  static let sample = TaskName("genre")
}

extension ChannelName {
  static let experiment = ChannelName("experiment/bigger-type")
}

extension TaskDefinition {
  /// Film genres. Each UI version has its own prompt and field style, each taxonomy version one label more.
  static func sample(
    ui: Int = 1, edition: Int = 1, taxonomy: Int = 1, _ policy: Policy = Policy(lease: 600)
  ) -> TaskDefinition {
    TaskDefinition(
      name: .sample, title: "Film genre", dataset: "films", policy: policy,
      ui: UserInterface(
        version: ui, edition: edition, show: [ShownField(field: "film", style: ui % 2 == 0 ? .heading : .body)],
        ask: [
          Question(
            id: QuestionID("genre"), kind: .choice, prompt: edition == 1 ? "Genre \(ui)?" : "Genre \(ui), corrected?")
        ]),
      taxonomy: Taxonomy(
        version: taxonomy,
        labels: ["drama", "comedy", "horror", "western", "musical"].prefix(2 + taxonomy).map {
          Label(id: LabelID($0), title: $0)
        }))
  }
}
