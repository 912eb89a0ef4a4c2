import Canvas
import Text

/// A line that is being typed at the foot of the screen, and what it is for.
struct PromptLine: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case skip, flag, comment, find
  }

  let purpose: Purpose
  var editor = TextEditor()

  /// What is asked, as a title.
  func title(isShort: Bool) -> Displayable {
    switch purpose {
    case .skip: isShort ? "Skip" : "Skip this example"
    case .flag: isShort ? "Flag" : "Flag for a reviewer"
    case .comment: "Comment"
    case .find: "Find"
    }
  }

  /// What may be typed, while nothing is.
  var placeholder: Displayable {
    switch purpose {
    case .skip: "why? (enter alone is fine)"
    case .flag: "what is wrong with it?"
    case .comment: "a note beside this example"
    case .find: "words in the text"
    }
  }

  /// What enter does.
  var action: Displayable {
    switch purpose {
    case .skip: "skip"
    case .flag: "flag"
    case .comment: "keep comment"
    case .find: "find"
    }
  }
}
