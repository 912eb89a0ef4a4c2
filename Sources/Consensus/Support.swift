import Labeling

/// How many people said what.
public enum Support: Hashable, Sendable {
  /// Of a `choice`, `rating` or `pairwise`: the labels that somebody chose, in the offered order.
  case votes([Votes])
  /// Of a `choices`: every label offered, in that order.
  case marks([Marks])
  /// Of a `spans`: every stretch that somebody marked, in order.
  case spans([SpanMarks])
  /// Of a `text`: every text that somebody wrote, by its scalars.
  case texts([TextVotes])

  public struct Votes: Hashable, Sendable {
    public let label: LabelID
    public let count: Int

    public init(label: LabelID, count: Int) {
      self.label = label
      self.count = count
    }
  }

  public struct Marks: Hashable, Sendable {
    public let label: LabelID
    public let yes: Int
    public let no: Int
    public let unknown: Int

    public init(label: LabelID, yes: Int, no: Int, unknown: Int) {
      self.label = label
      self.yes = yes
      self.no = no
      self.unknown = unknown
    }
  }

  public struct SpanMarks: Hashable, Sendable {
    public let span: Span
    public let yes: Int
    public let no: Int
    public let unknown: Int

    public init(span: Span, yes: Int, no: Int, unknown: Int) {
      self.span = span
      self.yes = yes
      self.no = no
      self.unknown = unknown
    }
  }

  public struct TextVotes: Hashable, Sendable {
    public let text: String
    public let count: Int

    public init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }
}
