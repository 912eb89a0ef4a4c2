/// What the person is doing, which decides what keys mean.
public enum Mode: Hashable, Sendable, CaseIterable {
  /// Answering the open example, or changing an earlier answer, with labels.
  case answering
  /// The same with marks in the text.
  case marking
  /// The same with words of one's own: keys are text.
  case writing
  /// Looking for a label by its words.
  case finding
  /// A request is on its way; keys are dropped.
  case waiting
  /// There is nothing to answer, or something went wrong.
  case idle
  /// Reading what is known of the example before.
  case told
  /// Reading what is new before the next example.
  case news
  /// Reading the guidelines or the help.
  case reading
  /// Choosing among the answers given today.
  case choosing
  /// Choosing among tasks, before any of them is open.
  case tasks
  /// Watching figures, with a cursor over those with examples behind them.
  case watching
  /// Looking at the examples behind a figure.
  case listing
  /// Choosing among the examples that there are to review.
  case cases
  /// Looking at what everybody said of an example, and deciding it.
  case reviewing
  /// Typing a comment, a reason or what to find.
  case typing
}
