import Labeling

/// `changes:` as far as they could be read.
struct ChangesReading {
  var all: [LabelChange] = []
  /// One for each of `all`.
  var marks: [Mark] = []
  /// Places among `all` that have errors.
  var withErrors: Set<Int> = []
  var isWhole = true
}

/// The kinds of change, by the key that says what is done.
private enum Verb: String, CaseIterable {
  case rename, merge, split, carve, add, retire, redefine

  /// The keys that go with it.
  var companions: [String] {
    switch self {
    case .rename, .merge: ["to"]
    case .split: ["into"]
    case .carve: ["out-of"]
    case .add, .retire: ["unseen"]
    case .redefine: []
    }
  }
}

extension StrictReader {
  mutating func changes(_ node: YAMLNode, _ targets: KnownLabels?) -> ChangesReading {
    var reading = ChangesReading()
    guard let nodes = list(node, "changes") else {
      reading.isWhole = false
      return reading
    }
    for node in nodes {
      let before = faults.count
      guard let change = change(node, targets) else {
        reading.isWhole = false
        continue
      }
      if faults.count > before { reading.withErrors.insert(reading.all.count) }
      reading.all.append(change)
      reading.marks.append(mark(node.place))
    }
    checkTogether(&reading)
    return reading
  }

  private mutating func change(_ node: YAMLNode, _ targets: KnownLabels?) -> LabelChange? {
    guard let verb = verb(of: node),
      let members = mapping(node, "a '\(verb)'", keys: [verb.rawValue] + verb.companions)
    else { return nil }
    switch verb {
    case .rename:
      guard let old = oldLabel(verb.rawValue, of: members), let new = newLabel("to", of: members, targets) else {
        return nil
      }
      if old == new {
        error(
          node.place, "'\(old)' is renamed to itself (leave it out, or say redefine if it means something else now)")
      }
      return .rename(old, to: new)
    case .merge:
      guard let olds = oldLabels(verb.rawValue, of: members), let new = newLabel("to", of: members, targets) else {
        return nil
      }
      if olds.count == 1 {
        error(node.place, "a merge of one label is a rename (say {rename: \(olds[0]), to: \(new)})")
      }
      return .merge(olds, to: new)
    case .split:
      guard let old = oldLabel(verb.rawValue, of: members), let news = newLabels("into", of: members, targets) else {
        return nil
      }
      if news.count == 1 {
        error(node.place, "a split into one label is a rename (say {rename: \(old), to: \(news[0])})")
      }
      return .split(old, into: news)
    case .carve:
      guard let new = newLabel(verb.rawValue, of: members, targets), let source = carveSource(members) else {
        return nil
      }
      return .carve(new, outOf: source)
    case .add:
      return newLabel(verb.rawValue, of: members, targets).map { .add($0, unseen: unseen(members)) }
    case .retire:
      return oldLabel(verb.rawValue, of: members).map { .retire($0, unseen: unseen(members)) }
    case .redefine:
      return newLabel(verb.rawValue, of: members, targets).map { .redefine($0) }
    }
  }

  private mutating func verb(of node: YAMLNode) -> Verb? {
    let known = Verb.allCases.map(\.rawValue)
    guard case .mapping(let members) = node.value else {
      error(
        node.place,
        "a change must be a mapping, not \(node.phrase) (such as {rename: scifi, to: science-fiction}; it starts with \(known.joined(separator: ", ")))"
      )
      return nil
    }
    let verbs = members.compactMap { Verb(rawValue: $0.key) }
    guard verbs.count <= 1 else {
      error(
        node.place,
        "one change says both \(verbs.map { "'\($0)'" }.joined(separator: " and ")) (make an entry of each)")
      return nil
    }
    if let verb = verbs.first { return verb }
    let hint = members.compactMap { Spelling.nearest(to: $0.key, in: known) }.first.map { "did you mean '\($0)'?" }
    error(
      members.first?.place ?? node.place,
      "this is no change: it has none of \(known.joined(separator: ", ")) (\(hint ?? "start with one of them"))")
    return nil
  }

  // MARK: Labels of changes

  private mutating func oldLabel(_ key: String, of members: Members) -> LabelID? {
    required(key, of: members).flatMap { labelID($0, "a label in '\(key)'") }
  }

  private mutating func newLabel(_ key: String, of members: Members, _ targets: KnownLabels?) -> LabelID? {
    guard let node = required(key, of: members), let id = labelID(node, "a label in '\(key)'") else { return nil }
    hold(id, against: targets, at: node.place)
    return id
  }

  private mutating func oldLabels(_ key: String, of members: Members) -> [LabelID]? {
    required(key, of: members).flatMap { placedIDs($0, key) }.map { $0.map(\.id) }
  }

  private mutating func newLabels(_ key: String, of members: Members, _ targets: KnownLabels?) -> [LabelID]? {
    guard let node = required(key, of: members), let placed = placedIDs(node, key) else { return nil }
    for (id, place) in placed { hold(id, against: targets, at: place) }
    return placed.map(\.id)
  }

  private mutating func hold(_ id: LabelID, against targets: KnownLabels?, at place: Place) {
    guard let targets, !targets.contains(id) else { return }
    error(place, "'\(id)' is not among this version's labels (\(targets.remedy(for: id)))")
  }

  /// Ids in a list or one alone, each once.
  private mutating func placedIDs(_ node: YAMLNode, _ key: String) -> [(id: LabelID, place: Place)]? {
    guard case .list(let nodes) = node.value else {
      return labelID(node, "a label in '\(key)'").map { [($0, node.place)] }
    }
    if nodes.isEmpty {
      error(node.place, "'\(key)' names no label (name them, or leave the change out)")
      return nil
    }
    var placed: [(id: LabelID, place: Place)] = []
    var seen: Set<LabelID> = []
    for node in nodes {
      guard let id = labelID(node, "a label in '\(key)'") else { return nil }
      if seen.insert(id).inserted {
        placed.append((id, node.place))
      } else {
        error(node.place, "'\(key)' names '\(id)' twice (once is enough)")
      }
    }
    return placed
  }

  private mutating func carveSource(_ members: Members) -> LabelChange.CarveSource? {
    guard let node = required("out-of", of: members) else { return nil }
    if case .scalar("all", _) = node.value { return .all }
    return placedIDs(node, "out-of").map { .labels($0.map(\.id)) }
  }

  private mutating func unseen(_ members: Members) -> Bool {
    members["unseen"].flatMap { bool($0, "unseen") } ?? false
  }
}
