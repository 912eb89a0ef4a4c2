import Driving
import Records
import Testing

extension EndToEnd {
  /// Data as it is out there, where it lies beside the package.
  @Suite(.enabled(if: EndToEnd.hasSharedData, "there is no ../shared/data"))
  struct RealDataTests {
    /// Thousands of questions, 77 labels, fifty answers that come out as they went in.
    @Test func banking77() throws {
      let workspace = try Workspace()
      let categories = try JSONParser.parse(
        try Program.run(["/bin/cat", "\(EndToEnd.sharedData)/banking77/categories.json"]).output, limits: .row)
      let names = try #require(categories.array).compactMap(\.string)
      try #require(names.count == 77)
      try writeTask(workspace, labels: names)
      try workspace.require(workspace.scholium("publish", "intent"))
      let file = "\(EndToEnd.sharedData)/banking77/test.csv"
      try workspace.write(try Program.run(["/bin/cat", file]).output, to: "test.csv")
      let told = try workspace.require(workspace.scholium("import", "intent", "test.csv", "--json")).json
      #expect((told["added"]?.int ?? 0) + (told["present"]?.int ?? 0) == 3080)

      let pipe = try PipeClient(workspace, task: "intent", as: "amara")
      var given: [String: String] = [:]
      for _ in 1...50 {
        let assignment = try #require(try pipe.ask(["op": "next"])["assignment"])
        let category = try #require(assignment["data"]?["category"]?.string)
        let example = try #require(assignment["example"]?.string)
        given[example] = Self.label(category)
        let reply = try pipe.ask([
          "op": "submit", "assignment": assignment["id"] ?? .null, "answer": ["intent": .string(Self.label(category))],
        ])
        try #require(reply["ok"] == true, "\(reply.text())")
      }
      #expect(pipe.finish().status == 0)
      let rows = try workspace.require(workspace.scholium("export", "intent")).rows
      #expect(rows.count == told["added"]?.int)
      let answered = rows.filter { $0["answer"]?["intent"]?.string != nil }
      #expect(answered.count == 50)
      for row in answered { #expect(row["answer"]?["intent"]?.string == given[row["example"]?.string ?? ""]) }
    }

    /// Lines in another encoding are kept out and named, all others come in.
    @Test func trecInLatin1() throws {
      let workspace = try Workspace()
      try writeTask(workspace, labels: ["yes", "no"])
      try workspace.require(workspace.scholium("publish", "intent"))
      let bytes = try Program.run(["/bin/cat", "\(EndToEnd.sharedData)/trec-questions-with-rules/train.txt"]).output
      try workspace.write(bytes, to: "train.txt")
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      let foreign = lines.indices.filter { String(validating: lines[$0], as: UTF8.self) == nil }.map { $0 + 1 }
      try #require(!foreign.isEmpty)
      let outcome = try workspace.scholium("import", "intent", "train.txt", "--json")
      #expect(outcome.status == 65)
      let told = try outcome.json
      #expect(told["rejected"]?.int == foreign.count)
      #expect((told["added"]?.int ?? 0) + (told["present"]?.int ?? 0) == lines.count - foreign.count)
      let rejects = String(decoding: try workspace.read("train.txt.rejects.jsonl"), as: UTF8.self)
        .split(separator: "\n")
      let named = try rejects.map { try JSONParser.parse(String($0)) }
      #expect(named.compactMap { $0["line"]?.int } == foreign)
      #expect(named.allSatisfy { $0["reason"]?.string?.contains("UTF-8") == true })
    }

    private func writeTask(_ workspace: Workspace, labels: [String]) throws {
      try workspace.write("title: Intents\n", to: "tasks/intent/task.yaml")
      try workspace.write(
        """
        version: 1
        show: [{field: text, style: body}]
        ask: [{id: intent, kind: choice, prompt: What does the customer want?}]

        """, to: "tasks/intent/ui.yaml")
      let lines = labels.map { "  - {id: \(Self.label($0)), title: \"\($0)\"}\n" }
      try workspace.write("version: 1\nlabels:\n\(lines.joined())", to: "tasks/intent/taxonomy.yaml")
    }

    /// A category's name as a label's id: lower case, without the question mark that one of them ends with.
    private static func label(_ category: String) -> String { category.lowercased().filter { $0 != "?" } }
  }
}
