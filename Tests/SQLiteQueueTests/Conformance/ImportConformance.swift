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
    #expect(try scene.store.read { try $0.tasks() } == [PublishedTask(name: .sample, dataset: "films", examples: 4)])
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
