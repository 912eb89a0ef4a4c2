import Labeling
import Queue
import Testing

@Suite("versions and channels")
struct VersionsConformance {
  @Test(arguments: StoreUnderTest.allCases)
  func aShownExampleIsNeverShownOnAnotherScreen(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    try scene.add(films: 0..<2)
    let amara = try scene.sit("amara")
    let skipped = try scene.next(amara)
    try scene.end(skipped, amara, .skipped(reason: nil))
    let second = try scene.publish(.sample(ui: 2))
    let fresh = try scene.next(amara)
    #expect(fresh.film == 1)
    #expect(fresh.build == second.build.id)
    try scene.answer(fresh, amara)
    let back = try scene.next(amara)
    #expect(back.film == 0)
    #expect(back.purpose == .comeback)
    #expect(back.build == first.build.id)
    #expect(try scene.answer(back, amara).counted)
  }

  /// Whoever counts as one who may still answer is asked: where an example was left nothing is asked of them any more,
  /// and elsewhere it is.
  @Test(arguments: StoreUnderTest.allCases)
  func whatWasLeftInAChannelComesBackWhereItsScreenStillIs(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara", pools: ["students"])
    try scene.end(try scene.next(amara), amara, .released)
    try scene.publish(.sample(ui: 2))
    try scene.move(.production, .retireTail(ui: 1))
    #expect(try scene.claim(amara).idle == Idle(.stuck))
    try scene.publish(.sample(ui: 2), on: .experiment, pool: "students")
    #expect(try scene.tally(.experiment).stuck == 0)
    let back = try scene.next(amara, .all)
    #expect(back.channel == .experiment)
    #expect(back.purpose == .comeback)
    #expect(try scene.store.read { try $0.build(back.build) }.uiVersion == first.build.uiVersion)
    #expect(try scene.answer(back, amara).counted)
    #expect(try scene.claim(amara, .all).idle == Idle(.stuck))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func tailHasTheOldScreenAndTheNewTaxonomy(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara")
    try scene.end(try scene.next(amara), amara, .released)
    let second = try scene.publish(.sample(ui: 2, taxonomy: 2))
    let back = try scene.next(amara)
    let tail = try scene.store.read { try $0.build(back.build) }
    #expect(tail.uiVersion == first.build.uiVersion)
    #expect(tail.taxonomy == second.build.taxonomy)
    #expect(try scene.answer(back, amara).counted)
    #expect(try scene.store.read { try $0.builds(of: .sample, at: .max) }.contains(tail))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func answersCrossScreensButNotTaxonomies(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<3)
    let amara = try scene.sit("amara")
    try scene.work(amara)
    try scene.publish(.sample(ui: 2))
    #expect(try scene.tally().progress.answers == 1)
    try scene.publish(.sample(ui: 2, taxonomy: 2))
    #expect(try scene.tally().progress.answers == 0)
    try scene.publish(.sample(ui: 1))
    #expect(try scene.tally().progress.answers == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func openAssignmentGoesOnUnderItsBuild(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara")
    let held = try scene.next(amara)
    try scene.publish(.sample(ui: 2))
    #expect(try scene.tally().leased == 1)
    let again = try scene.next(amara)
    #expect(again.id == held.id)
    #expect(again.build == held.build)
    #expect(try scene.answer(again, amara).counted)
    #expect(try scene.tally().leased == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func raisedOverlapReopens(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<1)
    let amara = try scene.sit("amara")
    let bo = try scene.sit("bo")
    try scene.work(amara)
    #expect(try scene.claim(bo).idle == Idle(.finished))
    try scene.publish(.sample(Policy(overlap: 2, lease: 600)))
    #expect(try scene.tally().progress == Progress(answers: 1, wanted: 2, done: 0, examples: 1))
    #expect(try scene.work(bo).counted)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func weightsDivideExamples(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.publish(.sample(ui: 2), on: .experiment, weight: 1)
    try scene.add(films: 0..<60)
    let production = try scene.tally(.production).progress.examples
    let experiment = try scene.tally(.experiment).progress.examples
    #expect(production + experiment == 60)
    #expect((15...45).contains(production))
    try scene.move(.experiment, .weight(0))
    #expect(try scene.tally(.production).progress.examples == 60)
    try scene.move(.experiment, .weight(1))
    #expect(try scene.tally(.production).progress.examples == production)
    try scene.move(.experiment, .retire)
    #expect(try scene.tally(.production).progress.examples == 60)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func allServesProductionFirstThenTheOthers(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(.sample(ui: 2), on: .experiment)
    try scene.publish(weight: 1)
    try scene.add(films: 0..<20)
    let amara = try scene.sit("amara")
    var channels: [ChannelName] = []
    while let next = try scene.claim(amara, .all).assignment {
      channels.append(next.channel)
      try scene.answer(next, amara)
    }
    let own = try scene.tally(.production).progress.examples
    #expect(channels.count == 20)
    #expect(channels == Array(repeating: .production, count: own) + Array(repeating: .experiment, count: 20 - own))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func experimentTakesProductionsAnswersAndNotTheReverse(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<1)
    try scene.publish(.sample(ui: 2), on: .experiment, pool: "students")
    let amara = try scene.sit("amara", pools: ["students"])
    let bo = try scene.sit("bo")
    try scene.work(amara, "drama", .named(.experiment))
    #expect(try scene.tally(.experiment).progress.answers == 1)
    #expect(try scene.tally(.production).progress.answers == 0)
    #expect(try scene.claim(amara).idle?.reason == .finished)
    try scene.work(bo)
    #expect(try scene.tally(.production).progress.answers == 1)
    try scene.add(films: 1..<2)
    try scene.work(bo)
    #expect(try scene.tally(.experiment).progress.answers == 2)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func promotionTakesTheBuildAndTheAnswers(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<1)
    let experiment = try scene.publish(.sample(ui: 2), on: .experiment, pool: "students")
    let amara = try scene.sit("amara", pools: ["students"])
    try scene.work(amara, "drama", .named(.experiment))
    let promoted = try scene.move(.production, .promote(from: .experiment))
    #expect(promoted.build == experiment.build.id)
    #expect(promoted.accepts == [.experiment])
    #expect(try scene.tally(.production).progress.answers == 1)
    try scene.add(films: 1..<2)
    try scene.work(amara, "drama", .named(.experiment))
    #expect(try scene.tally(.production).progress.answers == 2)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func reuseFromNamesWhoseAnswersProductionTakes(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(lease: 600, reuseFrom: [.experiment])))
    try scene.add(films: 0..<1)
    try scene.publish(.sample(ui: 2, Policy(lease: 600, reuse: .none)), on: .experiment, pool: "students")
    let amara = try scene.sit("amara", pools: ["students"])
    try scene.work(amara, "drama", .named(.experiment))
    #expect(try scene.tally(.production).progress.answers == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func sameUIAsksForTheSameScreen(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<2)
    let amara = try scene.sit("amara")
    try scene.work(amara)
    try scene.publish(.sample(ui: 2, Policy(lease: 600, reuse: .sameUI)), on: .experiment, pool: "students")
    #expect(try scene.tally(.experiment).progress.answers == 0)
    try scene.publish(.sample(ui: 1, Policy(lease: 600, reuse: .sameUI)), on: .experiment)
    #expect(try scene.tally(.experiment).progress.answers == 1)
    try scene.publish(.sample(ui: 1, Policy(lease: 600, reuse: .none)), on: .experiment)
    #expect(try scene.tally(.experiment).progress.answers == 0)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func publishRefusesToMakeExamplesStuck(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(allowingStuck: false)
    try scene.add(films: 0..<3)
    let amara = try scene.sit("amara")
    try scene.work(amara)
    let revision = try scene.revision
    #expect(throws: QueueError.stuck(count: 1)) { try scene.publish(.sample(taxonomy: 2), allowingStuck: false) }
    #expect(try scene.revision == revision)
    try scene.publish(.sample(ui: 2), allowingStuck: false)
    try scene.publish(.sample(ui: 2, taxonomy: 2), allowingStuck: true)
    #expect(try scene.tally().stuck == 1)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func tasksOfOneScopeShareTheirExposures(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    var first = TaskDefinition.sample()
    first.exposureScope = "films"
    var second = TaskDefinition.sample(ui: 2)
    second.name = TaskName("mood")
    second.exposureScope = "films"
    try scene.publish(first)
    try scene.publish(second)
    try scene.add(films: 0..<2)
    let amara = try scene.sit("amara")
    let seen = try scene.next(amara)
    try scene.end(seen, amara, .skipped(reason: nil))
    var request = scene.request(amara)
    request.task = second.name
    #expect(try scene.store.claim(request).outcome.assignment?.film == 1)
    #expect(try scene.next(amara).purpose == .comeback)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func anExampleWhoseHomeIsEmptyIsServedElsewhere(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<20)
    try scene.publish(.sample(ui: 2), on: ChannelName("night"), weight: 1, pool: "night")
    let away = try scene.tally(ChannelName("night")).progress.examples
    #expect((1..<20).contains(away))
    let amara = try scene.sit("amara")
    let bo = try scene.enroll("bo", pools: ["night"])
    for _ in 0..<20 - away { try scene.work(amara) }
    #expect(try scene.claim(amara) == .nothing(Idle(.finished)), "bo may still answer the others at home")
    _ = try scene.store.change(bo.id, .pause, by: "admin", at: scene.now)
    for _ in 0..<away {
      let stray = try scene.next(amara)
      #expect(stray.channel == .production)
      #expect(try scene.answer(stray, amara).counted)
    }
    #expect(try scene.claim(amara) == .nothing(Idle(.finished)))
  }

  @Test(arguments: StoreUnderTest.allCases)
  func aRetiredChannelServesAgainOnceResumed(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<3)
    try scene.move(.production, .retire)
    #expect(try scene.tally().progress.examples == 0)
    try scene.move(.production, .resume)
    #expect(try scene.tally().progress.examples == 3)
    let amara = try scene.sit("amara")
    #expect(try scene.work(amara).counted)
  }
}
