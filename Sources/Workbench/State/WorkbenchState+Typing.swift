import Canvas
import Labeling
import Queue
import Text

// Lines being typed.
extension WorkbenchState {
  mutating func type(_ key: Key, _ binding: Binding?) -> [Effect] {
    guard case .line(var line) = overlay else { return [] }
    sawActivity()
    switch binding?.command {
    case .accept: return accept(line, with: key)
    case .back: overlay = nil
    default:
      tell(line.editor.take(key), limit: line.editor.limit)
      overlay = .line(line)
    }
    return []
  }

  private mutating func accept(_ line: PromptLine, with key: Key) -> [Effect] {
    if line.purpose == .find {
      overlay = nil
      find(line.editor.text.allSatisfy(\.isWhitespace) ? nil : line.editor.text)
      return []
    }
    guard let sheet else { return [] }
    let assignment = sheet.presented.assignment.id
    let text = line.editor.text.allSatisfy(\.isWhitespace) ? nil : line.editor.text
    let active = sheet.active.milliseconds
    switch (line.purpose, text) {
    case (.find, _): return []
    case (.flag, nil):
      notice = .hint("Say in a few words what is wrong, so that a reviewer can see it.")
      return []
    case (.comment, nil):
      overlay = nil
      return []
    case (.comment, let text?):
      request = .note(line)
      held.pressed(key, at: now)
      return [.note(text, on: assignment)]
    case (.flag, let text?):
      return end(.flagged(comment: text), of: assignment, line, active, key)
    case (.skip, let text):
      return end(.skipped(reason: text), of: assignment, line, active, key)
    }
  }

  private mutating func end(
    _ how: Ending.How, of assignment: AssignmentID, _ line: PromptLine, _ active: Int, _ key: Key
  ) -> [Effect] {
    request = .end(line)
    held.pressed(key, at: now)
    return [.end(how, of: assignment, activeMilliseconds: active, claimsNext: ahead == nil)]
  }

  private mutating func find(_ text: String?) {
    guard let text else {
      if overlay == nil { sheet?.forgetFound() } else { scroll { reading, _, _ in reading.forgetFound() } }
      return
    }
    if overlay == nil {
      let (layout, marks) = layOut()
      sheet?.find(text, height: layout.text.rows, marks: marks)
      goToFound()
    } else {
      scroll { $0.find(text, height: $1, marks: $2) }
    }
    let count = placesFound
    notice =
      switch count {
      case 0: .hint("'\(text)' is not in the text.")
      case 1: .hint("Found once.")
      default: .hint("Found \(count) times\(waysToFound).")
      }
  }
}

extension WorkbenchState {
  /// The keys to other places found, where they have any.
  private var waysToFound: Displayable {
    let next = keymap.title(of: .findNext, besides: shortcuts)
    let previous = keymap.title(of: .findPrevious, besides: shortcuts)
    return next.isEmpty || previous.isEmpty ? "" : ": \(next) goes to the next, \(previous) to the one before"
  }
}
