import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("The dashboard in a terminal", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct DashboardTests {
    private static let films = (1...12).map { "Film \($0)" }

    /// Somebody answers what comes, until nothing does.
    private func answerAll(_ client: PipeClient) throws -> Int {
      var answers = 0
      while let assignment = try client.ask(["op": "next"])["assignment"], assignment != .null {
        let label = Workspace.labels[answers % 2]
        let reply = try client.ask([
          "op": "submit", "assignment": assignment["id"] ?? .null, "answer": ["genre": .string(label)],
          "duration_ms": 1500,
        ])
        try #require(reply["ok"] == .bool(true))
        answers += 1
      }
      return answers
    }

    @Test(
      "Figures follow the work of four people; the examples behind one are listed; it leaves the terminal as it was",
      arguments: [(80, 24), (200, 60)])
    func following(_ columns: Int, _ rows: Int) throws {
      let workspace = try Workspace(films: Self.films, overlap: 2)
      let scene = try Scene(workspace, columns: columns, rows: rows)
      try scene.terminal.shell("clear; '\(Program.scholium)' status --watch --interval 0.2; echo status=$?")
      try scene.see("Progress", "nobody is at work", "nobody has answered yet")
      let clients = try ["amara", "bo", "chi", "dede"].map { try PipeClient(workspace, task: "film", as: $0) }
      for client in clients { _ = try client.ask(["op": "next"]) }
      try scene.see("4 at work", "amara · pipe")
      var answers = 0
      for client in clients.dropLast() { answers += try answerAll(client) }
      // The last one still holds a film.
      try scene.see("answers in the last hour")
      answers += try answerAll(clients[3])
      #expect(answers == 24)
      try scene.see("24 answers in the last hour", "100 %")
      for client in clients { #expect(client.finish().status == 0) }
      try scene.see("nobody is at work")
      try scene.press("Home")
      try scene.press("Enter")
      try scene.see("12 examples done in production")
      try scene.see("all of them") { list in list.count { $0.contains("Film ") && $0.contains("2 answers") } == 12 }
      try scene.press("Escape")
      try scene.see("Progress")
      try scene.type("q")
      try scene.see("status=0")
      #expect(try scene.terminal.variable("alternate_on") == "0")
    }

    @Test("Where nothing changes, next to nothing is written to the terminal")
    func stillness() throws {
      let workspace = try Workspace(films: Self.films, overlap: 2)
      let client = try PipeClient(workspace, task: "film", as: "amara")
      _ = try answerAll(client)
      #expect(client.finish().status == 0)
      let terminal = try PseudoTerminal(columns: 200, rows: 60)
      let child = try Child(
        [Program.scholium, "status", "--watch", "--interval", "0.2"], environment: Program.plainEnvironment,
        folder: workspace.folder, on: terminal.path)
      let isPainted = terminal.see(after: 0) {
        String(decoding: $0, as: UTF8.self).contains("Still to ask") ? true : nil
      }
      #expect(isPainted == true, "\(String(decoding: terminal.painted, as: UTF8.self))")
      // The rest of the frame that it stood in.
      terminal.read(seconds: 1)
      let start = terminal.painted.count
      let deadline = Deadline(seconds: 4)
      while !deadline.hasPassed { terminal.read(seconds: 0.1) }
      let written = terminal.painted[start...]
      // Twenty looks: the time of day changes once a second.
      #expect(!written.isEmpty && written.count < 400, "\(written.count) bytes")
      let text = String(decoding: written, as: UTF8.self)
      #expect(!text.contains("\u{1B}[2J") && !text.contains("\u{1B}[J") && !text.contains("\u{1B}[H\u{1B}["))
      terminal.type([UInt8(ascii: "q")])
      #expect(child.wait() == 0)
    }

    @Test("Nobody's writing waits for it, also while it is stopped")
    func stopped() throws {
      let workspace = try Workspace(films: Self.films, overlap: 2)
      let terminal = try PseudoTerminal()
      let child = try Child(
        [Program.scholium, "status", "--watch", "--interval", "0.2"], environment: Program.plainEnvironment,
        folder: workspace.folder, on: terminal.path)
      let isPainted = terminal.see(after: 0) { String(decoding: $0, as: UTF8.self).contains("Progress") ? true : nil }
      #expect(isPainted == true)
      child.signal(SIGSTOP)
      let client = try PipeClient(workspace, task: "film", as: "amara")
      #expect(try answerAll(client) == 12)
      #expect(client.finish().status == 0)
      child.signal(SIGCONT)
      child.signal(SIGTERM)
      #expect(child.wait() == 143)
    }

    @Test("Without a terminal, and with --json, it says what to do instead")
    func misuse() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let piped = try workspace.scholium("status", "--watch")
      #expect(piped.status == 64 && piped.messages.contains("scholium status prints the same once"))
      #expect(try workspace.scholium("status", "--watch", "--json").status == 64)
      #expect(try workspace.scholium("status", "--watch", "--interval", "0").status == 64)
      let task = try #require(try workspace.scholium("status", "--json").json["tasks"]?.array?.first)
      #expect(task["channels"]?.array?.first?["done"]?.int == 0 && task["agreement"]?.array?.isEmpty == false)
    }
  }
}
