import Canvas
import Glibc
import Testing
import Text

@testable import Terminal

/// Terminals of which the other end does what no person's does, each in a process of its own.
@Suite("Strange terminals")
struct StrangeTerminalTests {
  private static let environment = ["TERM": "xterm-256color"]

  @Test("A huge window is drawn on in part, at the start and at a resize, and a window without a size as usual")
  func sizes() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal(columns: 10_000, rows: 10_000)
        let inbox = try Inbox<Int>()
        var session = try Session(environment: Self.environment)
        #expect(session.size == Window.largest)
        let steps = [
          ((1, 1), Size(columns: 1, rows: 1)), ((65_535, 65_535), Window.largest), ((0, 0), Window.largest),
          ((1, 500), Size(columns: 1, rows: 300)), ((80, 24), Size(columns: 80, rows: 24)),
        ]
        for (told, size) in steps {
          terminal.resize(columns: UInt16(told.0), rows: UInt16(told.1))
          #expect(session.next(inbox, timeout: .seconds(20)) == [.resize(size)])
          var frame = Frame(size: size)
          frame.draw("here", at: Point(row: 0, column: 0), style: .text)
          session.paint(frame, theme: .monochrome)
          #expect(terminal.output().contains("h"))
        }
        session.close()
      }
    }
  }

  @Test("Keys without end come a bounded number at a time, and none is lost")
  func flood() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: Self.environment)
        // All that a terminal holds before it is read: more than one burst.
        let sent = String(repeating: "0123456789", count: 400)
        terminal.type(sent)
        var taken = ""
        while taken.count < sent.count {
          let inputs = session.next(inbox, timeout: .seconds(20))
          #expect(inputs.count <= Curses.longestBurst)
          for case .key(.character(let character)) in inputs { taken.append(character) }
          try #require(inputs != [.tick])
        }
        #expect(taken == sent)
        #expect(session.next(inbox, timeout: .milliseconds(5)) == [.tick])
        session.close()
      }
    }
  }

  @Test("A sequence that a burst ends in the middle of is still one key")
  func brokenSequence() {
    var decoder = KeyDecoder()
    let bytes = Array("\u{1B}[5~".utf8).map { KeyCode.byte($0) }
    for cut in 1..<bytes.count {
      #expect(decoder.take(Array(bytes[..<cut]), isAll: false).isEmpty)
      #expect(decoder.take(Array(bytes[cut...])) == [.key(.pageUp)])
    }
  }

  @Test("While a terminal does not read, nothing is painted and no key is taken; when it reads, it is told")
  func behind() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: Self.environment)
        session.paint(Frame(size: session.size), theme: .monochrome)
        terminal.fillUp()
        terminal.type("x")
        var frame = Frame(size: session.size)
        frame.draw("late", at: Point(row: 0, column: 0), style: .text)
        let start = ContinuousClock.now
        session.paint(frame, theme: .monochrome)
        #expect(session.next(inbox, timeout: .milliseconds(50)) == [.tick])
        inbox.post(7)
        #expect(session.next(inbox, timeout: .seconds(20)) == [.event(7)])
        #expect(ContinuousClock.now - start < .seconds(5))
        _ = terminal.output()
        #expect(session.next(inbox, timeout: .seconds(20)).first == .tick)
        session.paint(frame, theme: .monochrome)
        #expect(terminal.output().contains("late"))
        session.close()
      }
    }
  }

  @Test("A write that a terminal stops in the middle is given up; then all is painted anew")
  func stuckWrite() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal(columns: 300, rows: 250)
        let inbox = try Inbox<Int>()
        var session = try Session(environment: Self.environment)
        var frame = Frame(size: session.size)
        let line = Displayable(String(repeating: "words ", count: 50))
        for row in 0..<250 { frame.draw(line, at: Point(row: row, column: 0), style: .text) }
        let start = ContinuousClock.now
        // 75,000 bytes are more than a terminal takes that nobody reads.
        session.paint(frame, theme: .monochrome)
        #expect(ContinuousClock.now - start < .seconds(10))
        raise(SIGTERM)
        #expect(session.next(inbox, timeout: .seconds(20)).contains(.signal(.terminate)))
        _ = terminal.output()
        session.close()
        #expect(terminal.modes()[3] & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
      }
    }
  }

  @Test("Where no shell stands behind it, nothing stops the program")
  func unstoppable() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: Self.environment, canSuspend: false)
        // As a job of a shell, which the system would stop.
        #expect(setpgid(0, 0) == 0)
        raise(SIGTSTP)
        session.suspend()
        terminal.type("k")
        #expect(session.next(inbox, timeout: .seconds(20)) == [.key(.character("k"))])
        session.close()
      }
    }
  }

  @Test("Whether a session can be opened is told without opening one")
  func check() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        try Session.check(environment: Self.environment)
        #expect(throws: TerminalError.lineTerminal("dumb")) { try Session.check(environment: ["TERM": "dumb"]) }
        #expect(throws: TerminalError.unknownTerminal(nil)) { try Session.check(environment: [:]) }
        #expect(throws: TerminalError.unknownTerminal("../x")) { try Session.check(environment: ["TERM": "../x"]) }
        #expect(terminal.output().isEmpty)
        let null = open("/dev/null", O_RDWR)
        dup2(null, STDIN_FILENO)
        #expect(throws: TerminalError.notATerminal(.input)) { try Session.check(environment: Self.environment) }
      }
    }
  }
}
