import Labeling
import Queue
import Records
import Testing

/// Examples with known answers: who gets them, what they count for, what they come to (VERSIONS.md 5).
@Suite struct GoldConformance {
  /// Films from 100 on are gold, dramas all.
  private func gold(_ films: Range<Int>, _ label: String = "drama", _ explanation: String? = nil) -> [GoldExample] {
    films.map {
      GoldExample(data: Array("{\"film\":\($0)}".utf8), answer: "{\"genre\":\"\(label)\"}", explanation: explanation)
    }
  }

  private func definition(_ policy: Policy, _ gold: [GoldExample], taxonomy: Int = 1, ui: Int = 1) -> TaskDefinition {
    var definition = TaskDefinition.sample(ui: ui, taxonomy: taxonomy, policy)
    definition.gold = gold
    return definition
  }

  /// The second version, which came from the first by one change.
  private func taxonomy(_ labels: [String], _ change: LabelChange) -> Taxonomy {
    Taxonomy(
      version: 2, labels: labels.map { Label(id: LabelID($0), title: $0) },
      lineage: [Lineage(parent: 1, changes: [change])])
  }

  private func scene(
    _ store: StoreUnderTest, films: Int = 4, gold count: Int = 3, _ policy: Policy = Policy(goldRate: 1_000_000)
  ) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish(definition(policy, gold(100..<100 + count)))
    try scene.add(films: 0..<films)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func goldIsMixedInAndNeverComesAlone(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let amara = try scene.sit("amara")
    var films: [Int] = []
    while let film = try scene.claim(amara).assignment {
      films.append(try #require(film.film))
      #expect(film.purpose == .fresh)
      try scene.answer(film, amara)
    }
    #expect(Set(films.prefix(3)) == [100, 101, 102] && films.dropFirst(3) == [0])
    #expect(try scene.claim(amara).idle?.reason == .finished)
    // Once work is left again, there is no gold that they have not seen.
    try scene.add(films: 1..<2)
    #expect(try scene.next(amara).film == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func withoutARateThereIsNone(_ store: StoreUnderTest) throws {
    let scene = try scene(store, Policy())
    let amara = try scene.sit("amara")
    for film in 0..<4 {
      let next = try scene.next(amara)
      #expect(next.film == film)
      try scene.answer(next, amara)
    }
    #expect(try scene.claim(amara).assignment == nil)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func goldCountsForNothingButStandsInItsOwnStream(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    let start = scene.now
    let first = try scene.next(amara)
    #expect(first.film ?? 0 >= 100)
    let receipt = try scene.answer(first, amara, "comedy")
    #expect(receipt.counted && receipt.feedback == nil)
    let skipped = try scene.next(bo)
    try scene.end(skipped, bo, .skipped(reason: "odd"))
    let held = try scene.next(bo)
    let flagged = try scene.next(amara)
    try scene.end(flagged, amara, .flagged(comment: "wrong"))
    #expect(held.film ?? 0 >= 100 && flagged.film ?? 0 >= 100)

    #expect(try scene.responses().isEmpty)
    let tally = try scene.tally()
    #expect(tally.progress == Progress(answers: 0, wanted: 4, done: 0, examples: 4))
    #expect(tally.leased == 1 && tally.forReview == 0 && tally.stuck == 0 && tally.open == 4)
    #expect(try scene.store.read { try $0.examples(.leased, in: .production, of: .sample) }.isEmpty)
    #expect(try scene.examples() == 4)
    #expect(try scene.own(amara, since: start).map(\.id) == [receipt.response])

    let given = try scene.goldResponses()
    #expect(given.map(\.response.status) == [.answered, .skipped, .flagged])
    #expect(try scene.facts() == given.map(\.response) && given.allSatisfy(\.response.isGold))
    let names = try scene.store.read { snapshot in try given.map { try snapshot.person(at: $0.response.person).name } }
    #expect(names == ["amara", "bo", "amara"] && given.map(\.comment) == [nil, "odd", "wrong"])
    var own: [GoldResponse] = []
    try scene.store.read { try $0.forEachGoldResponse(of: .sample, by: bo.person.id, upTo: .max) { own.append($0) } }
    #expect(own == [given[1]])
    let facts = try scene.gold()
    #expect(facts.count == 3 && given.allSatisfy { facts.map(\.key).contains($0.gold) })
    let digest = try scene.store.read { try $0.example(at: given[0].response.example, of: .sample) }
    #expect(digest == first.example)
    #expect(try scene.store.read { try $0.content(ofGold: given[0].gold, of: .sample) } == first.data)
    #expect(try scene.store.read { try $0.content(of: first.id) } == first.data)
    #expect(try scene.store.read { try $0.response(receipt.response, of: .sample) }?.answer == "{\"genre\":\"comedy\"}")
  }

  /// Each answer takes the header on, so that no answer stands out.
  @Test(arguments: StoreUnderTest.allCases)
  func whoeverAnswersGoldSeesTheirProgressGoOn(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4, gold: 2)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    var seen: [Int] = []
    while case let serving = try scene.store.claim(scene.request(amara)), let film = serving.outcome.assignment {
      seen.append(serving.progress.answers)
      try scene.answer(film, amara)
    }
    #expect(seen == [0, 1, 2, 3, 4, 4])
    #expect(try scene.store.claim(scene.request(bo)).progress.answers == 4)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatWasSeenAsGoldIsNotAskedAgainAsWork(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(definition(Policy(overlap: 2, goldRate: 1_000_000), gold(0..<1)))
    try scene.add(films: 0..<2)
    let (amara, chi) = (try scene.sit("amara"), try scene.sit("chi"))
    _ = try scene.sit("bo")
    let asGold = try scene.next(amara)
    #expect(asGold.film == 0)
    try scene.answer(asGold, amara, "comedy")
    let work = try scene.next(amara)
    #expect(work.film == 1)
    try scene.answer(work, amara)
    #expect(try scene.claim(amara).assignment == nil)
    // As an example of the dataset it has no answer yet.
    #expect(try scene.tally().progress.answers == 1)
    #expect(try scene.cases().map(\.answers.count) == [0, 1])
    // Two active people may still answer it: it is not stuck. With one of them away it would be.
    #expect(try scene.tally().stuck == 0)
    try scene.change(chi, .pause)
    #expect(try scene.tally().stuck == 1)
    // Looking at others' answers goes by the dataset's example; who answered it as gold does not decide it.
    _ = try scene.view([asGold.example], amara)
    #expect(throws: QueueError.answeredYourself) {
      try scene.store.adjudicate(scene.decision(asGold, amara, "drama"))
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func skippedGoldComesBackOnceAfterTheWork(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 1)
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    try scene.end(first, amara, .skipped(reason: nil))
    try scene.work(amara)
    let back = try scene.next(amara)
    #expect(back.example == first.example && back.purpose == .comeback && back.build == first.build)
    try scene.end(back, amara, .skipped(reason: nil))
    #expect(try scene.claim(amara).assignment == nil)
    #expect(try scene.tally().forReview == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatWasReservedAndNotSeenComesBackToo(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 2)
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    let ahead = try scene.ahead(of: first, amara)
    #expect(ahead.film ?? 0 >= 100)
    try scene.end(ahead, amara, .unseen)
    try scene.answer(first, amara)
    #expect(try scene.next(amara).film == 0)
    try scene.work(amara)
    #expect(try scene.next(amara).example == ahead.example)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func goldThatRanOutComesBackToItsPerson(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 1, Policy(lease: 60, goldRate: 1_000_000))
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    let first = try scene.next(amara)
    scene.wait(100)
    #expect(try scene.next(bo).example == first.example)
    #expect(try scene.next(amara).film == 0)
    try scene.work(amara)
    #expect(try scene.next(amara).example == first.example)
    // Answered late, it is kept.
    #expect(try scene.answer(first, amara).counted)
  }

