import Canvas
import Glibc
import Testing

@testable import Terminal

/// The question for the terminal's background, on a pseudo-terminal and in a process of its own.
@Suite("Session: the terminal's background")
struct SessionBackgroundTests {
  private static let question = "\u{1B}]11;?\u{7}\u{1B}[c"

  @Test("it is asked once; what was typed around the answer comes as keys")
  func answered() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        let inbox = try Inbox<Int>()
        var session = try Session(environment: ["TERM": "xterm-256color"])
        terminal.type("ab\u{1B}]11;rgb:ffff/ffff/f0f0\u{1B}\\c\u{1B}[?62;22cd")
        for _ in 0..<2 {
          let color = session.background(within: .seconds(20))
          #expect(color == RGB(255, 255, 240))
        }
        #expect(terminal.output().split(separator: Self.question, omittingEmptySubsequences: false).count == 2)
        var keys: [Input<Int>] = []
        while keys.count < 4 {
          let inputs = session.next(inbox, timeout: .seconds(20))
          try #require(inputs != [.tick])
          keys += inputs
        }
        #expect(keys == "abcd".map { .key(.character($0)) })
      }
    }
  }

  @Test("a terminal that answers without a colour is not waited for; one that does not answer, for its time")
  func untold() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        for answer in ["\u{1B}[?1;2c", ""] {
          let terminal = try PseudoTerminal()
          let inbox = try Inbox<Int>()
          var session = try Session(environment: ["TERM": "xterm-256color"])
          terminal.type(answer)
          let color = session.background(within: answer.isEmpty ? .milliseconds(50) : .seconds(600))
          #expect(color == nil)
          // Too late is no key either.
          terminal.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}\u{1B}[?1;2cx")
          #expect(session.next(inbox, timeout: .seconds(20)) == [.key(.character("x"))])
        }
      }
    }
  }

  @Test(
    "a terminal that would print the question, or has no colours, is not asked", arguments: ["linux", "vt100", "vt52"])
  func unasked(term: String) async {
    await #expect(processExitsWith: .success) { [term] in
      try await MainActor.run {
        let terminal = try PseudoTerminal()
        var session = try Session(environment: ["TERM": term])
        let color = session.background(within: .seconds(600))
        #expect(color == nil)
        session.close()
        #expect(!terminal.output().contains("\u{1B}]11"))
      }
    }
  }

  @Test("a signal and a hangup end the wait, and come with the next input")
  func broken() async {
    await #expect(processExitsWith: .success) {
      try await MainActor.run {
        for breaking in [Signal.terminate, .hangup] {
          let terminal = try PseudoTerminal()
          let inbox = try Inbox<Int>()
          var session = try Session(environment: ["TERM": "xterm-256color"])
          if breaking == .hangup { terminal.die() } else { raise(SIGTERM) }
          let color = session.background(within: .seconds(600))
          #expect(color == nil)
          #expect(session.next(inbox, timeout: .seconds(20)) == [.signal(breaking)])
        }
      }
    }
  }
}
