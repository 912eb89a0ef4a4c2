import Canvas

/// What a person did at the terminal.
enum Gesture: Hashable {
  case key(Key)
  case pointer(Pointer)
}
