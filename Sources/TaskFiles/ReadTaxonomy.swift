import Labeling
import Records

extension StrictReader {
  /// `taxonomy.yaml`: version and labels.
  mutating func taxonomy(_ root: YAMLNode) -> Taxonomy? {
    guard let members = mapping(root, "taxonomy.yaml", keys: ["version", "labels", "from"]) else { return nil }
    let version = version(members)
    if members["from"] != nil {
      error(members.place(of: "from"), "'from' is not supported by this version of scholium (leave it out)")
    }
    guard let node = required("labels", of: members) else { return nil }
    if case .mapping = node.value {
      error(node.place, "labels from a file are not supported by this version of scholium (list them here)")
      return nil
    }
    guard let nodes = list(node, "labels") else { return nil }
    if nodes.isEmpty { error(node.place, "there are no labels (list at least one)") }
    let placed = nodes.compactMap { label($0) }
    checkParents(placed)
    checkKeys(placed)
    checkIDs(placed)
    return version.map { Taxonomy(version: $0, labels: placed.map(\.label)) }
  }

  private mutating func label(_ node: YAMLNode) -> PlacedLabel? {
    let keys = ["id", "title", "key", "description", "parent", "none"]
    guard let members = mapping(node, "a label", keys: keys) else { return nil }
    if members["value"] != nil {
      error(members.place(of: "value"), "scale values are not supported by this version of scholium (leave it out)")
    }
    guard let idNode = required("id", of: members), let id = identifier(idNode, "a label's id") else { return nil }
    var label = Label(id: LabelID(id), title: id)
    if let node = members["title"], let title = text(node, "the title of '\(id)'") { label.title = title }
    label.description = members["description"].flatMap { text($0, "the description of '\(id)'") }
    label.parent = members["parent"].flatMap { identifier($0, "the parent of '\(id)'") }.map { LabelID($0) }
    label.isNone = members["none"].flatMap { bool($0, "none") } ?? false
    label.key = members["key"].flatMap { key($0, of: id) }
    return PlacedLabel(
      label: label, place: idNode.place, keyPlace: members["key"]?.place, parentPlace: members["parent"]?.place)
  }

  private mutating func key(_ node: YAMLNode, of id: String) -> Character? {
    guard let word = word(node, "the key of '\(id)'") else { return nil }
    let scalars = word.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, scalar.isKeyboardCharacter, let key = word.first else {
      error(node.place, "the key of '\(id)' can't be '\(word)' (take one letter or mark)")
      return nil
    }
    return key
  }

  private mutating func checkIDs(_ labels: [PlacedLabel]) {
    var first: [LabelID: Place] = [:]
    for label in labels {
      if let place = first[label.label.id] {
        error(label.place, "the label '\(label.label.id)' is there twice, first on line \(place.line) (rename one)")
      } else {
        first[label.label.id] = label.place
      }
    }
  }

  private mutating func checkKeys(_ labels: [PlacedLabel]) {
    var owners: [Character: LabelID] = [:]
    for placed in labels {
      guard let key = placed.label.key, let place = placed.keyPlace else { continue }
      if let owner = owners[key] {
        error(place, "the key '\(key)' belongs to '\(owner)' already (take another)")
      }
      owners[key] = owners[key] ?? placed.label.id
      checkReserved(key, at: place)
    }
  }

  private mutating func checkReserved(_ key: Character, at place: Place) {
    let reserved: [Character: String] = [
      "u": "undo", "s": "skip", "f": "flag", "g": "guidelines", "q": "quit", "?": "help", "/": "find",
    ]
    if let command = reserved[key] {
      error(place, "the key '\(key)' is the workbench's own for \(command) (take another)")
    } else if key == "c" {
      // Not refused: published examples of task files use it.
      warning(
        place, "the key 'c' is the workbench's own for comments (take another, or choose this label by its number)")
    } else if key.isNumber {
      warning(place, "digits choose labels by their place already (leave the key out)")
    }
  }

  private mutating func checkParents(_ labels: [PlacedLabel]) {
    let parents = Dictionary(labels.map { ($0.label.id, $0.label.parent) }, uniquingKeysWith: { first, _ in first })
    var clear: Set<LabelID> = []
    for placed in labels {
      guard let parent = placed.label.parent, let place = placed.parentPlace else { continue }
      guard parents[parent] != nil else {
        let hint = Spelling.nearest(to: parent.rawValue, in: parents.keys.map(\.rawValue).sorted())
        error(
          place,
          "there is no label '\(parent)' (\(hint.map { "did you mean '\($0)'?" } ?? "add it, or drop the parent"))")
        continue
      }
      if isInCycle(placed.label.id, parents, &clear) {
        error(place, "'\(placed.label.id)' is its own ancestor (break the circle of parents)")
      }
    }
  }

  /// Walks upwards; labels known to lead to a root end the walk, so that the whole check is linear.
  private func isInCycle(_ id: LabelID, _ parents: [LabelID: LabelID?], _ clear: inout Set<LabelID>) -> Bool {
    var path: Set<LabelID> = []
    var current: LabelID? = id
    while let here = current, !clear.contains(here) {
      guard path.insert(here).inserted else { return here == id }
      current = parents[here] ?? nil
    }
    clear.formUnion(path)
    return false
  }
}

/// A label with the places that its faults are reported at.
private struct PlacedLabel {
  var label: Label
  var place: Place
  var keyPlace: Place?
  var parentPlace: Place?
}

extension Unicode.Scalar {
  /// A letter, digit, mark or symbol that one key press can give.
  fileprivate var isKeyboardCharacter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .titlecaseLetter, .decimalNumber, .otherPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }
}
