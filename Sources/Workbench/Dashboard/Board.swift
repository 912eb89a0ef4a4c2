import Labeling
import Queue
import Text

/// A figure of the dashboard with examples behind it.
public enum Figure: Hashable, Sendable {
  /// Examples that stand somewhere in a channel.
  case standing(ExampleStanding, in: ChannelName)
  /// Examples answered under a version.
  case version(ui: Int, taxonomy: Int)
  /// Examples that an answer names a label for.
  case label(LabelID, under: QuestionID, ui: Int, taxonomy: Int)
  /// Examples about which people disagree under a question.
  case disputed(QuestionID)
  /// Examples whose settlement contradicts what it settles.
  case contradicted
  /// Examples about which a person did something.
  case person(String, Deed)
  /// Examples that the relabel plan of a channel still asks people about.
  case asked(ChannelName)

  /// The channel that it is a figure of; nil where it is the task's.
  var channel: ChannelName? {
    switch self {
    case .standing(_, let channel), .asked(let channel): channel
    case .version, .label, .disputed, .contradicted, .person: nil
    }
  }

  /// True where being in the list tells what was answered: then the examples' own words are not shown beside, for whoever
  /// sees both could not answer them any more.
  public var tellsAnswers: Bool {
    switch self {
    case .label: true
    case .standing, .version, .disputed, .contradicted, .person, .asked: false
    }
  }
}

/// All that the dashboard shows of a task, as it was at one revision.
public struct Board: Hashable, Sendable {
  public var task: TaskName
  public var revision: Int
  public var at: Timestamp
  public var panels: [BoardPanel]

  public init(task: TaskName, revision: Int, at: Timestamp, panels: [BoardPanel]) {
    self.task = task
    self.revision = revision
    self.at = at
    self.panels = panels
  }
}

/// A part of the dashboard with a title of its own.
public struct BoardPanel: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case table(BoardTable)
    /// Answers over time, a bar for each stretch of it.
    case bars(AnswerTimes)
    /// All answers so far, as a line that rises.
    case line(AnswerTimes)
  }

  public var title: Displayable
  /// A few words beside the title.
  public var note: Displayable
  public var content: Content

  public init(title: Displayable, note: Displayable = "", content: Content) {
    self.title = title
    self.note = note
    self.content = content
  }
}

/// Rows of figures under headings.
public struct BoardTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// As wide as there is room for; texts that do not fit are cut.
      case words
      /// As wide as its widest figure, on the right.
      case figure
      /// A bar for a share.
      case bar
    }

    public var heading: Displayable
    public var kind: Kind
    /// True for what is left out first where there is no room.
    public var isAside: Bool

    public init(_ heading: Displayable, _ kind: Kind, isAside: Bool = false) {
      self.heading = heading
      self.kind = kind
      self.isAside = isAside
    }
  }

  public var columns: [Column]
  public var rows: [[BoardCell]]

  public init(_ columns: [Column], rows: [[BoardCell]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// A cell of a table.
public struct BoardCell: Hashable, Sendable {
  /// Examples that a figure counts.
  public struct Behind: Hashable, Sendable {
    public var figure: Figure
    /// How many they are.
    public var examples: Int
    /// What people call the label that the figure is of.
    public var name: Displayable?

    public init(_ figure: Figure, examples: Int, name: Displayable? = nil) {
      self.figure = figure
      self.examples = examples
      self.name = name
    }
  }

  public enum Tone: Hashable, Sendable {
    case plain, quiet, warning
    /// Of the label at a place in its list.
    case label(Int)
  }

  public var text: Displayable
  public var tone: Tone
  /// Of a bar, 0...1.
  public var share: Double?
  public var behind: Behind?

  public init(_ text: Displayable, _ tone: Tone = .plain, behind: Behind? = nil) {
    self.text = text
    self.tone = tone
    self.behind = behind
  }

  public init(share: Double, _ tone: Tone = .plain) {
    text = ""
    self.tone = tone
    self.share = share
  }
}

/// How many answers were given when.
public struct AnswerTimes: Hashable, Sendable {
  public struct Minute: Hashable, Sendable {
    /// Minutes since 1970.
    public var minute: Int64
    public var answers: Int

    public init(minute: Int64, answers: Int) {
      self.minute = minute
      self.answers = answers
    }
  }

  /// Oldest first, without those in which nothing happened.
  public var minutes: [Minute]
  public var until: Timestamp
  /// Seconds that people's clocks are ahead of UTC.
  public var utcOffset: Int

  public init(minutes: [Minute], until: Timestamp, utcOffset: Int) {
    self.minutes = minutes
    self.until = until
    self.utcOffset = utcOffset
  }
}

/// An example in the list behind a figure.
public struct BoardExample: Hashable, Sendable {
  public var id: Digest
  /// What people know it by; nil where it is not for whoever watches.
  public var words: Displayable?
  public var answers: Int
  public var isDisputed: Bool

  public init(id: Digest, words: Displayable?, answers: Int, isDisputed: Bool) {
    self.id = id
    self.words = words
    self.answers = answers
    self.isDisputed = isDisputed
  }
}
