import Labeling
import Queue
import Records
import Testing

@Suite("importing")
struct ImportConformance {
  @Test(arguments: StoreUnderTest.allCases)
  func importIsIdempotent(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    #expect(try scene.add(films: 0..<3) == ImportReport(fates: [.added, .added, .added], revision: 3))
    #expect(try scene.add(films: 0..<3) == ImportReport(fates: [.present, .present, .present], revision: 3))
    #expect(try scene.add(films: 2..<4).fates == [.present, .added])
    #expect(try scene.tally().progress == Progress(answers: 0, wanted: 4, done: 0, examples: 4))
    #expect(try scene.store.read { try $0.tasks() } == [PublishedTask(name: .sample, dataset: "films")])
    #expect(try scene.store.read { try $0.exampleCount(of: .sample) } == 4)
    #expect(
      try scene.store.read { try $0.progress(of: .sample) } == [
        .production: Progress(answers: 0, wanted: 4, done: 0, examples: 4)
      ])
  }

  @Test(arguments: StoreUnderTest.allCases)
  func whatIsAnnouncedIsSeenOnceItComes(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    let before = try scene.revision
    try scene.announce(films: 0..<5)
    let announced = try scene.revision
    #expect(announced == before + 1)
    #expect(try scene.tally().progress == Progress())
    #expect(try scene.store.read { try $0.exampleCount(of: .sample) } == 0)
    #expect(try contents(scene, at: announced) == [])
    try scene.announce(films: 2..<5)
    #expect(try scene.revision == announced)
    #expect(try scene.add(films: 3..<5).fates == [.added, .added])
    #expect(try scene.add(films: 0..<6).fates == [.added, .added, .added, .present, .present, .added])
    #expect(try scene.tally().progress == Progress(answers: 0, wanted: 6, done: 0, examples: 6))
  }

  /// People are asked in the order in which rows come in, whatever order their ids have.
  @Test(arguments: StoreUnderTest.allCases)
  func announcingKeepsTheOrderOfRows(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.announce(films: 0..<40)
    try scene.add(films: 0..<40)
    try scene.publish()
    try scene.announce(films: 40..<80)
    try scene.add(films: 40..<80)
    let ada = try scene.sit("ada")
    let expected = (0..<80).map { ExampleIdentity(fields: nil).digest(of: ["film": .number(JSONNumber($0))]) }
    var claimed: [Digest] = []
    while case .assignment(let assignment) = try scene.claim(ada) {
      claimed.append(assignment.example)
      _ = try scene.answer(assignment, ada)
    }
    #expect(claimed == expected)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func twoImportsMayAnnounceTheSame(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.announce(films: 0..<4)
    try scene.announce(films: 2..<6)
    try scene.add(films: 2..<6)
    #expect(try scene.add(films: 0..<4).fates == [.added, .added, .present, .present])
    #expect(try scene.tally().progress.examples == 6)
  }

  @Test(arguments: StoreUnderTest.allCases)
  func twinsInOneBatchAreOneExample(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    #expect(try scene.add([["film": 1], ["film": 1]]).fates == [.added, .present])
  }

  @Test(arguments: StoreUnderTest.allCases)
  func changedRowsAreKeptOutUnlessUpdated(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    var definition = TaskDefinition.sample()
    definition.schema = Schema(
      version: 1, fields: [.init(name: "film", type: .integer), .init(name: "plot", type: .string)], identity: ["film"])
    try scene.publish(definition)
    try scene.add([["film": 1, "plot": "old"]], fields: ["film"])
    let added = try scene.revision
    #expect(try scene.add([["film": 1, "plot": "new"]], fields: ["film"]).fates == [.changed])
    #expect(try scene.revision == added)
    #expect(try scene.add([["film": 1, "plot": "new"]], updates: true, fields: ["film"]).fates == [.changed])
    #expect(try scene.add([["film": 1, "plot": "new"]], updates: true, fields: ["film"]).fates == [.present])
    #expect(try scene.revision == added + 1)
    #expect(try contents(scene, at: added) == ["{\"film\":1,\"plot\":\"old\"}"])
    #expect(try contents(scene, at: added + 1) == ["{\"film\":1,\"plot\":\"new\"}"])
    #expect(try contents(scene, at: added - 1) == [])
  }

  private func contents(_ scene: Scene, at revision: Int) throws -> [String] {
    var contents: [String] = []
    try scene.store.read { snapshot in
      try snapshot.forEachExample(of: .sample, upTo: revision) { example, _ in
        contents.append(String(decoding: example.data, as: UTF8.self))
      }
    }
    return contents
  }

  @Test(arguments: StoreUnderTest.allCases)
  func examplesComeInTheOrderOfTheirIDs(_ store: StoreUnderTest) throws {
    let scene = try Scene(store)
    try scene.publish()
    try scene.add(films: 0..<40)
    var ids: [Digest] = []
    try scene.store.read { try $0.forEachExample(of: .sample, upTo: .max) { example, _ in ids.append(example.id) } }
    #expect(ids.count == 40)
    #expect(ids == ids.sorted())
  }
}
