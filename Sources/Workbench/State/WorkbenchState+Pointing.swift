import Canvas
import Labeling
import Text

/// What the button was pressed on, until it is let go.
struct Drag: Hashable, Sendable {
  var start: Point
}

// The mouse.
extension WorkbenchState {
  static func refusalOfMouse(_ state: WorkbenchState) -> Displayable? {
    state.hasMouse ? nil : "This terminal tells nothing of a mouse: every key does without."
  }

  mutating func point(_ pointer: Pointer) -> [Effect] { [] }
}
