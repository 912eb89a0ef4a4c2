import Labeling

/// A question's kind by its name in `ui.yaml`.
enum QuestionKindName: String, CaseIterable {
  case choice, choices, spans, pairwise, rating, text

  /// The keys that not every kind takes.
  static let keysOfSomeKinds = [
    "labels", "select", "min", "max", "fields", "field", "overlap", "tie", "max_length", "pattern",
  ]

  /// Those of them that this kind takes.
  var keys: [String] {
    switch self {
    case .choice, .rating: ["labels", "select"]
    case .choices: ["labels", "select", "min", "max"]
    case .spans: ["labels", "select", "fields", "field", "overlap"]
    case .pairwise: ["fields", "tie"]
    case .text: ["max_length", "pattern"]
    }
  }

  /// True where one key press is the whole answer.
  var canAdvance: Bool {
    switch self {
    case .choice, .pairwise, .rating: true
    case .choices, .spans, .text: false
    }
  }
}

extension StrictReader {
  mutating func kind(_ name: QuestionKindName, _ members: Members, _ around: Surroundings) -> Question.Kind? {
    for key in QuestionKindName.keysOfSomeKinds where members[key] != nil && !name.keys.contains(key) {
      let kinds = QuestionKindName.allCases.filter { $0.keys.contains(key) }.map(\.rawValue)
      error(
        members.place(of: key),
        "'\(key)' is for questions of the kind \(kinds.joined(separator: ", ")) (leave it out)")
    }
    switch name {
    case .choice: return .choice
    case .choices: return choices(members)
    case .spans: return spans(members, around)
    case .pairwise: return pairwise(members, around)
    case .rating: return .rating
    case .text: return text(members)
    }
  }

  private mutating func choices(_ members: Members) -> Question.Kind {
    let min = members["min"].flatMap { integer($0, "min", in: 0...Int.max) } ?? 0
    let max = members["max"].flatMap { integer($0, "max", in: 1...Int.max) }
    if let max, max < min { error(members.place(of: "max"), "max \(max) is less than min \(min) (swap them)") }
    return .choices(min: min, max: max)
  }

  // MARK: Fields

  private mutating func spans(_ members: Members, _ around: Surroundings) -> Question.Kind? {
    let overlap = members["overlap"].flatMap { bool($0, "overlap") } ?? true
    if members["field"] != nil, members["fields"] != nil {
      error(members.place(of: "field"), "there are both 'field' and 'fields' (name all in 'fields')")
      return nil
    }
    var nodes: [YAMLNode] = members["field"].map { [$0] } ?? []
    if let node = members["fields"] {
      guard let listed = list(node, "fields") else { return nil }
      if listed.isEmpty { error(node.place, "fields is empty (name some, or leave it out to take every text shown)") }
      guard listed.count <= 64 else {
        error(
          node.place, "fields names \(listed.count) fields (take at most 64, or leave it out to take every text shown)")
        return nil
      }
      nodes = listed
    }
    var fields: [String] = []
    for node in nodes {
      guard let field = exampleField(node, "a field", around.schema) else { return nil }
      if fields.contains(field) { error(node.place, "the field '\(field)' is there twice (once is enough)") }
      checkMarkable(field, at: node.place, around)
      fields.append(field)
    }
    if nodes.isEmpty, let show = around.show, !show.contains(where: { Self.isText($0.field, around.schema) }) {
      error(members.place, "no text is shown whose stretches could be marked (show a field of the type string)")
    }
    return .spans(fields: fields, overlap: overlap)
  }

  private mutating func checkMarkable(_ field: String, at place: Place, _ around: Surroundings) {
    if let show = around.show, !show.contains(where: { $0.field == field }) {
      error(
        place, "'\(field)' is not shown, so nothing can be marked in it (add it to show:, or name a field from there)")
    } else if !Self.isText(field, around.schema) {
      error(
        place, "'\(field)' is no text in schema.yaml, so nothing can be marked in it (name a field of the type string)")
    }
  }

  private static func isText(_ field: String, _ schema: Schema?) -> Bool {
    guard let schema, schema.isDeclared else { return true }
    return schema[field].map { $0.type == .string } ?? true
  }

  private mutating func pairwise(_ members: Members, _ around: Surroundings) -> Question.Kind? {
    let tie = members["tie"].flatMap { bool($0, "tie") } ?? false
    guard let node = required("fields", of: members), let nodes = list(node, "fields") else { return nil }
    guard nodes.count == 2 else {
      error(node.place, "a pairwise question compares two fields, not \(nodes.count) (write fields: [x, y])")
      return nil
    }
    let fields = nodes.compactMap { exampleField($0, "a field", around.schema) }
    guard fields.count == 2 else { return nil }
    if fields[0] == fields[1] {
      error(nodes[1].place, "'\(fields[1])' can't be compared with itself (name another field)")
      return nil
    }
    return .pairwise(first: fields[0], second: fields[1], tie: tie)
  }

  // MARK: Text

  private mutating func text(_ members: Members) -> Question.Kind {
    let maxLength = members["max_length"].flatMap { integer($0, "max_length", in: 1...1_000_000) }
    return .text(maxLength: maxLength, pattern: members["pattern"].flatMap { pattern($0) })
  }

  private mutating func pattern(_ node: YAMLNode) -> String? {
    guard let pattern = word(node, "pattern") else { return nil }
    // Groups are compiled by recursion, which must not be as deep as a file is long.
    let groups = pattern.utf8.count { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }
    guard pattern.unicodeScalars.count <= 1000, groups <= 64 else {
      error(node.place, "the pattern is longer than 1,000 characters or has more than 64 groups (make it simpler)")
      return nil
    }
    do {
      _ = try Regex(pattern)
      return pattern
    } catch {
      self.error(
        node.place,
        "the pattern is no regular expression: \(error) (correct it; put it in single quotes so that its backslashes stay)"
      )
      return nil
    }
  }
}
