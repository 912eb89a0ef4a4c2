import Labeling
import Queue
import Testing

@Suite("reserving")
struct ReserveConformance {
  private func scene(_ store: StoreUnderTest, films: Int, overlap: Int = 1) throws -> Scene {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(overlap: overlap, lease: 600)))
    try scene.add(films: 0..<films)
    return scene
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theNextExampleIsReservedOnce(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let amara = try scene.sit("amara")
    let open = try scene.next(amara)
    let ahead = try scene.ahead(of: open, amara)
    #expect([open.film, ahead.film] == [0, 1])
    #expect(ahead.purpose == .fresh)
    let revision = try scene.revision
    #expect(try scene.ahead(of: open, amara) == ahead)
    #expect(try scene.revision == revision)
    #expect(try scene.tally().leased == 2)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aSubmitBringsTheReservedOne(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let amara = try scene.sit("amara")
    let open = try scene.next(amara)
    let ahead = try scene.ahead(of: open, amara)
    let (_, serving) = try scene.store.submit(scene.submission(open, amara), then: scene.request(amara))
    #expect(serving?.outcome.assignment?.id == ahead.id)
    #expect(try scene.ahead(of: ahead, amara).film == 2)
    #expect(try scene.tally().leased == 2)
  }

  /// As the workbench does it: each submit claims nothing, since the example after it is there already.
  @Test(arguments: StoreUnderTest.allCases)
  func allIsServedInOrderThroughReservations(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let amara = try scene.sit("amara")
    var open = try scene.next(amara)
    var films = [open.film]
    while let ahead = try scene.reserve(besides: open, amara).assignment {
      #expect(try scene.answer(open, amara).counted)
      films.append(ahead.film)
      open = ahead
    }
    #expect(films == [0, 1, 2, 3])
    try scene.answer(open, amara)
    #expect(try scene.claim(amara).idle == Idle(.finished))
    #expect(try scene.tally().progress == Progress(answers: 4, wanted: 4, done: 4, examples: 4))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nothingLeftToReserveIsSaid(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    let open = try scene.next(amara)
    let other = try scene.next(bo)
    #expect(try scene.reserve(besides: open, amara).idle == Idle(.busy, retryAt: other.expiresAt))
    try scene.answer(other, bo)
    #expect(try scene.reserve(besides: open, amara).idle == Idle(.finished))
    try scene.move(.production, .pause)
    #expect(try scene.reserve(besides: open, amara).idle == Idle(.paused))
    #expect(try scene.answer(open, amara).counted)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func reservingKeepsTheOpenOne(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    let open = try scene.next(amara)
    scene.wait(500)
    let ahead = try scene.ahead(of: open, amara)
    let isAt = scene.now
    #expect(ahead.expiresAt == isAt.advanced(bySeconds: 600))
    scene.wait(400)
    // Asked again, the open one's lease starts anew, and the reserved one keeps its own.
    #expect(try scene.ahead(of: open, amara).expiresAt == ahead.expiresAt)
    scene.wait(300)
    #expect(try scene.next(bo).film == 1)
    #expect(try scene.next(amara).id == open.id)
  }

  /// Whoever is at work on an example keeps it for as long as nobody else asked for it.
  @Test(arguments: StoreUnderTest.allCases)
  func anOpenOneThatJustRanOutIsKept(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    let open = try scene.next(amara)
    scene.wait(700)
    #expect(try scene.ahead(of: open, amara).film == 1)
    scene.wait(700)
    #expect(try scene.next(bo).film == 2)
    #expect(throws: QueueError.alreadyEnded("expired")) { try scene.reserve(besides: open, amara) }
    // It can still be answered.
    #expect(try scene.answer(open, amara).counted)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func onlyAnOpenOneOfOnesOwnHasANext(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    let open = try scene.next(amara)
    #expect(throws: QueueError.notYours) { try scene.reserve(besides: open, bo) }
    let second = try scene.sit("amara")
    #expect(throws: QueueError.takenOver) { try scene.reserve(besides: open, second) }
    try scene.answer(open, amara)
    #expect(throws: QueueError.alreadyEnded("answered")) { try scene.reserve(besides: open, amara) }
    let skipped = try scene.next(amara)
    try scene.end(skipped, amara, .skipped(reason: nil))
    #expect(throws: QueueError.alreadyEnded("skipped")) { try scene.reserve(besides: skipped, amara) }
    let nobody = AssignmentID("nobody")
    #expect(throws: QueueError.unknownAssignment(nobody)) {
      try scene.store.claim(scene.request(amara, besides: nobody))
    }
    #expect(try scene.tally().leased == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func afterACrashTheShownOneComesFirst(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3)
    let first = try scene.sit("amara")
    let open = try scene.next(first)
    let ahead = try scene.ahead(of: open, first)
    let second = try scene.sit("amara")
    #expect(try scene.next(second).film == 2)
    scene.kill(first)
    let third = try scene.sit("amara")
    #expect(try scene.next(third).id == open.id)
    #expect(try scene.ahead(of: open, third).id == ahead.id)
    #expect(try scene.tally().leased == 3)
    #expect(throws: QueueError.takenOver) { try scene.answer(ahead, first) }
    try scene.answer(open, third)
    #expect(try scene.next(third).id == ahead.id)
  }

  /// What another terminal left behind waits until the own reserved one is done.
  @Test(arguments: StoreUnderTest.allCases)
  func ownReservationGoesBeforeWhatAnEndedTerminalLeft(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 4)
    let first = try scene.sit("amara")
    let left = try scene.next(first)
    let second = try scene.sit("amara")
    let open = try scene.next(second)
    let ahead = try scene.ahead(of: open, second)
    scene.kill(first)
    #expect(try scene.ahead(of: open, second).id == ahead.id)
    try scene.answer(open, second)
    #expect(try scene.ahead(of: ahead, second).id == left.id)
    // A claim that reserves nothing begins with what was opened first.
    #expect(try scene.next(second).id == left.id)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func overlapIsNotExceeded(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 3, overlap: 2)
    var open: [(Hand, Assignment, Assignment)] = []
    for name in ["amara", "bo"] {
      let hand = try scene.sit(name)
      let first = try scene.next(hand)
      open.append((hand, first, try scene.ahead(of: first, hand)))
    }
    #expect(open.map(\.1.film) == [0, 0] && open.map(\.2.film) == [1, 1])
    let chi = try scene.sit("chi")
    let last = try scene.next(chi)
    #expect(last.film == 2)
    #expect(try scene.reserve(besides: last, chi).idle?.reason == .busy)
    #expect(try scene.tally().leased == 5)
    for (hand, first, ahead) in open {
      #expect(try scene.answer(first, hand).counted)
      #expect(try scene.answer(ahead, hand).counted)
    }
    #expect(try scene.reserve(besides: last, chi).idle == Idle(.finished))
    #expect(try scene.tally().progress == Progress(answers: 4, wanted: 6, done: 2, examples: 3))
  }

  /// Rule 1 is about what was reserved, too: it stays on the screen that it was reserved for.
  @Test(arguments: StoreUnderTest.allCases)
  func aPromotionLeavesTheReservedOneItsScreen(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(.sample(ui: 1))
    try scene.add(films: 0..<3)
    let amara = try scene.sit("amara")
    let open = try scene.next(amara)
    let ahead = try scene.ahead(of: open, amara)
    try scene.publish(.sample(ui: 2), on: .experiment, weight: 1)
    try scene.move(.production, .promote(from: .experiment))
    let (_, serving) = try scene.store.submit(scene.submission(open, amara), then: scene.request(amara))
    let shown = try #require(serving?.outcome.assignment)
    #expect(shown.id == ahead.id)
    #expect(shown.build == ahead.build)
    let later = try #require(try scene.reserve(besides: shown, amara, .all).assignment)
    #expect(later.build != ahead.build)
    #expect(try scene.answer(shown, amara).counted)
    // Given back unseen, an example keeps the screen that it would have been shown on.
    try scene.publish(.sample(ui: 3))
    try scene.end(later, amara, .unseen)
    let back = try #require(try scene.claim(amara, .all).assignment)
    #expect(back.example == later.example)
    let screens = try scene.store.read { snapshot in
      try [later, back].map { try snapshot.build($0.build).uiVersion }
    }
    #expect(screens[0] == screens[1])
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aRetiredChannelTakesTheReservedOnesAnswer(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.publish(.sample(ui: 2), on: .experiment, weight: 1)
    try scene.add(films: 0..<12)
    let amara = try scene.sit("amara")
    let open = try scene.next(amara, .named(.experiment))
    let ahead = try #require(try scene.reserve(besides: open, amara, .named(.experiment)).assignment)
    try scene.move(.experiment, .retire)
    try scene.answer(open, amara)
    try scene.answer(ahead, amara)
    #expect(try scene.responses().map(\.example) == [open.example, ahead.example])
  }

  @Test(arguments: StoreUnderTest.allCases)
  func unseenComesBackAsOftenAsItWasNotSeen(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let open = try scene.next(amara)
    var ahead = try scene.ahead(of: open, amara)
    for _ in 0..<3 {
      let revision = try scene.end(ahead, amara, .unseen)
      #expect(try scene.end(ahead, amara, .unseen) == revision)
      #expect(try scene.tally().leased == 1)
      ahead = try scene.ahead(of: open, amara)
      #expect(ahead.film == 1)
      #expect(ahead.purpose == .comeback)
    }
    // It was seen and given back: that is once.
    try scene.end(ahead, amara, .released)
    #expect(try scene.reserve(besides: open, amara).idle == Idle(.finished))
    try scene.answer(open, amara)
    #expect(try scene.claim(amara).idle == Idle(.stuck))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func unseenIsForOthersAtOnce(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 2)
    let amara = try scene.sit("amara")
    let open = try scene.next(amara)
    try scene.end(try scene.ahead(of: open, amara), amara, .unseen)
    try scene.leave(amara)
    #expect(try scene.next(try scene.sit("bo")).film == 1)
    #expect(try scene.next(try scene.sit("amara")).id == open.id)
    #expect(try scene.responses().isEmpty)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aSettlementIsReservedToo(_ store: StoreUnderTest) throws {
    let policy = Policy(lease: 600, settleWait: 3600)
    let scene = try Scene(store)
    try scene.publish(.sample(policy))
    try scene.add(films: 0..<2)
    let amara = try scene.sit("amara")
    let first = try scene.work(amara, "drama")
    let open = try scene.next(amara)
    try scene.publish(SettlingConformance.films(taxonomy: 2, policy))
    let own = try scene.ahead(of: open, amara)
    #expect(own.purpose == .settlement)
    #expect(own.settles == first.response)
    #expect(own.carried != nil)
    #expect(try scene.ahead(of: open, amara) == own)
    try scene.end(own, amara, .unseen)
    let again = try scene.ahead(of: open, amara)
    #expect(again.settles == first.response, "it waits in the inbox as before")
    try scene.answer(open, amara)
    #expect(try scene.answer(again, amara, "tragedy").counted)
  }

  /// A late skip promises the example once more, while it is on the screen.
  @Test(arguments: StoreUnderTest.allCases)
  func whatIsOpenIsNotReservedBesidesItself(_ store: StoreUnderTest) throws {
    let scene = try scene(store, films: 1, overlap: 2)
    let amara = try scene.sit("amara")
    let first = try scene.next(amara)
    scene.wait(700)
    let open = try scene.next(amara)
    #expect(open.purpose == .comeback)
    try scene.end(first, amara, .skipped(reason: nil))
    #expect(try scene.reserve(besides: open, amara).assignment == nil)
    #expect(try scene.answer(open, amara).counted)
  }
}
