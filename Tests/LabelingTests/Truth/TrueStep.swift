import Labeling

/// Makes a version from another by random changes of every kind, declared truly.
struct TrueStep {
  private enum Fate {
    case keep
    case become([LabelID])
    case gone
  }

  private let parent: TrueVersion
  private let number: Int
  private var random: SeededGenerator
  private var extents: [LabelID: Set<Int>] = [:]
  private var order: [LabelID] = []
  private var changes: [LabelChange] = []
  private var taken: Set<LabelID> = []
  private var outside: Set<Int>

  init(from parent: TrueVersion, to number: Int, using source: inout SeededGenerator) {
    self.parent = parent
    self.number = number
    random = SeededGenerator(seed: source.next())
    outside = Set(TrueGraph.atoms).subtracting(parent.atoms)
  }

  mutating func child() -> TrueVersion {
    var rest = parent.labels.shuffled(using: &random)
    let changed = Int.random(in: 0...min(4, rest.count), using: &random)
    let moving = Array(rest.prefix(changed))
    rest.removeFirst(changed)
    // What stays, or was there and goes, must not lend its name.
    taken = Set(parent.labels)
    for label in rest { put(parent.holds(label), under: label) }
    var queue = moving
    while let label = queue.popLast() { change(label, with: &queue, among: rest) }
    addMore()
    carve()
    while order.count < 2 { put([], under: fresh(), declaring: { .add($0, unseen: true) }) }
    return finished()
  }

  private mutating func change(_ label: LabelID, with queue: inout [LabelID], among kept: [LabelID]) {
    let held = parent.holds(label)
    if label == TrueVersion.none {
      if Bool.random(using: &random) { return put(held, under: label) }
      return retire(label, held)
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      let new = fresh()
      put(held, under: new)
      changes.append(.rename(label, to: new))
    case 2:
      let others = Array(queue.filter { $0 != TrueVersion.none }.prefix(Int.random(in: 1...2, using: &random)))
      queue.removeAll { others.contains($0) }
      let olds = [label] + others
      let new = Bool.random(using: &random) ? label : fresh()
      put(olds.reduce(into: []) { $0.formUnion(parent.holds($1)) }, under: new)
      changes.append(.merge(olds, to: new))
    case 3 where !kept.isEmpty:
      // Into one that is kept, which takes part with itself.
      let target = kept[Int.random(in: 0..<kept.count, using: &random)]
      if isPlain(target), target != TrueVersion.none {
        put(held, under: target)
        changes.append(.merge([label, target], to: target))
      } else {
        retire(label, held)
      }
    case 3, 4, 5:
      var news = [fresh()]
      news.append(Bool.random(using: &random) ? label : fresh())
      if Int.random(in: 0..<3, using: &random) == 0 { news.append(fresh()) }
      // One that is kept may get a part as well (or only be said to).
      if let more = kept.randomElement(using: &random), Int.random(in: 0..<3, using: &random) == 0 { news.append(more) }
      for new in news { put([], under: new) }
      for atom in held.sorted() { put([atom], under: news[Int.random(in: 0..<news.count, using: &random)]) }
      changes.append(.split(label, into: news))
    case 6: retire(label, held)
    default:
      put([], under: label)
      outside.formUnion(held)
      let coming = outside.sorted().filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      outside.subtract(coming)
      put(Set(coming), under: label)
      changes.append(.redefine(label))
    }
  }

  /// True where nothing has been declared of a kept label yet.
  private func isPlain(_ label: LabelID) -> Bool {
    !changes.contains { change in
      if case .merge(let olds, _) = change { olds.contains(label) } else { false }
    }
  }

  private mutating func retire(_ label: LabelID, _ held: Set<Int>) {
    outside.formUnion(held)
    changes.append(.retire(label, unseen: held.isEmpty && label != TrueVersion.none && Bool.random(using: &random)))
  }

  /// New labels from what was outside or is now.
  private mutating func addMore() {
    while Int.random(in: 0..<5, using: &random) < 2 {
      let coming = outside.sorted().filter { _ in Bool.random(using: &random) }
      if coming.isEmpty, Bool.random(using: &random) {
        put([], under: fresh(), declaring: { .add($0, unseen: true) })
      } else {
        outside.subtract(coming)
        put(Set(coming), under: fresh(), declaring: { .add($0, unseen: false) })
      }
    }
    if !parent.hasNone, Int.random(in: 0..<4, using: &random) == 0 {
      put([], under: TrueVersion.none, declaring: { .add($0, unseen: false) })
    }
  }

  private mutating func carve() {
    guard Int.random(in: 0..<3, using: &random) == 0, !parent.labels.isEmpty else { return }
    let isOfAll = Int.random(in: 0..<3, using: &random) == 0
    let sources =
      isOfAll
      ? parent.labels
      : Array(parent.labels.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)))
    let available = sources.flatMap { parent.holds($0) }.sorted()
    let moved = available.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    outside.subtract(moved)
    for label in order { extents[label]?.subtract(moved) }
    let new = fresh()
    put(Set(moved), under: new)
    changes.append(.carve(new, outOf: isOfAll ? .all : .labels(sources)))
  }

  private mutating func put(
    _ atoms: Set<Int>, under label: LabelID, declaring change: ((LabelID) -> LabelChange)? = nil
  ) {
    if !order.contains(label) { order.append(label) }
    extents[label, default: []].formUnion(atoms)
    if let change { changes.append(change(label)) }
  }

  /// An id that the parent does not have; it may have been another label's before.
  private mutating func fresh() -> LabelID {
    let free = (0..<24).map { LabelID("l\($0)") }.filter { !taken.contains($0) }
    let id = free[Int.random(in: 0..<min(6, free.count), using: &random)]
    taken.insert(id)
    return id
  }

  private mutating func finished() -> TrueVersion {
    var version = TrueVersion(number: number, labels: order.shuffled(using: &random), extents: extents)
    for label in order {
      let old = parent.groups[label]
      version.groups[label] =
        old != nil && Int.random(in: 0..<4, using: &random) > 0
        ? old : TrueVersion.allGroups.randomElement(using: &random)
    }
    version.fillGroups()
    version.lineage =
      Int.random(in: 0..<4, using: &random) == 0
      ? [TrueTable.lineage(from: parent, to: version, using: &random)]
      : [Lineage(parent: parent.number, changes: changes.shuffled(using: &random))]
    return version
  }
}
