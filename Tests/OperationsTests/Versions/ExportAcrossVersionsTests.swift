import Labeling
import Operations
import Queue
import Records
import Testing

@Suite struct ExportAcrossVersionsTests {
  private let genre = VersionScene.ui(1, VersionScene.question("genre", .choice))
  private let first = VersionScene.taxonomy(1, "comedy action thriller")
  private let second = VersionScene.taxonomy(
    2, "comedy fight superhero thriller",
    from: [.split(LabelID("action"), into: [LabelID("fight"), LabelID("superhero")])])

  /// Answers in taxonomy 1, then taxonomy 2 is published.
  private func split(_ answers: [[String]]) throws -> VersionScene {
    let scene = VersionScene()
    try scene.publish(genre, first, overlap: answers.count)
    try scene.add("alien")
    for (person, labels) in answers.enumerated() {
      let sitting = try scene.sit("p\(person)")
      for label in labels { try scene.answer(sitting, ["genre": .string(label)]) }
      try sitting.leave()
    }
    try scene.publish(genre, second, overlap: answers.count)
    return scene
  }

  @Test func exactAnswersAreCountedAndOthersLeaveCandidates() throws {
    let scene = try split([["comedy"], ["action"]])
    let row = try #require(try scene.rows().first)
    #expect(row["answer"] == ["genre": "comedy"])
    #expect(row["support"] == ["genre": ["comedy": 1]])
    #expect(row["taxonomy_version"] == 2)
    #expect(
      row["from"] == [
        ["ui_version": 1, "taxonomy_version": 1, "count": 1, "mapping": ["genre": "ambiguous"]],
        ["ui_version": 1, "taxonomy_version": 1, "count": 1, "mapping": ["genre": "exact"]],
      ])
    let alone = try #require(try split([["action"]]).rows().first)
    #expect(alone["answer"] == ["genre": nil])
    #expect(alone["status"] == ["genre": "ambiguous"])
    #expect(alone["candidates"] == ["genre": ["fight", "superhero"]])
  }

  @Test func anyPublishedVersionOldOrNew() throws {
    let scene = try split([["action"]])
    #expect(try scene.rows(taxonomy: 1).first?["answer"] == ["genre": "action"])
    #expect(try scene.rows(taxonomy: 2).first?["status"] == ["genre": "ambiguous"])
    #expect(throws: OperationError.self) { _ = try scene.rows(taxonomy: 3) }
  }

  @Test func newAnswersAreReadInTheOldVersionToo() throws {
    let scene = VersionScene()
    try scene.publish(genre, first)
    try scene.publish(genre, second)
    try scene.add("alien")
    try scene.answer(try scene.sit("amara"), ["genre": "superhero"])
    #expect(try scene.rows(taxonomy: 1).first?["answer"] == ["genre": "action"])
    #expect(try scene.rows(taxonomy: 1).first?["from"]?.array?.first?["taxonomy_version"] == 2)
  }

  @Test func aSettlementStandsInTheNewVersionAndTheOldAnswerInTheOld() throws {
    let scene = try split([["action"]])
    let sitting = try scene.sit("p0")
    let (assignment, response) = try #require(try scene.answer(sitting, ["genre": "superhero"]))
    #expect(assignment.purpose == .settlement)
    #expect(assignment.asked?.questions == [QuestionID("genre"): [LabelID("fight"), LabelID("superhero")]])
    let now = try #require(try scene.rows().first)
    #expect(now["answer"] == ["genre": "superhero"] && now["responses"] == 1)
    #expect(now["from"]?.array?.first?["taxonomy_version"] == 2)
    #expect(try scene.rows(taxonomy: 1).first?["answer"] == ["genre": "action"])
    let told = try #require(try scene.rows(.responses).last)
    #expect(told["response"]?.string == response.rawValue)
    #expect(told["status"] == "settled" && told["settles"]?.string == assignment.settles?.rawValue)
    #expect(told["asked"] == ["genre": ["fight", "superhero"]])
    #expect(try scene.rows(.responses).first?["mapped"] == ["genre": ["fight", "superhero"]])
  }

  @Test func aContradictingSettlementWinsFromItsVersionOnOnly() throws {
    let scene = try split([["action"]])
    try scene.answer(try scene.sit("p0"), ["genre": "thriller"])
    #expect(try scene.rows(taxonomy: 2).first?["answer"] == ["genre": "thriller"])
    #expect(try scene.rows(taxonomy: 1).first?["answer"] == ["genre": "action"])
  }

  @Test func anUnrelatedVocabularyIsVoidInEveryKind() throws {
    let kinds: [(Question.Kind, JSON)] = [
      (.choice, "comedy"), (.choices(min: 0, max: nil), []),
      (.spans(fields: ["text"], overlap: true), []),
    ]
    for (kind, value) in kinds {
      let scene = VersionScene()
      let ui = VersionScene.ui(1, VersionScene.question("genre", kind))
      try scene.publish(ui, first)
      try scene.add("alien")
      try scene.answer(try scene.sit("amara"), ["genre": value])
      try scene.publish(ui, VersionScene.taxonomy(2, "red green blue"))
      let row = try #require(try scene.rows().first)
      #expect(row["answer"] == ["genre": nil], "\(kind)")
      #expect(row["status"]?["genre"] != "settled", "\(kind)")
    }
  }

  @Test func allChannelsAreReadTogether() throws {
    let scene = try split([["comedy"]])
    let other = ChannelName("experiment/x")
    try scene.publish(
      VersionScene.ui(2, VersionScene.question("genre", .choice), prompt: " now"), second, channel: other, weight: 1)
    _ = try scene.load(
      #"{"data":{"text":"alien"},"annotator":"bo","channel":"experiment/x","ui_version":2,"taxonomy_version":2,"answer":{"genre":"comedy"}}"#
    )
    #expect(try scene.rows(channels: .all).first?["support"] == ["genre": ["comedy": 2]])
    #expect(try scene.rows().first?["support"] == ["genre": ["comedy": 1]])
  }

  @Test func choicesKeepWhatIsUnknown() throws {
    let scene = VersionScene()
    let topics = VersionScene.ui(1, VersionScene.question("topics", .choices(min: 0, max: nil)))
    try scene.publish(topics, first)
    try scene.add("alien")
    try scene.answer(try scene.sit("amara"), ["topics": ["comedy", "action"]])
    try scene.publish(
      topics,
      VersionScene.taxonomy(
        2, "comedy fight superhero thriller western",
        from: [
          .split(LabelID("action"), into: [LabelID("fight"), LabelID("superhero")]),
          .add(LabelID("western"), unseen: false),
        ]))
    let row = try #require(try scene.rows().first)
    #expect(row["status"] == ["topics": "ambiguous"])
    #expect(row["unknown"] == ["topics": ["fight", "superhero", "western"]])
    #expect(row["clauses"] == ["topics": [["fight", "superhero"]]])
    #expect(row["support"]?["topics"]?["comedy"] == ["yes": 1, "no": 0, "unknown": 0])
    #expect(row["support"]?["topics"]?["thriller"] == ["yes": 0, "no": 1, "unknown": 0])
  }
}
