import Driving
import Glibc
import Testing

extension EndToEnd {
  /// Terminals of which the other end does what no person does: memory stays as it is, the program can be ended, and what
  /// was half made is kept.
  @Suite("Strange and hostile terminals")
  struct StrangeTerminalTests {
    /// The program at a terminal.
    private struct Running {
      let terminal: PseudoTerminal
      let program: Child
      /// There as long as the program.
      private let workspace: Workspace

      init(
        _ workspace: Workspace, _ arguments: String..., columns: Int = 80, rows: Int = 24,
        environment: [String: String?] = [:]
      ) throws {
        self.workspace = workspace
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        var variables = Program.plainEnvironment
        for (name, value) in environment { variables[name] = value }
        program = try Child(
          [Program.scholium, "annotate", "film", "--as", "amara"] + arguments, environment: variables,
          folder: workspace.folder, on: terminal.path)
      }

      func see(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let isSeen = terminal.sees(text)
        let last = String(decoding: terminal.painted.suffix(500), as: UTF8.self).debugDescription
        try #require(isSeen, "never seen: \(text), but \(last)", sourceLocation: sourceLocation)
      }

      func peak() throws -> Int { try ProcessFacts.peakMemory(of: program.pid) }

      /// Ends it, reading nothing; its status and how long that took.
      func end(_ signal: Int32) -> (status: Int32, seconds: Double) {
        let clock = Deadline(seconds: 60)
        program.signal(signal)
        return (program.wait(), clock.elapsed)
      }
    }

    private func expectDraft(_ workspace: Workspace) throws {
      let next = try Running(workspace)
      try next.see("▸3 Horror")
      #expect(next.end(SIGTERM).status == 143)
    }

    @Test("A window of 10,000 by 10,000 costs less than 64 MB more than one of 80 by 24, at the start and later")
    func hugeWindow() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let usual = try Running(workspace)
      try usual.see("skip")
      let least = try usual.peak()
      #expect(usual.end(SIGTERM).status == 143)

      let huge = try Running(workspace, columns: 10_000, rows: 10_000)
      try huge.see("skip")
      #expect(try huge.peak() - least < 64 << 10)
      for (columns, rows) in [(80, 24), (65_535, 65_535), (1, 10_000), (10_000, 1), (10_000, 10_000)] {
        huge.terminal.resize(columns: columns, rows: rows)
        huge.terminal.read(seconds: 0.2)
      }
      #expect(try huge.peak() - least < 64 << 10)
      #expect(huge.end(SIGTERM).status == 143)
    }

    @Test(
      "A window with no room asks for more, and the screen is there when it has some",
      arguments: [(1, 1), (1, 500), (500, 1), (39, 11)])
    func tinyWindow(_ columns: Int, _ rows: Int) throws {
      let workspace = try Workspace(films: ["Film 1"])
      let running = try Running(workspace, columns: columns, rows: rows)
      try running.see(columns == 1 ? "P" : "Please")
      // What can't be seen is not answered.
      running.terminal.type(Array("3".utf8))
      running.terminal.read(seconds: 0.2)
      running.terminal.resize(columns: 80, rows: 24)
      try running.see("skip")
      let painted = String(decoding: running.terminal.painted, as: UTF8.self)
      #expect(painted.contains("Film 1") && !painted.contains("▸3 Horror"))
      #expect(running.end(SIGTERM).status == 143)
    }

    @Test("A terminal without a size is taken for a usual one")
    func noWindow() throws {
      let running = try Running(try Workspace(films: ["Film 1"]), columns: 0, rows: 0)
      try running.see("skip")
      #expect(running.end(SIGTERM).status == 143)
    }

    @Test(
      "A terminal that reads nothing keeps nobody from ending the program, and loses no half-made answer",
      arguments: [(SIGTERM, Int32(143)), (SIGHUP, Int32(129)), (SIGINT, Int32(130))])
    func neverReading(_ signal: Int32, _ status: Int32) throws {
      let workspace = try Workspace(films: ["Film 1"])
      let running = try Running(workspace)
      try running.see("skip")
      running.terminal.type(Array("3".utf8))
      try running.see("▸3 Horror")
      let before = try running.peak()
      // Each paints the whole screen.
      let taken = running.terminal.flood([UInt8](repeating: 0x0C, count: 512), seconds: 3, isReading: false)
      #expect(taken > 10)
      #expect(try running.peak() - before < 16 << 10)
      let ending = running.end(signal)
      #expect(ending.status == status)
      #expect(ending.seconds < 1)
      try expectDraft(workspace)
    }

