/// What a key can mean. Choosing a label is none of them: which keys choose is the taxonomy's matter (`Shortcuts`).
///
/// The raw value is the command's name in files of keys.
public enum Command: String, Hashable, Sendable, CaseIterable {
  // Answering.
  case submit
  case nextQuestion = "next-question"
  case previousQuestion = "previous-question"
  case moreLabels = "more-labels"
  case fewerLabels = "fewer-labels"
  case fullList = "full-list"
  case findLabel = "find-label"
  case undo, back, skip, flag, comment
  case takeOver = "take-over"

  // Marking spans.
  case right, left, up, down
  case lineStart = "line-start"
  case lineEnd = "line-end"
  case extendRight = "extend-right"
  case extendLeft = "extend-left"
  case anchor
  case unit
  case toPunctuation = "to-punctuation"
  case nextSame = "next-same"
  case previousSame = "previous-same"
  case nextSpan = "next-span"
  case previousSpan = "previous-span"
  case deleteSpan = "delete-span"
  case markAll = "mark-all"

  // Writing.
  case write
  case newLine = "new-line"

  // Looking.
  case guidelines, beside, find
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case differences, characters, today, help
  case lineUp = "line-up"
  case lineDown = "line-down"
  case pageUp = "page-up"
  case pageDown = "page-down"
  case top, bottom

  // Lists.
  case previousItem = "previous-item"
  case nextItem = "next-item"

  // Reviewing.
  case takeAnswer = "take-answer"
  case editAnswer = "edit-answer"
  case nextDifference = "next-difference"
  case previousDifference = "previous-difference"
  case names
  case nextOrder = "next-order"

  // Watching.
  case pause
  case nextTask = "next-task"
  case previousTask = "previous-task"

  // Everything else.
  case tryAgain = "try-again"
  case accept
  case goOn = "go-on"
  case mouse, leave, interrupt, suspend, redraw
}
