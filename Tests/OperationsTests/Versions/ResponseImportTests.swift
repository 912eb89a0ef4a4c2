import Labeling
import Operations
import Queue
import Records
import Testing

@Suite struct ResponseImportTests {
  private let genre = VersionScene.ui(1, VersionScene.question("genre", .choice))
  private let other = VersionScene.ui(2, VersionScene.question("genre", .choice), prompt: " again")
  private let first = VersionScene.taxonomy(1, "comedy action")
  private let second = VersionScene.taxonomy(
    2, "comedy fight superhero",
    from: [.split(LabelID("action"), into: [LabelID("fight"), LabelID("superhero")])])

  private func row(
    _ annotator: String, ui: Int = 1, taxonomy: Int = 1, _ answer: JSON = ["genre": "comedy"], text: String = "alien",
    more: [(String, JSON)] = []
  ) -> String {
    let members: [(String, JSON)] = [
      ("annotator", .string(annotator)), ("ui_version", .number(JSONNumber(ui))),
      ("taxonomy_version", .number(JSONNumber(taxonomy))), ("answer", answer), ("data", ["text": .string(text)]),
    ]
    return JSON.object(JSONObject(members + more)).text()
  }

  @Test func answersOfSeveralVersionsAreReconciled() throws {
    let scene = VersionScene()
    try scene.publish(genre, first, overlap: 2)
    try scene.publish(genre, second, overlap: 2)
    let loaded = try scene.load(
      row("amara", ["genre": "action"]) + "\n" + row("bo", taxonomy: 2, ["genre": "superhero"]))
    #expect(loaded.reasons == [])
    #expect(loaded.counts.added == 2 && loaded.counts.examples == 1)
    let exported = try #require(try scene.rows().first)
    #expect(exported["answer"] == ["genre": "superhero"] && exported["annotators"] == ["amara", "bo"])
    #expect(try scene.rows(taxonomy: 1).first?["support"] == ["genre": ["action": 2]])
  }