    @Test(
      "Keys without end fill no memory, and a hangup ends the program",
      arguments: [
        "a", "\u{1B}", "\u{1B}[<0;10;10M", "word \u{1}\u{B}\u{19}\u{19}", "\u{1B}[200~paste ", "\u{1B}]0;title",
        "s\u{1B}", "\u{C}", "世",
      ])
    func endlessKeys(_ keys: String) throws {
      let workspace = try Workspace(films: ["Film 1"])
      let running = try Running(workspace)
      try running.see("skip")
      // A line to write in takes most of them.
      running.terminal.type(Array("c".utf8))
      try running.see("never mind")
      let before = try running.peak()
      let bytes = Array(String(repeating: keys, count: 4096 / keys.utf8.count).utf8)
      _ = running.terminal.flood(bytes, seconds: 2, isReading: true)
      #expect(try running.peak() - before < 24 << 10)
      let clock = Deadline(seconds: 60)
      running.terminal.die()
      #expect(running.program.wait() == 129)
      #expect(clock.elapsed < 3)
    }

    @Test(
      "A TERM that is no terminal is told in a sentence with a way out, and never raw",
      arguments: [
        nil, "", "dumb", "nonesuch", String(repeating: "x", count: 10_240), "x\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}",
        "../../etc/passwd", "/etc/passwd", "xterm\n", "%s%n",
      ] as [String?])
    func term(_ name: String?) throws {
      let running = try Running(try Workspace(films: ["Film 1"]), environment: ["TERM": name])
      try running.see("--plain")
      #expect(running.program.wait() == 69)
      #expect(running.terminal.painted.count < 400)
      #expect(Harmful.first(inTerminalBytes: running.terminal.painted) == nil)
    }

    private static let hostile = [
      "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}", String(repeating: "A", count: 100_000), "999999999",
      "../../../etc/passwd",
      "-1", "%s%n%s%n",
    ]

    @Test(
      "Variables of the environment reach the terminal as no more than words",
      arguments: [
        "LINES", "COLUMNS", "ESCDELAY", "NO_COLOR", "COLORFGBG", "LANG", "LC_ALL", "LC_CTYPE", "HOME",
        "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TERMINFO", "TZ",
      ])
    func environment(_ name: String) throws {
      let workspace = try Workspace(films: ["Film 1"])
      for value in Self.hostile {
        let running = try Running(workspace, environment: [name: value])
        try running.see("skip")
        #expect(try running.peak() < 80 << 10)
        #expect(running.end(SIGTERM).status == 143)
        running.terminal.read(seconds: 0.1)
        #expect(Harmful.first(inTerminalBytes: running.terminal.painted) == nil, "\(name)=\(value.prefix(20))")
      }
    }

    @Test("Line by line: a terminal that reads nothing, and lines without end")
    func plain() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let silent = try Running(workspace, "--plain")
      try silent.see("genre> ")
      let before = try silent.peak()
      _ = silent.terminal.flood(Array("?\n".utf8), seconds: 2, isReading: false)
      #expect(try silent.peak() - before < 16 << 10)
      let ending = silent.end(SIGTERM)
      #expect(ending.status == 143 && ending.seconds < 1)

      let flooded = try Running(workspace, "--plain")
      try flooded.see("genre> ")
      _ = flooded.terminal.flood([UInt8](repeating: 0x78, count: 4000) + [0x0A], seconds: 2, isReading: true)
      #expect(try flooded.peak() - before < 24 << 10)
      flooded.terminal.die()
      let status = flooded.program.wait()
      // Lines are ended by the end of the input, or by the hangup itself.
      #expect([0, 129].contains(status))
    }
  }
}
