import Interchange
import Labeling
import Operations
import Queue
import Records
import TaskFiles
import Testing

@Suite struct GoldTests {
  private static func row(_ title: String, _ answer: String = #"{"genre":"horror"}"#) -> String {
    #"{"data":{"title":"\#(title)"},"answer":\#(answer)}"# + "\n"
  }

  private func bench(_ gold: String, policy: String = "{gold_rate: 0.1}") throws -> Bench {
    let bench = try Bench()
    try bench.folder.write("title: G\ndataset: films\npolicy: \(policy)\n", to: "tasks/genre/task.yaml")
    try bench.folder.write(gold, to: "tasks/genre/gold.jsonl")
    return bench
  }

  private func check(_ bench: Bench) throws -> [String] {
    try Checking([], in: bench.folder.path, against: bench.store).faults.map(\.description)
  }

  // MARK: check

  @Test("What hinders a publish is told whole, as check tells it: rows that are no JSON hide none that do not fit")
  func publishTellsAll() async throws {
    let wrong = Self.row("Alien", #"{"genre":"western"}"#)
    let bench = try bench("{\n" + wrong + "[1]\n" + Self.row("Brazil", #"{"genr":"horror"}"#))
    let checked = try Checking([], in: bench.folder.path, against: nil).faults
    #expect(checked.count == 4)
    let request = Publishing.Request(task: Bench.task)
    await #expect(throws: DefinitionFaults(checked)) {
      let publishing = Publishing(workspace: bench.folder.path, surroundings: bench.surroundings)
      _ = try await publishing.publish(request, makesQueue: true) { bench.store }
    }
    #expect(throws: DefinitionFaults(checked)) {
      _ = try Planning(store: nil).plan(request, in: bench.folder.path)
    }
  }

  @Test func goldThatFitsTheBuildIsCounted() throws {
    let bench = try bench(Self.row("Alien") + Self.row("Brazil", #"{"genre":"comedy"}"#), policy: "{qualification: 2}")
    let checking = try Checking([], in: bench.folder.path, against: nil)
    #expect(checking.faults == [] && checking.definitions.map(\.gold.count) == [2])
  }

  /// The second of two rows, with its column and fault.
  @Test(arguments: [
    (#"{"data":{"titel":"x"},"answer":{"genre":"horror"}}"#, 9, "field 'title' is missing (correct the row, or schema"),
    (#"{"data":{"title":7},"answer":{"genre":"horror"}}"#, 10, "field 'title' must be a text, not a number (correct"),
    (#"{"data":{"title":"é","é":1},"answer":{"genre":"horror"}}"#, 22, "field 'é' is not in the schema (add it to"),
    (#"{"data":{"title":"x"},"answer":{}}"#, 32, "the answer says nothing (say what is known of at least one question"),
    (
      #"{"data":{"title":"x"},"answer":{"genre":null}}"#, 32,
      "the answer says nothing (say what is known of at least on"
    ),
    (#"{"data":{"title":"x"},"answer":{"genre":"western"}}"#, 33, "'western' is not offered under 'genre' (offered: c"),
    (
      #"{"data":{"title":"x"},"answer":{"genre":["horror"]}}"#, 33, "'genre' takes label ids as texts (correct it: peop"
    ),
    (#"{"data":{"title":"x"}, "answer":{"genr":"horror"}}"#, 34, "there is no question 'genr' on this screen (it asks"),
    (
      #"{"answer":{"genre":"comedy"},"data":{"title":"Alien"}}"#, 1, "this is the gold example of line 1 again (leave o"
    ),
  ])
  func goldThatDoesNotFitIsRefusedWhereItStands(row: String, column: Int, message: String) async throws {
    let bench = try bench(Self.row("Alien") + row)
    let faults = try Checking([], in: bench.folder.path, against: nil).faults
    let fault = try #require(faults.first { $0.message.hasPrefix(message) }, "\(faults)")
    #expect(faults.allSatisfy { $0.file == "tasks/genre/gold.jsonl" && $0.severity == .error && $0.line == 2 })
    #expect(fault.column == column)
    let refused = await #expect(throws: DefinitionFaults.self) { _ = try await bench.publish() }
    #expect(refused?.faults == faults)
    #expect(try bench.store.read { try $0.tasks() }.isEmpty, "nothing was published")
  }

  @Test func everyFaultIsToldAtOnceBesideRowsThatCannotBeRead() throws {
    let bench = try bench("[]\n" + Self.row("Alien", #"{"genre":"x"}"#) + Self.row("A title that is too long for it"))
    let faults = try check(bench)
    #expect(
      faults.map { $0.split(separator: " ")[0] }
        == [1, 2, 3].map { "tasks/genre/gold.jsonl:\($0):\($0 == 1 ? 1 : $0 == 2 ? 37 : 10):" })
  }

  @Test func ofAThousandFaultsAHundredAreTold() throws {
    let bench = try bench((0..<1000).map { Self.row("Film \($0)", #"{"genre":"x"}"#) }.joined())
    let faults = try check(bench)
    #expect(faults.count == 101)
    #expect(faults.last?.hasSuffix("and 900 more like this (set the ones above right first)") == true)
  }

  @Test func valuesAsLongAsTheFileAreNotQuotedWhole() throws {
    let bench = try bench(Self.row("Alien", #"{"genre":"\#(String(repeating: "x", count: 100_000))"}"#))
    let fault = try #require(try check(bench).first)
    #expect(fault.utf8.count < 600 && fault.hasSuffix("... (correct it, or leave the row out)"))
  }

  @Test func answersMustBeOnesThatPeopleCanGive() throws {
    let bench = try bench("")
    try bench.folder.write(
      """
      version: 1
      show: [{field: title}]
      ask:
        - {id: genre, kind: choice, prompt: Which?, labels: {under: genres}}
        - {id: tags, kind: choices, prompt: Which?, labels: {under: genres}, max: 1}
        - {id: names, kind: spans, prompt: Who?, fields: [title], labels: {under: entities}}
        - {id: tail, kind: choice, prompt: Really?, labels: {under: genres}, when: {genre: [horror]}}

      """, to: "tasks/genre/ui.yaml")
    try bench.folder.write(
      """
      version: 1
      labels:
        - {id: genres}
        - {id: comedy, parent: genres}
        - {id: horror, parent: genres}
        - {id: entities}
        - {id: person, parent: entities}

      """, to: "tasks/genre/taxonomy.yaml")
    func faults(_ answer: String) throws -> [String] {
      try bench.folder.write(Self.row("Alien", answer), to: "tasks/genre/gold.jsonl")
      return try check(bench).map { String($0.split(separator: "error: ", maxSplits: 1)[1].prefix(60)) }
    }
    #expect(try faults(#"{"tags":[],"names":[{"field":"title","start":0,"end":5,"label":"person"}]}"#) == [])
    #expect(try faults(#"{"tail":"comedy"}"#) == [], "as an export has it where the genre is not settled")
    #expect(
      try faults(#"{"tail":"comedy","genre":"comedy"}"#) == [
        "'tail' is not asked beside these answers (leave it out)"
      ])
    #expect(
      try faults(#"{"names":[{"field":"title","start":0,"end":6,"label":"person"}],"tags":["comedy","horror"]}"#) == [
        "'names' marks 0 to 6, but 'title' has 5 Unicode scalars (cor",
        "'tags' takes at most 1 label (correct it: people must be abl",
      ])
  }

  @Test func goldIsHeldAgainstTheVersionThatIsToBePublished() async throws {
    let bench = try bench(Self.row("Alien"))
    _ = try await bench.publish()
    try bench.folder.write(
      "version: 2\nlabels: [{id: comedy}, {id: fright}]\nfrom: {version: 1, changes: [{rename: horror, to: fright}]}\n",
      to: "tasks/genre/taxonomy.yaml")
    #expect(try check(bench).map { $0.contains("gold.jsonl:1:37: error: 'horror' is not offered") } == [true])
    try bench.folder.write(Self.row("Alien", #"{"genre":"fright"}"#), to: "tasks/genre/gold.jsonl")
    #expect(try check(bench) == [])
  }

  @Test func rowsOfAnExportAreGold() throws {
    let row = ExampleRow(
      example: Digest(of: [1]), data: ["title": "Alien"],
      findings: [
        QuestionID("genre"): ExampleRow.Finding(
          status: .settled, answer: .label("horror"), confidence: 1, candidates: ["horror"],
          support: .choice([ExampleRow.LabelCount(label: "horror", count: 2)]), unknown: ["comedy"],
          clauses: [["comedy", "horror"]],
          masks: [SpanReading.Carried(field: "title", start: 0, end: 1, candidates: ["horror"], crossing: .exact)]),
        QuestionID("other"): ExampleRow.Finding(
          status: .disputed, answer: nil, confidence: nil, candidates: [], support: .choice([])),
      ], responses: 2, annotators: ["amara", "bo"], taxonomyVersion: 1,
      from: [ExampleRow.Origin(uiVersion: 1, taxonomyVersion: 1, count: 2, mapping: [QuestionID("genre"): .exact])],
      adjudication: ExampleRow.Adjudication(response: ResponseID("r1"), annotator: "chi"))
    let bench = try bench(String(decoding: row.line, as: UTF8.self))
    let checking = try Checking([], in: bench.folder.path, against: nil)
    #expect(checking.faults == [])
    let gold = try #require(checking.definitions.first?.gold)
    #expect(gold == [GoldExample(data: Array(#"{"title":"Alien"}"#.utf8), answer: #"{"genre":"horror"}"#)])
  }

  // MARK: publish and plan

  @Test func aPublishSaysWhatItChangedAboutGold() async throws {
    let bench = try bench(Self.row("Alien") + Self.row("Brazil"))
    #expect(try plan(bench).gold == GoldChange(known: 2, added: 2, retired: 0))
    let first = try await bench.publish()
    #expect(first.published.gold == GoldChange(known: 2, added: 2, retired: 0) && !first.changedOnlyGold)
    #expect(try plan(bench).gold == GoldChange(known: 2))
    let again = try await bench.publish()
    #expect(!again.published.changed && !again.changedOnlyGold && again.published.gold == GoldChange(known: 2))

    try bench.folder.write(
      Self.row("Alien", #"{"genre":"comedy"}"#) + Self.row("Clue"), to: "tasks/genre/gold.jsonl")
    let change = GoldChange(known: 2, added: 2, retired: 1)
    #expect(try plan(bench).gold == change)
    let changed = try await bench.publish()
    #expect(changed.published.gold == change && changed.published.changed && changed.changedOnlyGold)
    #expect(changed.published.build.id == first.published.build.id && changed.warnings == [])

    try bench.folder.write(
      "version: 2\nshow:\n  - {field: title}\nask:\n  - {id: genre, kind: choice, prompt: And now?}\n",
      to: "tasks/genre/ui.yaml")
    try bench.folder.write("", to: "tasks/genre/gold.jsonl")
    let both = try await bench.publish()
    #expect(both.published.gold == GoldChange(retired: 2) && !both.changedOnlyGold && both.published.changed)
  }

  @Test func goldThatIsInTheDatasetTooIsWarnedOf() async throws {
    let bench = try bench(Self.row("Alien") + Self.row("Brazil") + Self.row("Clue"))
    #expect(try await bench.publish().warnings == [])
    let identity = ExampleIdentity(fields: ["title"])
    let rows = ["Brazil", "Clue", "Dune"].map { title in
      let data: JSONObject = ["title": .string(title), "year": 1985]
      return ImportBatch.Row(
        example: identity.digest(of: data), content: Digest(of: JSON.object(data).canonical()),
        data: JSON.object(data).utf8())
    }
    _ = try bench.store.add(
      ImportBatch(dataset: "films", identity: identity, rows: rows, updates: false, at: bench.surroundings.now()))
    let outcome = try await bench.publish()
    #expect(!outcome.published.changed)
    #expect(
      outcome.warnings.map(\.description) == [
        "tasks/genre/gold.jsonl:2:1: warning: 2 gold examples, this one first, are in the dataset 'films' too (whoever is shown one as gold is not asked for it again: take other rows for gold, or accept that such people give no answer to it)"
      ])
  }

  private func plan(_ bench: Bench) throws -> PublishPlan {
    try Planning(store: bench.store).plan(Publishing.Request(task: Bench.task), in: bench.folder.path)
  }
}
