/// The labels of a taxonomy version as small integers: a label's place in the taxonomy's order.
public struct LabelSpace: Hashable, Sendable {
  public let ids: [LabelID]
  private let places: [LabelID: Int]

  /// - Parameter ids: in order; of an id that is there twice the first place counts.
  public init(_ ids: [LabelID]) {
    self.ids = ids
    places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  public var count: Int { ids.count }

  /// The place of a label, nil if it is not of this version.
  public func place(of id: LabelID) -> Int? { places[id] }

  public static func == (left: LabelSpace, right: LabelSpace) -> Bool { left.ids == right.ids }
  public func hash(into hasher: inout Hasher) { hasher.combine(ids) }
}
