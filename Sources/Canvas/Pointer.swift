/// What the mouse does, once it is switched on. Places are cells of the screen.
public enum Pointer: Hashable, Sendable {
  case press(Point)
  /// Moved with the button held.
  case drag(Point)
  case release(Point)
  /// Turned over a place; up is negative.
  case wheel(lines: Int, at: Point)
}
