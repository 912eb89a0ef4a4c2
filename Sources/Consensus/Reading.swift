import Labeling

/// What one person's standing answer says about a question in the vocabulary wanted.
public enum Reading: Hashable, Sendable {
  /// The label of a `choice`.
  case label(LabelID)
  /// Of each label of a `choices` whether it applies; a label left out is unknown.
  case marks([LabelID: Mark])
  /// Nothing usable: the answer does not cross into this vocabulary.
  case void

  /// Whether a label applies to an example.
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    case yes, no, unknown
  }

  /// What an answer given in this very vocabulary says; what was offered and not ticked is a no.
  public init(_ value: AnswerValue, offered: [Label]) {
    switch value {
    case .label(let id):
      self = offered.contains { $0.id == id } ? .label(id) : .void
    case .labels(let ids):
      let ticked = Set(ids)
      self = .marks(Dictionary(offered.map { ($0.id, ticked.contains($0.id) ? .yes : .no) }) { first, _ in first })
    }
  }
}
