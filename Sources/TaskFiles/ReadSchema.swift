import Labeling
import Records

extension StrictReader {
  /// `schema.yaml`: version, fields, identity.
  mutating func schema(_ root: YAMLNode) -> Schema? {
    guard let members = mapping(root, "schema.yaml", keys: ["version", "fields", "identity"]) else { return nil }
    let version = version(members)
    guard let node = required("fields", of: members) else { return nil }
    guard case .mapping(let fieldNodes) = node.value else {
      error(
        node.place, "fields must be a mapping from names to types, not \(node.phrase) (such as title: {type: string})")
      return nil
    }
    if fieldNodes.isEmpty { error(node.place, "there are no fields (name at least one)") }
    let fields = fieldNodes.compactMap { field($0) }
    let names = fieldNodes.map(\.key)
    let identity = members["identity"].flatMap { identityFields($0, of: names) }
    return version.map { Schema(version: $0, fields: fields, identity: identity) }
  }

  private mutating func field(_ member: YAMLNode.Member) -> Schema.Field? {
    let name = member.key
    let keys = ["type", "required", "min", "max", "max_length", "one_of"]
    guard let members = mapping(member.value, "the field '\(name)'", keys: keys),
      let typeNode = required("type", of: members),
      let type = choice(typeNode, "the type of '\(name)'", of: Schema.Field.FieldType.self)
    else { return nil }
    var field = Schema.Field(name: name, type: type)
    field.isRequired = members["required"].flatMap { bool($0, "required") } ?? false
    let isNumber = type == .integer || type == .number
    if suits(isNumber, "min", members) { field.min = members["min"].flatMap { number($0, "min") } }
    if suits(isNumber, "max", members) { field.max = members["max"].flatMap { number($0, "max") } }
    if let min = field.min, let max = field.max, max < min {
      error(members.place(of: "max"), "max \(max.text) is less than min \(min.text) (swap them)")
    }
    if suits(type == .string, "max_length", members) {
      field.maxLength = members["max_length"].flatMap { integer($0, "max_length", in: 1...Int.max) }
    }
    if suits(type != .boolean, "one_of", members), let node = members["one_of"] {
      field.oneOf = oneOf(node, isNumber: isNumber)
    }
    return field
  }

  /// True where a bound is meant for the field's type; reports it where it is there and is not.
  private mutating func suits(_ isSuited: Bool, _ key: String, _ members: Members) -> Bool {
    if !isSuited, members[key] != nil {
      error(members.place(of: key), "\(members.what) can't have '\(key)' with its type (leave it out)")
    }
    return isSuited
  }

  private mutating func oneOf(_ node: YAMLNode, isNumber: Bool) -> [String] {
    guard let nodes = list(node, "one_of") else { return [] }
    if nodes.isEmpty { error(node.place, "one_of is empty (name the values, or leave it out)") }
    return nodes.compactMap { isNumber ? number($0, "a value in one_of")?.text : word($0, "a value in one_of") }
  }

  private mutating func identityFields(_ node: YAMLNode, of fields: [String]) -> [String]? {
    guard let nodes = list(node, "identity") else { return nil }
    if nodes.isEmpty { error(node.place, "identity is empty (name fields, or leave it out to take all of them)") }
    var names: [String] = []
    for node in nodes {
      guard let name = fieldName(node, "a field in identity", of: fields) else { continue }
      if names.contains(name) { error(node.place, "identity names '\(name)' twice (once is enough)") }
      names.append(name)
    }
    return names
  }

  /// The name of a field of the schema.
  mutating func fieldName(_ node: YAMLNode, _ what: String, of fields: [String]) -> String? {
    guard let name = word(node, what) else { return nil }
    guard !fields.contains(name) else { return name }
    let hint = Spelling.nearest(to: name, in: fields).map { "did you mean '\($0)'?" }
    error(node.place, "schema.yaml has no field '\(name)' (\(hint ?? "its fields: \(fields.joined(separator: ", "))"))")
    return nil
  }
}
