import Canvas

/// What a person did at the terminal, or what it said itself.
enum Gesture: Hashable {
  case key(Key)
  case pointer(Pointer)
  case reply(TerminalReply)
}
