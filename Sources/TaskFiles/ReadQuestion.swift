import Labeling
import Records

extension StrictReader {
  /// One of `ask:`, and the place of its id.
  mutating func question(
    _ node: YAMLNode, _ around: Surroundings, _ marks: inout UserInterfaceMarks
  ) -> (Question, Place)? {
    let keys = ["id", "kind", "prompt", "optional", "when", "advance"] + QuestionKindName.keysOfSomeKinds
    guard let members = mapping(node, "a question", keys: keys) else { return nil }
    guard let idNode = required("id", of: members), let id = identifier(idNode, "a question's id") else { return nil }
    var prompt = ""
    if let node = required("prompt", of: members) { prompt = text(node, "the prompt of '\(id)'") ?? "" }
    let conditions = members["when"].map { self.conditions($0, around, &marks) } ?? []
    guard let kindNode = required("kind", of: members),
      let name = choice(kindNode, "kind", of: QuestionKindName.self),
      let kind = kind(name, members, around)
    else { return nil }
    var question = Question(id: QuestionID(id), kind: kind, prompt: prompt, when: conditions)
    question.isOptional = members["optional"].flatMap { bool($0, "optional") } ?? false
    question.selection = members["select"].flatMap { choice($0, "select", of: Selecting.self) } == .any ? .any : .leaves
    question.under = members["labels"].flatMap { under($0, around, &marks) }
    question.advancesAutomatically = members["advance"].flatMap { choice($0, "advance", of: Advance.self) } == .auto
    if question.advancesAutomatically, !name.canAdvance {
      error(
        members.place(of: "advance"),
        "'advance: auto' is for questions of the kind choice, pairwise or rating (leave it out)")
    }
    checkOffer(of: question, around, members)
    return (question, idNode.place)
  }

  private enum Advance: String, CaseIterable {
    case auto, manual
  }

  private enum Selecting: String, CaseIterable {
    case leaves, any
  }

  private mutating func under(
    _ node: YAMLNode, _ around: Surroundings, _ marks: inout UserInterfaceMarks
  ) -> LabelID? {
    guard let members = mapping(node, "labels", keys: ["under"]), let node = required("under", of: members),
      let id = labelID(node, "under")
    else { return nil }
    named(id, at: node.place, around, &marks)
    return id
  }

  /// Notes where the screen names a label, which must be there unless it can be an earlier version's. False if it is not.
  @discardableResult
  mutating func named(
    _ id: LabelID, at place: Place, _ around: Surroundings, _ marks: inout UserInterfaceMarks
  ) -> Bool {
    if marks.namedLabels[id] == nil { marks.namedLabels[id] = mark(place) }
    guard let taxonomy = around.taxonomy, taxonomy[id] == nil else { return true }
    guard around.namesAreOfThisTaxonomy else { return false }
    let hint = Spelling.nearest(to: id.rawValue, in: taxonomy.labels.map(\.id.rawValue)).map { "did you mean '\($0)'?" }
    error(place, "taxonomy.yaml has no label '\(id)' (\(hint ?? "add it, or name another"))")
    return false
  }

  private mutating func checkOffer(of question: Question, _ around: Surroundings, _ members: Members) {
    guard let taxonomy = around.taxonomy, question.kind.takesLabels else { return }
    if let under = question.under, taxonomy[under] == nil || !around.namesAreOfThisTaxonomy { return }
    let offered = question.offered(by: taxonomy)
    if case .rating = question.kind {
      checkScale(of: question, offered, members)
    } else if offered.isEmpty {
      error(members.place, "the question '\(question.id)' has no labels to offer (add some to taxonomy.yaml)")
    } else if case .choices(let min, _) = question.kind, min > offered.count {
      error(members.place(of: "min"), "min is \(min), but only \(offered.count) labels are offered (lower it)")
    }
  }

  private mutating func checkScale(of question: Question, _ points: [Label], _ members: Members) {
    if points.isEmpty {
      error(
        members.place,
        "the rating '\(question.id)' has no points to offer (give labels in taxonomy.yaml a value:, such as {id: pain-4, value: 4})"
      )
    }
    var owners: [JSONNumber: LabelID] = [:]
    for point in points {
      guard let value = point.value else { continue }
      if let owner = owners[value] {
        error(
          members.place,
          "the rating '\(question.id)' offers the value \(value.text) twice, as '\(owner)' and as '\(point.id)' (give one of them another value, or limit the question with labels: {under: ...})"
        )
      }
      owners[value] = owners[value] ?? point.id
    }
  }
}

extension Question.Kind {
  /// True for the kinds whose answers are labels of the taxonomy.
  var takesLabels: Bool {
    switch self {
    case .choice, .choices, .spans, .rating: true
    case .pairwise, .text: false
    }
  }
}
