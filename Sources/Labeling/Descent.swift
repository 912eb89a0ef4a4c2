/// One declared step from a parent version, worked out label by label: the relation, and everything that is wrong with it.
///
/// All changes apply at once; every old label has exactly one fate; every new label is explained (VERSIONS.md 2).
struct Descent {
  /// What becomes of an old label, before anything is carved out of it.
  private struct Fate {
    var images: Set<Int> = []
    var leaks = false
    /// The change that says so.
    var change: Int?
  }

  private let child: Taxonomy
  private let parent: Taxonomy
  private let lineage: Lineage
  private let index: Int

  private var fates: [Int: Fate] = [:]
  private var carved: [Int: Set<Int>] = [:]
  private var open: Set<Int> = []
  /// New labels that something accounts for.
  private var explained: Set<Int> = []
  private(set) var faults: [LineageFault] = []

  init(of child: Taxonomy, from parent: Taxonomy, by lineage: Lineage, at index: Int) {
    self.child = child
    self.parent = parent
    self.lineage = lineage
    self.index = index
    for place in lineage.changes.indices { apply(lineage.changes[place], at: place) }
    if let concordance = lineage.concordance { apply(concordance) }
    keepTheRest()
    checkRenames()
    checkNewLabels()
  }

  var relation: Relation {
    Relation(
      source: parent.space, target: child.space,
      images: parent.labels.indices.map { (fates[$0]?.images ?? []).union(carved[$0] ?? []).sorted() },
      leaks: parent.labels.indices.map { fates[$0]?.leaks ?? false },
      open: child.labels.indices.map { open.contains($0) })
  }

  // MARK: Declared changes

  private mutating func apply(_ change: LabelChange, at place: Int) {
    switch change {
    case .rename(let old, let new):
      setFate(of: [old], to: [new], at: place)
    case .merge(let olds, let new):
      setFate(of: olds, to: [new], at: place)
    case .split(let old, let news):
      setFate(of: [old], to: news, at: place)
    case .carve(let new, .labels(let olds)):
      guard let image = newLabel(new, at: place) else { return }
      for old in olds {
        guard let source = oldLabel(old, at: place) else { continue }
        carved[source, default: []].insert(image)
        if old == new {
          fault(.change(place, parent: index), "'\(new)' is carved out of itself (name another label, or leave it out)")
        }
      }
    case .carve(let new, .all):
      guard let image = newLabel(new, at: place) else { return }
      for source in parent.labels.indices { carved[source, default: []].insert(image) }
    case .add(let new, let unseen):
      guard let image = newLabel(new, at: place) else { return }
      explained.insert(image)
      if !unseen { open.insert(image) }
    case .retire(let old, let unseen):
      setFate(of: [old], to: [], leaks: !unseen, at: place)
    case .redefine(let label):
      setFate(of: [label], to: [], leaks: true, at: place)
      if let image = newLabel(label, at: place) {
        explained.insert(image)
        open.insert(image)
      }
    }
  }

  private mutating func setFate(of olds: [LabelID], to news: [LabelID], leaks: Bool = false, at place: Int) {
    let images = Set(news.compactMap { newLabel($0, at: place) })
    for old in olds {
      guard let source = oldLabel(old, at: place) else { continue }
      if let earlier = fates[source]?.change {
        let first = lineage.changes[earlier].phrase
        fault(
          .change(place, parent: index),
          "'\(old)' has two fates: \(first), and \(lineage.changes[place].phrase) (say once what becomes of it)")
        continue
      }
      fates[source] = Fate(images: images, leaks: leaks, change: place)
    }
  }

  /// The place of an old label.
  private mutating func oldLabel(_ id: LabelID, at place: Int) -> Int? {
    if let found = parent.space.place(of: id) { return found }
    fault(.change(place, parent: index), "taxonomy \(parent.version) has no label '\(id)' (\(Self.some(parent)))")
    return nil
  }

  /// The place of a new label, which this change accounts for.
  private mutating func newLabel(_ id: LabelID, at place: Int) -> Int? {
    guard let found = child.space.place(of: id) else {
      fault(
        .change(place, parent: index),
        "'\(id)' is not among this version's labels (add it to labels:, or correct the name)")
      return nil
    }
    explained.insert(found)
    return found
  }

  private mutating func fault(
    _ place: LineageFault.Place, severity: LineageFault.Severity = .error, _ message: String
  ) {
    faults.append(LineageFault(place, severity: severity, message))
  }

  // MARK: Official tables

  private mutating func apply(_ concordance: Concordance) {
    let decided = Set(fates.keys)
    var seen: Set<Concordance.Row> = []
    for (place, row) in concordance.rows.enumerated() {
      if !seen.insert(row).inserted {
        fault(.row(place, parent: index), "this row is there twice (drop one)")
        continue
      }
      let source = row.old.map { parent.space.place(of: $0) }
      let image = row.new.map { child.space.place(of: $0) }
      if let old = row.old, source == .some(nil) {
        // One fault is enough for a row.
        if let image = image ?? nil { explained.insert(image) }
        fault(
          .row(place, parent: index),
          "taxonomy \(parent.version) has no label '\(old)' (correct the code, or publish the version that has it first)"
        )
      }
      if let new = row.new, image == .some(nil) {
        fault(.row(place, parent: index), "'\(new)' is not among this version's labels (add it, or correct the code)")
      }
      switch (source, image) {
      case (nil, let image??):
        open.insert(image)
        explained.insert(image)
      case (let source??, nil) where !decided.contains(source):
        fates[source, default: Fate()].leaks = true
      case (let source??, let image??) where !decided.contains(source):
        fates[source, default: Fate()].images.insert(image)
        explained.insert(image)
      default: continue
      }
    }
  }

