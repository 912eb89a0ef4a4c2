import Labeling
import Queue
import Testing

@Suite("claiming")
struct ClaimConformance {
  private func scene(_ store: StoreUnderTest, films: Int, overlap: Int = 1) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(overlap: overlap, lease: 600)))
    try scene.add(films: 0..<films)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func examplesAreServedInImportOrder(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let amara = try scene.sit("amara")
    for film in 0..<3 {
      let assignment = try scene.next(amara)
      #expect(assignment.film == film)
      #expect(assignment.purpose == .fresh)
      try scene.answer(assignment, amara)
    }
    #expect(try scene.claim(amara).idle == Idle(.finished))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func openAssignmentIsServedAgain(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    try scene.store.saveDraft("{\"genre\":\"horror\"}", of: first.id, by: amara.person.id, at: scene.now)
    let revision = try scene.revision
    scene.wait(300)
    let again = try scene.next(amara)
    #expect(again.id == first.id)
    #expect(again.draft == "{\"genre\":\"horror\"}")
    #expect(again.expiresAt == scene.now.advanced(bySeconds: 600))
    #expect(try scene.revision == revision)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func secondTerminalGetsAnotherExample(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    let second = try scene.sit("amara")
    #expect(second.person.id == first.person.id)
    #expect(try scene.next(second).film == 1)
    scene.kill(first)
    #expect(try scene.next(second).id == held.id)
    #expect(throws: QueueError.takenOver) { try scene.answer(held, first) }
    try scene.answer(held, second)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func closedSessionHandsOver(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    let second = try scene.sit("amara")
    #expect(try scene.claim(second).idle == Idle(.busy, retryAt: held.expiresAt))
    try scene.leave(first)
    #expect(try scene.next(second).id == held.id)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func leasedExampleIsBusyForOthers(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    let held = try scene.next(amara)
    #expect(try scene.claim(bo).idle == Idle(.busy, retryAt: held.expiresAt))
    scene.wait(600)
    #expect(try scene.next(bo).film == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func overlapAsksDifferentPeople(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, overlap: 2)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    try scene.work(amara)
    #expect(try scene.claim(amara).idle == Idle(.finished))
    try scene.work(bo)
    #expect(try scene.tally().progress == Progress(answers: 2, wanted: 2, done: 1, examples: 1))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nobodyLeftIsStuck(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, overlap: 2)
    let amara = try scene.sit("amara")
    try scene.work(amara)
    #expect(try scene.claim(amara).idle == Idle(.stuck))
    #expect(try scene.tally().stuck == 1)
    let bo = try scene.enroll("bo")
    #expect(try scene.claim(amara).idle == Idle(.finished))
    _ = try scene.store.change(bo.id, .pause, by: "admin", at: scene.now)
    #expect(try scene.claim(amara).idle == Idle(.stuck))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func skippedComesBackOnceAfterFreshWork(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    try scene.end(first, amara, .skipped(reason: "too long"))
    #expect(try scene.work(amara).counted)
    let back = try scene.next(amara)
    #expect(back.film == 0)
    #expect(back.purpose == .comeback)
    #expect(back.id != first.id)
    try scene.end(back, amara, .skipped(reason: nil))
    #expect(try scene.claim(amara).idle == Idle(.stuck))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func releasedComesBackWithItsDraft(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    try scene.store.saveDraft("{\"genre\":\"horror\"}", of: first.id, by: amara.person.id, at: scene.now)
    let revision = try scene.end(first, amara, .released)
    #expect(try scene.end(first, amara, .released) == revision)
    let back = try scene.next(amara)
    #expect(back.purpose == .comeback)
    #expect(back.draft == "{\"genre\":\"horror\"}")
    #expect(try scene.responses().isEmpty)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func expiredComesBackAfterOthersHadTheirTurn(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    _ = try scene.next(amara)
    scene.wait(600)
    let revision = try scene.revision
    let second = try scene.next(amara)
    #expect(second.film == 1)
    #expect(try scene.revision == revision + 1)
    try scene.answer(second, amara)
    #expect(try scene.next(amara).purpose == .comeback)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func reopenedExamplesGoToTheEnd(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    try scene.end(try scene.next(amara), amara, .released)
    #expect(try scene.next(bo).film == 1)
    try scene.leave(amara)
    #expect(try scene.claim(bo).assignment?.film == 1)
    let chi = try scene.sit("chi")
    #expect(try scene.next(chi).film == 2)
    #expect(try scene.next(try scene.sit("dee")).film == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func flaggedNeverComesBack(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let amara = try scene.sit("amara")
    try scene.end(try scene.next(amara), amara, .flagged(comment: "not a film"))
    #expect(try scene.claim(amara).idle == Idle(.stuck))
    #expect(try scene.tally().forReview == 1)
    #expect(try scene.responses().map(\.comment) == ["not a film"])
    #expect(try scene.next(try scene.sit("bo")).film == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func manySkipsGoToAReviewer(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(lease: 600, maxSkips: 2)))
    try scene.add(films: 0..<1)
    for name in ["amara", "bo"] {
      let hand = try scene.sit(name)
      try scene.end(try scene.next(hand), hand, .skipped(reason: nil))
    }
    #expect(try scene.claim(try scene.sit("chi")).idle == Idle(.finished))
    #expect(try scene.tally().forReview == 1)
    #expect(try scene.tally().stuck == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func pausedPeopleAndChannelsAreServedNothing(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    _ = try scene.store.change(amara.person.id, .pause, by: "admin", at: scene.now)
    #expect(try scene.claim(amara).idle == Idle(.paused))
    _ = try scene.store.change(amara.person.id, .resume, by: "admin", at: scene.now)
    try scene.move(.production, .pause)
    #expect(try scene.claim(amara).idle == Idle(.paused))
    try scene.move(.production, .resume)
    #expect(try scene.next(amara).film == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func poolIsHeld(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(pool: "experts")
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara")
    #expect(throws: QueueError.notInPool(person: "amara", pool: "experts")) { try scene.claim(amara) }
    let bo = try scene.sit("bo", pools: ["experts"])
    #expect(try scene.next(bo).film == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func strangersAreRefused(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let amara = try scene.sit("amara")
    #expect(throws: QueueError.unknownTask(.sample)) { try scene.claim(amara) }
    try scene.publish()
    #expect(throws: QueueError.unknownChannel(.experiment, known: [.production])) {
      try scene.claim(amara, .named(.experiment))
    }
    let nobody = Hand(person: Person(id: PersonID("nobody"), name: "nobody", kind: .person), session: amara.session)
    #expect(throws: QueueError.unknownPerson("nobody")) { try scene.claim(nobody) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func enrollingTwiceIsOnePerson(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.enroll("amara")
    let revision = try scene.revision
    #expect(try scene.enroll("amara", kind: .model) == first)
    #expect(try scene.revision == revision)
    #expect(try scene.enroll("e\u{301}mile").id != (try scene.enroll("\u{E9}mile")).id)
    #expect(try scene.store.read { try $0.persons() }.count == 3)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func usedAssignmentIDIsRefused(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let request = scene.request(amara)
    let first = try #require(try scene.store.claim(request).outcome.assignment)
    #expect(try scene.store.claim(request).outcome.assignment?.id == first.id)
    try scene.answer(first, amara)
    #expect(throws: QueueError.alreadyEnded("answered")) { try scene.store.claim(request) }
  }
}
