import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("Gold in a terminal", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct GoldSessionTests {
    private static let gold = ["Gold A", "Gold B", "Gold C"]

    /// Waits for a film that was not seen yet.
    private func another(_ scene: Scene, besides seen: inout Set<String>) throws {
      let known = seen
      var title: String?
      try scene.see("another film") { screen in
        guard screen.contains(where: { $0.contains("↵ submit") }) else { return false }
        title = Self.gold.first { title in !known.contains(title) && screen.contains { $0.contains(title) } }
        return title != nil
      }
      if let title { seen.insert(title) }
    }

    /// Answers a film with known answer wrong, and reads what is known.
    private func fail(_ scene: Scene) throws {
      try scene.answer("1", seeing: "▸1 Comedy")
      let told = try scene.see("Known answer", "↵ go on")
      for words in ["Which genre is it?", "known     Horror", "you said  Comedy", "Somebody dies in the end."] {
        #expect(told.contains { $0.contains(words) }, "\(words)")
      }
    }

    @Test("One passes the round and goes on to work; another is let go on by an admin; the report tells of both")
    func round() throws {
      let workspace = try Workspace(
        gold: Self.gold, work: ["Work 1", "Work 2", "Work 3"],
        policy: "  gold_feedback: true\n  qualification: {examples: 3, right: 0.6}\n")
      let amara = try Scene(workspace)
      try amara.open()
      var seen: Set<String> = []
      try another(amara, besides: &seen)
      try fail(amara)
      // What is typed there answers nothing.
      try amara.until("goes on to the next example") { try amara.type("3") }
      try amara.until("↵ submit") { try amara.press("Space") }
      for _ in 0..<2 {
        try another(amara, besides: &seen)
        try amara.answer("3", seeing: "▸3 Horror")
        try amara.see(", as known")
      }
      try amara.see("Work", "Which genre is it?")
      try amara.leave()

      let bo = try Scene(workspace)
      try bo.open(as: "bo")
      var others: Set<String> = []
      for left in [2, 1, 0] {
        try another(bo, besides: &others)
        try fail(bo)
        try bo.until(left > 0 ? "↵ submit" : "↵ look again") { try bo.press("Enter") }
      }
      try bo.see("Thank you so far", "whoever runs this task")
      #expect(try standing(of: "bo", in: workspace) == ["no", 3, 0])
      let page = try workspace.require(workspace.scholium("gold", "film"))
      #expect(page.text.contains("bo waits to go on (scholium annotators qualify bo film)"), "\(page.text)")
      #expect(try workspace.require(workspace.scholium("status", "film")).text.contains("1 person waits to go on"))

      let first = try workspace.require(workspace.scholium("annotators", "qualify", "bo", "film"))
      #expect(first.text == "bo is qualified for film: their next example is real work.\n")
      let again = try workspace.require(workspace.scholium("annotators", "qualify", "bo", "film"))
      #expect(again.text == "bo is qualified for film already.\n")
      try bo.press("Enter")
      try bo.see("Work", "Which genre is it?")
      try bo.leave()

      #expect(try standing(of: "amara", in: workspace) == ["yes", 3, 2])
      #expect(try standing(of: "bo", in: workspace) == ["yes", 3, 0])
      let report = try workspace.goldReport()
      #expect(report["gold"] == 3 && report["examples"]?.array?.count == 3)
      let rows = try workspace.require(workspace.scholium("gold", "film", "--answers")).rows
      #expect(rows.map { $0["annotator"]?.string ?? "" } == ["amara", "amara", "amara", "bo", "bo", "bo"])
      #expect(rows.allSatisfy { $0["known"] == ["genre": "horror"] })
      // None of it is in an export.
      #expect(try workspace.responses().isEmpty)
      let trail = try workspace.require(workspace.scholium("audit", "--json")).rows
      #expect(trail.count { $0["what"] == "qualified" } == 1)
      #expect(trail.contains { $0["what"] == "exported" && $0["detail"]?["rows"] == "gold answers" })
      try workspace.expectSound()
    }

    private func standing(of name: String, in workspace: Workspace) throws -> [JSON?] {
      let people = try workspace.goldReport()["people"]?.array ?? []
      let row = try #require(people.first { $0["name"]?.string == name })
      return [row["qualified"], row["answered"], row["right"]]
    }

    @Test("A screen looks the same before gold, after gold, and at work")
    func looksTheSame() throws {
      let films = (10...30).map { "Film \($0)" }
      let workspace = try Workspace(
        gold: Array(films.prefix(3)), work: Array(films.dropFirst(3)), policy: "  qualification: 3\n")
      let scene = try Scene(workspace)
      try scene.open()
      var seen: Set<String> = []
      var screens: Set<[String]> = []
      for answered in 0..<6 {
        var title = ""
        let screen = try scene.see("film number \(answered)") { screen in
          title = films.first { film in !seen.contains(film) && screen.contains { $0.contains("  \(film)") } } ?? ""
          return !title.isEmpty && screen.contains { $0.contains("↵ submit") }
            && screen[0].contains("\(answered) of 18")
            && (answered == 0) == !screen.contains { $0.contains("saved") }
        }
        seen.insert(title)
        if answered > 0 { screens.insert(Self.masked(screen, title)) }
        try scene.answer("3", seeing: "▸3 Horror")
      }
      #expect(seen.count { films.prefix(3).contains($0) } == 3)
      #expect(screens.count == 1, "\(screens.map { $0.joined(separator: "\n") }.joined(separator: "\n"))")
    }

    /// A screen without what is each film's own: its title, how far it is, and the time.
    private static func masked(_ screen: [String], _ title: String) -> [String] {
      screen.enumerated().map { row, line in
        if row == 0 { return line.prefix { $0 != "▕" }.description }
        var line = line.split(separator: title, omittingEmptySubsequences: false).joined(separator: "TITLE")
        if let saved = line.firstRange(of: "saved ") { line = line[..<saved.upperBound] + "TIME" }
        return line
      }
    }
  }

  @Suite("Gold over a pipe and line by line")
  struct GoldPipeTests {
    private let films = (10...30).map { "Film \($0)" }

    private func workspace(_ policy: String) throws -> Workspace {
      try Workspace(gold: Array(films.prefix(3)), work: Array(films.dropFirst(3)), policy: policy)
    }

    @Test("A pipe's replies are the same for gold and for work where nobody is told")
    func members() throws {
      let workspace = try workspace("  qualification: 3\n")
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      var reply = try pipe.ask(["op": "next"])
      var shapes: Set<String> = []
      var titles: [String] = []
      for number in 0..<6 {
        let open = try #require(reply["assignment"])
        titles.append(open["data"]?["title"]?.string ?? "")
        shapes.insert(Self.shape(open))
        reply = try pipe.ask([
          "op": "submit_next", "assignment": open["id"] ?? .null, "answer": ["genre": "comedy"], "duration_ms": 5,
        ])
        #expect(reply["counted"] == true && reply["gold"] == nil, "\(number)")
        let members = reply.object.map { $0.map(\.0) } ?? []
        #expect(members == ["ok", "response", "revision", "counted", "assignment"])
        let revised = try pipe.ask([
          "op": "revise", "response": reply["response"] ?? .null, "answer": ["genre": "drama"],
        ])
        #expect(revised.object.map { $0.map(\.0) } == ["ok", "response", "revision", "counted"])
      }
      #expect(Set(titles.prefix(3)) == Set(films.prefix(3)) && !films.prefix(3).contains(titles[3]))
      #expect(shapes.count == 1, "\(shapes)")
      #expect(pipe.finish().status == 0)
    }

    /// An assignment without what is its own.
    private static func shape(_ assignment: JSON) -> String {
      var object = assignment.object ?? JSONObject([])
      for name in ["id", "example", "expires_at"] { object[name] = .string("·") }
      object["data"] = .array((assignment["data"]?.object?.map(\.0) ?? []).map { .string($0) })
      return JSON.object(object).text()
    }

    @Test("A pipe is told what is known, in the words of the screen, and why it has nothing more")
    func told() throws {
      let workspace = try workspace("  gold_feedback: true\n  qualification: {examples: 3, right: 1}\n")
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      var reply = try pipe.ask(["op": "next"])
      let first = try pipe.ask([
        "op": "submit", "assignment": reply["assignment"]?["id"] ?? .null, "answer": ["genre": "comedy"],
      ])
      let wrong: JSON = ["answer": ["genre": "horror"], "right": false, "explanation": "Somebody dies in the end."]
      #expect(first["gold"] == wrong)
      let revised = try pipe.ask([
        "op": "revise", "response": first["response"] ?? .null, "answer": ["genre": "horror"],
      ])
      #expect(revised["gold"]?["right"] == true)
      reply = try pipe.ask(["op": "next"])
      for _ in 0..<2 {
        reply = try pipe.ask([
          "op": "submit_next", "assignment": reply["assignment"]?["id"] ?? .null, "answer": ["genre": "horror"],
        ])
        #expect(reply["gold"]?["right"] == true)
      }
      // What was told and then corrected is scored as it was first.
      #expect(reply["assignment"] == JSON.null && reply["reason"] == "unqualified", "\(reply.text())")
      #expect(pipe.finish().status == 0)
      let told = try workspace.require(
        workspace.scholium("annotate", "film", "--plain", "--as", "amara", input: Array("q\n".utf8)))
      #expect(
        told.text.contains("Thank you so far. Your first answers are with whoever runs this task"), "\(told.text)")
    }

    @Test("Line by line nothing tells gold from work")
    func lines() throws {
      let workspace = try workspace("  qualification: 3\n")
      let told = try workspace.require(
        workspace.scholium(
          "annotate", "film", "--plain", "--as", "amara",
          input: Array((String(repeating: "3\n", count: 6) + "q\n").utf8)))
      let pages = told.text.split(separator: "Example of film, ui 1, taxonomy 1.").dropFirst()
      let masked = pages.enumerated().map { number, page in
        let lines = page.split(separator: "\n").map { line -> String in
          line.contains("Saved at ") ? "saved" : line.contains("Film ") ? "film" : String(line)
        }
        #expect(lines.first == " \(number) of 18 answers.")
        return lines.dropFirst().joined(separator: "\n")
      }
      #expect(masked.count == 7)
      #expect(Set(masked.dropLast()).count == 1, "\(Set(masked))")
      #expect(!told.text.contains("known"))
    }
  }
}