  // MARK: What is known

  @Test(arguments: StoreUnderTest.allCases)
  func publishingSaysWhatBecameOfTheGold(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let policy = Policy(goldRate: 1_000_000)
    #expect(try scene.publish(definition(policy, gold(100..<103))).gold == GoldChange(known: 3, added: 3, retired: 0))
    let again = try scene.publish(definition(policy, gold(100..<103)))
    #expect(!again.changed && again.gold == GoldChange(known: 3))
    let rewritten = gold(100..<103).map { GoldExample(data: $0.data + Array(" ".utf8), answer: $0.answer) }
    #expect(try !scene.publish(definition(policy, rewritten)).changed)
    let before = try scene.revision
    let other = try scene.publish(definition(policy, gold(100..<101) + gold(101..<102, "comedy")))
    #expect(other.changed && other.gold == GoldChange(known: 2, added: 1, retired: 1))
    #expect(other.revision == before + 1)
    let facts = try scene.gold()
    #expect(facts.count == 5 && facts.count { $0.answer == nil } == 1)
    #expect(try scene.gold(upTo: before).count == 3)
    try scene.add(films: 0..<3)
    let amara = try scene.sit("amara")
    let films = try (0..<3).map { _ in try scene.workOn(amara) }
    #expect(Set(films.prefix(2)) == [100, 101] && films[2] == 0)
  }

