import Labeling
import Queue
import Testing

@Suite("many hands")
struct ConcurrencyConformance {
  /// Four people with two terminals each work through the same examples at the same time.
  @Test(arguments: StoreUnderTest.allCases)
  func everyExampleIsAnsweredAsOftenAsWanted(_ kind: StoreUnderTest) async throws {
    let scene = try Scene(kind)
    try scene.publish(.sample(Policy(overlap: 2, lease: 600)))
    try scene.add(films: 0..<25)
    let hands = try ["amara", "bo", "chi", "dee"].flatMap { name in try [scene.sit(name), scene.sit(name)] }
    let (store, now) = (scene.store, scene.now)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for hand in hands {
        group.addTask { try Self.workThrough(store, hand, at: now) }
      }
      try await group.waitForAll()
    }
    let responses = try scene.responses()
    #expect(responses.count == 50)
    #expect(responses.allSatisfy { $0.counted })
    let byExample = Dictionary(grouping: responses, by: \.example)
    #expect(byExample.count == 25)
    #expect(byExample.values.allSatisfy { Set($0.map(\.person)).count == 2 })
    #expect(Set(responses.map(\.revision)).count == 50)
    #expect(try scene.tally().leased == 0)
  }

  private static func workThrough(_ store: any QueueStore, _ hand: Hand, at now: Timestamp) throws {
    for turn in 0... {
      let claim = Claim(
        task: .sample, channels: .named(.production), person: hand.person.id, session: hand.session,
        assignment: AssignmentID("\(hand.session)-a\(turn)"), at: now)
      guard let assignment = try store.claim(claim).outcome.assignment else { return }
      let submission = Submission(
        response: ResponseID("\(hand.session)-r\(turn)"), assignment: assignment.id, person: hand.person.id,
        session: hand.session, answer: "{\"genre\":\"drama\"}", durationMilliseconds: nil, context: "{}", at: now)
      _ = try store.submit(submission, then: nil)
    }
  }
}
