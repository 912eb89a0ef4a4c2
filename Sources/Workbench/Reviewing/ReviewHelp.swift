import Canvas
import Text

/// The keys of the screen at hand, from the table of bindings.
struct ReviewHelp {
  let state: ReviewState
  let reading: Reading

  static func reading(of state: ReviewState) -> Reading {
    let mode: Mode = state.open == nil ? .cases : .reviewing
    let bindings = state.keymap.bindings.filter { $0.modes.contains(mode) && isMeant($0.command, in: state) }
    var rows = KeyList(bindings).rows
    if state.query != nil, mode == .cases {
      rows += [
        ("label: by:", "in a query: a label's id that somebody's answer names, somebody's name"),
        ("ui: taxonomy:", "in a query: versions that it was answered under"),
        ("status:", "in a query: fresh, open, done, review or decided"),
        ("differ: order:", "in a query: percent from unanimous; imported, disagreement, answers or recent"),
      ]
    }
    if mode == .reviewing, state.query == nil {
      rows.insert(("1–9 letter", "choose the label with that key for your decision, or take it back"), at: 0)
    }
    let width = AnswerLayout.readingWidth(state.size)
    return Reading(HelpScreen.table(titled: "Keys", rows, width: width), width: width)
  }

  /// False for keys that only decide, in the browser, and for those that only browse, in the review.
  private static func isMeant(_ command: Command, in state: ReviewState) -> Bool {
    switch command {
    case .submit, .takeAnswer, .editAnswer, .undo, .moreLabels, .fewerLabels, .findLabel: state.query == nil
    case .find, .nextOrder: state.query != nil
    case .skip: state.only == nil
    default: true
    }
  }

  /// The rows that the text has.
  static func rows(_ size: Size) -> Int { max(1, size.rows - 5) }

  func draw(on frame: inout Frame) {
    ReviewHeader(state: state).draw(title: "", on: &frame)
    let rows = Self.rows(frame.size)
    let column = ReadingColumn(reading: reading)
    let rect = Rect(
      row: 2, column: AnswerLayout.margin(frame.size), rows: rows, columns: AnswerLayout.readingWidth(frame.size))
    column.draw(in: rect, on: &frame)
    ReviewFoot(state).draw(state, left: column.hidden(height: rows, isShort: false), on: &frame)
  }
}
