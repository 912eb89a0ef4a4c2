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
      "Figures follow the work of sixteen people and end at what status says; it leaves the terminal as it was",
      .timeLimit(.minutes(5)), arguments: [(80, 24), (200, 60)])
    func following(_ columns: Int, _ rows: Int) throws {
      let films = (1...24).map { "Film \($0)" }
      let workspace = try Workspace(films: films, overlap: 8)
      let all = films.count * 8
      let scene = try Scene(workspace, columns: columns, rows: rows)
      try scene.terminal.shell("clear; '\(Program.scholium)' status --watch --interval 0.2; echo status=$?")
      try scene.see("Progress", "0 at work", "nobody has answered yet")
      let crowd = try WatchedCrowd(16, in: workspace)
      try scene.see("16 at work", "\(crowd.names[0]) · pipe")
      // Everybody waits until what they all did is on the screen.
      for round in 1...2 {
        crowd.begin(3)
        #expect(crowd.end() == [])
        try scene.see("\(round * 48) answers in the last hour", "\(round * 25) %")
      }
      // And then nobody does.
      var seen: [Int] = []
      crowd.begin()
      let last = try scene.terminal.see(seconds: 120, "all answers") { screen in
        if let answers = BoardScreen(rows: screen).answers, answers != seen.last { seen.append(answers) }
        return seen.last == all && screen.contains { $0.contains("100 %") }
      }
      #expect(crowd.end() == [] && crowd.answers == all)
      #expect(seen == seen.sorted(), "figures go up only")
      try expect(BoardScreen(rows: last), toSay: try status(workspace), of: crowd, hasAll: rows >= 60)
      #expect(crowd.leave() == [0])
      try scene.see("0 at work")
      try scene.press("Home")
      try scene.press("Enter")
      try scene.see("24 examples done in production")
      let listed = min(films.count, rows - 6)
      try scene.see("what was answered") { list in
        list.count { $0.contains("Film ") && $0.contains("8 answers") } == listed
      }
      try scene.press("Escape")
      try scene.see("Progress")
      try scene.type("q")
      try scene.see("status=0")
      #expect(try scene.terminal.variable("alternate_on") == "0")
    }

    private func status(_ workspace: Workspace) throws -> JSON {
      try #require(try workspace.require(workspace.scholium("status", "--json")).json["tasks"]?.array?.first)
    }

    /// - Parameter hasAll: whether all panels are on the screen.
    private func expect(
      _ board: BoardScreen, toSay status: JSON, of crowd: WatchedCrowd, hasAll: Bool
    ) throws {
      let channel = try #require(status["channels"]?.array?.first)
      for figure in ["done", "open"] {
        #expect(board.figure(figure, of: "production", in: "Progress") == channel[figure]?.int, "\(figure)")
      }
      #expect(board.answers == status["throughput"]?.array?.reduce(0) { $0 + ($1["answers"]?.int ?? 0) })
      #expect(status["sessions"]?.array?.count == crowd.names.count)
      let people = try #require(status["annotators"]?.array)
      #expect(people.compactMap { $0["name"]?.string } == crowd.names)
      #expect(people.reduce(0) { $0 + ($1["answers"]?.int ?? 0) } == crowd.answers)
      guard hasAll else { return }
      for person in people {
        let name = try #require(person["name"]?.string)
        for figure in ["answers", "examples"] {
          #expect(board.figure(figure, of: name, in: "People") == person[figure]?.int, "\(name): \(figure)")
        }
      }
      let agreement = try #require(status["agreement"]?.array?.first)
      #expect(board.figure("disputed", of: "genre ", in: "Agreement") == agreement["disputed"]?.int)
      let labels = try #require(status["versions"]?.array?.first?["labels"]?.array)
      #expect(labels.count == Workspace.labels.count)
      for label in labels {
        let title = try #require(label["label"]?.string).capitalized
        for figure in ["answers", "examples"] {
          #expect(board.figure(figure, of: title, in: "Labels") == label[figure]?.int, "\(title): \(figure)")
        }
      }
    }

    @Test("An example opens as it does in the browser, which is recorded; esc leads back to where it was")
    func opening() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"], overlap: 2)
      try workspace.answer(as: "amara", ["drama"])
      let scene = try Scene(workspace)
      try scene.terminal.shell("export SCHOLIUM_ANNOTATOR=rita")
      try scene.terminal.shell("clear; '\(Program.scholium)' status --watch --interval 0.2")
      try scene.see("1 answer in the last hour", "25 %")
      // Watching is nobody's work, and enrolls nobody.
      #expect(try status(workspace)["annotators"]?.array?.compactMap { $0["name"]?.string } == ["amara"])
      try scene.press("Home")
      try scene.press("Right")
      try scene.press("Enter")
      try scene.see("2 examples open in production", "that you see what others said is recorded")
      let viewings = "SELECT count(*) FROM viewing"
      #expect(try workspace.sql(viewings) == [["0"]])
      for key in ["Escape", "q"] {
        try scene.press("Enter")
        try scene.see("What happens in Film 1", "A amara", "You may only look: this is the browser")
        try scene.press(key)
        try scene.see("2 examples open in production", "▸")
      }
      #expect(try workspace.sql(viewings) == [["1"]])
      try scene.press("Escape")
      try scene.see("Progress", "every 0.2 s")
      // The figures go on.
      try workspace.answer(as: "bo", ["drama"])
      try scene.see("2 answers in the last hour")
      try scene.leave()
      let pipe = try PipeClient(workspace, task: "film", as: "rita")
      #expect(try pipe.ask(["op": "next"])["assignment"]?["data"]?["title"] == "Film 2")
      #expect(pipe.finish().status == 0)
      try workspace.expectSound()
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
      // The rest of the frame that it stood in, and what is reckoned after it.
      let settling = Deadline(seconds: 20)
      var before: Int
      repeat {
        before = terminal.painted.count
        terminal.read(seconds: 1)
      } while terminal.painted.count - before > 100 && !settling.hasPassed
      // Each new minute moves the plots on, once: what is measured begins and ends well within one.
      while !(3...54).contains(time(nil) % 60) { terminal.read(seconds: 0.1) }
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