  /// A new vocabulary makes what is known anew; a new look does not.
  @Test(arguments: StoreUnderTest.allCases)
  func whatIsKnownIsKnownInAVocabulary(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let policy = Policy(goldRate: 1_000_000)
    try scene.publish(definition(policy, gold(100..<102)))
    #expect(try scene.publish(definition(policy, gold(100..<102), ui: 2)).gold == GoldChange(known: 2))
    var renamed = definition(policy, gold(100..<102, "film"), ui: 2)
    renamed.taxonomy = taxonomy(["film", "comedy", "horror"], .rename(LabelID("drama"), to: LabelID("film")))
    #expect(try scene.publish(renamed).gold == GoldChange(known: 2, added: 2, retired: 0))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func retiredGoldIsNotServedAndDoesNotComeBack(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 2)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    let first = try scene.next(amara)
    try scene.end(first, amara, .skipped(reason: nil))
    try scene.publish(definition(Policy(goldRate: 1_000_000), []))
    try scene.work(amara)
    #expect(try scene.claim(amara).assignment == nil)
    try scene.add(films: 1..<2)
    #expect(try scene.next(bo).film == 1)
  }

  // MARK: Feedback

  @Test(arguments: StoreUnderTest.allCases)
  func peopleAreToldWhereThePolicySaysSo(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let policy = Policy(goldRate: 1_000_000, tellsGold: true)
    let published = try scene.publish(definition(policy, gold(100..<102, "drama", "It says so.")))
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara")
    let submission = try scene.submission(scene.next(amara), amara, "comedy")
    let wrong = try scene.store.submit(submission, then: nil).0
    let told = GoldFeedback(
      answer: "{\"genre\":\"drama\"}", build: published.build.id, explanation: "It says so.", isRight: false)
    #expect(wrong.feedback == told)
    #expect(try scene.store.submit(submission, then: nil).0.feedback == told)
    let right = try scene.answer(scene.next(amara), amara, "drama")
    #expect(right.feedback?.isRight == true)
    let corrected = try scene.store.correct(scene.correction(of: wrong.response, amara, "drama"))
    #expect(corrected.feedback?.isRight == true)
    #expect(try scene.work(amara).feedback == nil)
  }

  // MARK: The round

