import Labeling
import Text

/// What a screen keeps while a cursor goes through its text and marks it: where the parts are, and all that is drawn
/// beside the text.
final class Backdrop: Sendable {
  /// The state with its cursor, its marks and its clocks at rest.
  let state: WorkbenchState
  let layout: AnswerLayout

  init(_ atRest: WorkbenchState) {
    state = atRest
    layout = AnswerLayout(atRest)
  }
}

/// What the screen was made from last: a large text and its marks are looked through once, not at every key. It says
/// nothing that the rest of the state does not say.
struct ScreenMemory: Sendable {
  var backdrop: Backdrop?
  var marks: (sources: [TextMarks.Source], marks: TextMarks)?
}

extension ScreenMemory: Hashable {
  static func == (left: ScreenMemory, right: ScreenMemory) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

extension WorkbenchState {
  /// The state with everything at rest that changes while a cursor goes through a text and marks it; nil on other
  /// screens.
  var atRest: WorkbenchState? {
    guard shownMode == .marking, !isTooSmall, let sheet else { return nil }
    var state = self
    state.screenMemory = ScreenMemory()
    state.now = Timestamp(microseconds: 0)
    state.held = HeldKey()
    state.drag = nil
    state.sheet = sheet.atRest(keepsMarks: AnswerLayout.follows(sheet.reading, on: size))
    return state
  }

  /// What stands around the text, if there is one with a cursor.
  ///
  /// - Parameter known: one that may still be the right one, beside the one in memory.
  func backdrop(orElse known: Backdrop? = nil) -> Backdrop? {
    guard let atRest else { return nil }
    if let known, known.state == atRest { return known }
    if let kept = screenMemory.backdrop, kept !== known, kept.state == atRest { return kept }
    return Backdrop(atRest)
  }

  /// What is marked on the screen.
  var marks: TextMarks {
    guard let sources = sheet?.markSources else { return .none }
    if let kept = screenMemory.marks, kept.sources == sources { return kept.marks }
    return TextMarks(sources)
  }

  /// Where the parts of the screen are and what is marked there, kept for the next keys and frames.
  mutating func layOut() -> (layout: AnswerLayout, marks: TextMarks) {
    let backdrop = backdrop()
    let marks = marks
    screenMemory.backdrop = backdrop
    screenMemory.marks = sheet.map { ($0.markSources, marks) }
    return (backdrop?.layout ?? AnswerLayout(self), marks)
  }
}
