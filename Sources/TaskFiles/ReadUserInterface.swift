import Labeling
import Records

/// `ui.yaml` as far as it could be read.
struct UserInterfaceReading {
  var userInterface: UserInterface?
  var marks: UserInterfaceMarks
}

/// What the questions of a screen are held against. What has faults of its own is nil, and nothing is held against it.
struct Surroundings {
  var taxonomy: Taxonomy?
  var schema: Schema?
  /// The fields that are shown.
  var show: [ShownField]?
  /// The questions above.
  var earlier: [Question] = []

  /// Labels that are not in `taxonomy.yaml` may be of the version that the screen was first published with, which only
  /// publishing knows: such names are wrong here only where there is no earlier version.
  var namesAreOfThisTaxonomy: Bool { taxonomy?.lineage.isEmpty == true }
}

extension StrictReader {
  private static let questionLimit = 200

  /// `ui.yaml`: version, edition, show, ask.
  mutating func userInterface(
    _ root: YAMLNode, taxonomy: Taxonomy?, schema: Schema?, guidelines: String
  ) -> UserInterfaceReading? {
    guard let members = mapping(root, "ui.yaml", keys: ["version", "edition", "show", "ask"]) else { return nil }
    var reading = UserInterfaceReading(marks: UserInterfaceMarks(file: mark(root.place)))
    let version = version(members)
    let edition = members["edition"].flatMap { integer($0, "edition", in: 1...Int.max) } ?? 1
    let show = shownFields(members, schema)
    var around = Surroundings(taxonomy: taxonomy, schema: schema, show: show.isWhole ? show.fields : nil)
    if let node = required("ask", of: members), let nodes = list(node, "ask") {
      if nodes.isEmpty { error(node.place, "ask is empty (ask at least one question)") }
      if nodes.count > Self.questionLimit {
        error(
          nodes[Self.questionLimit].place,
          "a screen asks at most \(Self.questionLimit) questions, not \(nodes.count) (divide them among tasks)")
      }
      for node in nodes.prefix(Self.questionLimit) {
        guard let (question, place) = question(node, around, &reading.marks) else { continue }
        if reading.marks.questions[question.id] != nil {
          error(place, "the question '\(question.id)' is there twice (rename one)")
        } else {
          reading.marks.questions[question.id] = mark(place)
        }
        around.earlier.append(question)
      }
    }
    reading.userInterface = version.map {
      UserInterface(version: $0, edition: edition, show: show.fields, ask: around.earlier, guidelines: guidelines)
    }
    return reading
  }

  private mutating func shownFields(_ members: Members, _ schema: Schema?) -> (fields: [ShownField], isWhole: Bool) {
    guard let node = required("show", of: members), let nodes = list(node, "show") else { return ([], false) }
    if nodes.isEmpty { error(node.place, "show is empty (name at least one field)") }
    let fields = nodes.compactMap { shownField($0, schema) }
    return (fields, !nodes.isEmpty && fields.count == nodes.count)
  }

  private mutating func shownField(_ node: YAMLNode, _ schema: Schema?) -> ShownField? {
    guard let members = mapping(node, "a line of show", keys: ["field", "style"]),
      let fieldNode = required("field", of: members)
    else { return nil }
    let style = members["style"].flatMap { choice($0, "style", of: ShownField.Style.self) } ?? .body
    return exampleField(fieldNode, "field", schema).map { ShownField(field: $0, style: style) }
  }

  /// The name of a field of the examples: of the schema's, where there is one.
  mutating func exampleField(_ node: YAMLNode, _ what: String, _ schema: Schema?) -> String? {
    guard let schema, schema.isDeclared else { return word(node, what) }
    return fieldName(node, what, of: schema.fields.map(\.name))
  }
}
