import Labeling

/// What a lineage declares by the table of VERSIONS.md 2, read again without the program's help.
struct DeclaredMeaning {
  var images: [LabelID: Set<LabelID>] = [:]
  var leaking: Set<LabelID> = []
  var open: Set<LabelID> = []

  init(_ lineage: Lineage, from parent: Taxonomy, to child: Taxonomy) {
    var decided: Set<LabelID> = []
    var carved: [LabelID: Set<LabelID>] = [:]
    func become(_ old: LabelID, _ news: [LabelID]) {
      decided.insert(old)
      images[old] = Set(news)
    }
    for change in lineage.changes {
      switch change {
      case .rename(let old, let new): become(old, [new])
      case .merge(let olds, let new): for old in olds { become(old, [new]) }
      case .split(let old, let news): become(old, news)
      case .carve(let new, .labels(let olds)): for old in olds { carved[old, default: []].insert(new) }
      case .carve(let new, .all): for label in parent.labels { carved[label.id, default: []].insert(new) }
      case .add(let new, let unseen): if !unseen { open.insert(new) }
      case .retire(let old, let unseen):
        become(old, [])
        if !unseen { leaking.insert(old) }
      case .redefine(let label):
        become(label, [])
        leaking.insert(label)
        open.insert(label)
      }
    }
    var listed: Set<LabelID> = []
    for row in lineage.concordance?.rows ?? [] {
      switch (row.old, row.new) {
      case (let old?, _) where decided.contains(old): continue
      case (let old?, let new?):
        images[old, default: []].insert(new)
        listed.insert(old)
      case (let old?, nil):
        leaking.insert(old)
        listed.insert(old)
      case (nil, let new?): open.insert(new)
      case (nil, nil): continue
      }
    }
    for label in parent.labels where !decided.contains(label.id) && !listed.contains(label.id) {
      images[label.id] = [label.id]
    }
    for (old, news) in carved { images[old, default: []].formUnion(news) }
  }
}
