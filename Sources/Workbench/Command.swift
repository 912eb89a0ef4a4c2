/// What a key can mean. Choosing a label is none of them: which keys choose is the taxonomy's matter (`Shortcuts`).
public enum Command: Hashable, Sendable, CaseIterable {
  case submit, nextQuestion, previousQuestion, moreLabels, fewerLabels, fullList
  case undo, back, skip, flag, comment
  case guidelines, find, findNext, findPrevious, help
  case lineUp, lineDown, pageUp, pageDown, top, bottom
  case tryAgain, accept, goOn
  case leave, interrupt, suspend, redraw
}

/// What the person is doing, which decides what keys mean.
public enum Mode: Hashable, Sendable, CaseIterable {
  /// Answering the open example.
  case answering
  /// Changing an earlier answer.
  case revising
  /// A request is on its way; keys are dropped.
  case waiting
  /// There is nothing to answer, or something went wrong.
  case idle
  /// Reading what is new before the next example.
  case news
  /// Reading the guidelines or the help.
  case reading
  /// Typing a comment, a reason or what to find.
  case typing
}
