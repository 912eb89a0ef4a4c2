import Driving
import Records
import Testing

extension EndToEnd {
  /// Data is hostile: nothing that a file says reaches a terminal raw.
  @Suite("Hostile text")
  struct HostileTextTests {
    @Test("In the workbench it is shown, not obeyed", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
    func workbench() throws {
      let workspace = try Workspace(films: [])
      let rows = [Workspace.film("\(Harmful.text) one", plot: Harmful.text), Workspace.film("Film 2", plot: "After.")]
      try workspace.write(rows.flatMap { $0.utf8() + [UInt8(ascii: "\n")] }, to: "hostile.jsonl")
      try workspace.require(workspace.scholium("import", "film", "hostile.jsonl"))
      let terminal = try Tmux(workspace)
      try terminal.shell("clear; printf '%s-%s' record here")
      try terminal.see("record-here")
      try terminal.record(into: workspace.path("raw"))
      try terminal.scholium("annotate film --as amara")
      let screen = try terminal.see("PWNED", "Which genre is it?", "1 Comedy    2 Drama     3 Horror")
      #expect(screen.contains { $0.contains("^[") })
      #expect(screen.contains { $0.contains("<U+202E>") })
      try terminal.type("/")
      try terminal.type("width")
      try terminal.press("Enter")
      try terminal.see("Found")
      try terminal.type("2")
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved")
      try terminal.type("q")
      try terminal.see("ready>")
      let raw = try workspace.read("raw")
      #expect(raw.count > 1000)
      #expect(Harmful.first(inTerminalBytes: raw) == nil)
      // What is stored and exported is what came in, to the byte.
      let exported = try workspace.require(workspace.scholium("export", "film"))
      #expect(try exported.rows.contains { $0["data"] == rows[0] })
      #expect(Harmful.first(in: exported.output.filter { $0 != 0x7F }) == nil || exported.text.contains("\\u001b"))
    }

    @Test(
      "A megabyte on one line is read, scrolled and answered without a wait",
      .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
    func megabyte() throws {
      let workspace = try Workspace(films: [])
      let words = String(repeating: "word 灯台 e\u{301} \u{1B}[31m ", count: 50_000)
      let rows = [
        Workspace.film("Film 1", plot: words), Workspace.film("Film 2", plot: String(repeating: "x", count: 1 << 20)),
      ]
      try workspace.write(rows.flatMap { $0.utf8() + [UInt8(ascii: "\n")] }, to: "long.jsonl")
      try workspace.require(workspace.scholium("import", "film", "long.jsonl"))
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 1", "more lines", seconds: 10)
      for (key, seen) in [("PageDown", "↑"), ("End", "end of text"), ("2", "▸2 Drama")] {
        let pressed = Deadline(seconds: 2)
        try terminal.press(key)
        try terminal.see(seen)
        #expect(!pressed.hasPassed, "\(key) took \(pressed.elapsed) s")
      }
      let submitted = Deadline(seconds: 2)
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved")
      #expect(!submitted.hasPassed, "the next film took \(submitted.elapsed) s")
    }

    @Test("On plain output it is shown, not obeyed")
    func plainOutput() throws {
      let workspace = try Workspace(films: [])
      let film = Workspace.film(Harmful.text, plot: Harmful.text)
      let row = film.utf8() + [UInt8(ascii: "\n")]
      let junk = Array("\(Harmful.text)\n{\"title\":\"".utf8) + [0xFF, 0xC2] + Array("\"}\n".utf8)
      let name = "odd\u{1B}]0;x\u{7}\u{202E}.jsonl"
      try workspace.write(row + junk, to: name)
      var outcomes = [try workspace.scholium("import", "film", name)]
      #expect(outcomes[0].status == 65)
      let rejects = try workspace.read("\(name).rejects.jsonl")
      #expect(String(decoding: rejects, as: UTF8.self).contains("not UTF-8"))
      #expect(!rejects.contains(0x1B))

      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      let assignment = try pipe.ask(["op": "next"])["assignment"]
      #expect(assignment?["data"] == film)
      let reply = try pipe.ask([
        "op": "skip", "assignment": assignment?["id"] ?? .null, "reason": .string(Harmful.text),
      ])
      #expect(reply["ok"] == true)
      #expect(pipe.finish().status == 0)

      outcomes += [
        try workspace.scholium("import", "film", "missing\u{1B}[31m\u{202E}.jsonl"),
        try workspace.scholium("status", Harmful.text.filter { $0 != "\0" }),
        try workspace.scholium("pipe", "film", "--as", "am\u{1B}[31mara"),
        try workspace.scholium("status"), try workspace.scholium("status", "--json"),
        try workspace.scholium("annotators"), try workspace.scholium("export", "film", "--responses"),
      ]
      try workspace.write("title: \"\\e]0;x\\a\"\npolicy: {lease: \"\\e[31m\\u202e\"}\n", to: "tasks/film/task.yaml")
      try workspace.write("version: 1\nlabels:\n  - {id: \"\\e[31m\"}\n", to: "tasks/film/taxonomy.yaml")
      outcomes.append(try workspace.scholium("check"))
      #expect(outcomes.last?.status == 78)
      outcomes.append(try workspace.scholium("check", "--json"))
      for (index, outcome) in outcomes.enumerated() {
        #expect(Harmful.first(in: outcome.output) == nil, "output \(index)")
        #expect(Harmful.first(in: outcome.errors) == nil, "messages \(index)")
        #expect(!outcome.messages.contains("please report"))
      }
    }
  }
}
