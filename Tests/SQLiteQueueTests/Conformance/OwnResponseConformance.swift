import Labeling
import Queue
import Records
import Testing

@Suite("looking back")
struct OwnResponseConformance {
  private func scene(_ store: StoreUnderTest, films: Int) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(overlap: 2, lease: 600)))
    try scene.add(films: 0..<films)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theNewestAnswersOldestFirst(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    let begin = scene.now
    #expect(try scene.own(amara, since: begin).isEmpty)
    let receipts = try (0..<4).map { _ in
      try scene.work(bo)
      return try scene.work(amara)
    }
    let all = try scene.own(amara, since: begin)
    #expect(all.map(\.id) == receipts.map(\.response))
    #expect(all.map(\.at) == receipts.map(\.at))
    #expect(try scene.own(amara, since: receipts[2].at).map(\.id) == receipts[2...].map(\.response))
    #expect(try scene.own(amara, since: receipts[3].at.advanced(bySeconds: 1)).isEmpty)
    #expect(try scene.own(amara, since: begin, limit: 2) == Array(all[2...]))
    #expect(try scene.own(amara, since: begin, limit: 0).isEmpty)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func anAnswerIsToldWithWhatWasShown(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let identity = ["film"]
    var definition = TaskDefinition.sample()
    definition.schema = Schema(version: 1, fields: [], identity: identity)
    try scene.publish(definition)
    try scene.add([["film": 1, "year": 1979]], fields: identity)
    let amara = try scene.sit("amara")
    let assignment = try scene.next(amara)
    let receipt = try scene.answer(assignment, amara, "horror")
    try scene.add([["film": 1, "year": 1980]], updates: true, fields: identity)
    #expect(
      try scene.own(amara, since: receipt.at) == [
        OwnResponse(
          id: receipt.response, at: receipt.at, durationMilliseconds: 1200, example: assignment.example,
          data: assignment.data,
          answer: "{\"genre\":\"horror\"}", build: assignment.build, assignment: assignment.id)
      ])
    #expect(try scene.store.read { try $0.purpose(of: assignment.id) } == .fresh)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aCorrectionStandsInThePlaceOfWhatItCorrects(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let amara = try scene.sit("amara")
    let begin = scene.now
    let (first, second) = (try scene.work(amara), try scene.work(amara))
    let corrected = try scene.store.correct(scene.correction(of: first.response, amara, "horror"))
    let own = try scene.own(amara, since: begin)
    #expect(own.map(\.id) == [second.response, corrected.response])
    #expect(own.last?.answer == "{\"genre\":\"horror\"}")
    // What was corrected in the meantime is of the day that it was corrected on.
    #expect(try scene.own(amara, since: corrected.at).map(\.id) == [corrected.response])
  }

  @Test(arguments: StoreUnderTest.allCases)
  func onlyAnswersOfTheirOwnHand(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let published = try scene.publish()
    try scene.add(films: 0..<4)
    let amara = try scene.sit("amara")
    let begin = scene.now
    let skipped = try scene.next(amara)
    try scene.end(skipped, amara, .skipped(reason: nil))
    let flagged = try scene.next(amara)
    try scene.end(flagged, amara, .flagged(comment: "odd"))
    let unseen = try scene.add(films: 9..<10)
    #expect(unseen.fates == [.added])
    let film: JSONObject = ["film": 9]
    let row = ResponseBatch.Row(
      response: ResponseID("imported"), example: ExampleIdentity(fields: nil).digest(of: film),
      person: amara.person.id, channel: .production, build: published.build, answer: "{\"genre\":\"drama\"}")
    #expect(
      try scene.store.record(ResponseBatch(task: .sample, rows: [row], at: scene.now)).fates == [.added])
    #expect(try scene.own(amara, since: begin).isEmpty)
    let answered = try scene.work(amara)
    #expect(try scene.own(amara, since: begin).map(\.id) == [answered.response])
    let nobody = PersonID("nobody")
    #expect(throws: QueueError.unknownPerson("nobody")) {
      try scene.store.read { try $0.responses(of: nobody, task: .sample, since: begin, limit: 1) }
    }
    let other = TaskName("other")
    #expect(throws: QueueError.unknownTask(other, known: [.sample])) {
      try scene.store.read { try $0.responses(of: amara.person.id, task: other, since: begin, limit: 1) }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func settlementsAreAnswersToo(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(SettlingConformance.films())
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara")
    let begin = scene.now
    let first = try scene.work(amara, "drama")
    try scene.publish(SettlingConformance.films(taxonomy: 2))
    let own = try scene.next(amara)
    let settled = try scene.answer(own, amara, "tragedy")
    #expect(try scene.own(amara, since: begin).map(\.id) == [first.response, settled.response])
    #expect(try scene.store.read { try $0.purpose(of: own.id) } == .settlement)
  }
}
