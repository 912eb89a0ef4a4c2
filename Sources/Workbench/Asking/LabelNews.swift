import Labeling
import Text

/// What became of labels from one taxonomy version to another, in words for annotators.
struct LabelNews: Hashable, Sendable {
  let old: Taxonomy
  let new: Taxonomy
  /// As declared; empty where the newer version did not come from the older one in one step.
  private let changes: [LabelChange]

  init(from old: Taxonomy, to new: Taxonomy) {
    self.old = old
    self.new = new
    changes = new.lineage.first { $0.parent == old.version }.map { $0.allChanges } ?? []
  }

  private func was(_ id: LabelID) -> Displayable { Displayable((old[id] ?? new[id])?.title ?? id.rawValue).oneLine }
  private func now(_ id: LabelID) -> Displayable { Displayable((new[id] ?? old[id])?.title ?? id.rawValue).oneLine }
  private func were(_ ids: [LabelID]) -> Displayable { ids.map(was).joined(separator: ", ") }
  private func are(_ ids: [LabelID]) -> Displayable { ids.map(now).joined(separator: ", ") }

  private func explained(_ id: LabelID) -> Displayable {
    new[id]?.description.map { "\(now(id)) (\(Displayable($0).oneLine))" } ?? now(id)
  }

  /// A line per change, the declared ones first.
  var lines: [Displayable] {
    let isOneStep = old.digest == new.digest || new.lineage.contains { $0.parent == old.version }
    return (isOneStep ? changes.compactMap(line) : undeclared) + rewordings + (hasMoved ? [moved] : [])
  }

  private var moved: Displayable { "labels have moved: mind their numbers" }

  private func line(_ change: LabelChange) -> Displayable? {
    switch change {
    case .rename(let from, let to): was(from) == now(to) ? nil : "renamed: \(was(from)) → \(now(to))"
    case .merge(let from, let to): "merged: \(were(from)) → \(now(to))"
    case .split(let from, let into): "split: \(was(from)) → \(are(into))"
    case .carve(let label, .labels(let from)): "new, taken out of \(were(from)): \(explained(label))"
    case .carve(let label, .all), .add(let label, _): "new: \(explained(label))"
    case .retire(let label, _): "gone: \(was(label))"
    case .redefine(let label): "means something else now: \(explained(label))"
    }
  }

  /// What can be seen without a declaration.
  private var undeclared: [Displayable] {
    let gone = old.labels.map(\.id).filter { new[$0] == nil }
    let added = new.labels.map(\.id).filter { old[$0] == nil }
    return added.map { "here: \(explained($0))" } + gone.map { "not here: \(was($0))" }
  }

  /// Labels that stayed what they were, under other words or another key.
  private var rewordings: [Displayable] {
    let told = Set(changes.flatMap(\.targets))
    return new.labels.flatMap { label -> [Displayable] in
      guard !told.contains(label.id), let before = old[label.id] else { return [] }
      var lines: [Displayable] = []
      if label.title != before.title { lines.append("reworded: \(was(label.id)) → \(now(label.id))") }
      if label.description != before.description, label.description != nil {
        lines.append("explained anew: \(explained(label.id))")
      }
      if let key = label.key, key != before.key { lines.append("other key: \(now(label.id)) has \(key)") }
      return lines
    }
  }

  /// True where a label without a key of its own has another number on the first page.
  private var hasMoved: Bool {
    func places(_ taxonomy: Taxonomy) -> [LabelID: Character] {
      let entries = Shortcuts(taxonomy.leaves(), capacity: .max).pages.first ?? []
      return Dictionary(
        entries.compactMap { entry in entry.key.map { (entry.label.id, $0) } }, uniquingKeysWith: { first, _ in first })
    }
    let before = places(old)
    return places(new).contains { id, key in new[id]?.key == nil && before[id].map { $0 != key } ?? false }
  }
}

// Why an answer does not say enough any more.
extension LabelNews {
  /// What happened to a label that was chosen, as a clause about `subject`; nil where nothing is declared of it.
  func fate(of label: LabelID, as subject: Displayable) -> Displayable? {
    if let change = change(of: label, as: subject) { return change }
    let added = changes.compactMap { if case .add(let new, false) = $0 { new } else { nil } }
    return added.isEmpty ? nil : "\(are(added)) \(added.count == 1 ? "is" : "are") new"
  }

  /// True where something is declared of the label itself.
  func hasChanged(_ label: LabelID) -> Bool { change(of: label, as: "") != nil }

  private func change(of label: LabelID, as subject: Displayable) -> Displayable? {
    let carved = changes.compactMap { change -> LabelID? in
      switch change {
      case .carve(let new, .all): new
      case .carve(let new, .labels(let from)) where from.contains(label): new
      default: nil
      }
    }
    for change in changes {
      switch change {
      case .split(label, _): return "\(subject) was split"
      case .retire(label, _): return "\(subject) is gone"
      case .redefine(label): return "\(subject) means something else"
      default: continue
      }
    }
    return carved.isEmpty ? nil : "\(are(carved)) \(carved.count == 1 ? "was" : "were") taken out of \(subject)"
  }
}

extension LabelChange {
  /// The labels of the newer version that it speaks of.
  fileprivate var targets: [LabelID] {
    switch self {
    case .rename(_, let to), .merge(_, let to): [to]
    case .split(_, let into): into
    case .carve(let label, _), .add(let label, _), .redefine(let label): [label]
    case .retire: []
    }
  }

  fileprivate var sources: [LabelID] {
    switch self {
    case .rename(let label, _), .split(let label, _), .retire(let label, _), .redefine(let label): [label]
    case .merge(let labels, _): labels
    case .carve, .add: []
    }
  }
}

extension Lineage {
  /// The declared changes, and those that a table says, unless a declared one overrides it.
  fileprivate var allChanges: [LabelChange] {
    guard let concordance else { return changes }
    let overridden = Set(changes.flatMap(\.sources))
    var images: [LabelID: [LabelID]] = [:]
    var sources: [LabelID: [LabelID]] = [:]
    for case (let old?, let new?) in concordance.rows.map({ ($0.old, $0.new) }) {
      images[old, default: []].append(new)
      sources[new, default: []].append(old)
    }
    var listed: [LabelChange] = []
    var seen: Set<LabelID> = []
    var told: Set<LabelID> = []
    for row in concordance.rows {
      guard let old = row.old else {
        listed += row.new.map { [.add($0, unseen: false)] } ?? []
        continue
      }
      guard !overridden.contains(old), seen.insert(old).inserted else { continue }
      let into = images[old] ?? []
      if into.isEmpty {
        listed.append(.retire(old, unseen: false))
      } else if into.count > 1 {
        listed.append(.split(old, into: into))
      } else if let merged = sources[into[0]], merged.count > 1 {
        if told.insert(into[0]).inserted { listed.append(.merge(merged, to: into[0])) }
      } else if into[0] != old {
        listed.append(.rename(old, to: into[0]))
      }
    }
    return changes + listed
  }
}
