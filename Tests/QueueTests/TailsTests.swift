import Labeling
import Queue
import Testing

@Suite("tails")
struct TailsTests {
  private func builds(_ definitions: TaskDefinition...) throws -> [Build] {
    var builds: [Build] = []
    for definition in definitions { builds.append(try VersionRegister(builds: builds).build(definition)) }
    return builds
  }

  private func channel(_ build: Build, retired: [Digest] = []) -> Channel {
    Channel(
      name: .production, build: build.id, weight: 1, pool: nil, state: .live, accepts: [], retiredTails: retired)
  }

  @Test func anOlderScreenGoesOnWithTheNewTaxonomy() throws {
    let known = try builds(.sample(), .sample(ui: 2, taxonomy: 2))
    let tails = Tails(of: channel(known[1]), at: known[1], in: VersionHistory(builds: known))
    #expect(tails.build(for: known[1].uiVersion) == known[1])
    let tail = try #require(tails.build(for: known[0].uiVersion))
    #expect(tail.ui == known[0].ui)
    #expect(tail.taxonomy == known[1].taxonomy)
    #expect(tails.builds == [tail])
    #expect(tails.build(for: Digest(of: [])) == nil)
  }

  @Test func retiredTailsServeNobody() throws {
    let known = try builds(.sample(), .sample(ui: 2))
    let before = channel(known[1])
    let after = try before.moved(.retireTail(ui: 1), among: [before], builds: known)
    #expect(after.retiredTails == [known[0].uiVersion])
    let tails = Tails(of: after, at: known[1], in: VersionHistory(builds: known))
    #expect(tails.build(for: known[0].uiVersion) == nil)
    #expect(tails.builds.isEmpty)
    #expect(throws: QueueError.notATail(ui: 2, channel: .production)) {
      try before.moved(.retireTail(ui: 2), among: [before], builds: known)
    }
    #expect(throws: QueueError.unknownUI(5, known: [1, 2])) {
      try before.moved(.retireTail(ui: 5), among: [before], builds: known)
    }
  }

  @Test func aScreenThatIsShownAgainIsNoTail() throws {
    let known = try builds(.sample(), .sample(ui: 2))
    let retired = channel(known[1], retired: [known[0].uiVersion])
    let publication = Publication(
      definition: .sample(), origin: Origin(program: "test"), at: Timestamp(microseconds: 0))
    #expect(try Channel(publication, build: known[0], among: [retired]).retiredTails.isEmpty)
  }

  @Test func screensThatDoNotCompileAreNamed() throws {
    var first = TaskDefinition.sample()
    first.ui.ask[0].under = "drama"
    first.taxonomy = Taxonomy(
      version: 1,
      labels: [Label(id: "drama", title: "Drama"), Label(id: "noir", title: "Noir", parent: "drama")])
    var second = TaskDefinition.sample(ui: 2)
    second.taxonomy = Taxonomy(
      version: 2, labels: [Label(id: "noir", title: "Noir")],
      lineage: [Lineage(parent: 1, changes: [.retire("drama", unseen: false)])])
    let known = try builds(first, second)
    let tails = Tails(of: channel(known[1]), at: known[1], in: VersionHistory(builds: known))
    #expect(tails.broken.map(\.uiVersion) == [known[0].uiVersion])
    #expect(tails.build(for: known[0].uiVersion) == nil)
  }
}
