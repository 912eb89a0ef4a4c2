import Labeling
import Records

extension StrictReader {
  /// `ui.yaml`: version, edition, show, ask. Where `taxonomy` or `schema` have faults of their own they are nil, and
  /// what depends on them isn't checked.
  mutating func userInterface(
    _ root: YAMLNode, taxonomy: Taxonomy?, schema: Schema?, guidelines: String
  ) -> UserInterface? {
    guard let members = mapping(root, "ui.yaml", keys: ["version", "edition", "show", "ask"]) else { return nil }
    let version = version(members)
    let edition = members["edition"].flatMap { integer($0, "edition", in: 1...Int.max) } ?? 1
    var show: [ShownField] = []
    if let node = required("show", of: members), let nodes = list(node, "show") {
      if nodes.isEmpty { error(node.place, "show is empty (name at least one field)") }
      show = nodes.compactMap { shownField($0, schema) }
    }
    var ask: [Question] = []
    if let node = required("ask", of: members), let nodes = list(node, "ask") {
      if nodes.isEmpty { error(node.place, "ask is empty (ask at least one question)") }
      for node in nodes {
        guard let (question, place) = question(node, taxonomy) else { continue }
        if ask.contains(where: { $0.id == question.id }) {
          error(place, "the question '\(question.id)' is there twice (rename one)")
        }
        ask.append(question)
      }
    }
    return version.map {
      UserInterface(version: $0, edition: edition, show: show, ask: ask, guidelines: guidelines)
    }
  }

  private mutating func shownField(_ node: YAMLNode, _ schema: Schema?) -> ShownField? {
    guard let members = mapping(node, "a line of show", keys: ["field", "style"]),
      let fieldNode = required("field", of: members)
    else { return nil }
    let style = members["style"].flatMap { choice($0, "style", of: ShownField.Style.self) } ?? .body
    let name: String? =
      if let schema, schema.isDeclared {
        fieldName(fieldNode, "field", of: schema.fields.map(\.name))
      } else {
        word(fieldNode, "field")
      }
    return name.map { ShownField(field: $0, style: style) }
  }

  private mutating func question(_ node: YAMLNode, _ taxonomy: Taxonomy?) -> (Question, Place)? {
    let keys = ["id", "kind", "prompt", "advance", "labels", "select", "min", "max", "optional", "when"]
    guard let members = mapping(node, "a question", keys: keys) else { return nil }
    guard let idNode = required("id", of: members), let id = identifier(idNode, "a question's id") else { return nil }
    if members["when"] != nil {
      error(members.place(of: "when"), "'when' is not supported by this version of scholium (leave it out)")
    }
    var prompt = ""
    if let node = required("prompt", of: members) { prompt = text(node, "the prompt of '\(id)'") ?? "" }
    guard let kindNode = required("kind", of: members), let kind = kind(kindNode, members) else { return nil }
    var question = Question(id: QuestionID(id), kind: kind, prompt: prompt)
    question.isOptional = members["optional"].flatMap { bool($0, "optional") } ?? false
    question.selection = members["select"].flatMap { choice($0, "select", of: Selecting.self) } == .any ? .any : .leaves
    question.under = members["labels"].flatMap { under($0, taxonomy) }
    question.advancesAutomatically = members["advance"].flatMap { choice($0, "advance", of: Advance.self) } == .auto
    if question.advancesAutomatically, case .choices = kind {
      error(members.place(of: "advance"), "'advance: auto' is for questions of the kind choice (leave it out)")
    }
    if let taxonomy { checkOffer(of: question, taxonomy, members) }
    return (question, idNode.place)
  }

  private enum Advance: String, CaseIterable {
    case auto, manual
  }

  private enum Selecting: String, CaseIterable {
    case leaves, any
  }

  private enum KindName: String, CaseIterable {
    case choice, choices, spans, pairwise, rating, text
  }

  private mutating func kind(_ node: YAMLNode, _ members: Members) -> Question.Kind? {
    guard let name = choice(node, "kind", of: KindName.self) else { return nil }
    switch name {
    case .choice:
      for key in ["min", "max"] where members[key] != nil {
        error(members.place(of: key), "'\(key)' is for questions of the kind choices (leave it out)")
      }
      return .choice
    case .choices:
      let min = members["min"].flatMap { integer($0, "min", in: 0...Int.max) } ?? 0
      let max = members["max"].flatMap { integer($0, "max", in: 1...Int.max) }
      if let max, max < min { error(members.place(of: "max"), "max \(max) is less than min \(min) (swap them)") }
      return .choices(min: min, max: max)
    case .spans, .pairwise, .rating, .text:
      error(
        node.place,
        "questions of the kind '\(name)' are not supported by this version of scholium (take choice or choices)")
      return nil
    }
  }

  private mutating func under(_ node: YAMLNode, _ taxonomy: Taxonomy?) -> LabelID? {
    guard let members = mapping(node, "labels", keys: ["under"]), let node = required("under", of: members),
      let id = identifier(node, "under")
    else { return nil }
    guard let taxonomy, taxonomy[LabelID(id)] == nil else { return LabelID(id) }
    let hint = Spelling.nearest(to: id, in: taxonomy.labels.map(\.id.rawValue)).map { "did you mean '\($0)'?" }
    error(node.place, "taxonomy.yaml has no label '\(id)' (\(hint ?? "add it, or name another"))")
    return nil
  }

  private mutating func checkOffer(of question: Question, _ taxonomy: Taxonomy, _ members: Members) {
    let offered = question.offered(by: taxonomy).count
    if offered == 0 {
      error(members.place, "the question '\(question.id)' has no labels to offer (add some to taxonomy.yaml)")
    } else if case .choices(let min, _) = question.kind, min > offered {
      error(members.place(of: "min"), "min is \(min), but only \(offered) labels are offered (lower it)")
    }
  }
}
