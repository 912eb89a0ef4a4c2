import Labeling
import Operations
import Queue
import Subprocess
import Testing

@Suite struct PublishingTests {
  @Test func publishingAgainChangesNothing() async throws {
    let bench = try Bench()
    let first = try await bench.publish().published
    let second = try await bench.publish().published
    #expect(first.changed && !second.changed)
    #expect(first.build.id == second.build.id && first.revision == second.revision)
  }

  @Test func aChangeWithoutANewNumberIsRefusedAndNamed() async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    try bench.folder.write(
      "version: 1\nlabels:\n  - {id: comedy, title: Comedies}\n  - {id: horror, title: Horror}\n",
      to: "tasks/genre/taxonomy.yaml")
    let error = await #expect(throws: QueueError.self) { _ = try await bench.publish() }
    guard case .versionChanged(.taxonomy, number: 1, let changes) = try #require(error) else {
      Issue.record("refused for another reason: \(String(describing: error))")
      return
    }
    #expect(changes.contains { $0.contains("Comedies") })
  }

  @Test func faultsStopItBeforeTheQueueIsOpened() async throws {
    let bench = try Bench()
    try bench.folder.write("version: one\n", to: "tasks/genre/taxonomy.yaml")
    let publishing = Publishing(workspace: bench.folder.path, surroundings: bench.surroundings)
    var isOpened = false
    await #expect(throws: DefinitionFaults.self) {
      _ = try await publishing.publish(Publishing.Request(task: Bench.task)) {
        isOpened = true
        return bench.store
      }
    }
    #expect(!isOpened)
  }

  @Test(arguments: ["", "all", "Prod", "a//b", "/a", "a b", "é"]) func aChannelNeedsAPlainName(name: String)
    async throws
  {
    let bench = try Bench()
    await #expect(throws: OperationError.self) { _ = try await bench.publish(channel: ChannelName(name)) }
  }
}