  private func round(_ examples: Int, right: Int? = nil) -> Policy {
    Policy(qualification: Qualification(examples: examples, right: right))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theRoundComesBeforeRealWork(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2, gold: 3, round(2))
    let amara = try scene.sit("amara")
    let films = try (0..<4).map { _ in try scene.workOn(amara, "comedy") }
    #expect(films.prefix(2).allSatisfy { $0 >= 100 } && films.suffix(2) == [0, 1])
    #expect(try scene.person("amara").qualified == [.sample])
    // It is behind them for good.
    try scene.publish(definition(round(3), gold(100..<103)))
    #expect(try scene.claim(amara).assignment == nil)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whoeverFailsWaitsForAnAdmin(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2, gold: 4, round(4, right: 750_000))
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    for label in ["drama", "comedy", "drama", "comedy"] { _ = try scene.workOn(amara, label) }
    for label in ["drama", "comedy", "drama", "drama"] { _ = try scene.workOn(bo, label) }
    #expect(try scene.claim(amara).idle == Idle(.unqualified))
    #expect(try scene.next(bo).film == 0)
    try scene.change(amara, .qualify(.sample))
    #expect(try scene.next(amara).film == 1)
    #expect(try scene.change(amara, .qualify(.sample)).qualified == [.sample])
  }

  /// A typo that was put right in time is no mistake.
  @Test(arguments: StoreUnderTest.allCases)
  func correctionsCountUnlessPeopleAreTold(_ store: StoreUnderTest) throws {
    for isTold in [false, true] {
      var policy = round(1, right: 1_000_000)
      policy.tellsGold = isTold
      let scene = try scene(store, films: 1, gold: 1, policy)
      let amara = try scene.sit("amara")
      let given = try scene.answer(scene.next(amara), amara, "comedy")
      _ = try scene.store.correct(scene.correction(of: given.response, amara, "drama"))
      let outcome = try scene.claim(amara)
      if isTold { #expect(outcome.idle?.reason == .unqualified) } else { #expect(outcome.assignment?.film == 0) }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theRoundIsNotPassedBySkipping(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 2, round(2, right: 500_000))
    let amara = try scene.sit("amara")
    for _ in 0..<4 { try scene.end(scene.next(amara), amara, .skipped(reason: nil)) }
    #expect(try scene.claim(amara).idle?.reason == .unqualified)
    #expect(try scene.goldResponses().count == 4)
  }

  /// Nor by flags, where nothing need be right.
  @Test(arguments: StoreUnderTest.allCases)
  func whoeverAnswersNothingOfTheRoundDoesNotGoOn(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 2, round(2))
    let amara = try scene.sit("amara")
    #expect(try scene.goldAhead(amara) == 2)
    let first = try scene.next(amara)
    #expect(try scene.goldAhead(amara) == 2)
    try scene.end(first, amara, .flagged(comment: "no"))
    try scene.end(scene.next(amara), amara, .skipped(reason: nil))
    #expect(try scene.goldAhead(amara) == 1)
    try scene.end(scene.next(amara), amara, .flagged(comment: "no"))
    #expect(try scene.goldAhead(amara) == 0)
    #expect(try scene.claim(amara).idle?.reason == .unqualified)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aSkipThatWasCorrectedIsAnAnswer(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 2, round(2, right: 750_000))
    let amara = try scene.sit("amara")
    try scene.work(amara)
    let skip = try scene.skip(scene.next(amara), amara)
    _ = try scene.store.correct(scene.correction(of: skip, amara, "drama"))
    let served = try scene.store.claim(scene.request(amara))
    #expect(served.outcome.assignment?.film == 0)
    #expect(served.progress.answers == 1)
  }

  /// Where people draw from several channels, the one whose work is next says how much gold they get.
  @Test(arguments: StoreUnderTest.allCases)
  func theRateIsThatOfTheChannelWhoseWorkIsNext(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(definition(Policy(), gold(100..<103)))
    try scene.publish(
      definition(Policy(overlap: 2, goldRate: 1_000_000), gold(100..<103)), on: .experiment, weight: 1)
    try scene.add(films: 0..<8)
    let amara = try scene.sit("amara")
    var channels: [ChannelName] = []
    while let film = try scene.claim(amara, .all).assignment {
      channels.append(film.channel)
      #expect(film.channel == .production || film.film ?? 0 >= 100 || channels.count { $0 == .experiment } > 3)
      try scene.answer(film, amara)
    }
    let work = try scene.tally().progress.done
    #expect(channels.prefix(work).allSatisfy { $0 == .production } && channels.count == 11)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aPlanIsOverOnceTheGoldChanged(_ store: StoreUnderTest) throws {
    let scene = try scene(store)
    let planned = try scene.revision
    try scene.publish(definition(Policy(goldRate: 1_000_000), gold(100..<110)))
    #expect(throws: QueueError.unexpectedRevision(expected: planned, now: planned + 1)) {
      try scene.publish(definition(Policy(goldRate: 1_000_000), []), expecting: planned)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nothingIsReservedPastTheRound(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2, gold: 3, round(2))
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    let second = try scene.ahead(of: first, amara)
    #expect(second.film ?? 0 >= 100)
    try scene.answer(first, amara)
    #expect(try scene.next(amara).id == second.id)
    #expect(try scene.reserve(besides: second, amara).idle?.reason == .busy)
    try scene.answer(second, amara)
    #expect(try scene.next(amara).film == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aRoundWithoutGoldHoldsNobodyUp(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 0, round(2, right: 500_000))
    #expect(try scene.next(scene.sit("amara")).film == 0)
    #expect(try scene.person("amara").qualified.isEmpty)
  }

  /// What is right is told by the vocabulary in force, and only where both say it exactly.
  @Test(arguments: StoreUnderTest.allCases)
  func aRoundThatCannotBeScoredIsAnAdminsToJudge(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, gold: 1, round(1, right: 500_000))
    let amara = try scene.sit("amara")
    let given = try scene.next(amara)
    var split = definition(round(1, right: 500_000), gold(100..<101, "tragedy"))
    split.taxonomy = taxonomy(
      ["tragedy", "melodrama", "comedy", "horror"],
      .split(LabelID("drama"), into: [LabelID("tragedy"), LabelID("melodrama")]))
    try scene.publish(split)
    try scene.answer(given, amara, "drama")
    #expect(try scene.claim(amara).idle?.reason == .unqualified)
  }
}

