import Canvas
import Labeling
import Queue
import Text

/// Why there is nothing to answer, in a sentence, and what happens next.
struct IdleScreen {
  let state: WorkbenchState

  func draw(on frame: inout Frame) {
    let rect = ReadingLayout(frame.size).text
    let (title, sentence) = words
    let lines = Wrapping.lines(of: sentence, width: min(72, rect.columns))
    let row = rect.row + max(0, (rect.rows - lines.count - 2) / 3)
    frame.draw(title, at: Point(row: row, column: rect.column), style: Style(.heading, bold: true), within: rect)
    for (index, line) in lines.enumerated() {
      let point = Point(row: row + 2 + index, column: rect.column)
      frame.draw(line.glyphs, at: point, style: .text, within: rect)
    }
    Footer(state).draw(on: &frame)
  }

  var words: (title: Displayable, sentence: Displayable) {
    switch state.base {
    case .opening, .answering: ("One moment", "Looking for your next example.")
    case .stopped(let what):
      ("Something is in the way", "\(Self.sentence(what))\n\nEnter looks for the next example.")
    case .idle(let idle, let retryAt): words(of: idle, retryAt: retryAt)
    }
  }

  private func words(of idle: Idle, retryAt: Timestamp?) -> (Displayable, Displayable) {
    let given = state.given
    let thanks: Displayable =
      given == 0 ? "" : " You gave \(given) \(given == 1 ? "answer" : "answers") in this session."
    switch idle.reason {
    case .finished:
      return ("All done", "There is nothing left for you to answer.\(thanks) Thank you!")
    case .stuck:
      return (
        "Nothing you may answer",
        """
        There is work left, but nobody who is active may answer it: everybody has seen it already. \
        Whoever runs this task can add people.\(thanks)
        """
      )
    case .paused:
      return ("Paused", "This task, or your part in it, is paused by whoever runs it.\(thanks) Enter looks again.")
    case .unqualified:
      return (
        "Thank you so far",
        """
        Your first answers are with whoever runs this task: they say whether you go on.\(thanks) Enter looks again.
        """
      )
    case .busy:
      let seconds = retryAt.map { max(0, Int($0.seconds(since: state.now).rounded(.up))) } ?? 0
      return (
        "Others are at it",
        """
        All that is left is with other people right now. This looks again by itself in \(Self.duration(seconds)); \
        enter looks at once.\(thanks)
        """
      )
    }
  }

  /// What stands behind a colon elsewhere, as a sentence of its own.
  private static func sentence(_ what: Displayable) -> Displayable {
    let text = what.description
    let isEnded = text.last.map { ".!?)".contains($0) } ?? true
    return Displayable(text.prefix(1).uppercased() + text.dropFirst() + (isEnded ? "" : "."))
  }

  private static func duration(_ seconds: Int) -> Displayable {
    seconds < 100 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
  }
}
