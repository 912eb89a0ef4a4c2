import Canvas
import Labeling

/// What the focused question is answered with, below the text.
enum Panel {
  case labels(LabelGrid)
  case scale(RatingScale)

  init(_ sheet: Sheet, size: Size) {
    if let scale = RatingScale(sheet, size: size) {
      self = .scale(scale)
    } else {
      self = .labels(LabelGrid(sheet, size: size))
    }
  }

  var rows: Int {
    switch self {
    case .labels(let grid): grid.rows
    case .scale(let scale): scale.rows
    }
  }

  func draw(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    switch self {
    case .labels(let grid): grid.draw(sheet, in: rect, on: &frame)
    case .scale(let scale): scale.draw(sheet, in: rect, on: &frame)
    }
  }
}
