import Labeling
import Queue

/// Which examples somebody wants to see, and in which order.
public struct BrowseQuery: Hashable, Sendable {
  /// Where an example stands in the channel.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// Nobody answered it.
    case fresh
    /// It wants more answers.
    case open
    /// It has all the answers that it wants.
    case done
    /// A reviewer is called for: flagged, skipped too often, or stuck.
    case review
    /// A reviewer decided it.
    case decided
  }

  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// As they were imported.
    case imported
    /// The most disputed first.
    case disagreement
    /// The most answered first.
    case answers
    /// What was answered last first.
    case recent
  }

  /// Words that must all stand in the texts of an example, whatever their case.
  public var words: [String]
  /// A label that somebody's standing answer names, as the channel reads it.
  public var label: LabelID?
  /// Somebody's name, who answered it.
  public var annotator: String?
  /// Versions that somebody answered it on.
  public var ui: Int?
  public var taxonomy: Int?
  public var status: Status?
  /// At least so far from unanimous, 0...1.
  public var disagreement: Double
  public var order: Order

  public init(
    words: [String] = [], label: LabelID? = nil, annotator: String? = nil, ui: Int? = nil, taxonomy: Int? = nil,
    status: Status? = nil, disagreement: Double = 0, order: Order = .imported
  ) {
    self.words = words
    self.label = label
    self.annotator = annotator
    self.ui = ui
    self.taxonomy = taxonomy
    self.status = status
    self.disagreement = disagreement
    self.order = order
  }

  /// True where what is found tells what others said.
  public var tellsAnswers: Bool { label != nil || annotator != nil || disagreement > 0 || order == .disagreement }
}
