import CNcurses
import Canvas
import Glibc
import Testing
import Text

@testable import Terminal

/// Whole sessions on a pseudo-terminal, each in a process of its own as they take over its standard streams.
@Suite("Session")
struct SessionTests {
  @Test("keys, characters and pastes arrive; the terminal is left as it was")
  func keys() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let before = terminal.modes()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        session.paint(Frame(size: session.size), theme: .monochrome)
        #expect(session.colorCount == 256)
        terminal.type("é世\u{1B}[A\u{1B}OB\u{1B}OP")
        #expect(typed(&session, inbox, count: 5) == [.character("é"), .character("世"), .up, .down, .function(1)])
        terminal.type("\u{1B}")
        #expect(typed(&session, inbox, count: 1) == [.escape])
        terminal.type("\u{3}\u{1A}\u{13}")
        #expect(typed(&session, inbox, count: 3) == [.control("c"), .control("z"), .control("s")])
        terminal.type("\u{1B}[200~one\r\u{1B}[")
        terminal.type("Btwo\u{1B}[201~")
        #expect(typed(&session, inbox, count: 1) == [.paste("one\n[Btwo")])
        session.close()
        #expect(terminal.modes() == before)
        let output = terminal.output()
        #expect(output.contains("\u{1B}[?2004h") && output.contains("\u{1B}[?1049h"))
        #expect(output.contains("\u{1B}[?2004l") && output.contains("\u{1B}[?1049l"))
      }
    }
  }

  @Test("events, ticks, resizes and signals wake it")
  func waking() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"])
        #expect(session.colorCount == 0)
        #expect(session.next(inbox, timeout: .milliseconds(5)) == [.tick])
        Task.detached { inbox.post(7) }
        #expect(session.next(inbox, timeout: .seconds(20)) == [.event(7)])
        terminal.resize(columns: 100, rows: 40)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.resize(Size(columns: 100, rows: 40))])
        #expect(session.size == Size(columns: 100, rows: 40))
        raise(SIGTERM)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.signal(.terminate)])
        raise(SIGINT)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.signal(.interrupt)])
        raise(SIGCONT)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.resize(Size(columns: 100, rows: 40))])
      }
    }
  }

  @Test("a terminal that dies is a hangup; nothing hangs and nothing is drawn")
  func hangup() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        let start = ContinuousClock.now
        terminal.die()
        #expect(session.next(inbox, timeout: .seconds(20)) == [.signal(.hangup)])
        session.paint(Frame(size: Size(columns: 80, rows: 24)), theme: .monochrome)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.signal(.hangup)])
        session.close()
        #expect(ContinuousClock.now - start < .seconds(10))
      }
    }
  }

  @Test("a terminal that nobody reads does not keep the program from ending")
  func stalled() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let session = try Session(environment: ["TERM": "xterm-256color"])
        terminal.fillUp()
        let start = ContinuousClock.now
        session.close()
        #expect(ContinuousClock.now - start < .seconds(5))
      }
    }
  }

  @Test("stopping gives the terminal back until the program goes on")
  func suspend() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let before = terminal.modes()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        let inside = terminal.modes()
        session.paint(Frame(size: session.size), theme: .monochrome)
        _ = terminal.output()
        // In a group of its own with a parent outside it: the system does not stop programs that nobody can call back.
        #expect(setpgid(0, 0) == 0)
        let watcher = try Watcher.continuingWhenStopped(getpid())
        raise(SIGTSTP)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.resize(Size(columns: 80, rows: 24))])
        #expect(watcher.wait() == 0)
        #expect(terminal.output().contains("\u{1B}[?1049l"))
        #expect(terminal.modes() == inside)
        session.paint(Frame(size: session.size), theme: .monochrome)
        #expect(terminal.output().contains("\u{1B}[?1049h"))
        session.close()
        #expect(terminal.modes() == before)
      }
    }
  }

  @Test("a crash gives the terminal back, and then goes the way it would have gone")
  func crash() async {
    await #expect(processExitsWith: .exitCode(42)) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        signal(SIGABRT) { _ in
          var settings = termios()
          tcgetattr(STDIN_FILENO, &settings)
          _exit(settings.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO) ? 42 : 1)
        }
        let session = try Session(environment: ["TERM": "xterm-256color"])
        #expect(terminal.modes()[3] & tcflag_t(ICANON | ECHO) == 0)
        raise(SIGABRT)
        session.close()
      }
    }
  }

  @Test("an unknown terminal leaves everything as it was")
  func unknown() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let before = terminal.modes()
        #expect(throws: TerminalError.unknownTerminal("nonesuch")) {
          _ = try Session(environment: ["TERM": "nonesuch"])
        }
        #expect(terminal.modes() == before)
        #expect(terminal.output().isEmpty)
        let session = try Session(environment: ["TERM": "vt100"])
        #expect(session.colorCount == 0)
      }
    }
  }
}

/// Waits for that many keys, twenty seconds at most for each.
@MainActor
private func typed(_ session: inout Session, _ inbox: Inbox<Int>, count: Int) -> [Key] {
  var keys: [Key] = []
  while keys.count < count {
    for input in session.next(inbox, timeout: .seconds(20)) {
      switch input {
      case .key(let key): keys.append(key)
      case .tick: return keys
      default: continue
      }
    }
  }
  return keys
}
