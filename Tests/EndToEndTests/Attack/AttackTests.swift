import Driving
import Records
import Testing

extension EndToEnd {
  /// Whatever comes from a terminal, the terminal is given back and the queue holds what the screen said.
  @Suite("Random bytes from a terminal")
  struct AttackTests {
    /// More than anyone answers here.
    private static let examples = 4000
    private static let isLong = Program.environment["SCHOLIUM_LONG"] == "1"

    private static let labels = (1...5).map { "{id: l\($0), title: Label \($0)}" }
    private static let show = ["{field: title, style: heading}", "{field: plot, style: body}"]
    private static let rows = (0..<examples).map { number -> String in
      let row: JSON = ["title": .string("Film \(number)"), "plot": .string("\(number) \(Harmful.text)")]
      return row.text()
    }

    enum Asking: String {
      /// One key answers.
      case quickly
      /// Many keys do.
      case inDetail
    }

    private static func task(_ asking: Asking) -> KindTask {
      let ask =
        switch asking {
        case .quickly: ["{id: genre, kind: choice, prompt: Which?, advance: auto}"]
        case .inDetail:
          [
            "{id: genre, kind: choice, prompt: Which?}",
            "{id: topics, kind: choices, prompt: What else?, optional: true}",
            "{id: names, kind: spans, prompt: Who?, fields: [plot], optional: true}",
            "{id: why, kind: text, prompt: Why?, optional: true}",
          ]
        }
      return KindTask(name: "films", show: show, ask: ask, labels: labels, rows: rows)
    }

    /// 2,600 bursts in the long form.
    @Test("The terminal is given back, and what was said to be saved is, once", arguments: [Asking.quickly, .inDetail])
    func attack(_ asking: Asking) throws {
      let seed = Program.environment["SCHOLIUM_SEED"].flatMap { UInt64($0) } ?? 7
      print("SCHOLIUM_SEED=\(seed) \(asking)")
      let task = Self.task(asking)
      let workspace = try Workspace(task)
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let session = try AttackedSession(workspace, task: task.name, as: "amara", at: terminal)
      var input = RandomInput(seed: seed)
      for number in 1...(Self.isLong ? 2600 : 200) {
        session.take(input.burst())
        terminal.read(seconds: input.pause())
        try #require(session.ending == nil, "burst \(number) of seed \(seed)")
      }
      let told = try session.counts(of: Self.examples)
      #expect(session.end() == 143)
      #expect(terminal.modes == modes)
      #expect(session.leftOn == [])
      #expect(Harmful.first(inTerminalBytes: terminal.painted) == nil)
      try expect(told, workspace, task)
    }

    /// The queue holds as many answers as the screen counted, none of them twice, and is sound.
    private func expect(_ told: (header: Int, today: Int), _ workspace: Workspace, _ task: KindTask) throws {
      let rows = try workspace.require(workspace.scholium("export", task.name, "--responses")).rows
      let answers = rows.filter { $0["status"]?.string == "answered" }
      print("\(rows.count) responses, \(answers.count) answers, \(told) told")
      #expect(answers.count > 5, "nothing was tried")
      let replaced = answers.compactMap { $0["supersedes"]?.string }
      #expect(Set(replaced).count == replaced.count, "an answer was changed twice")
      let standing = answers.filter { !replaced.contains($0["response"]?.string ?? "") }
      #expect(Set(standing.map { $0["example"]?.string }).count == standing.count, "an example is answered twice")
      #expect(told.header == standing.count)
      #expect(told.today == min(2000, standing.count))
      if EndToEnd.hasSQLite { try workspace.expectSound() }
    }
  }
}
