import Labeling
import Queue
import Records
import Testing

@Suite("publishing")
struct PublishingConformance {
  @Test(arguments: StoreUnderTest.allCases)
  func firstChannelHasWeightOne(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let published = try scene.publish()
    #expect(published.channel.weight == 1)
    #expect(published.channel.state == .live)
    #expect(published.changed)
    #expect(published.revision == 2)
    #expect(try scene.store.read { try $0.build(published.build.id) } == published.build)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func samePublicationChangesNothing(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    let again = try scene.publish()
    #expect(!again.changed)
    #expect(again.revision == first.revision)
    #expect(again.build.id == first.build.id)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func changedContentUnderItsNumberIsRefused(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    var definition = TaskDefinition.sample()
    definition.ui.ask[0].prompt = "Another prompt?"
    let change = "ask[genre].prompt: \"Genre 1?\" -> \"Another prompt?\""
    #expect(throws: QueueError.versionChanged(.ui, number: 1, changes: [change])) { try scene.publish(definition) }
    var labels = TaskDefinition.sample()
    labels.taxonomy = Taxonomy(
      version: 1,
      labels: labels.taxonomy.labels.map { Label(id: $0.id, title: $0.id == LabelID("drama") ? "Drama!" : $0.title) })
    #expect(
      throws: QueueError.versionChanged(
        .taxonomy, number: 1, changes: ["labels[drama].title: \"drama\" -> \"Drama!\""])
    ) { try scene.publish(labels) }
    #expect(try scene.revision == 2)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func knownContentUnderANewNumberIsRefused(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.publish(.sample(ui: 3))
    var definition = TaskDefinition.sample()
    definition.ui.version = 4
    #expect(throws: QueueError.versionKnown(.ui, number: 1, given: 4)) { try scene.publish(definition) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func editionKeepsTheUIVersion(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    let second = try scene.publish(.sample(edition: 2))
    #expect(second.changed)
    #expect(second.build.id != first.build.id)
    #expect(second.build.uiVersion == first.build.uiVersion)
    var more = TaskDefinition.sample(edition: 3)
    more.ui.show[0].style = .heading
    #expect { try scene.publish(more) } throws: { error in
      if case QueueError.notAnEdition(number: 1, changes: let changes) = error {
        changes.contains("show[film].style: \"body\" -> \"heading\"")
      } else {
        false
      }
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func identityNeverChanges(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.add(films: 0..<2)
    var definition = TaskDefinition.sample()
    definition.schema = Schema(version: 1, fields: [.init(name: "film", type: .integer)], identity: ["film"])
    let refusal = QueueError.identityChanged(dataset: "films", now: nil, given: ["film"])
    #expect(throws: refusal) { try scene.publish(definition) }
    #expect(throws: refusal) { try scene.add([["film": 3]], fields: ["film"]) }
    #expect(try scene.store.read { try $0.identity(ofDataset: "films") } == ExampleIdentity(fields: nil))
    #expect(try scene.store.read { try $0.identity(ofDataset: "books") } == nil)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func taskStaysAtItsDataset(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    var definition = TaskDefinition.sample()
    definition.dataset = "books"
    #expect { try scene.publish(definition) } throws: { if case QueueError.taskMoved = $0 { true } else { false } }
    var shared = TaskDefinition.sample()
    shared.exposureScope = "all-films"
    #expect { try scene.publish(shared) } throws: { if case QueueError.taskMoved = $0 { true } else { false } }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func furtherChannelNeedsWeightOrPool(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    #expect(throws: QueueError.weightNeeded(.experiment)) { try scene.publish(.sample(ui: 2), on: .experiment) }
    #expect(try scene.publish(.sample(ui: 2), on: .experiment, pool: "students").channel.weight == 0)
    let moved = try scene.publish(.sample(ui: 2), on: .experiment, weight: 2)
    #expect(moved.changed)
    #expect(moved.channel.weight == 2)
    #expect(moved.channel.pool == "students")
  }

  @Test(arguments: StoreUnderTest.allCases)
  func expectedRevisionIsHeld(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    try scene.publish(.sample(ui: 2), expecting: first.revision)
    #expect(throws: QueueError.unexpectedRevision(expected: first.revision, now: first.revision + 2)) {
      try scene.publish(.sample(ui: 3), expecting: first.revision)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func channelsAreReadAsOfARevision(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    let first = try scene.publish()
    let second = try scene.publish(.sample(ui: 2), on: .experiment, weight: 1)
    let third = try scene.publish(.sample(ui: 3))
    try scene.store.read { (snapshot) throws in
      #expect(try snapshot.channels(of: .sample, at: 0).isEmpty)
      #expect(try snapshot.channels(of: .sample, at: first.revision) == [first.channel])
      #expect(try snapshot.channels(of: .sample, at: second.revision) == [first.channel, second.channel])
      #expect(try snapshot.channels(of: .sample, at: third.revision) == [third.channel, second.channel])
      #expect(try snapshot.builds(of: .sample, at: second.revision).map(\.id) == [first.build.id, second.build.id])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func channelMoves(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    #expect(throws: QueueError.unknownTask(.sample)) { try scene.move(.production, .pause) }
    try scene.publish()
    #expect(throws: QueueError.unknownChannel(.experiment, known: [.production])) {
      try scene.move(.experiment, .pause)
    }
    #expect(try scene.move(.production, .pause).state == .paused)
    let paused = try scene.revision
    #expect(try scene.move(.production, .pause).state == .paused)
    #expect(try scene.revision == paused)
    #expect(try scene.move(.production, .resume).state == .live)
    #expect(try scene.revision == paused + 1)
    #expect(try scene.move(.production, .weight(3)).weight == 3)
    #expect(try scene.move(.production, .retire).state == .retired)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func timeNeverRunsBackwards(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    let first = scene.now
    scene.wait(-3600)
    let amara = try scene.enroll("amara")
    _ = amara
    try scene.store.read { (snapshot) throws in
      #expect(try snapshot.revision(at: first.advanced(bySeconds: -1)) == 0)
      #expect(try snapshot.revision(at: first) == 3)
    }
  }
}
