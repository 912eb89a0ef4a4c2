import Canvas
import Labeling

/// What stands below the text: how the focused question is answered.
enum Panel {
  case labels(LabelGrid)
  case finder(FinderPanel)

  init(_ sheet: Sheet, of state: WorkbenchState) {
    if let finder = sheet.finder {
      self = .finder(FinderPanel(finder, sheet, size: state.size))
    } else {
      self = .labels(state.grid(of: sheet))
    }
  }

  /// The rows that it takes where there is room.
  var rows: Int {
    switch self {
    case .labels(let grid): grid.rows
    case .finder(let panel): panel.rows
    }
  }

  func draw(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    switch self {
    case .labels(let grid): grid.draw(sheet, in: rect, on: &frame)
    case .finder(let panel): panel.draw(sheet, in: rect, on: &frame)
    }
  }
}
