import Labeling

extension StrictReader {
  /// `when: {genre: [horror]}`: one or several earlier questions, each with the labels that let this one be shown.
  mutating func conditions(
    _ node: YAMLNode, _ around: Surroundings, _ marks: inout UserInterfaceMarks
  ) -> [Question.Condition] {
    guard case .mapping(let members) = node.value else {
      error(
        node.place,
        "when must be a mapping from earlier questions to labels, not \(node.phrase) (such as when: {genre: [horror]})")
      return []
    }
    if members.isEmpty { error(node.place, "when names no question (name one, or leave it out)") }
    return members.compactMap { condition($0, around, &marks) }
  }

  private mutating func condition(
    _ member: YAMLNode.Member, _ around: Surroundings, _ marks: inout UserInterfaceMarks
  ) -> Question.Condition? {
    guard let question = around.earlier.first(where: { $0.id.rawValue == member.key }) else {
      let hint = Spelling.nearest(to: member.key, in: around.earlier.map(\.id.rawValue)).map { "did you mean '\($0)'?" }
      error(
        member.place,
        "no question '\(LabelSpelling.excerpt(member.key))' is asked before this one (\(hint ?? "name an earlier question, or move this one below it"))"
      )
      return nil
    }
    switch question.kind {
    case .choice, .choices, .rating: break
    case .spans, .pairwise, .text:
      error(
        member.place,
        "'\(question.id)' is of the kind \(question.kind.name), which no question can depend on (name one of the kind choice, choices or rating)"
      )
      return nil
    }
    let offered = around.taxonomy.map { question.offered(by: $0) } ?? []
    var nodes = [member.value]
    if case .list(let listed) = member.value.value { nodes = listed }
    if nodes.isEmpty { error(member.value.place, "'when' names no label of '\(question.id)' (name at least one)") }
    var labels: [LabelID] = []
    var seen: Set<LabelID> = []
    for node in nodes {
      guard let label = answer(node, to: question, offered, around, &marks) else { continue }
      if seen.insert(label).inserted {
        labels.append(label)
      } else {
        error(node.place, "'when' names '\(label)' twice (once is enough)")
      }
    }
    return Question.Condition(question: question.id, labels: labels)
  }

  /// A label that the question offers; of a rating its value names it too.
  private mutating func answer(
    _ node: YAMLNode, to question: Question, _ offered: [Label], _ around: Surroundings,
    _ marks: inout UserInterfaceMarks
  ) -> LabelID? {
    guard let id = labelID(node, "a label in 'when'") else { return nil }
    guard let taxonomy = around.taxonomy else { return id }
    if case .rating = question.kind, taxonomy[id] == nil, let number = number(in: node) {
      if let point = offered.first(where: { $0.value == number }) {
        named(point.id, at: node.place, around, &marks)
        return point.id
      }
      let values = offered.compactMap { $0.value?.text }.joined(separator: ", ")
      error(node.place, "no point of '\(question.id)' has the value \(number.text) (take one of \(values))")
      return nil
    }
    guard named(id, at: node.place, around, &marks), around.namesAreOfThisTaxonomy else { return id }
    if !offered.contains(where: { $0.id == id }) {
      let ids = LabelSpelling.excerpt(offered.map(\.id.rawValue).joined(separator: ", "))
      error(node.place, "the question '\(question.id)' does not offer '\(id)' (it offers \(ids))")
    }
    return id
  }
}
