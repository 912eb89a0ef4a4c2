import Labeling
import Queue
import Testing

@Suite("answering")
struct AnswerConformance {
  private func scene(_ store: StoreUnderTest, films: Int = 2, overlap: Int = 1) throws -> (Scene, amara: Hand, bo: Hand)
  {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(overlap: overlap, lease: 600)))
    try scene.add(films: 0..<films)
    return (scene, try scene.sit("amara"), try scene.sit("bo"))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func responseKeepsItsProvenance(_ store: StoreUnderTest) throws {
    let (scene, amara, _) = try scene(store)
    let assignment = try scene.next(amara)
    let receipt = try scene.answer(assignment, amara, "horror")
    let record = try #require(try scene.responses().first)
    #expect(record.id == receipt.response)
    #expect(record.revision == receipt.revision)
    #expect(record.annotator == "amara")
    #expect(record.person == amara.person.id)
    #expect(record.assignment == assignment.id)
    #expect(record.example == assignment.example)
    #expect(record.build == assignment.build)
    #expect(try scene.store.read { try $0.build(of: assignment.id).id } == assignment.build)
    #expect(try scene.store.read { try $0.build(of: receipt.response).id } == assignment.build)
    #expect(throws: QueueError.unknownAssignment(AssignmentID("x"))) {
      try scene.store.read { try $0.build(of: AssignmentID("x")) }
    }
    #expect(throws: QueueError.unknownResponse(ResponseID("x"))) {
      try scene.store.read { try $0.build(of: ResponseID("x")) }
    }
    #expect(record.channel == .production)
    #expect(record.status == .answered)
    #expect(record.counted)
    #expect(record.answer == "{\"genre\":\"horror\"}")
    #expect(record.durationMilliseconds == 1200)
    #expect(record.context == "{}")
    #expect(record.at == scene.now)
    #expect(!record.isSuperseded)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func retryBringsTheOldReceipt(_ store: StoreUnderTest) throws {
    let (scene, amara, _) = try scene(store)
    let submission = scene.submission(try scene.next(amara), amara)
    let (receipt, _) = try scene.store.submit(submission, then: nil)
    #expect(try scene.store.submit(submission, then: nil).0 == receipt)
    var other = submission
    other.answer = "{\"genre\":\"horror\"}"
    #expect(throws: QueueError.idReused(submission.response)) { try scene.store.submit(other, then: nil) }
    #expect(try scene.responses().count == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func submitAndClaimAreOneRevision(_ store: StoreUnderTest) throws {
    let (scene, amara, _) = try scene(store)
    let first = try scene.next(amara)
    let revision = try scene.revision
    let (receipt, serving) = try scene.store.submit(scene.submission(first, amara), then: scene.request(amara))
    #expect(serving?.outcome.assignment?.film == 1)
    #expect(serving?.progress == Progress(answers: 1, wanted: 2, done: 1, examples: 2))
    #expect(receipt.revision == revision + 1)
    #expect(try scene.revision == revision + 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func answeredAssignmentStaysAnswered(_ store: StoreUnderTest) throws {
    let (scene, amara, bo) = try scene(store)
    let assignment = try scene.next(amara)
    let receipt = try scene.answer(assignment, amara, "drama")
    #expect(try scene.answer(assignment, amara, "drama") == receipt)
    #expect(throws: QueueError.superseded(by: receipt.response)) { try scene.answer(assignment, amara, "horror") }
    #expect(throws: QueueError.notYours) { try scene.answer(assignment, bo, "horror") }
    #expect(throws: QueueError.superseded(by: receipt.response)) { try scene.end(assignment, amara, .released) }
    var unknown = scene.submission(assignment, amara)
    unknown.assignment = AssignmentID("nothing")
    #expect(throws: QueueError.unknownAssignment(AssignmentID("nothing"))) {
      try scene.store.submit(unknown, then: nil)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func skippedAndFlaggedTakeNoAnswer(_ store: StoreUnderTest) throws {
    let (scene, amara, _) = try scene(store)
    let skipped = try scene.next(amara)
    try scene.end(skipped, amara, .skipped(reason: nil))
    #expect(throws: QueueError.alreadyEnded("skipped")) { try scene.answer(skipped, amara) }
    let flagged = try scene.next(amara)
    try scene.end(flagged, amara, .flagged(comment: "odd"))
    #expect(throws: QueueError.alreadyEnded("flagged")) { try scene.answer(flagged, amara) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func lateAnswerIsKept(_ store: StoreUnderTest) throws {
    let (scene, amara, bo) = try scene(store, films: 1)
    let late = try scene.next(amara)
    scene.wait(600)
    try scene.work(bo)
    let receipt = try scene.answer(late, amara, "horror")
    #expect(!receipt.counted)
    #expect(try scene.responses().map(\.counted) == [true, false])
    #expect(try scene.claim(amara).idle == Idle(.finished))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func lateAnswerThatIsStillWantedCounts(_ store: StoreUnderTest) throws {
    let (scene, amara, bo) = try scene(store, films: 1)
    let late = try scene.next(amara)
    scene.wait(600)
    let held = try scene.next(bo)
    #expect(try scene.answer(late, amara).counted)
    #expect(try !scene.answer(held, bo).counted)
    #expect(try scene.tally().progress == Progress(answers: 1, wanted: 1, done: 1, examples: 1))
    #expect(try scene.tally().leased == 0)
  }

  @Test(arguments: StoreUnderTest.allCases, [Ending.How.skipped(reason: nil), .flagged(comment: "odd")])
  func whatIsEndedAgainHappenedWhenItDid(_ store: StoreUnderTest, _ how: Ending.How) throws {
    let (scene, amara, bo) = try scene(store)
    let held = try scene.next(amara)
    let ending = Ending(
      how, response: ResponseID("r"), assignment: held.id, person: amara.person.id, session: amara.session,
      context: "{}", at: scene.now)
    let revision = try scene.store.end(ending, then: nil).revision
    try scene.work(bo)
    #expect(try scene.store.end(ending, then: nil).revision == revision)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func onePersonCountsOnce(_ store: StoreUnderTest) throws {
    let (scene, amara, _) = try scene(store, films: 1, overlap: 2)
    let first = try scene.next(amara)
    try scene.end(first, amara, .released)
    let back = try scene.next(amara)
    #expect(try scene.answer(back, amara).counted)
    #expect(try !scene.answer(first, amara).counted)
    #expect(try scene.tally().progress.answers == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func modelsDoNotFillTheOverlap(_ store: StoreUnderTest) throws {
    let (scene, _, _) = try scene(store, films: 1)
    let model = try scene.sit("gpt", kind: .model)
    #expect(try !scene.work(model).counted)
    #expect(try scene.tally().progress.answers == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func correctionSupersedes(_ store: StoreUnderTest) throws {
    let (scene, amara, bo) = try scene(store)
    let first = try scene.work(amara, "drama")
    let correction = scene.correction(of: first.response, amara, "horror")
    let receipt = try scene.store.correct(correction)
    #expect(receipt.counted)
    #expect(try scene.store.correct(correction) == receipt)
    let records = try scene.responses()
    #expect(records.map(\.isSuperseded) == [true, false])
    #expect(records.map(\.supersedes) == [nil, first.response])
    #expect(try scene.responses(upTo: first.revision).map(\.isSuperseded) == [false])
    #expect(try scene.tally().progress.answers == 1)
    #expect(throws: QueueError.superseded(by: receipt.response)) {
      try scene.store.correct(scene.correction(of: first.response, amara, "comedy"))
    }
    #expect(throws: QueueError.notYours) {
      try scene.store.correct(scene.correction(of: receipt.response, bo, "comedy"))
    }
    #expect(throws: QueueError.unknownResponse(ResponseID("x"))) {
      try scene.store.correct(scene.correction(of: ResponseID("x"), amara, "comedy"))
    }
    var reused = correction
    reused.answer = "{\"genre\":\"comedy\"}"
    #expect(throws: QueueError.idReused(correction.response)) { try scene.store.correct(reused) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func notesAndDraftsBelongToTheirPerson(_ store: StoreUnderTest) throws {
    let (scene, amara, bo) = try scene(store)
    let assignment = try scene.next(amara)
    let revision = try scene.revision
    #expect(try scene.store.note("unsure", on: assignment.id, by: amara.person.id, at: scene.now) == revision + 1)
    #expect(throws: QueueError.notYours) {
      try scene.store.note("hm", on: assignment.id, by: bo.person.id, at: scene.now)
    }
    try scene.store.saveDraft("{}", of: assignment.id, by: amara.person.id, at: scene.now)
    #expect(throws: QueueError.notYours) {
      try scene.store.saveDraft("{}", of: assignment.id, by: bo.person.id, at: scene.now)
    }
    #expect(try scene.revision == revision + 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func refusedClaimTakesTheAnswerBack(_ store: StoreUnderTest) throws {
    let (scene, amara, _) = try scene(store)
    let assignment = try scene.next(amara)
    let revision = try scene.revision
    var request = scene.request(amara)
    request.task = TaskName("elsewhere")
    #expect(throws: QueueError.unknownTask(TaskName("elsewhere"), known: [.sample])) {
      try scene.store.submit(scene.submission(assignment, amara), then: request)
    }
    #expect(try scene.revision == revision)
    #expect(try scene.responses().isEmpty)
  }
}
