import Labeling
import Queue
import Testing

@Suite("what figures are made of")
struct FiguresConformance {
  private func facts(_ scene: Scene, after response: Int? = nil) throws -> [ResponseFact] {
    var facts: [ResponseFact] = []
    try scene.store.read { try $0.forEachResponseFact(of: .sample, after: response) { facts.append($0) } }
    return facts
  }

  @Test(arguments: StoreUnderTest.allCases)
  func factsSayWhatResponsesSay(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(overlap: 2, lease: 600)))
    try scene.add(films: 0..<4)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    let first = try scene.work(amara, "horror")
    try scene.end(try scene.next(amara), amara, .skipped(reason: nil))
    try scene.work(bo)
    _ = try scene.store.correct(scene.correction(of: first.response, amara, "comedy"))
    try scene.end(try scene.next(bo), bo, .flagged(comment: "odd"))

    let facts = try facts(scene)
    let responses = try scene.responses()
    try #require(facts.count == responses.count && facts.count == 5)
    try scene.store.read { snapshot in
      for (fact, response) in zip(facts, responses) {
        #expect(try snapshot.person(at: fact.person).id == response.person)
        #expect(try snapshot.example(at: fact.example, of: .sample) == response.example)
        #expect(try snapshot.channel(at: fact.channel) == response.channel)
        #expect(try snapshot.build(at: fact.build).id == response.build)
        let answer = try fact.answer.map { try snapshot.answer(at: $0) }
        #expect(answer == response.answer)
        #expect(fact.status == response.status)
        #expect(fact.at == response.at)
        #expect(fact.asked == nil && fact.settles == nil)
        #expect((fact.supersedes == nil) == (response.supersedes == nil))
      }
      // Names of the response that it takes the place of.
      #expect(facts[3].supersedes == facts[0].response)
      #expect(try snapshot.content(at: facts[0].example, of: .sample) == Array("{\"film\":0}".utf8))
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whoRemembersTheLastOneGetsWhatCameSince(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<5)
    let amara = try scene.sit("amara")
    for _ in 0..<3 { try scene.work(amara) }
    let before = try facts(scene)
    let last = try #require(before.last?.response)
    #expect(try facts(scene, after: last).isEmpty)
    for _ in 0..<2 { try scene.work(amara) }
    let since = try facts(scene, after: last)
    #expect(try facts(scene) == before + since)
    #expect(since.count == 2)
    #expect(throws: QueueError.unknownTask(TaskName("x"), known: [.sample])) {
      try scene.store.read { try $0.forEachResponseFact(of: TaskName("x"), after: nil) { _ in } }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func anExampleStandsWhereItsChannelCountsIt(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish(.sample(Policy(overlap: 2, lease: 600)))
    try scene.add(films: 0..<5)
    let (amara, bo) = (try scene.sit("amara"), try scene.sit("bo"))
    try scene.work(amara)
    try scene.work(bo)
    try scene.end(try scene.next(amara), amara, .flagged(comment: "odd"))
    _ = try scene.next(amara)
    let films = try ExampleStanding.allCases.map { standing in
      try scene.store.read { snapshot in
        try snapshot.examples(standing, in: .production, of: .sample).map { key in
          let data = try snapshot.content(at: key, of: .sample)
          return Int(String(decoding: data.filter { (0x30...0x39).contains($0) }, as: UTF8.self)) ?? -1
        }
      }
    }
    // Done, open, leased, for review, stuck: whoever flagged an example answers it no more.
    #expect(films == [[0], [1, 2, 3, 4], [2], [1], [1]])
    #expect(throws: QueueError.self) {
      try scene.store.read { try $0.examples(.done, in: ChannelName("x"), of: .sample) }
    }
  }
}
