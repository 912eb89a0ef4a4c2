import Interchange
import Labeling
import Operations
import Queue
import Records
import Testing

extension Bench {
  /// Imports titles, a row each.
  func add(_ titles: [String]) throws {
    _ = try load(titles.map { "{\"title\":\"\($0)\"}" }.joined(separator: "\n"))
  }

  struct Loaded {
    var counts: Importing.Counts
    var rejections: [Importing.Rejection]
  }

  func load(_ text: String, updates: Bool = false, stoppingAfter batches: Int = .max) throws -> Loaded {
    var importing = try Importing(
      into: "genre", workspace: folder.path, updates: updates, store: store, surroundings: surroundings)
    var reader = try ExampleReader(BytesInMemory(text), format: .jsonl, schema: importing.schema)
    var rejections: [Importing.Rejection] = []
    var left = batches
    do {
      try importing.run(
        rows: { try reader.next() }, reject: { rejections.append($0) },
        progress: { _ in
          left -= 1
          if left == 0 { throw Stopped() }
        })
    } catch is Stopped {}
    return Loaded(counts: importing.counts, rejections: rejections)
  }
}

private struct Stopped: Error {}

@Suite struct ImportingTests {
  @Test func importingAgainAddsNothing() async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    let text = (0..<2500).map { "{\"title\":\"film \($0)\"}" }.joined(separator: "\n")
    let first = try bench.load(text).counts
    #expect(first.added == 2500 && first.present == 0)
    let second = try bench.load(text).counts
    #expect(second.added == 0 && second.present == 2500)
    #expect(second.revision == first.revision)
  }

  @Test func badRowsAreKeptOutAndTheRestIsIn() throws {
    let bench = try Bench()
    let loaded = try bench.load(
      """
      {"title":"Alien"}
      nonsense
      {"year":1979}
      {"title":"Brazil","year":"1985"}
      {"title":"Clue"}
      """)
    #expect(loaded.counts.added == 2)
    #expect(loaded.counts.rejected == 3)
    #expect(loaded.rejections.map(\.row.line) == [2, 3, 4])
    #expect(loaded.rejections[1].reason.contains("title"))
    #expect(loaded.rejections[2].reason.contains("year"))
  }

  @Test func otherContentUnderAnIdentityIsKeptOutUnlessAskedFor() throws {
    let bench = try Bench()
    try bench.add(["Alien"])
    let changed = "{\"title\":\"Alien\",\"year\":1979}"
    let kept = try bench.load(changed)
    #expect(kept.counts.changed == 1 && kept.rejections.count == 1)
    let updated = try bench.load(changed, updates: true)
    #expect(updated.counts.changed == 1 && updated.rejections.isEmpty)
    #expect(try bench.load(changed).counts.present == 1)
  }

  @Test func whatIsStoppedKeepsWholeBatchesAndGoesOnLater() throws {
    let bench = try Bench()
    let text = (0..<2500).map { "{\"title\":\"film \($0)\"}" }.joined(separator: "\n")
    #expect(try bench.load(text, stoppingAfter: 1).counts.added == 1000)
    let rest = try bench.load(text).counts
    #expect(rest.present == 1000 && rest.added == 1500)
  }

  /// More than one segment, with twins and rows to be kept out in each.
  @Test func manyRowsComeInOnce() async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    let rows = (0..<26_000).map { "{\"title\":\"film \($0 % 25_500)\"}" } + ["{\"title\":\"film 3\",\"year\":1979}"]
    let loaded = try bench.load(rows.joined(separator: "\n"))
    #expect(loaded.counts.added == 25_500 && loaded.counts.present == 500 && loaded.counts.changed == 1)
    #expect(loaded.rejections.map(\.row.line) == [26_001])
    #expect(try loaded.rejections.map { try $0.row.content.get().object } == [["title": "film 3", "year": 1979]])
    #expect(try bench.store.read { try $0.exampleCount(of: $0.tasks()[0].name) } == 25_500)
  }

  @Test func aDatasetIsFoundByItsOwnName() throws {
    let bench = try Bench()
    let importing = try Importing(
      into: "films", workspace: bench.folder.path, updates: false, store: bench.store, surroundings: bench.surroundings)
    #expect(importing.schema.identity == ["title"])
    #expect(throws: OperationError.self) {
      _ = try Importing(
        into: "nothing", workspace: bench.folder.path, updates: false, store: bench.store,
        surroundings: bench.surroundings)
    }
  }

  @Test func withoutAWorkspaceThePublishedTaskSaysWhatRowsLookLike() async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    let importing = try Importing(
      into: "genre", workspace: nil, updates: false, store: bench.store, surroundings: bench.surroundings)
    #expect(importing.schema.identity == ["title"])
  }
}
