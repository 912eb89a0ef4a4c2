import Labeling
import Operations
import Queue
import Records
import Testing

@Suite struct SettlingTests {
  private let ui = VersionScene.ui(
    1, VersionScene.question("genre", .choice), VersionScene.question("topics", .choices(min: 0, max: nil)),
    VersionScene.question("names", .spans(fields: ["text"], overlap: true)))
  private let first = VersionScene.taxonomy(1, "comedy action thriller")
  private let second = VersionScene.taxonomy(
    2, "comedy fight superhero thriller",
    from: [.split(LabelID("action"), into: [LabelID("fight"), LabelID("superhero")])])

  private func settlement(_ answer: JSON) throws -> (VersionScene, Sitting, Assignment) {
    let scene = VersionScene()
    try scene.publish(ui, first)
    try scene.add("alien")
    let sitting = try scene.sit("amara")
    try scene.answer(sitting, answer)
    try scene.publish(ui, second)
    return (scene, sitting, try #require(try sitting.claim().assignment))
  }

  @Test func onlyOpenQuestionsAreAskedAndTheRestIsCarried() throws {
    let (scene, sitting, assignment) = try settlement([
      "genre": "comedy", "topics": ["thriller", "action"],
      "names": [["field": "text", "start": 0, "end": 2, "label": "thriller"]],
    ])
    let build = try sitting.build(assignment.build)
    #expect(assignment.questions(of: build).map(\.id) == [QuestionID("topics")])
    let whole = try sitting.answer(["topics": ["superhero"]], to: assignment.id)
    #expect(
      whole.json == [
        "genre": "comedy", "topics": ["superhero", "thriller"],
        "names": [["field": "text", "start": 0, "end": 2, "label": "thriller"]],
      ])
    let (receipt, _) = try sitting.submit(
      Answer([QuestionID("topics"): .labels([LabelID("superhero")])]), to: assignment.id, id: sitting.newResponseID(),
      durationMilliseconds: nil, context: .test, thenNext: false)
    #expect(receipt.counted)
    #expect(try scene.rows().first?["answer"] == whole.json)
  }

  @Test func exactStretchesStayAndOpenOnesAreAnswered() throws {
    let (_, sitting, assignment) = try settlement([
      "genre": "comedy", "topics": [],
      "names": [
        ["field": "text", "start": 0, "end": 2, "label": "thriller"],
        ["field": "text", "start": 2, "end": 5, "label": "action"],
      ],
    ])
    let open: JSON = ["names": [["field": "text", "start": 2, "end": 5, "label": "fight"]]]
    let whole: JSON = [
      "genre": "comedy", "topics": [],
      "names": [
        ["field": "text", "start": 0, "end": 2, "label": "thriller"],
        ["field": "text", "start": 2, "end": 5, "label": "fight"],
      ],
    ]
    #expect(try sitting.answer(open, to: assignment.id).json == whole)
    #expect(try sitting.answer(whole, to: assignment.id).json == whole)
  }

  @Test func whatIsKnownIsNotAnsweredAnew() throws {
    let (_, sitting, assignment) = try settlement(["genre": "action", "topics": ["comedy"], "names": []])
    #expect(try sitting.answer(["genre": "fight"], to: assignment.id).json["topics"] == ["comedy"])
    #expect(throws: AnswerError.self) {
      _ = try sitting.answer(["genre": "fight", "topics": ["thriller"]], to: assignment.id)
    }
    #expect(throws: AnswerError.self) { _ = try sitting.answer([:], to: assignment.id) }
  }

  @Test func aRevisedSettlementIsCompletedToo() throws {
    let (scene, sitting, assignment) = try settlement(["genre": "action", "topics": ["comedy"], "names": []])
    let (receipt, _) = try sitting.submit(
      try sitting.answer(["genre": "fight"], to: assignment.id), to: assignment.id, id: sitting.newResponseID(),
      durationMilliseconds: nil, context: .test, thenNext: false)
    _ = try sitting.correct(
      receipt.response, to: try sitting.answer(["genre": "superhero"], correcting: receipt.response),
      id: sitting.newResponseID(), durationMilliseconds: nil, context: .test)
    #expect(try scene.rows().first?["answer"]?["genre"] == "superhero")
    #expect(try scene.rows().first?["answer"]?["topics"] == ["comedy"])
  }
}
