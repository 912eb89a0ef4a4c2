import Driving
import Glibc
import Testing

extension EndToEnd {
  /// Clients that are slow, strange or out for memory.
  @Suite("Hostile clients over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct HostileClientTests {
    private static let isLong = Program.environment["SCHOLIUM_LONG"] == "1"
    /// KiB that a session may have taken at its peak beyond what one that idles has.
    private static let room = 96 << 10

    /// A session on a terminal.
    private struct Visit {
      let terminal: PseudoTerminal
      let client: Child
      let session: pid_t

      init(
        _ server: LoopbackServer, columns: Int = 80, rows: Int = 24, term: String? = "xterm", seeing text: String
      ) throws {
        terminal = try PseudoTerminal(columns: columns, rows: rows)
        var environment = Program.plainEnvironment
        environment["TERM"] = term
        client = try server.client(as: "amara", options: ["-tt"], at: terminal, environment: environment)
        try #require(
          terminal.sees(text), "\(String(decoding: terminal.painted.suffix(2000), as: UTF8.self).debugDescription)")
        session = try #require(server.session)
      }

      /// Leaves as a person does; the status of ssh.
      func leave(with bytes: [UInt8] = Array("q".utf8)) -> Int32 {
        terminal.type(bytes)
        let isOver = terminal.see(after: 0, seconds: 60) { _ in kill(session, 0) == 0 ? nil : true }
        #expect(isOver == true, "the session goes on")
        return client.wait()
      }
    }

    @Test("Without a terminal, or with one that only takes lines, a sentence says what to do or how it goes on")
    func terminals() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let none = try server.ssh(as: "amara", options: ["-T"])
      #expect(none.status == 64)
      #expect(none.messages.contains("ssh -t"), "\(none.messages)")
      for term in [nil, "", "dumb", "unheard-of", "\u{1B}[31mPWNED", "../../../tmp/x"] {
        let visit = try Visit(server, term: term, seeing: "line by line")
        #expect(visit.terminal.sees("Film 1"))
        #expect(visit.leave(with: Array("q\n".utf8)) == 0)
        #expect(Harmful.first(inTerminalBytes: visit.terminal.painted) == nil)
      }
    }

    @Test("Whatever size a window has, the session is there when it is one that people have")
    func windows() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let idle = try idle(server)
      for (columns, rows) in [(1, 1), (2, 1), (10_000, 10_000), (65_535, 65_535), (0, 0)] {
        let visit = try Visit(server, columns: columns, rows: rows, seeing: "\u{1B}[")
        let start = visit.terminal.painted.count
        visit.terminal.resize(columns: 80, rows: 24)
        #expect(visit.terminal.sees("Film 1", after: start), "\(columns)x\(rows)")
        #expect(try ProcessFacts.peakMemory(of: visit.session) < idle + Self.room, "\(columns)x\(rows)")
        #expect(visit.leave() == 0)
      }
    }

    @Test("A window that shows nothing lets go all the same")
    func leavingUnseen() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      for _ in 0..<(Self.isLong ? 40 : 3) {
        let visit = try Visit(server, columns: 1, rows: 1, seeing: "\u{1B}[")
        #expect(visit.leave() == 0)
      }
    }

    /// What a session has that nobody does anything to.
    private func idle(_ server: LoopbackServer) throws -> Int {
      let visit = try Visit(server, seeing: "amara")
      defer { #expect(visit.leave() == 0) }
      return try ProcessFacts.peakMemory(of: visit.session)
    }

    @Test("Keys without an end are taken or thrown away, in bounded memory, and the session goes on")
    func keys() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let idle = try idle(server)
      let visit = try Visit(server, seeing: "Film 1")
      let keys = Array(String(repeating: "?x123\u{1B}[A\u{1B}[<0;5;5M灯", count: 50_000).utf8)
      let taken = visit.terminal.flood(keys, seconds: Self.isLong ? 120 : 5, isReading: true)
      let most = try ProcessFacts.peakMemory(of: visit.session)
      print("\(taken) bytes of keys were taken; \(most) KiB at the peak, \(idle) KiB idle")
      #expect(taken > 100_000)
      #expect(most < idle + Self.room)
      visit.client.signal(SIGTERM)
      #expect(visit.client.wait() != 0)
      let isOver: Bool? = awaited(seconds: 60) { kill(visit.session, 0) == 0 ? nil : true }
      #expect(isOver == true, "the session outlived its connection")
    }

    @Test("A client that never reads costs no memory, and its session ends with it")
    func neverReading() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let idle = try idle(server)
      let visit = try Visit(server, seeing: "Film 1")
      // Every one draws the whole screen anew: all of the ways to it get full.
      let deadline = Deadline(seconds: Self.isLong ? 60 : 10)
      visit.client.signal(SIGSTOP)
      for columns in sequence(first: 80, next: { $0 == 80 ? 200 : 80 }) {
        if deadline.hasPassed { break }
        kill(visit.session, SIGWINCH)
        visit.terminal.resize(columns: columns, rows: 60)
        usleep(2000)
      }
      #expect(try ProcessFacts.peakMemory(of: visit.session) < idle + Self.room)
      visit.client.signal(SIGKILL)
      _ = visit.client.wait()
      let isOver: Bool? = awaited(seconds: 60) { kill(visit.session, 0) == 0 ? nil : true }
      #expect(isOver == true, "the session outlived its connection")
    }

    @Test("A line without an end on a pipe is answered as too long, in bounded memory, and the next one is served")
    func endlessLine() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("jay", role: "job")
      let size = Self.isLong ? "1G" : "64M"
      // The line in two halves, between which its memory is looked at.
      let gate = "\(server.place.folder)/gate"
      try #require(mkfifo(gate, 0o600) == 0)
      let script = """
        { head -c \(size) /dev/zero | tr '\\0' x; read -r _ <\(gate); printf 'x\\n{"op":"hello"}\\n'; } | "$@"
        """
      let client = try Child(
        ["/bin/bash", "-c", script, "bash"] + server.words(as: "jay", ["pipe", "film"]),
        environment: Program.plainEnvironment, folder: "/")
      let session = try #require(awaited { server.session })
      let isGateOpen: Int32? = awaited(seconds: 300) {
        let descriptor = open(gate, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        return descriptor >= 0 ? descriptor : nil
      }
      let opened = try #require(isGateOpen)
      #expect(try ProcessFacts.peakMemory(of: session) < 64 << 10 + Self.room)
      _ = write(opened, "\n", 1)
      close(opened)
      let outcome = Conversation.run(client, input: [], until: Deadline(seconds: 120))
      #expect(outcome.status == 0, "\(outcome.messages)")
      let replies = try outcome.rows
      #expect(replies.count == 2)
      #expect(replies.first?["ok"] == false, "\(outcome.text.prefix(500))")
      #expect(replies.last?["annotator"]?.string == "jay", "\(outcome.text.prefix(500))")
    }
  }
}
