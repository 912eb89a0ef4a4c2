import Labeling

/// Declares how any version came from any other by an official table, and by changes that override some of its rows.
enum TrueTable {
  static func lineage(
    from parent: TrueVersion, to child: TrueVersion, using random: inout SeededGenerator
  ) -> Lineage {
    var rows: Set<Concordance.Row> = []
    var changes: [LabelChange] = []
    var images: [LabelID: [LabelID]] = [:]
    for old in parent.labels {
      let held = parent.holds(old)
      var news = child.labels.filter { !child.holds($0).isDisjoint(with: held) }
      // What no label held was 'none of these' and stays it.
      if old == TrueVersion.none, child.hasNone, !news.contains(old) { news.append(old) }
      let isLeft = old == TrueVersion.none && !child.hasNone
      let leaks = isLeft || !held.isSubset(of: child.atoms) || news.isEmpty
      // A table may say more than is so.
      if Int.random(in: 0..<6, using: &random) == 0 {
        let more = child.labels[Int.random(in: 0..<child.labels.count, using: &random)]
        if !news.contains(more) { news.append(more) }
      }
      images[old] = news
      if !leaks, news.count > 1, Bool.random(using: &random) {
        changes.append(.split(old, into: news))
        // The rows of what a change names do not count.
        rows.insert(.init(old: old, new: child.labels[0]))
        continue
      }
      for image in news { rows.insert(.init(old: old, new: image)) }
      if leaks { rows.insert(.init(old: old, new: nil)) }
    }
    let named = images.values.reduce(into: Set()) { $0.formUnion($1) }
    for new in child.labels
    where !child.holds(new).isSubset(of: parent.atoms) || !named.contains(new) || new == TrueVersion.none {
      if new == TrueVersion.none, parent.hasNone, child.holds(new).isSubset(of: parent.atoms), named.contains(new) {
        continue
      }
      rows.insert(.init(old: nil, new: new))
    }
    var unlisted = Concordance.Unlisted.refuse
    if Bool.random(using: &random) {
      unlisted = .same
      let kept = parent.labels.filter { old in
        child.labels.contains(old) && rows.filter { $0.old == old } == [.init(old: old, new: old)]
          && !changes.contains { if case .split(old, _) = $0 { true } else { false } }
      }
      rows = rows.filter { row in !kept.contains { row == .init(old: $0, new: $0) } }
    }
    return Lineage(
      parent: parent.number, changes: changes,
      concordance: Concordance(rows: rows.sorted { "\($0)" < "\($1)" }.shuffled(using: &random), unlisted: unlisted))
  }
}