extension Scene {
  fileprivate func goldResponses() throws -> [GoldResponse] {
    var responses: [GoldResponse] = []
    try store.read { try $0.forEachGoldResponse(of: .sample, upTo: .max) { responses.append($0) } }
    return responses
  }

  fileprivate func gold(upTo revision: Int = .max) throws -> [GoldFact] {
    try store.read { try $0.gold(of: .sample, upTo: revision) }
  }

  fileprivate func goldAhead(_ hand: Hand) throws -> Int {
    try store.read { try $0.goldAhead(of: hand.person.id, in: .sample) }
  }

  /// The response that records a skip.
  fileprivate func skip(_ assignment: Assignment, _ hand: Hand) throws -> ResponseID {
    wait(1)
    let response = ResponseID(newID("r"))
    let ending = Ending(
      .skipped(reason: nil), response: response, assignment: assignment.id, person: hand.person.id,
      session: hand.session, context: "{}", at: now)
    _ = try store.end(ending, then: nil)
    return response
  }

  fileprivate func facts() throws -> [ResponseFact] {
    var facts: [ResponseFact] = []
    try store.read { try $0.forEachResponseFact(of: .sample, after: nil) { facts.append($0) } }
    return facts
  }

  fileprivate func cases() throws -> [CaseFile] {
    var cases: [CaseFile] = []
    try store.read { try $0.forEachCase(of: .sample, upTo: .max) { cases.append($0) } }
    return cases
  }

  fileprivate func examples() throws -> Int {
    var count = 0
    try store.read { try $0.forEachExample(of: .sample, upTo: .max) { _, responses in count += 1 + responses.count } }
    return count
  }

  fileprivate func person(_ name: String) throws -> Person {
    try #require(try store.read { try $0.persons() }.first { $0.name == name })
  }

  @discardableResult
  fileprivate func change(_ hand: Hand, _ change: PersonChange) throws -> Person {
    wait(1)
    return try store.change(hand.person.id, change, by: "admin", at: now)
  }

  /// Claims and answers one example; the film.
  fileprivate func workOn(_ hand: Hand, _ label: String = "drama") throws -> Int {
    let next = try next(hand)
    try answer(next, hand, label)
    return try #require(next.film)
  }
}