  // MARK: What nothing was said about

  private mutating func keepTheRest() {
    var unlisted: [LabelID] = []
    var vanished: [LabelID] = []
    for (place, label) in parent.labels.enumerated() where fates[place] == nil {
      guard let image = child.space.place(of: label.id) else {
        vanished.append(label.id)
        continue
      }
      // Tables list codes; the groups above them stay without being listed.
      if lineage.concordance?.unlisted == .refuse, !(parent.isGroup(label.id) && child.isGroup(label.id)) {
        unlisted.append(label.id)
        continue
      }
      fates[place] = Fate(images: [image])
      explained.insert(image)
      warnIfBecameGroup(label.id)
    }
    for id in vanished {
      let isCarved = parent.space.place(of: id).map { carved[$0] != nil } ?? false
      fault(
        .parent(index),
        "label '\(id)' of taxonomy \(parent.version) is not explained: it is not in this version (say rename, merge, split or retire\(isCarved ? "; what is carved out of it says nothing of the rest" : ""))"
      )
    }
    for id in unlisted {
      fault(
        .parent(index),
        "label '\(id)' of taxonomy \(parent.version) is not explained: the table does not list it (add a row, a change, or unlisted: same)"
      )
    }
  }

  private mutating func warnIfBecameGroup(_ id: LabelID) {
    guard child.isGroup(id), !parent.isGroup(id) else { return }
    let children = child.labels.filter { $0.parent == id }.map(\.id.rawValue).joined(separator: ", ")
    fault(
      .label(id), severity: .warning,
      "'\(id)' could be chosen in taxonomy \(parent.version) and is a group now, so its answers say nothing (say {split: \(id), into: [\(children)]})"
    )
  }

  // MARK: What needs all fates

  /// A rename says that one label became another; where that one has examples already it is a merge.
  private mutating func checkRenames() {
    for (place, change) in lineage.changes.enumerated() {
      guard case .rename(let old, let new) = change, let source = parent.space.place(of: old),
        let image = child.space.place(of: new)
      else { continue }
      let others = fates.filter { other, fate in
        guard other != source, fate.images.contains(image) else { return false }
        guard let change = fate.change else { return true }
        if case .split = lineage.changes[change] { return false }
        return true
      }.keys.sorted()
      guard let other = others.first else { continue }
      fault(
        .change(place, parent: index),
        "'\(new)' is taken: '\(parent.labels[other].id)' becomes it too (say {merge: [\(([source] + others).sorted().map { parent.labels[$0].id.rawValue }.joined(separator: ", "))], to: \(new)})"
      )
    }
  }

  private mutating func checkNewLabels() {
    for (place, label) in child.labels.enumerated() where !explained.contains(place) {
      guard let source = parent.space.place(of: label.id) else {
        fault(
          .label(label.id),
          "label '\(label.id)' is not explained: taxonomy \(parent.version) has no '\(label.id)' that became it (say add, carve or rename in from:)"
        )
        continue
      }
      // What became of the old label is told, or its fault is; a group has no examples of its own.
      guard let change = fates[source]?.change, !child.isGroup(label.id) else { continue }
      fault(
        .label(label.id),
        "label '\(label.id)' is still among the labels, and \(lineage.changes[change].phrase) (take it out of labels:, name it among what became of it, or say redefine)"
      )
    }
    for (place, change) in lineage.changes.enumerated() {
      guard case .add(let new, _) = change, let image = child.space.place(of: new),
        let source = parent.space.place(of: new), fates[source]?.change == nil,
        fates[source]?.images.contains(image) == true
      else { continue }
      fault(
        .change(place, parent: index), severity: .warning,
        "'\(new)' was there before: this says that it takes examples now that had no label (say redefine if it means something else)"
      )
    }
  }

  private static func some(_ taxonomy: Taxonomy) -> String {
    let ids = taxonomy.labels.prefix(12).map(\.id.rawValue).joined(separator: ", ")
    return "it has: \(ids)\(taxonomy.labels.count > 12 ? ", ..." : "")"
  }
}

extension LabelChange {
  /// In words, for messages and plans: `action is split into action and superhero`.
  public var phrase: String {
    func list(_ ids: [LabelID]) -> String {
      guard let last = ids.last, ids.count > 1 else { return ids.first?.rawValue ?? "nothing" }
      if ids.count > 12 {
        return ids.prefix(10).map(\.rawValue).joined(separator: ", ") + " and \(ids.count - 10) more"
      }
      return ids.dropLast().map(\.rawValue).joined(separator: ", ") + " and \(last)"
    }
    return switch self {
    case .rename(let old, let new): "\(old) is renamed to \(new)"
    case .merge(let olds, let new): "\(list(olds)) are merged to \(new)"
    case .split(let old, let news): "\(old) is split into \(list(news))"
    case .carve(let new, .labels(let olds)): "\(new) is carved out of \(list(olds))"
    case .carve(let new, .all): "\(new) is carved out of all labels"
    case .add(let new, let unseen): "\(new) is added\(unseen ? " (unseen before)" : "")"
    case .retire(let old, let unseen): "\(old) is retired\(unseen ? " (unseen)" : "")"
    case .redefine(let label): "\(label) is redefined"
    }
  }
}
