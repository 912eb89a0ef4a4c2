import Labeling
import Queue

/// What an export is to hold. Two equal queries at one revision give the same bytes.
public struct ExportQuery: Hashable, Sendable {
  public enum Rows: String, Hashable, Sendable {
    /// One row an example, with one answer from several people's.
    case examples
    /// One row a response, with its whole provenance.
    case responses
  }

  /// A past state.
  public enum Moment: Hashable, Sendable {
    case revision(Int)
    case time(Timestamp)

    /// Reads a revision number or an RFC 3339 time.
    public init?(_ text: String) {
      if let revision = Int(text), revision >= 0 {
        self = .revision(revision)
      } else if let time = Timestamp(rfc3339: text) {
        self = .time(time)
      } else {
        return nil
      }
    }
  }

  public var task: TaskName
  public var channels: ChannelChoice
  public var rows: Rows
  /// Nil: now.
  public var asOf: Moment?
  /// The taxonomy version that answers are read in; nil: the channel's own.
  public var taxonomy: Int?
  /// True where rows of responses carry their example.
  public var withData: Bool

  public init(
    task: TaskName, channels: ChannelChoice, rows: Rows = .examples, asOf: Moment? = nil, taxonomy: Int? = nil,
    withData: Bool = false
  ) {
    self.task = task
    self.channels = channels
    self.rows = rows
    self.asOf = asOf
    self.taxonomy = taxonomy
    self.withData = withData
  }
}
