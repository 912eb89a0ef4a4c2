import Labeling
import Queue
import Text

/// A field of an example as text, still raw.
public struct ShownText: Hashable, Sendable {
  public var name: String
  /// What stands above it where several texts are shown: its name, unless that would tell too much.
  public var caption: String
  public var style: ShownField.Style
  /// Nil where the example has no such field, or null in it.
  public var text: String?
  /// False where the field holds a number or the like, in which nothing can be marked.
  public var isText: Bool

  public init(name: String, style: ShownField.Style, text: String?, isText: Bool = true) {
    self.name = name
    caption = name
    self.style = style
    self.text = text
    self.isText = isText
  }
}

/// An example on its way to the screen, with the build that says how it is shown and what is asked.
public struct Presented: Hashable, Sendable {
  public var assignment: Assignment
  public var build: Build
  /// In the order of the UI version.
  public var fields: [ShownText]
  /// The half-made answer that was kept; nil without one.
  public var draft: Answer?
  /// The person's own answer that this settles; nil where it settles none, or the answer is not known.
  public var earlier: Earlier?
  /// True where this person sees the two sides of a `pairwise` the other way round.
  public var isSwapped: Bool

  public init(
    assignment: Assignment, build: Build, fields: [ShownText], draft: Answer? = nil, earlier: Earlier? = nil,
    isSwapped: Bool = false
  ) {
    self.assignment = assignment
    self.build = build
    self.fields = fields
    self.draft = draft
    self.earlier = earlier
    self.isSwapped = isSwapped
  }
}

/// An answer that a person gave, with the build that says what its labels meant.
public struct Earlier: Hashable, Sendable {
  public var answer: Answer
  public var build: Build

  public init(answer: Answer, build: Build) {
    self.answer = answer
    self.build = build
  }
}

/// What a claim brought, ready for the screen.
public struct Served: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case example(Presented)
    case nothing(Idle)
  }

  public var outcome: Outcome
  public var progress: Progress
  /// Examples that other terminals of the person have open.
  public var elsewhere: Int

  public init(_ outcome: Outcome, progress: Progress, elsewhere: Int = 0) {
    self.outcome = outcome
    self.progress = progress
    self.elsewhere = elsewhere
  }
}

/// What comes after something was recorded: that the next example can't be shown does not undo it.
public typealias Next = Result<Served, Failure>

/// An answer that this person gave today, in this session or an earlier one.
public struct GivenToday: Hashable, Sendable {
  /// The response that stands.
  public var response: ResponseID
  public var at: Timestamp
  /// Milliseconds of work on it, where they are known.
  public var activeMilliseconds: Int?
  /// The first words of the example, raw.
  public var example: String
  /// `Answer.summary`.
  public var answer: Displayable

  public init(response: ResponseID, at: Timestamp, activeMilliseconds: Int?, example: String, answer: Displayable) {
    self.response = response
    self.at = at
    self.activeMilliseconds = activeMilliseconds
    self.example = example
    self.answer = answer
  }
}

/// A committed answer and what comes after it.
public struct Delivery: Hashable, Sendable {
  public var receipt: Receipt
  /// Of an example whose answer is known, where its person is told.
  public var known: KnownAnswer?
  /// Nil where it was not asked for.
  public var next: Next?

  public init(receipt: Receipt, known: KnownAnswer? = nil, next: Next?) {
    self.receipt = receipt
    self.known = known
    self.next = next
  }
}

/// An answer that can be revised.
public struct Answered: Hashable, Sendable {
  public var presented: Presented
  public var answer: Answer
  /// The response that stands.
  public var response: ResponseID
  public var at: Timestamp
  /// Milliseconds of work on it.
  public var activeMilliseconds: Int

  public init(presented: Presented, answer: Answer, response: ResponseID, at: Timestamp, activeMilliseconds: Int) {
    self.presented = presented
    self.answer = answer
    self.response = response
    self.at = at
    self.activeMilliseconds = activeMilliseconds
  }
}

/// Who sits here and what they draw from: the same for a whole session.
public struct Desk: Hashable, Sendable {
  public var annotator: String
  public var task: TaskName
  public var channels: ChannelChoice
  /// Seconds that local time is ahead of UTC; times of day are shown in local time.
  public var utcOffset: Int

  public init(annotator: String, task: TaskName, channels: ChannelChoice, utcOffset: Int = 0) {
    self.annotator = annotator
    self.task = task
    self.channels = channels
    self.utcOffset = utcOffset
  }
}
