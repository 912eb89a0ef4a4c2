import Labeling
import Queue
import Testing

@testable import Simulation

/// A label is split: those who gave it settle their own answers, and others are asked what is left open.
@Suite("settling")
struct SettlingConformance {
  private static let genre = QuestionID("genre")

  /// Drama, comedy and horror; then drama splits in two; then a version that knows nothing of the split.
  static func films(
    taxonomy: Int = 1, ui: Int = 1, _ policy: Policy = Policy(lease: 600, settleWait: 3600)
  ) -> TaskDefinition {
    var definition = TaskDefinition.sample(ui: ui, policy)
    guard taxonomy == 2 else { return definition }
    definition.taxonomy = Taxonomy(
      version: 2, labels: ["tragedy", "melodrama", "comedy", "horror"].map { Label(id: LabelID($0), title: $0) },
      lineage: [
        Lineage(
          parent: 1, changes: [.split(LabelID("drama"), into: [LabelID("tragedy"), LabelID("melodrama")])])
      ])
    return definition
  }

  private static let halves = AskedCandidates([genre: [LabelID("tragedy"), LabelID("melodrama")]])

  /// One film, which amara says is drama, before drama splits.
  private func split(
    _ store: StoreUnderTest, ui: Int = 1, _ policy: Policy = Policy(lease: 600, settleWait: 3600)
  ) throws -> (Scene, amara: Hand, bo: Hand, first: Receipt) {
    let scene = try Scene(store)
    try scene.publish(Self.films(policy))
    try scene.add(films: 0..<1)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    let first = try scene.work(amara, "drama")
    try scene.publish(Self.films(taxonomy: 2, ui: ui, policy))
    return (scene, amara, bo, first)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theAuthorSettlesAndItCounts(_ store: StoreUnderTest) throws {
    let (scene, amara, bo, first) = try split(store)
    #expect(try scene.tally().progress.answers == 0)
    #expect(try scene.claim(bo).idle?.reason == .busy, "the place is held for amara")
    let own = try scene.next(amara)
    #expect(own.purpose == .settlement)
    #expect(own.settles == first.response)
    #expect(own.asked == Self.halves)
    #expect(own.carried?[Self.genre].crossing == .ambiguous)
    let receipt = try scene.answer(own, amara, "melodrama")
    #expect(receipt.counted)
    #expect(try scene.tally().progress.answers == 1)
    let settlement = try #require(try scene.responses().last)
    #expect(settlement.status == .settled)
    #expect(settlement.settles == first.response)
    #expect(settlement.asked == Self.halves)
    #expect(settlement.supersedes == nil)
    #expect(try scene.claim(bo) == .nothing(Idle(.finished)))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nobodyIsWaitedForAnewAfterAChannelWasRetired(_ store: StoreUnderTest) throws {
    let (scene, _, bo, _) = try split(store)
    scene.wait(2000)
    _ = try scene.move(.production, .retire)
    _ = try scene.add(films: 1..<2)
    _ = try scene.move(.production, .resume)
    let added = try scene.next(bo)
    #expect(try scene.answer(added, bo, "comedy").counted)
    #expect(try scene.claim(bo).idle?.reason == .busy)
    scene.wait(1700)
    let left = try scene.next(bo)
    #expect(left.purpose == .fresh)
    #expect(left.example != added.example)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func theAuthorSettlesOnTheScreenTheySaw(_ store: StoreUnderTest) throws {
    let (scene, amara, _, _) = try split(store, ui: 2)
    let own = try scene.next(amara)
    let build = try scene.store.read { try $0.build(own.build) }
    #expect(build.ui.version == 1)
    #expect(build.taxonomy.version == 2)
    #expect(try scene.answer(own, amara, "tragedy").counted)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func afterTheWaitOthersAreAskedWhatIsOpen(_ store: StoreUnderTest) throws {
    let (scene, amara, bo, first) = try split(store)
    let idle = try #require(try scene.claim(bo).idle)
    scene.wait(3600)
    #expect(try #require(idle.retryAt) <= scene.now)
    let fresh = try scene.next(bo)
    #expect(fresh.purpose == .fresh)
    #expect(fresh.asked == Self.halves)
    #expect(fresh.settles == nil)
    #expect(fresh.carried == nil, "never what others said")
    try scene.end(fresh, bo, .released)
    let own = try scene.next(amara)
    #expect(own.settles == first.response, "its author may still take it")
    #expect(try scene.answer(own, amara, "tragedy").counted)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aDeclinedSettlementIsGone(_ store: StoreUnderTest) throws {
    let (scene, amara, bo, _) = try split(store)
    let own = try scene.next(amara)
    try scene.end(own, amara, .skipped(reason: nil))
    #expect(try scene.claim(amara).assignment == nil)
    #expect(try scene.next(bo).asked == Self.halves)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aReleasedOneWaitsAgain(_ store: StoreUnderTest) throws {
    let (scene, amara, bo, _) = try split(store)
    try scene.end(try scene.next(amara), amara, .released)
    #expect(try scene.claim(bo).idle?.reason == .busy)
    #expect(try scene.next(amara).purpose == .settlement)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func nobodyWaitsForWhoIsPausedOrAway(_ store: StoreUnderTest) throws {
    let (scene, amara, bo, _) = try split(store)
    _ = try scene.store.change(amara.person.id, .pause, by: "admin", at: scene.now)
    let fresh = try scene.next(bo)
    try scene.end(fresh, bo, .released)
    _ = try scene.store.change(amara.person.id, .resume, by: "admin", at: scene.now)
    #expect(try scene.next(amara).purpose == .settlement)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aRetiredTailAsksNothingMore(_ store: StoreUnderTest) throws {
    let (scene, amara, bo, _) = try split(store, ui: 2)
    #expect(try scene.claim(bo).idle?.reason == .busy)
    let moved = try scene.move(.production, .retireTail(ui: 1))
    #expect(moved.retiredTails.count == 1)
    #expect(try scene.claim(amara).assignment == nil)
    #expect(try scene.next(bo).asked == Self.halves)
    #expect(try scene.store.read { try $0.channels(of: .sample, at: .max) } == [moved])
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aCorrectionIsReadInEveryVersion(_ store: StoreUnderTest) throws {
    let (scene, amara, _, first) = try split(store)
    let receipt = try scene.store.correct(scene.correction(of: first.response, amara, "comedy"))
    #expect(receipt.counted == (try scene.tally().progress.answers == 1))
    #expect(try scene.tally().progress.answers == 1)
    #expect(try scene.claim(amara) == .nothing(Idle(.finished)))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func importedAnswersCountAndNothingWaitsUntilTheirAuthorsArrive(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let old = try scene.publish(Self.films())
    try scene.publish(Self.films(taxonomy: 2))
    try scene.add(films: 0..<2)
    let bo = try scene.sit("bo")
    let chi = try scene.store.enroll(
      name: "chi", kind: .person, isAway: true, id: PersonID("chi"), at: scene.now)
    let first = try scene.next(bo)
    try scene.end(first, bo, .released)
    func row(_ id: String, _ label: String, _ person: Person, _ example: Digest) -> ResponseBatch.Row {
      ResponseBatch.Row(
        response: ResponseID(id), example: example, person: person.id, channel: .production, build: old.build,
        answer: "{\"genre\":\"\(label)\"}")
    }
    func record(_ row: ResponseBatch.Row) throws -> [ResponseBatchReport.Fate] {
      try scene.store.record(ResponseBatch(task: .sample, rows: [row], at: scene.now)).fates
    }
    let ambiguous = row("there-1", "drama", chi, first.example)
    #expect(try record(ambiguous) == [.added])
    #expect(try record(ambiguous) == [.present])
    let other = row("there-1", "comedy", chi, first.example)
    #expect(try record(other) == [.refused(other.otherContent)])
    #expect(try scene.tally().progress.answers == 0)
    let back = try scene.next(bo)
    #expect(back.example != first.example, "fresh work comes first")
    #expect(try scene.answer(back, bo, "comedy").counted)
    let hand = try scene.sit("chi")
    let own = try scene.next(hand)
    #expect(own.settles == ambiguous.response)
    #expect(try scene.answer(own, hand, "tragedy").counted)
    #expect(try scene.tally().progress.answers == 2)
    // Somebody who saw an example here is not taken for somebody who saw it on another screen.
    let screen = try scene.publish(Self.films(taxonomy: 2, ui: 2)).build
    var strange = row("there-2", "comedy", bo.person, back.example)
    strange.build = screen
    #expect(try record(strange) == [.refused(strange.otherScreen)])
  }

  /// Two settlements that nobody waits for any more, and a new answer that leaves one place: one of them is asked for.
  @Test(arguments: StoreUnderTest.allCases)
  func aNewAnswerLeavesOneOfTwoSettlementsOver(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    var definition = Self.films(Policy(overlap: 2, lease: 600, settleWait: 3600))
    try scene.publish(definition)
    try scene.add(films: 0..<1)
    let (amara, bo, chi) = (try scene.sit("amara"), try scene.sit("bo"), try scene.sit("chi"))
    try scene.work(amara, "drama")
    try scene.work(bo, "comedy")
    let halves = ["tragedy", "melodrama", "farce", "satire"].map { LabelID($0) }
    definition.taxonomy = Taxonomy(
      version: 2, labels: (halves + [LabelID("horror")]).map { Label(id: $0, title: $0.rawValue) },
      lineage: [
        Lineage(
          parent: 1,
          changes: [
            .split(LabelID("drama"), into: [halves[0], halves[1]]),
            .split(LabelID("comedy"), into: [halves[2], halves[3]]),
          ])
      ])
    try scene.publish(definition)
    scene.wait(3600)
    #expect(try scene.work(chi, "horror").counted)
    #expect(try scene.claim(bo).assignment == nil)
    let own = try scene.next(amara)
    #expect(own.purpose == .settlement)
    #expect(try scene.answer(own, amara, "tragedy").counted)
  }

  /// What its author is asked is on their screen already.
  @Test(arguments: StoreUnderTest.allCases)
  func aSettlementKeepsWhatItCarriesThoughTheExampleChanges(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    func definition(_ taxonomy: Int) -> TaskDefinition {
      var definition = Self.films(taxonomy: taxonomy)
      definition.schema = Schema(
        version: 1, fields: [.init(name: "n", type: .integer), .init(name: "film", type: .string)], identity: ["n"])
      return definition
    }
    try scene.publish(definition(1))
    try scene.add([["n": 1, "film": "old"]], fields: ["n"])
    let amara = try scene.sit("amara")
    try scene.work(amara, "drama")
    try scene.publish(definition(2))
    let own = try scene.next(amara)
    #expect(own.carried?[Self.genre].crossing == .ambiguous)
    try scene.add([["n": 1, "film": "new"]], updates: true, fields: ["n"])
    let again = try scene.next(amara)
    #expect(again.id == own.id)
    #expect(again.carried == own.carried)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func changedContentMakesAnswersStale(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    var definition = Self.films()
    definition.schema = Schema(
      version: 1, fields: [.init(name: "n", type: .integer), .init(name: "film", type: .string)], identity: ["n"])
    try scene.publish(definition)
    try scene.add([["n": 1, "film": "old", "note": ""]], fields: ["n"])
    let amara = try scene.sit("amara")
    #expect(try scene.work(amara).counted)
    try scene.add([["n": 1, "film": "old", "note": "not shown"]], updates: true, fields: ["n"])
    #expect(try scene.tally().progress.answers == 1)
    #expect(try scene.responses().map(\.isStale) == [false])
    let before = try scene.revision
    try scene.add([["n": 1, "film": "new", "note": ""]], updates: true, fields: ["n"])
    #expect(try scene.tally().progress.answers == 0)
    #expect(try scene.responses().map(\.isStale) == [true])
    #expect(try scene.responses(upTo: before).map(\.isStale) == [false])
  }

  /// What a publish would make stuck is known before anything is written, whatever it changes.
  @Test(arguments: Array(UInt64(61)...66))
  func theStoresForeseeTheSameStuckExamples(_ seed: UInt64) throws {
    let scratch = try ScratchQueue(isRunning: { _ in true })
    var model = try World(on: InMemoryQueue(), processes: Processes())
    var store = try World(on: scratch.store, processes: Processes())
    var refusals = 0
    for step in Step.sequence(60, seed: seed) {
      try? model.run(step)
      try? store.run(step)
      for overlap in [2, 5] {
        let (expected, found) = (
          Self.refusal(of: overlap, on: &model, step), Self.refusal(of: overlap, on: &store, step)
        )
        #expect(expected == found)
        refusals += expected == nil ? 0 : 1
      }
    }
    #expect(refusals > 0)
  }

  private static func refusal(of overlap: Int, on world: inout World, _ step: Step) -> QueueError? {
    guard let ui = world.interfaces.last, let taxonomy = world.atoms.taxonomies.at(step.how) else { return nil }
    let channel = World.channels[Int(step.what % 2)]
    do {
      try world.publish(
        world.definition(ui: ui, taxonomy: taxonomy, overlap: overlap, gold: step.what), on: channel,
        allowingStuck: false)
      return nil
    } catch {
      return error as? QueueError
    }
  }
}
