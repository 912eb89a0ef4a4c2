import Labeling
import Queue
import Testing

/// Looking at what others say, and deciding it (VERSIONS.md 5).
@Suite struct ReviewConformance {
  private func scene(_ store: StoreUnderTest, films: Int = 2, _ policy: Policy = Policy(overlap: 2)) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish(.sample(policy))
    try scene.add(films: 0..<films)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whoeverLookedIsNotAsked(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let (rae, amara) = (try scene.sit("rae"), try scene.sit("amara"))
    let film = try scene.next(amara)
    try scene.answer(film, amara)
    let before = try scene.revision
    #expect(try scene.view([film.example], rae) == before + 1)
    #expect(try scene.view([film.example], rae) == before + 1)
    #expect(try scene.next(rae).example != film.example)
    let screen = try scene.store.read { try $0.exposure(of: film.example, to: rae.person.id, in: .sample) }
    #expect(try screen == scene.store.read { try $0.build(film.build).uiVersion })
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatSomebodyHasOpenTheyDoNotLookAt(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let rae = try scene.sit("rae")
    let film = try scene.next(rae)
    #expect(throws: QueueError.heldOpen(film.example)) { try scene.view([film.example], rae) }
    try scene.end(film, rae, .released)
    _ = try scene.view([film.example], rae)
    // It would have come back to them.
    let other = try scene.next(rae)
    #expect(other.example != film.example)
    try scene.answer(other, rae)
    #expect(try scene.claim(rae).assignment == nil)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whoeverLookedDoesNotCorrectThemselves(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let rae = try scene.sit("rae")
    let film = try scene.next(rae)
    let given = try scene.answer(film, rae)
    _ = try scene.view([film.example], rae)
    #expect(throws: QueueError.hasViewed) {
      try scene.store.correct(scene.correction(of: given.response, rae, "comedy"))
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aDecisionEndsTheAsking(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, Policy(overlap: 3))
    let (rae, amara, bo) = (try scene.sit("rae"), try scene.sit("amara"), try scene.sit("bo"))
    let film = try scene.next(amara)
    try scene.answer(film, amara, "drama")
    let late = try scene.next(bo)
    _ = try scene.view([film.example], rae)
    let decision = scene.decision(film, rae, "comedy")
    let receipt = try scene.store.adjudicate(decision)
    #expect(try scene.store.adjudicate(decision) == receipt)
    #expect(!receipt.counted)
    #expect(try scene.tally().progress == Progress(answers: 1, wanted: 1, done: 1, examples: 1))
    #expect(try scene.claim(try scene.sit("chi")).assignment == nil)
    let record = try #require(try scene.responses().last)
    #expect(record.status == .adjudicated && record.comment == "because" && record.annotator == "rae")
    #expect(record.build == film.build && record.supersedes == nil)
    // What was on a screen meanwhile is kept.
    try scene.answer(late, bo, "comedy")
    #expect(try scene.responses().count == 3)
    #expect(try scene.tally().open == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nobodyDecidesWithoutLookingNorOverTheirOwnAnswer(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let (rae, amara) = (try scene.sit("rae"), try scene.sit("amara"))
    let film = try scene.next(amara)
    try scene.answer(film, amara)
    #expect(throws: QueueError.notViewed) { try scene.store.adjudicate(scene.decision(film, rae)) }
    _ = try scene.view([film.example], amara)
    #expect(throws: QueueError.answeredYourself) { try scene.store.adjudicate(scene.decision(film, amara)) }
    #expect(try scene.responses().count == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whereThePolicyAllowsItTheyDo(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2, Policy(overlap: 2, allowsSelfReview: true))
    let amara = try scene.sit("amara")
    let film = try scene.next(amara)
    try scene.answer(film, amara)
    _ = try scene.view([film.example], amara)
    _ = try scene.store.adjudicate(scene.decision(film, amara))
    #expect(try scene.tally().progress.done == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func oneDecisionDoesNotPassOverAnother(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let (rae, sol) = (try scene.sit("rae"), try scene.sit("sol"))
    let film = try scene.next(try scene.sit("amara"))
    _ = try scene.view([film.example], rae)
    _ = try scene.view([film.example], sol)
    let first = try scene.store.adjudicate(scene.decision(film, rae, "drama"))
    #expect(throws: QueueError.superseded(by: first.response)) {
      try scene.store.adjudicate(scene.decision(film, sol, "comedy"))
    }
    let second = try scene.store.adjudicate(scene.decision(film, sol, "comedy", after: first.response))
    let third = try scene.store.adjudicate(scene.decision(film, sol, "drama", after: second.response))
    let records = try scene.responses()
    #expect(records.map(\.supersedes) == [nil, nil, second.response])
    #expect(records.map(\.id) == [first.response, second.response, third.response])
    #expect(throws: QueueError.decided) {
      try scene.store.correct(scene.correction(of: third.response, sol, "comedy"))
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatCallsForAReviewerIsListedUntilItIsDecided(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3, Policy(overlap: 1, maxSkips: 1))
    let (rae, amara) = (try scene.sit("rae"), try scene.sit("amara"))
    let flagged = try scene.next(amara)
    try scene.end(flagged, amara, .flagged(comment: "odd"))
    let skipped = try scene.next(amara)
    try scene.end(skipped, amara, .skipped(reason: nil))
    #expect(try scene.calls() == [flagged.example: [.flagged], skipped.example: [.skipped]])
    #expect(try scene.tally().forReview == 2)
    for film in [flagged, skipped] {
      _ = try scene.view([film.example], rae)
      _ = try scene.store.adjudicate(scene.decision(film, rae))
    }
    #expect(try scene.calls() == [:])
    #expect(try scene.tally().forReview == 0)
    #expect(try scene.tally().progress.done == 2)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatNobodyMayAnswerIsListed(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let (amara, rae) = (try scene.sit("amara"), try scene.sit("rae"))
    #expect(try scene.calls() == [:])
    let film = try scene.next(amara)
    try scene.answer(film, amara)
    _ = try scene.view([film.example], rae)
    #expect(try scene.calls() == [film.example: [.stuck]])
    #expect(try scene.tally().stuck == 1)
  }

