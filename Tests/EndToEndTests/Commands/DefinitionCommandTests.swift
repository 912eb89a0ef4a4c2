import Records
import Testing

extension EndToEnd {
  @Suite("init, check and publish")
  struct DefinitionCommandTests {
    @Test("A new workspace works as it is, and is never written over")
    func initialize() throws {
      let workspace = try Workspace(hasSampleTask: true)
      let check = try workspace.require(workspace.scholium("check"))
      #expect(check.text.hasPrefix("genre: ui 1 "))
      try workspace.require(workspace.scholium("publish", "genre"))
      try workspace.require(workspace.scholium("import", "genre", "tasks/genre/examples.jsonl"))
      let again = try workspace.scholium("init", ".")
      #expect(again.status == 73)
      #expect(again.messages.contains("nothing was changed"))
    }

    @Test(
      "Every fault is told with its place and what to do, all at once",
      arguments: [
        ("task.yaml", "titel: Films\n", "1:1: error: unknown key 'titel'"),
        ("task.yaml", "title: Films\npolicy: {overlap: 0}\n", "2:19: error: overlap is 0"),
        ("task.yaml", "title: Films\npolicy: {lease: 2w}\n", "2:17: error: lease can't be '2w'"),
        ("task.yaml", "title: [\n", "error: this is not YAML"),
        ("task.yaml", "title: a\ntitle: b\n", "1:1: error: the key 'title' is given again further down"),
        ("ui.yaml", "", "1:1: error: the file is empty"),
        ("ui.yaml", "version: &v 1\n", "1:10: error: "),
        ("ui.yaml", "version: 1.5\n", "1:10: error: "),
        (
          "ui.yaml", "version: 1\nshow: [{field: title}]\nask:\n  - {id: q, kind: choise, prompt: W}\n",
          "4:19: error: kind can't be 'choise' (did you mean 'choice'?)"
        ),
        ("ui.yaml", "version: 1\nshow: [{field: title}]\nask:\n  - {id: q, kind: choice}\n", "error: "),
        ("taxonomy.yaml", "version: 0\nlabels: [{id: a}]\n", "1:10: error: version is 0"),
        ("taxonomy.yaml", "version: 1\nlabels: []\n", "2:9: error: "),
        (
          "taxonomy.yaml", "version: 1\nlabels:\n  - {id: a}\n  - {id: a}\n",
          "4:10: error: the label 'a' is there twice, first on line 3"
        ),
        ("taxonomy.yaml", "version: 1\nlabels:\n  - {id: a, key: x}\n  - {id: b, key: x}\n", "4:18: error: "),
        ("taxonomy.yaml", "version: 1\nlabels:\n  - {id: a, parent: b}\n", "3:21: error: there is no label 'b'"),
        ("schema.yaml", "version: 1\nfields: {title: {type: text}}\n", "2:24: error: "),
        ("schema.yaml", "version: 1\nfields: {title: {type: integer, min: 3, max: 2}}\n", "error: "),
        (
          "schema.yaml", "version: 1\nfields: {title: {type: string}}\n",
          "ui.yaml:4:13: error: schema.yaml has no field 'year'"
        ),
      ])
    func faults(file: String, text: String, fault: String) throws {
      let workspace = try Workspace()
      try workspace.writeTask()
      try workspace.write(text, to: "tasks/film/\(file)")
      let outcome = try workspace.scholium("check")
      #expect(outcome.status == 78)
      let expected = fault.contains(".yaml:") ? "tasks/film/\(fault)" : fault
      #expect(outcome.lines.contains { $0.contains(expected) }, "\(outcome.text)")
      // FILE:LINE:COLUMN: error: what is wrong (what to do)
      for line in outcome.lines {
        #expect(
          line.wholeMatch(of: /tasks\/film\/[a-z]+\.yaml:[0-9]+:[0-9]+: (error|warning): .+(\(.+\)|must be .+)/) != nil,
          "\(line)")
      }
      let faults = try workspace.scholium("check", "--json").json["faults"]?.array ?? []
      #expect(faults.count == outcome.lines.count)
      #expect(faults.allSatisfy { ($0["line"]?.int ?? 0) > 0 && ($0["column"]?.int ?? 0) > 0 })
      // Publishing says the same and leaves no queue behind that anybody could mistake for one.
      let publish = try workspace.scholium("publish", "film")
      #expect(publish.status == 78)
      #expect(publish.messages.contains(expected))
    }

    @Test("Publishing again changes nothing; a changed file under its old number is refused")
    func publishing() throws {
      let workspace = try Workspace(films: [])
      let again = try workspace.require(workspace.scholium("publish", "film", "--json")).json
      #expect(again["changed"] == false)
      #expect(again["revision"] == 2)

      for (file, old, new) in [
        ("ui.yaml", "Which genre is it?", "What is it?"), ("guidelines.md", "mainly about", "about"),
        ("taxonomy.yaml", "title: Drama", "title: Tragedy"),
      ] {
        try workspace.edit("tasks/film/\(file)", old, new)
        let refused = try workspace.scholium("publish", "film")
        #expect(refused.status == 78)
        #expect(refused.messages.contains("version: 1"), "\(refused.messages)")
        try workspace.edit("tasks/film/\(file)", new, old)
      }
      let moved = try workspace.scholium("publish", "film", "--expect", "0")
      #expect(moved.status == 77)
      try workspace.writeInterface(version: 2, prompt: "Which genre is it?")
      let known = try workspace.scholium("publish", "film")
      #expect(known.status == 78)
      #expect(known.messages.contains("set version: 1"), "\(known.messages)")
      #expect(try workspace.require(workspace.scholium("status", "--json")).json["revision"] == 2)
    }
  }
}
