import Canvas
import Labeling

/// What stands below the text: how the focused question is answered.
enum Panel {
  case labels(LabelGrid)
  case finder(FinderPanel)
  case scale(RatingScale)
  case writing(WritingPanel)

  init(_ sheet: Sheet, of state: WorkbenchState) {
    if let finder = sheet.finder {
      self = .finder(FinderPanel(finder, sheet, size: state.size))
    } else if let editor = sheet.editor {
      self = .writing(WritingPanel(editor, size: state.size))
    } else if let scale = RatingScale(sheet, size: state.size) {
      self = .scale(scale)
    } else {
      self = .labels(state.grid(of: sheet))
    }
  }

  /// The rows that it takes where there is room.
  var rows: Int {
    switch self {
    case .labels(let grid): grid.rows
    case .finder(let panel): panel.rows
    case .scale(let scale): scale.rows
    case .writing(let panel): panel.rows
    }
  }

  func draw(_ sheet: Sheet, of state: WorkbenchState, in rect: Rect, on frame: inout Frame) {
    switch self {
    case .labels(let grid): grid.draw(sheet, in: rect, on: &frame)
    case .finder(let panel): panel.draw(sheet, in: rect, on: &frame)
    case .scale(let scale): scale.draw(sheet, in: rect, on: &frame)
    case .writing(let panel): panel.draw(sheet, of: state, in: rect, on: &frame)
    }
  }
}
