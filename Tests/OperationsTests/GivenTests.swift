import Labeling
import Operations
import Queue
import Records
import Testing

/// Answers of earlier sittings, looked at again and corrected.
@Suite struct GivenTests {
  private let begin = Timestamp(microseconds: 0)

  @Test func answersOfEarlierSittingsAreTold() async throws {
    let bench = try Bench(overlap: 1)
    let build = try await bench.publish().published.build
    try bench.add(["Alien", "Brazil"])
    let first = try bench.sit("amara")
    let assignment = try #require(try first.claim().assignment)
    let (receipt, _) = try first.submit(
      .genre("horror"), to: assignment.id, id: first.newResponseID(), durationMilliseconds: 900, context: .test,
      thenNext: false)
    try first.leave()
    let again = try bench.sit("amara")
    let given = try again.given(since: begin)
    #expect(given.map(\.response) == [receipt.response])
    #expect(given.map(\.example) == ["Alien"])
    #expect(given.map(\.answer) == [.genre("horror")])
    #expect(given.map(\.durationMilliseconds) == [900])
    #expect(given.map(\.build) == [build])
    #expect(try again.given(since: receipt.at.advanced(bySeconds: 1)).isEmpty)
    #expect(try bench.sit("bo").given(since: begin).isEmpty)
  }

  @Test func anEarlierAnswerIsReopenedAndCorrected() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien"])
    let first = try bench.sit("amara")
    let assignment = try #require(try first.claim().assignment)
    let (receipt, _) = try first.submit(
      .genre("horror"), to: assignment.id, id: first.newResponseID(), durationMilliseconds: 900, context: .test,
      thenNext: false)
    try first.leave()
    let again = try bench.sit("amara")
    let reopened = try again.reopen(receipt.response)
    #expect(reopened.answer == .genre("horror"))
    #expect(reopened.response == receipt.response)
    #expect(reopened.at == receipt.at)
    #expect(reopened.durationMilliseconds == 900)
    #expect(reopened.assignment.id == assignment.id)
    #expect(reopened.assignment.data == assignment.data)
    #expect(reopened.assignment.build == assignment.build)
    #expect(reopened.assignment.purpose == .fresh)
    let corrected = try again.correct(
      receipt.response, to: .genre("comedy"), id: again.newResponseID(), durationMilliseconds: nil, context: .test)
    #expect(try again.given(since: begin).map(\.answer) == [.genre("comedy")])
    #expect(throws: QueueError.superseded(by: corrected.response)) { _ = try again.reopen(receipt.response) }
    #expect(throws: QueueError.notYours) { _ = try bench.sit("bo").reopen(corrected.response) }
    let nothing = ResponseID("nothing")
    #expect(throws: QueueError.unknownResponse(nothing)) { _ = try again.reopen(nothing) }
  }

  @Test func aSkipHasNoAnswerToReopen() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien"])
    let sitting = try bench.sit("amara")
    let assignment = try #require(try sitting.claim().assignment)
    let id = sitting.newResponseID()
    _ = try sitting.end(assignment.id, .skipped(reason: nil), id: id, context: .test, thenNext: false)
    #expect(throws: QueueError.alreadyEnded("skipped")) { _ = try sitting.reopen(id) }
  }

  // Settlements.

  private let ui = VersionScene.ui(
    1, VersionScene.question("genre", .choice), VersionScene.question("topics", .choices(min: 0, max: nil)))
  private let action: [LabelChange] = [.split(LabelID("action"), into: [LabelID("fight"), LabelID("superhero")])]

  @Test func aReopenedSettlementAsksWhatItAsked() throws {
    let scene = VersionScene()
    try scene.publish(ui, VersionScene.taxonomy(1, "comedy action thriller"))
    try scene.add("alien")
    let first = try scene.sit("amara")
    try scene.answer(first, ["genre": "comedy", "topics": ["thriller", "action"]])
    try scene.publish(ui, VersionScene.taxonomy(2, "comedy fight superhero thriller", from: action))
    let (assignment, response) = try #require(try scene.answer(first, ["topics": ["superhero"]]))
    try first.leave()

    let again = try scene.sit("amara")
    let reopened = try again.reopen(response)
    #expect(reopened.answer.json == ["genre": "comedy", "topics": ["superhero", "thriller"]])
    #expect(reopened.assignment.purpose == .settlement)
    #expect(reopened.assignment.settles == assignment.settles)
    #expect(reopened.assignment.asked == assignment.asked)
    #expect(reopened.assignment.carried == assignment.carried)

    // A correction says what is open; the rest is completed as it was.
    let open = Answer([QuestionID("topics"): .labels([LabelID("fight")])])
    let corrected = try again.correct(
      response, to: open, id: again.newResponseID(), durationMilliseconds: nil, context: .test)
    #expect(corrected.counted)
    let given = try again.given(since: begin).map(\.answer.json)
    #expect(
      given == [
        ["genre": "comedy", "topics": ["action", "thriller"]], ["genre": "comedy", "topics": ["fight", "thriller"]],
      ])
    // And once more, of the correction.
    let twice = try scene.sit("amara").reopen(corrected.response)
    #expect(twice.assignment.asked == assignment.asked)
    #expect(twice.assignment.carried == assignment.carried)
  }

  // Words.

  @Test func theFirstWordsAreOfTheFirstFieldWithAny() {
    let ui = UserInterface(
      version: 1,
      show: ["id", "title", "text"].map { ShownField(field: $0) }, ask: [], guidelines: "")
    func first(_ example: JSONObject) -> String { ShownWords.first(of: example, under: ui) }
    #expect(first(["title": "Alien", "text": "In space"]) == "Alien")
    #expect(first(["id": .null, "title": " \n\t", "text": "\n In space"]) == "In space")
    #expect(first(["id": 7, "title": "Alien"]) == "7")
    #expect(first(["other": "x"]) == "")
    let long = String(repeating: "e\u{301}", count: 500)
    #expect(first(["text": .string(long)]).unicodeScalars.count == 200)
  }

  @Test func whatOnlyGoesWithAnExampleIsNotWhatItIsKnownBy() {
    let ui = UserInterface(
      version: 1, show: [ShownField(field: "id", style: .meta), ShownField(field: "title", style: .heading)], ask: [])
    #expect(ShownWords.first(of: ["id": "f-17", "title": "Alien"], under: ui) == "Alien")
    #expect(ShownWords.first(of: ["id": "f-17"], under: ui) == "f-17")
    let below = UserInterface(version: 1, show: [ShownField(field: "plot")] + ui.show, ask: [])
    #expect(ShownWords.first(of: ["plot": "In space", "title": "Alien"], under: below) == "Alien")
  }
}