  @Test func aCombinationOfPublishedVersionsIsCompiled() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    try scene.publish(other, second)
    #expect(try scene.load(row("amara", ui: 1, taxonomy: 2, ["genre": "fight"])).counts.added == 1)
    #expect(try scene.rows(.responses).first?["ui_version"] == 1)
    #expect(try scene.rows(.responses).first?["taxonomy_version"] == 2)
  }

  @Test func rowsThatCannotBeAreToldWithTheirLines() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    try scene.publish(other, second)
    let loaded = try scene.load(
      [
        row("amara"), "nonsense", row("bo", taxonomy: 7), row("chi", ["genre": "western"]), row("amara", ui: 2),
        row("", text: "brazil"), row("di", more: [("ui_digest", .string(String(repeating: "0", count: 64)))]),
        row("eve", more: [("supersedes", "nothing")]),
      ].joined(separator: "\n"))
    #expect(loaded.counts.added == 1 && loaded.counts.rejected == 7)
    #expect(loaded.lines == [2, 3, 4, 5, 6, 7, 8])
    #expect(loaded.reasons[1].contains("taxonomy 7") && loaded.reasons[1].contains("1, 2"))
    #expect(loaded.reasons[2].contains("western"))
    #expect(loaded.reasons[3].contains("another UI version"))
    #expect(loaded.reasons[5].contains("digest"))
  }

  @Test func candidatesThatWereNeverOfferedAreRefused() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    let asked: [JSON] = [["mood": ["comedy"]], ["genre": ["comedy", "western"]], ["genre": ["comedy"]]]
    let loaded = try scene.load(
      asked.enumerated().map { row("p\($0.offset)", more: [("asked", $0.element)]) }.joined(separator: "\n"))
    #expect(loaded.counts.added == 1 && loaded.lines == [1, 2])
    #expect(loaded.reasons.first?.contains("'mood'") == true && loaded.reasons.last?.contains("'western'") == true)
  }

  @Test func correctionsAndSettlementsKeepWhatTheyAreAbout() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    try scene.add("alien")
    let sitting = try scene.sit("amara")
    let (_, old) = try #require(try scene.answer(sitting, ["genre": "comedy"]))
    _ = try sitting.correct(
      old, to: Answer([QuestionID("genre"): .label(LabelID("action"))]), id: sitting.newResponseID(),
      durationMilliseconds: nil, context: .test)
    try scene.publish(genre, second)
    try scene.answer(sitting, ["genre": "superhero"])
    let elsewhere = VersionScene()
    try elsewhere.publish(genre, first)
    try elsewhere.publish(genre, second)
    let loaded = try elsewhere.load(try scene.lines(.responses, withData: true))
    #expect(loaded.reasons == [])
    #expect(loaded.counts.added == 3)
    for key in ["response", "supersedes", "settles", "asked", "answer"] {
      #expect(
        try elsewhere.rows(.responses).map { $0[key] ?? .null } == scene.rows(.responses).map { $0[key] ?? .null },
        "\(key)")
    }
    for version in [1, 2] {
      #expect(
        try elsewhere.rows(taxonomy: version).map { $0["answer"] } == scene.rows(taxonomy: version).map { $0["answer"] }
      )
    }
  }

  @Test func peopleFromElsewhereAreAwayUntilTheySitDown() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    _ = try scene.load(row("amara"))
    #expect(try scene.store.read { try $0.persons() }.map(\.isAway) == [true])
    _ = try scene.sit("amara")
    #expect(try scene.store.read { try $0.persons() }.map(\.isAway) == [false])
  }

  @Test func aTableOfLabelsMakesItsExamples() throws {
    let scene = VersionScene()
    try scene.publish(genre, first, overlap: 3)
    let table = "task,worker,label\n1,w1,comedy\n1,w2,action\n1,w2,action\n2,w1,nothing\n1,w3,comedy\n"
    let loaded = try scene.loadCrowd(table)
    #expect(loaded.counts.added == 3 && loaded.counts.repeats == 1 && loaded.counts.examples == 1)
    #expect(loaded.lines == [5])
    let row = try #require(try scene.rows().first)
    #expect(row["data"] == ["task": "1"] && row["support"] == ["genre": ["comedy": 2, "action": 1]])
    let again = try scene.loadCrowd(table)
    #expect(again.counts.added == 0 && again.counts.present == 3 && again.counts.revision == loaded.counts.revision)
  }

  @Test func repeatsMayBeKept() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    let table = "question\tworker\tanswer\n1\tw\tcomedy\n1\tw\tcomedy\n"
    #expect(try scene.loadCrowd(table, .tsv, keepsRepeats: true).counts.added == 2)
    #expect(try scene.loadCrowd(table, .tsv, keepsRepeats: true).counts.present == 2)
    #expect(try scene.rows().first?["support"] == ["genre": ["comedy": 1]])
  }

  @Test func aTableNamesItsVersionsAndTextsAreAnswersToo() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    try scene.publish(genre, second)
    #expect(try scene.loadCrowd("task,worker,label\n1,w,action\n", taxonomy: 1).counts.added == 1)
    #expect(try scene.rows(.responses).first?["taxonomy_version"] == 1)
    #expect(throws: OperationError.self) { _ = try scene.loadCrowd("task,worker,label\n", taxonomy: 9) }
    let texts = VersionScene()
    try texts.publish(
      VersionScene.ui(1, VersionScene.question("words", .text(maxLength: nil, pattern: nil))), first)
    let loaded = try texts.loadCrowd(
      "worker\tsentence\tworkeranswer\nw\t#1\tHe said \"no\", twice\n", .tsv,
      mapping: [("sentence", "task"), ("workeranswer", "label")])
    #expect(loaded.counts.added == 1)
    #expect(try texts.rows().first?["answer"] == ["words": "He said \"no\", twice"])
  }
}
