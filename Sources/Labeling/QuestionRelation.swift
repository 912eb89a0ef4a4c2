/// How the labels that one question offered relate to those that the same question offers in a target build: the relation
/// of the taxonomy versions, cut to both offered sets (VERSIONS.md 1 and 3).
struct QuestionRelation: Sendable {
  /// What an offered label can be in the target.
  struct Image: Sendable {
    /// Places in the target's offered order, ascending.
    var places: [Int]
    /// Some of its examples have no label that the target offers.
    var leaks: Bool
    var isNone: Bool
  }

  let target: [LabelID]
  private let images: [LabelID: Image]
  /// By place in `target`: some of its examples had no label that was offered.
  let isOpen: [Bool]
  let openPlaces: [Int]
  /// True where the source offered a 'none of these'.
  let offeredNone: Bool

  /// Under another taxonomy version, by its declared relation; nil: nothing crosses.
  init(from source: Build, _ asked: Question, to target: Build, _ question: Question, by relation: Relation?) {
    let offered = source.offered[asked.id] ?? []
    let wanted = target.offered[question.id] ?? []
    self.target = wanted.map(\.id)
    offeredNone = offered.contains(where: \.isNone)
    let places = Dictionary(zip(wanted.map(\.id), wanted.indices), uniquingKeysWith: { first, _ in first })
    var isOpen = Array(repeating: false, count: wanted.count)

    if case .pairwise = question.kind {
      // Sides are not of the taxonomy; a tie that could not be said is open.
      images = Dictionary(
        offered.map {
          ($0.id, Image(places: places[$0.id].map { [$0] } ?? [], leaks: places[$0.id] == nil, isNone: false))
        },
        uniquingKeysWith: { first, _ in first })
      for (place, label) in wanted.enumerated() where images[label.id] == nil { isOpen[place] = true }
    } else if let relation {
      var images: [LabelID: Image] = [:]
      let offeredIDs = Set(offered.map(\.id))
      for label in offered {
        let all = relation.images(of: label.id)
        let kept = all.compactMap { places[$0] }.sorted()
        images[label.id] = Image(
          places: kept, leaks: relation.leaks(label.id) || kept.count < all.count, isNone: label.isNone)
      }
      self.images = images
      for label in relation.openLabels {
        if let place = places[label] { isOpen[place] = true }
      }
      // What was not on offer could not be said. Groups have no examples of their own where only leaves are offered.
      for label in source.taxonomy.labels
      where !offeredIDs.contains(label.id) && !(asked.selection == .leaves && source.taxonomy.isGroup(label.id)) {
        for image in relation.images(of: label.id) {
          if let place = places[image] { isOpen[place] = true }
        }
      }
    } else {
      images = [:]
    }
    self.isOpen = isOpen
    openPlaces = isOpen.indices.filter { isOpen[$0] }
  }

  subscript(label: LabelID) -> Image { images[label] ?? Image(places: [], leaks: true, isNone: false) }

  func labels(_ places: some Sequence<Int>) -> [LabelID] { places.map { target[$0] } }
}
