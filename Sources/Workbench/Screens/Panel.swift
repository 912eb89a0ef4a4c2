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
      self = .finder(FinderPanel(finder, sheet, state.grid(of: sheet).shortcuts, size: state.size))
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

  /// The rows that it takes even where the text needs them too.
  var leastRows: Int { if case .writing(let panel) = self { panel.leastRows } else { rows } }

  /// The keys of the labels, where there is a list of them.
  var shortcuts: Shortcuts? {
    switch self {
    case .labels(let grid): grid.shortcuts
    case .finder(let panel): panel.shortcuts
    case .scale, .writing: nil
    }
  }

  /// The label that is drawn at a point, with the key that chooses it; none for one that can't be chosen.
  func label(at point: Point, onPage page: Int, in rect: Rect, of size: Size) -> (label: LabelID, key: Character?)? {
    switch self {
    case .labels(let grid): grid.entry(at: point, onPage: page, in: rect, of: size).map { ($0.label.id, $0.key) }
    case .scale(let scale): scale.label(at: point, in: rect, of: size)
    case .finder, .writing: nil
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
