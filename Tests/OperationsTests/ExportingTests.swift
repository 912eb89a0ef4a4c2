import Labeling
import Operations
import Queue
import Records
import Testing

@Suite struct ExportingTests {
  /// Three examples: agreed, disputed, untouched.
  private func answered() async throws -> Bench {
    let bench = try Bench()
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    for (name, labels) in [("bo", ["horror", "comedy"]), ("amara", ["horror", "horror"])] {
      let sitting = try bench.sit(name)
      for label in labels {
        let assignment = try #require(try sitting.claim().assignment)
        _ = try sitting.submit(
          .genre(label), to: assignment.id, id: sitting.newResponseID(), durationMilliseconds: 900, context: .test,
          thenNext: false)
      }
      try sitting.leave()
    }
    try bench.add(["Clue"])
    return bench
  }

  private func rows(_ bench: Bench, _ query: ExportQuery) throws -> [JSON] {
    var bytes: [UInt8] = []
    _ = try Exporting(store: bench.store, program: "test").send(query, checkpoint: { _ in }, to: { bytes += $0 })
    return try bytes.split(separator: 0x0A).map { try JSONParser.parse($0) }
  }

  private let examples = ExportQuery(task: Bench.task, channels: .named(.production))
  private let responses = ExportQuery(task: Bench.task, channels: .named(.production), rows: .responses)

  @Test func anExampleSaysWhatItsPeopleSay() async throws {
    let rows = try rows(try await answered(), examples)
    let byTitle = Dictionary(uniqueKeysWithValues: rows.map { ($0["data"]?["title"]?.string ?? "", $0) })
    let alien = try #require(byTitle["Alien"])
    #expect(alien["answer"] == ["genre": "horror"])
    #expect(alien["status"] == ["genre": "settled"])
    #expect(alien["support"] == ["genre": ["horror": 2]])
    #expect(alien["annotators"] == ["amara", "bo"])
    #expect(
      alien["from"] == [["ui_version": 1, "taxonomy_version": 1, "count": 2, "mapping": ["genre": "exact"]]])
    let brazil = try #require(byTitle["Brazil"])
    #expect(brazil["answer"] == ["genre": nil])
    #expect(brazil["status"] == ["genre": "disputed"])
    #expect(brazil["candidates"] == ["genre": ["comedy", "horror"]])
    let clue = try #require(byTitle["Clue"])
    #expect(clue["status"] == ["genre": "unlabeled"])
    #expect(clue["responses"] == 0)
    #expect(rows.compactMap { $0["example"]?.string } == rows.compactMap { $0["example"]?.string }.sorted())
  }

  @Test func aCorrectionReplacesWhatItCorrects() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien"])
    let sitting = try bench.sit("amara")
    let assignment = try #require(try sitting.claim().assignment)
    let (first, _) = try sitting.submit(
      .genre("comedy"), to: assignment.id, id: sitting.newResponseID(), durationMilliseconds: nil, context: .test,
      thenNext: false)
    let second = try sitting.correct(
      first.response, to: .genre("horror"), id: sitting.newResponseID(), durationMilliseconds: nil, context: .test)
    let now = try #require(try rows(bench, examples).first)
    #expect(now["answer"] == ["genre": "horror"] && now["responses"] == 1)
    let before = try rows(
      bench, ExportQuery(task: Bench.task, channels: .named(.production), asOf: .revision(first.revision)))
    #expect(before.first?["answer"] == ["genre": "comedy"])
    let told = try rows(bench, responses)
    #expect(told.map { $0["supersedes"]?.string } == [nil, first.response.rawValue])
    #expect(told.last?["response"]?.string == second.response.rawValue)
  }

  @Test func theSameRevisionGivesTheSameBytesWhateverHappensLater() async throws {
    let bench = try await answered()
    let exporting = Exporting(store: bench.store, program: "test")
    let first = "\(bench.folder.path)/first.jsonl"
    let outcome = try exporting.write(examples, to: first, checkpoint: { _ in })
    let sitting = try bench.sit("chi")
    let assignment = try #require(try sitting.claim().assignment)
    _ = try sitting.submit(
      .genre("comedy"), to: assignment.id, id: sitting.newResponseID(), durationMilliseconds: nil, context: .test,
      thenNext: false)
    try bench.folder.write("title: Genre of the film\ndataset: films\n", to: "tasks/genre/task.yaml")
    _ = try await bench.publish()
    var past = examples
    past.asOf = .revision(outcome.revision)
    _ = try exporting.write(past, to: "\(bench.folder.path)/second.jsonl", checkpoint: { _ in })
    #expect(bench.folder.read("second.jsonl") == bench.folder.read("first.jsonl"))
    #expect(bench.folder.read("second.jsonl.manifest.json") == bench.folder.read("first.jsonl.manifest.json"))
    _ = try exporting.write(examples, to: "\(bench.folder.path)/third.jsonl", checkpoint: { _ in })
    #expect(bench.folder.read("third.jsonl") != bench.folder.read("first.jsonl"))
  }

  @Test func theManifestNamesTheFilesDigestAndCounts() async throws {
    let bench = try await answered()
    _ = try Exporting(store: bench.store, program: "test")
      .write(examples, to: "\(bench.folder.path)/out.jsonl", checkpoint: { _ in })
    let manifest = try JSONParser.parse(try #require(bench.folder.read("out.jsonl.manifest.json")))
    let file = try #require(bench.folder.read("out.jsonl"))
    #expect(manifest["sha256"]?.string == Digest(of: file).description)
    #expect(manifest["rows"] == 3)
    #expect(manifest["statuses"] == ["disputed": 1, "settled": 1, "unlabeled": 1])
    #expect(manifest["labels"] == ["genre": ["horror": 1]])
  }

  private struct Stop: Error {}

  @Test func anExportThatIsStoppedLeavesNothing() async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    try bench.add((0..<600).map { "film \($0)" })
    #expect(throws: Stop.self) {
      _ = try Exporting(store: bench.store, program: "test")
        .write(examples, to: "\(bench.folder.path)/out.jsonl", checkpoint: { _ in throw Stop() })
    }
    #expect(!bench.folder.names().contains { $0.hasPrefix("out") })
  }

  @Test func aMomentIsARevisionOrATime() {
    #expect(ExportQuery.Moment("12") == .revision(12))
    #expect(ExportQuery.Moment("1970-01-01T00:00:01Z") == .time(Timestamp(microseconds: 1_000_000)))
    #expect(ExportQuery.Moment("-1") == nil)
    #expect(ExportQuery.Moment("yesterday") == nil)
  }

  @Test func aFutureRevisionIsRefused() async throws {
    let bench = try await answered()
    var query = examples
    query.asOf = .revision(10_000)
    #expect(throws: OperationError.self) { _ = try rows(bench, query) }
  }
}