  /// Though nobody answered the example there.
  @Test(arguments: StoreUnderTest.allCases)
  func aDecisionComesAlongWhenItsChannelIsPromoted(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    try scene.publish(.sample(Policy(overlap: 2)), on: .experiment, weight: 1)
    let (rae, amara) = (try scene.sit("rae"), try scene.sit("amara"))
    let film = try scene.next(amara)
    try scene.end(film, amara, .released)
    _ = try scene.view([film.example], rae)
    var decision = scene.decision(film, rae)
    decision.channel = .experiment
    _ = try scene.store.adjudicate(decision)
    // Production does not take what was decided in an experiment.
    #expect(try scene.tally().progress.done == 0)
    try scene.move(.production, .promote(from: .experiment))
    #expect(try scene.tally().progress.done == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aDecisionIsReconciledLikeAnyAnswer(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let (rae, amara) = (try scene.sit("rae"), try scene.sit("amara"))
    let film = try scene.next(amara)
    _ = try scene.view([film.example], rae)
    _ = try scene.store.adjudicate(scene.decision(film, rae, "drama"))
    #expect(try scene.tally().progress.done == 1)
    // Drama is split: the decision says no longer which, so people are asked again.
    try scene.publish(SettlingConformance.films(taxonomy: 2, Policy(overlap: 2)))
    #expect(try scene.tally().progress.done == 0)
    #expect(try scene.store.read { try $0.example(film.example, of: .sample, upTo: .max)?.responses.count } == 1)
  }
}

extension Scene {
  func view(_ examples: [Digest], _ hand: Hand) throws(QueueError) -> Int {
    wait(1)
    return try store.view(
      Viewing(task: .sample, channel: .production, examples: examples, person: hand.person.id, at: now))
  }

  func decision(
    _ shown: Assignment, _ hand: Hand, _ label: String = "drama", after: ResponseID? = nil
  ) -> Adjudication {
    wait(1)
    return Adjudication(
      response: ResponseID(newID("d")), assignment: AssignmentID(newID("a")), task: .sample, channel: .production,
      example: shown.example, person: hand.person.id, session: hand.session, build: shown.build,
      answer: "{\"genre\":\"\(label)\"}", reason: "because", after: after, durationMilliseconds: 900, context: "{}",
      at: now)
  }

  /// What calls for a reviewer in production.
  func calls() throws -> [Digest: Set<ReviewCall>] {
    try store.read { snapshot in
      var calls: [Digest: Set<ReviewCall>] = [:]
      for (key, own) in try snapshot.reviewCalls(in: .production, of: .sample) {
        calls[try snapshot.example(at: key, of: .sample)] = own
      }
      return calls
    }
  }
}
