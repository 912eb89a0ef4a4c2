import CNcurses
import CTerminalGuard
import Canvas
import Glibc

extension Session {
  /// Milliseconds after which the rest of a paste or a character is not waited for any more.
  private static var patience: Int32 { 1000 }

  /// Waits until something happens and returns all of it; never empty.
  ///
  /// A terminal that is gone counts as the hangup signal, again at every call. Of one that does not read what was
  /// painted nothing is read either, until it does: then comes a `.tick`.
  /// - Parameter timeout: After this time without anything it returns `.tick`. Nil waits for ever.
  public mutating func next<Event>(_ inbox: Inbox<Event>, timeout: Duration? = nil) -> [Input<Event>] {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
      let left = deadline.map { max(.zero, $0 - .now) }
      let isWaiting = !isGone && (!hasMoreKeys && typedAhead.isEmpty || isBehind)
      let patience = decoder.isPending && !isBehind ? Self.patience : nil
      let wait = isWaiting ? Self.shorter(left.map { Self.milliseconds($0) }, patience) : 0
      let ready = Self.waitForAny(
        terminal: isGone ? nil : isBehind ? .output : .input, inbox: inbox.reader, signals: signals.reader,
        milliseconds: wait)
      if ready.isHungUp { isGone = true }
      var inputs: [Input<Event>] = []
      if ready.hasSignals || isGone { inputs += inputsFromSignals(Event.self) }
      if isBehind, ready.isTerminalReady {
        isBehind = false
        inputs.append(.tick)
      }
      if !isGone, !isBehind { inputs += inputsFromTerminal(isQuiet: ready.isQuiet) }
      if ready.hasEvents { inputs += inbox.take().map { .event($0) } }
      if isGone, !inputs.contains(where: \.isHangup) { inputs.append(.signal(.hangup)) }
      if !inputs.isEmpty { return inputs }
      if let deadline, deadline <= .now { return [.tick] }
    }
  }

  private mutating func inputsFromSignals<Event>(_: Event.Type) -> [Input<Event>] {
    var inputs: [Input<Event>] = []
    for number in signals.drain() {
      switch Int32(number) {
      case SIGHUP: isGone = true
      case SIGTERM: inputs.append(.signal(.terminate))
      case SIGINT: inputs.append(.signal(.interrupt))
      case SIGTSTP where canSuspend:
        suspend()
        inputs.append(.resize(size))
      case SIGCONT where !isGone:
        resume()
        inputs.append(.resize(size))
      case SIGWINCH where !isGone:
        fitToWindow()
        inputs.append(.resize(size))
      default: break
      }
    }
    // Whoever ends the program has read the signal now; from here on the end takes the time that it takes.
    if isGone || !inputs.isEmpty { terminal_guard_signals_read() }
    return inputs
  }

  private mutating func inputsFromTerminal<Event>(isQuiet: Bool) -> [Input<Event>] {
    let (codes, isAll) = curses.codes()
    hasMoreKeys = !isAll
    let gestures = typedAhead + decoder.take(codes, isAll: isAll)
    typedAhead = []
    let late = isQuiet && codes.isEmpty && decoder.isPending ? decoder.finish() : []
    return (gestures + late).compactMap { input($0) }
  }

  private func input<Event>(_ gesture: Gesture) -> Input<Event>? {
    switch gesture {
    case .key(let key): .key(key)
    // A report may still be on its way when the mouse is switched off.
    case .pointer(let pointer): isMouseOn ? .pointer(pointer.clamped(to: size)) : nil
    // It came too late.
    case .reply: nil
    }
  }

  private static func shorter(_ left: Int32?, _ right: Int32?) -> Int32 {
    switch (left, right) {
    case (let left?, let right?): min(left, right)
    case (let one?, nil), (nil, let one?): one
    case (nil, nil): -1
    }
  }

  /// Rounded up, so that a wait is never cut into many short ones.
  static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    return Int32(clamping: min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }

  /// What `poll` found.
  struct Ready {
    /// True where nothing came in all the time.
    var isQuiet = false
    var isHungUp = false
    var isTerminalReady = false
    var hasEvents = false
    var hasSignals = false
  }

  /// What is waited for at the terminal: that something was typed, or that there is room for output.
  enum Side {
    case input, output
  }

  static func waitForAny(terminal: Side?, inbox: Int32, signals: Int32, milliseconds: Int32) -> Ready {
    func wanted(_ file: Int32, _ events: Int32 = POLLIN) -> pollfd {
      pollfd(fd: file, events: Int16(events), revents: 0)
    }
    let side =
      switch terminal {
      case .input: wanted(STDIN_FILENO)
      case .output: wanted(STDOUT_FILENO, POLLOUT)
      case nil: wanted(-1)
      }
    var polled = (side, wanted(inbox), wanted(signals))
    let count = withUnsafeMutableBytes(of: &polled) { bytes in
      let files = bytes.bindMemory(to: pollfd.self)
      return poll(files.baseAddress, nfds_t(files.count), milliseconds)
    }
    guard count > 0 else { return Ready(isQuiet: count == 0) }
    return Ready(
      isHungUp: polled.0.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0,
      isTerminalReady: polled.0.revents & Int16(POLLIN | POLLOUT) != 0, hasEvents: polled.1.revents != 0,
      hasSignals: polled.2.revents != 0)
  }
}

extension Input {
  fileprivate var isHangup: Bool {
    if case .signal(.hangup) = self { true } else { false }
  }
}
