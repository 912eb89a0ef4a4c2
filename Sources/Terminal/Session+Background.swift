import Canvas

extension Session {
  /// The colour behind all that has none of its own; nil where the terminal does not tell.
  ///
  /// It is asked once, before anything is painted. Keys that are typed meanwhile come with the next input.
  /// - Parameter limit: how long it is waited for. A terminal answers within one round trip, whether it knows the colour
  ///   or not; an answer that comes later is thrown away.
  public mutating func background(within limit: Duration = .seconds(1)) -> RGB? {
    if !isAsked {
      isAsked = true
      knownBackground = ask(within: limit)
    }
    return knownBackground
  }

  private mutating func ask(within limit: Duration) -> RGB? {
    guard answersQuestions, colorCount > 0, !isGone, Self.takesOutput(within: 0) else { return nil }
    Self.send(TerminalReply.question)
    decoder.expectsReply = true
    let deadline = ContinuousClock.now + limit
    var color: RGB?
    while decoder.expectsReply, typedAhead.count < Curses.longestBurst {
      let left = deadline - .now
      guard left > .zero else { break }
      let ready = Self.waitForAny(
        terminal: .input, inbox: -1, signals: signals.reader, milliseconds: Self.milliseconds(left))
      isGone = ready.isHungUp
      // They are told of by the next input.
      if isGone || ready.hasSignals { break }
      let (codes, isAll) = curses.codes()
      for gesture in decoder.take(codes, isAll: isAll) {
        switch gesture {
        case .reply(.background(let told)): color = told
        case .reply(.attributes): break
        case .key, .pointer: typedAhead.append(gesture)
        }
      }
    }
    return color
  }
}
