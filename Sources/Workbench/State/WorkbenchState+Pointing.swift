import Canvas
import Labeling
import Text

/// What the button was pressed on, until it is let go.
struct Drag: Hashable, Sendable {
  var start: Point
}

// The mouse.
extension WorkbenchState {
  mutating func point(_ pointer: Pointer) -> [Effect] { [] }
}
