import Canvas
import Text

/// The keys of the screen at hand, from the table of bindings.
struct ReviewHelp {
  let state: ReviewState
  let reading: Reading

  static func reading(of state: ReviewState) -> Reading {
    let mode: Mode = state.open == nil ? .cases : .reviewing
    var rows: [HelpScreen.Row] = state.keymap.bindings.filter { $0.modes.contains(mode) }.map { binding in
      (keys(of: binding).map(\.title).joined(separator: " "), binding.help)
    }
    if mode == .reviewing {
      rows.insert(("1–9 letter", "choose the label with that key for your decision, or take it back"), at: 0)
    }
    let width = AnswerLayout.readingWidth(state.size)
    return Reading(HelpScreen.table(titled: "Keys", rows, width: width), width: width)
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

  /// Capitals and Alt keys are the same for all letters.
  private static func keys(of binding: Binding) -> [Key] {
    binding.keys.filter { key in
      switch key {
      case .alt: false
      case .character(let character): !character.isUppercase
      default: true
      }
    }
  }
}
