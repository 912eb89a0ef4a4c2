import CNcurses
import Canvas
import Glibc
import Testing

@testable import Terminal

/// Terminals of every kind, each on a pseudo-terminal and in a process of its own.
@Suite("Terminal types")
struct TerminalTypesTests {
  @Test(
    "are drawn on, and left as they were",
    arguments: [
      "xterm-256color", "tmux-256color", "screen-256color", "screen", "linux", "vt100", "xterm-mono", "vt220", "ansi",
      "rxvt-unicode-256color",
    ])
  func drawn(term: String) async {
    await #expect(processExitsWith: .success) { [term] in
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let before = terminal.modes()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": term])
        var frame = Frame(size: session.size)
        frame.draw("visible 世界", at: Point(row: 3, column: 2), style: Style(.selected))
        frame.cursor = Point(row: 23, column: 79)
        session.paint(frame, theme: .monochrome)
        #expect(terminal.output().contains("visible 世界"))
        terminal.type("\u{1B}[A\u{1B}OB\u{7F}é")
        var keys: [Key] = []
        while keys.count < 4 {
          for case .key(let key) in session.next(inbox, timeout: .seconds(20)) { keys.append(key) }
        }
        #expect(keys == [.up, .down, .backspace, .character("é")])
        session.close()
        #expect(terminal.modes() == before)
      }
    }
  }

  @Test(
    "any locale will do, even none: the screen is UTF-8",
    arguments: ["LANG=C", "LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=xx_XX.UTF-8", "LC_CTYPE=en_US.ISO-8859-1", ""])
  func locales(setting: String) async {
    await #expect(processExitsWith: .success) { [setting] in
      try await MainActor.run {
        for name in ["LANG", "LC_ALL", "LC_CTYPE"] { unsetenv(name) }
        let parts = setting.split(separator: "=")
        if parts.count == 2 { setenv(String(parts[0]), String(parts[1]), 1) }
        let terminal = try PseudoTerminal()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        var frame = Frame(size: session.size)
        frame.draw("世界 é", at: Point(row: 0, column: 0), style: .text)
        session.paint(frame, theme: .monochrome)
        #expect(terminal.output().contains("世界 é"))
      }
    }
  }

  @Test("hundreds of resizes between keys lose none, double none, and end with the last size")
  func resizes() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        var random = SystemRandomNumberGenerator()
        var keys = ""
        var size = session.size
        var painted = ""
        let extremes: [(UInt16, UInt16)] = [(1, 1), (500, 200), (80, 24), (2, 100), (300, 1), (0, 0)]
        let letters = (0..<400).map { String(UnicodeScalar(97 + UInt8($0 % 26))) }
        let last = Size(columns: 90, rows: 30)
        for step in 0..<2000 where step < letters.count || keys.count < letters.count || size != last {
          if step < letters.count {
            let (columns, rows) =
              step % 3 == 0
              ? extremes[step / 3 % extremes.count]
              : (UInt16.random(in: 1...300, using: &random), UInt16.random(in: 1...90, using: &random))
            terminal.resize(columns: columns, rows: rows)
            terminal.type(letters[step])
            // Several may come between two looks.
            if step % 4 != 0 { continue }
          } else if step == letters.count {
            terminal.resize(columns: 90, rows: 30)
          }
          for input in session.next(inbox, timeout: .milliseconds(1)) {
            switch input {
            case .key(.character(let character)): keys.append(character)
            case .resize(let told): size = told
            case .tick: break
            default: Issue.record("\(input)")
            }
          }
          var frame = Frame(size: size)
          frame.draw("the screen of \(size.columns) by \(size.rows)", at: Point(row: 0, column: 0), style: .text)
          frame.cursor = Point(row: size.rows - 1, column: size.columns - 1)
          session.paint(frame, theme: .monochrome)
          painted = terminal.output()
        }
        #expect(keys == letters.joined())
        #expect(size == last && painted.contains("the screen of 90 by 30"))
        session.close()
      }
    }
  }

  @Test("stopped and continued from outside, twenty times, it is painted anew")
  func stops() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        var frame = Frame(size: session.size)
        frame.draw("still here", at: Point(row: 0, column: 0), style: .text)
        session.paint(frame, theme: .monochrome)
        let inside = terminal.modes()
        #expect(setpgid(0, 0) == 0)
        for round in 0..<20 {
          let watcher = try Watcher.continuingWhenStopped(getpid())
          _ = terminal.output()
          if round % 2 == 0 { raise(SIGSTOP) } else { session.suspend() }
          #expect(watcher.wait() == 0)
          if round % 2 == 0 {
            #expect(session.next(inbox, timeout: .seconds(20)) == [.resize(Size(columns: 80, rows: 24))])
          }
          #expect(terminal.modes() == inside)
          session.paint(frame, theme: .monochrome)
          let painted = terminal.output()
          #expect(painted.contains("still here") && painted.contains("\u{1B}[?2004h"))
          terminal.type("k")
          #expect(session.next(inbox, timeout: .seconds(20)) == [.key(.character("k"))])
        }
        session.close()
      }
    }
  }
}
