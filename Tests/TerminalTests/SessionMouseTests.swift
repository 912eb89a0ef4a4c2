import Canvas
import Glibc
import Testing

@testable import Terminal

/// The mouse and modified keys through ncurses, on a pseudo-terminal and in a process of their own.
@Suite("Session: mouse and modified keys")
struct SessionMouseTests {
  @Test(
    "the mouse comes while it is on, and is off whenever the terminal is somebody else's",
    arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func mouse(term: String) async {
    await #expect(processExitsWith: .success) { [term] in
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": term])
        session.paint(Frame(size: session.size), theme: .monochrome)
        #expect(!terminal.output().contains("?1002h"))
        session.setMouse(true)
        #expect(terminal.output().contains("\u{1B}[?1002h\u{1B}[?1006h"))
        terminal.type("\u{1B}[<0;10;5M\u{1B}[<32;9999;7M\u{1B}[<0;12;7mx")
        let expected: [Input<Int>] = [
          .pointer(.press(Point(row: 4, column: 9))), .pointer(.drag(Point(row: 6, column: 79))),
          .pointer(.release(Point(row: 6, column: 11))), .key(.character("x")),
        ]
        #expect(inputs(&session, inbox, count: 4) == expected)

        #expect(setpgid(0, 0) == 0)
        let watcher = try Watcher.continuingWhenStopped(getpid())
        session.suspend()
        #expect(watcher.wait() == 0)
        let suspended = terminal.output()
        #expect(suspended.contains("\u{1B}[?1002l\u{1B}[?1006l") && suspended.contains("\u{1B}[?1002h"))

        session.setMouse(false)
        #expect(terminal.output().contains("\u{1B}[?1002l\u{1B}[?1006l"))
        terminal.type("\u{1B}[<0;10;5My")
        #expect(inputs(&session, inbox, count: 1) == [.key(.character("y"))])
        session.setMouse(true)
        session.close()
        #expect(terminal.output().contains("\u{1B}[?1002l\u{1B}[?1006l"))
      }
    }
  }

  @Test("a terminal without a mouse is not asked for one", arguments: ["vt100", "linux"])
  func noMouse(term: String) async {
    await #expect(processExitsWith: .success) { [term] in
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        var session = try Session(environment: ["TERM": term])
        let hasMouse = session.hasMouse
        #expect(!hasMouse)
        session.setMouse(true)
        let isOn = session.isMouseOn
        #expect(!isOn)
        session.close()
        #expect(!terminal.output().contains("?1002"))
      }
    }
  }

  @Test(
    "modified keys are the same in all terminals",
    arguments: ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100"])
  func modifiedKeys(term: String) async {
    await #expect(processExitsWith: .success) { [term] in
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": term])
        let typed: [(String, Key)] = [
          ("\u{1B}[1;2D", .shiftLeft), ("\u{1B}[1;2C", .shiftRight), ("\u{1B}[1;2A", .shiftUp),
          ("\u{1B}[1;2B", .shiftDown), ("\u{1B}[1;5D", .alt("b")), ("\u{1B}[1;3C", .alt("f")),
          ("\u{1B}[1;6D", .shiftLeft), ("\u{1B}\r", .altEnter), ("\u{1B}\u{7F}", .alt("\u{7F}")),
          ("\u{1B}b", .alt("b")), ("\u{1B}[3~", .delete), ("\u{1B}[3;5~", .alt("d")),
        ]
        for (text, key) in typed {
          terminal.type(text)
          #expect(inputs(&session, inbox, count: 1) == [.key(key)], "\(text.dropFirst())")
        }
      }
    }
  }
}

/// Waits for that many inputs, twenty seconds at most for each.
@MainActor
private func inputs(_ session: inout Session, _ inbox: Inbox<Int>, count: Int) -> [Input<Int>] {
  var inputs: [Input<Int>] = []
  while inputs.count < count {
    let more = session.next(inbox, timeout: .seconds(20))
    if more == [.tick] { return inputs }
    inputs += more
  }
  return inputs
}
