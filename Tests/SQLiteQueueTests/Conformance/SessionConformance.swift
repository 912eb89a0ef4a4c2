import Labeling
import Queue
import Testing

/// Several terminals of one person: who holds what, and who takes it over.
@Suite struct SessionConformance {
  private func scene(_ store: StoreUnderTest, films: Int) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<films)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func anotherTerminalGetsOtherWorkAndIsToldOfTheFirst(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    let second = try scene.sit("amara")
    let serving = try scene.store.claim(scene.request(second))
    #expect(serving.outcome.assignment?.example != held.example)
    #expect(serving.elsewhere == 1)
    #expect(try scene.store.claim(scene.request(first)).elsewhere == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whoeverSaysSoTakesOverAtOnce(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    try scene.store.saveDraft(#"{"genre":"drama"}"#, of: held.id, by: first.person.id, at: scene.now)
    let second = try scene.sit("amara")
    var request = scene.request(second)
    request.takesOver = true
    let serving = try scene.store.claim(request)
    #expect(serving.outcome.assignment?.id == held.id)
    #expect(serving.outcome.assignment?.draft == #"{"genre":"drama"}"#)
    #expect(serving.elsewhere == 0)
    #expect(throws: QueueError.takenOver) { try scene.answer(held, first) }
    _ = try scene.answer(held, second)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aTakeOverBringsAllThatTheOtherTerminalHolds(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let first = try scene.sit("amara")
    let open = try scene.next(first)
    let reserved = try scene.reserve(first, besides: open.id)
    let second = try scene.sit("amara")
    let own = try scene.next(second)
    let serving = try scene.takeOver(second)
    #expect(serving.outcome.assignment?.id == open.id)
    #expect(serving.elsewhere == 0)
    #expect(try scene.reserve(second, besides: open.id).id == reserved.id)
    #expect(throws: QueueError.takenOver) { try scene.answer(reserved, first) }
    for assignment in [open, reserved, own] { _ = try scene.answer(assignment, second) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aTakeOverBringsWhatTheOtherTerminalShowsThoughSomethingOlderIsOpenHere(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let second = try scene.sit("amara")
    let own = try scene.next(second)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    #expect(try scene.takeOver(second).outcome.assignment?.id == held.id)
    // There is nothing more to take over then, and the screen stays as it is.
    #expect(try scene.takeOver(second).outcome.assignment?.id == held.id)
    _ = try scene.answer(own, second)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aTakeOverBeginsWithWhatTheOtherTerminalShowedLast(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let gone = try scene.sit("amara")
    let older = try scene.next(gone)
    let first = try scene.sit("amara")
    let open = try scene.next(first)
    scene.kill(gone)
    #expect(try scene.reserve(first, besides: open.id).id == older.id)
    let second = try scene.sit("amara")
    #expect(try scene.takeOver(second).outcome.assignment?.id == open.id)
    #expect(try scene.reserve(second, besides: open.id).id == older.id)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatASilentTerminalHoldsIsTakenOver(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    #expect(try scene.store.beat(first.session, active: scene.now, at: scene.now))
    let second = try scene.sit("amara")
    scene.wait(40)
    #expect(try scene.store.claim(scene.request(second)).outcome.assignment?.id != held.id)
    scene.wait(10)
    let third = try scene.sit("amara")
    #expect(try scene.next(third).id == held.id)
    // The third gives no signs of life, and needs none to be taken for alive.
    #expect(throws: QueueError.takenOver) { try scene.answer(held, first) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aTerminalThatBeatsKeepsWhatItHas(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    for _ in 0..<8 {
      scene.wait(15)
      #expect(try scene.store.beat(first.session, active: scene.now, at: scene.now))
    }
    let second = try scene.sit("amara")
    #expect(try scene.next(second).id != held.id)
    _ = try scene.answer(held, first)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func anEndedSessionIsToldSoAndItsExampleGoesToTheNext(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let first = try scene.sit("amara")
    let held = try scene.next(first)
    try scene.store.close(first.session, at: scene.now)
    #expect(try !scene.store.beat(first.session, active: scene.now, at: scene.now))
    let second = try scene.sit("amara")
    #expect(try scene.next(second).id == held.id)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nobodyKnowsASessionThatWasNeverOpened(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1)
    let unknown = SessionID("nowhere")
    #expect(throws: QueueError.unknownSession(unknown)) {
      try scene.store.beat(unknown, active: scene.now, at: scene.now)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func sessionsSayWhoIsAtWhatFromWhere(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let amara = try scene.enroll("amara")
    let session = Session(
      id: SessionID("s"), person: amara.id, process: "p", task: .sample, client: "curses", place: "192.0.2.7",
      at: scene.now)
    try scene.store.open(session)
    let hand = Hand(person: amara, session: session.id)
    _ = try scene.next(hand)
    let beat = scene.now
    #expect(try scene.store.beat(session.id, active: beat, at: beat))
    let bo = try scene.sit("bo")
    try scene.leave(bo)
    let records = try scene.store.read { try $0.sessions() }
    #expect(records.map(\.session) == [session])
    #expect(records.first?.annotator == "amara")
    #expect(records.first?.holds == 1)
    #expect(records.first?.beat == beat)
    #expect(records.first?.isRunning == true)
  }
}

/// Who may come in, and the trail of what was done.
@Suite struct AccessConformance {
  private func key(_ name: String) -> AccessKey {
    AccessKey(fingerprint: "SHA256:\(name)", algorithm: "ssh-ed25519", body: "AAAA\(name)", comment: name)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aKeyIsOnePersons(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let (amara, bo) = try (scene.enroll("amara"), scene.enroll("bo"))
    let laptop = key("laptop")
    let known = try scene.store.change(amara.id, .add(key: laptop), by: "ada", at: scene.now)
    #expect(known.keys == [laptop])
    #expect(throws: QueueError.keyTaken(fingerprint: laptop.fingerprint, by: "amara")) {
      try scene.store.change(bo.id, .add(key: laptop), by: "ada", at: scene.now)
    }
    #expect(try scene.store.change(amara.id, .add(key: laptop), by: "ada", at: scene.now) == known)
    _ = try scene.store.change(amara.id, .remove(fingerprint: laptop.fingerprint), by: "ada", at: scene.now)
    #expect(try scene.store.change(bo.id, .add(key: laptop), by: "ada", at: scene.now).has(laptop.fingerprint))
    #expect(throws: QueueError.unknownKey(laptop.fingerprint)) {
      try scene.store.change(amara.id, .remove(fingerprint: laptop.fingerprint), by: "ada", at: scene.now)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func rolesAndKeysLeaveATrail(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let amara = try scene.enroll("amara")
    #expect(amara.role == .annotator)
    #expect(try scene.store.change(amara.id, .take(role: .reviewer), by: "ada", at: scene.now).role == .reviewer)
    // What is so already is no news.
    _ = try scene.store.change(amara.id, .take(role: .reviewer), by: "ada", at: scene.now)
    _ = try scene.store.change(amara.id, .add(key: key("laptop")), by: "ada", at: scene.now)
    _ = try scene.store.change(amara.id, .pause, by: "ada", at: scene.now)
    let revision = try scene.store.read { $0.revision }
    try scene.store.audit(AuditEvent(.exported, by: "ada", [("task", "genre")]), at: scene.now)
    #expect(try scene.store.read { $0.revision } == revision)
    let trail = try trail(of: scene)
    #expect(trail.map(\.what) == ["role_changed", "key_added", "paused", "exported"])
    #expect(Set(trail.map(\.who)) == ["ada"])
    #expect(trail.first?.detail == #"{"annotator":"amara","role":"reviewer"}"#)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theTrailIsAChain(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    for number in 0..<4 {
      try scene.store.audit(AuditEvent(.connected, by: "amara", [("command", .string("\(number)"))]), at: scene.now)
    }
    let trail = try trail(of: scene)
    #expect(trail.map(\.number) == [1, 2, 3, 4])
    #expect(zip(trail, [nil] + trail).allSatisfy { $0.follows($1) })
    let forged = AuditEntry(
      number: 2, at: trail[1].at, what: "connected", who: "bo", detail: trail[1].detail, digest: trail[1].digest)
    #expect(!forged.follows(trail[0]))
    #expect(!trail[2].follows(trail[0]))
  }

  private func trail(of scene: Scene) throws -> [AuditEntry] {
    var trail: [AuditEntry] = []
    try scene.store.read { snapshot in try snapshot.forEachAuditEntry { trail.append($0) } }
    return trail
  }
}

extension Scene {
  fileprivate func takeOver(_ hand: Hand) throws -> Serving {
    var request = request(hand)
    request.takesOver = true
    return try store.claim(request)
  }

  fileprivate func reserve(_ hand: Hand, besides open: AssignmentID) throws -> Assignment {
    try #require(try store.claim(request(hand, besides: open)).outcome.assignment)
  }
}
