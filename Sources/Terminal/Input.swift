import Canvas

/// What the waiting thread wakes up for.
public enum Input<Event: Sendable>: Sendable {
  case key(Key)
  /// The mouse, while it is switched on; always inside the screen.
  case pointer(Pointer)
  /// The screen has this size now, or has to be drawn anew.
  case resize(Size)
  case event(Event)
  case signal(Signal)
  /// Nothing happened for as long as asked.
  case tick
}

extension Input: Equatable where Event: Equatable {}

/// A request to end the program.
public enum Signal: Hashable, Sendable {
  /// The terminal is gone: nothing can be drawn any more.
  case hangup
  case terminate
  case interrupt

  /// The exit code of a program that this signal ended: 128 and its number.
  public var exitCode: Int32 {
    switch self {
    case .hangup: 129
    case .interrupt: 130
    case .terminate: 143
    }
  }
}
