import Labeling
import Queue

/// A person who looks through a task's examples and what was said of them, as far as they may.
public final class Browser: Sendable {
  /// Of whom they see answers.
  public enum Reach: Hashable, Sendable {
    /// Of everybody; what they see of others' is recorded before.
    case everybody
    /// Their own.
    case themselves
  }

  public let reviewer: Reviewer
  public let reach: Reach

  public init(_ reviewer: Reviewer, reach: Reach) {
    self.reviewer = reviewer
    self.reach = reach
  }

  private var sight: BrowseSight { reach == .everybody ? .everything : .own(reviewer.person.id) }

  /// The examples that a query finds. Nothing of what others said is told by that alone: `show` what is put on a screen.
  public func list(_ query: BrowseQuery, checkpoint: (Int) throws -> Void = { _ in }) throws -> BrowseList {
    try reviewer.read {
      try BrowseList.read(
        query, of: reviewer.task, channel: reviewer.channel, seeing: sight, in: $0, checkpoint: checkpoint)
    }
  }

  /// Records that rows of a list are seen, where being found tells what others said.
  public func show(_ examples: [Digest], of query: BrowseQuery) throws(QueueError) {
    guard reach == .everybody, query.tellsAnswers else { return }
    try reviewer.view(examples)
  }

  /// An example with what was said of it. That others' answers are seen is recorded before they are read.
  ///
  /// - Throws: `unknownExample`, also for one that the person did not answer and may not see.
  public func open(_ example: Digest) throws -> ReviewCase {
    guard reach == .themselves else { return try reviewer.open(example) }
    return try reviewer.read { snapshot in
      try ReviewCase(
        of: example, reviewer.task, in: reviewer.channel, for: reviewer.person.id, seeing: sight, snapshot)
    }
  }
}
