/// What the labels of one taxonomy version can be in another: (M, L, N) of VERSIONS.md 2.
public struct Relation: Hashable, Sendable {
  public let source: LabelSpace
  public let target: LabelSpace
  /// M: per source label the target labels that it can become, ascending.
  let images: [[Int]]
  /// L: source labels some of whose examples have no label in the target.
  let leaks: [Bool]
  /// N: target labels some of whose examples had no label in the source.
  let open: [Bool]

  init(source: LabelSpace, target: LabelSpace, images: [[Int]], leaks: [Bool], open: [Bool]) {
    self.source = source
    self.target = target
    self.images = images
    self.leaks = leaks
    self.open = open
  }

  /// Every label stays what it is.
  public static func identity(on space: LabelSpace) -> Relation {
    Relation(
      source: space, target: space, images: space.ids.indices.map { [$0] },
      leaks: Array(repeating: false, count: space.count), open: Array(repeating: false, count: space.count))
  }

  /// Nothing is known of what any label becomes.
  public init(unrelated source: LabelSpace, to target: LabelSpace) {
    self.init(
      source: source, target: target, images: Array(repeating: [], count: source.count),
      leaks: Array(repeating: true, count: source.count), open: Array(repeating: true, count: target.count))
  }

  /// M of a label, in the target's order; empty for a label that the source does not have.
  public func images(of label: LabelID) -> [LabelID] {
    source.place(of: label).map { images[$0].map { target.ids[$0] } } ?? []
  }

  /// True where some of the label's examples have no label in the target.
  public func leaks(_ label: LabelID) -> Bool { source.place(of: label).map { leaks[$0] } ?? true }

  /// N, in the target's order.
  public var openLabels: [LabelID] { target.ids.indices.filter { open[$0] }.map { target.ids[$0] } }

  /// Target labels that no source label can become, in the target's order.
  public var uncovered: [LabelID] {
    var isCovered = Array(repeating: false, count: target.count)
    for image in images.joined() { isCovered[image] = true }
    return target.ids.indices.filter { !isCovered[$0] }.map { target.ids[$0] }
  }

  /// The label that a label becomes where that is exact: one image, and nothing leaks.
  public func exactImage(of label: LabelID) -> LabelID? {
    let images = images(of: label)
    return images.count == 1 && !leaks(label) ? images.first : nil
  }
}
