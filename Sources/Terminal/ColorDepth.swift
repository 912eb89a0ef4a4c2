import CNcurses

/// How many colours a terminal has, in the steps in which themes lose theirs.
public enum ColorDepth: Hashable, Sendable {
  /// None, or fewer than eight.
  case none
  /// The first of the terminal's own; bold stands for the bright ones.
  case eight
  /// The terminal's own.
  case sixteen
  /// Those and 240 that are the same everywhere.
  case many
  /// Any red, green and blue.
  case direct

  /// - Parameters:
  ///   - count: what the terminal's description says under `colors`.
  ///   - isDirect: whether it says `RGB` (user_caps(5)): numbers are then red, green and blue, a byte each.
  init(count: Int, isDirect: Bool) {
    self =
      switch count {
      case ..<8: .none
      case ..<16: .eight
      case ..<256: .sixteen
      default: isDirect && count == 1 << 24 ? .direct : .many
      }
  }

  /// Of the terminal that was described last.
  ///
  /// - Parameter count: the colours that are to be used of it; 0 for none.
  @MainActor
  init(count: Int) { self.init(count: count, isDirect: cn_flag("RGB")) }
}
