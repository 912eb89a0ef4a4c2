import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Testing

@Suite struct ConnectionsTests {
  private func bench() async throws -> Bench {
    let bench = try Bench()
    _ = try await bench.publish()
    return bench
  }

  private func sit(_ name: String, at bench: Bench) throws -> Sitting {
    try Sitting(
      as: name, on: Bench.task, channels: .named(.production), process: ProcessMark.own, store: bench.store,
      surroundings: bench.surroundings)
  }

  @Test func whoIsConnectedIsListedUntilTheyLeave() async throws {
    let bench = try await bench()
    let connections = Connections(store: bench.store, surroundings: bench.surroundings)
    #expect(try connections.list().isEmpty)
    let (amara, bo) = try (sit("amara", at: bench), sit("bo", at: bench))
    #expect(try connections.list().map(\.annotator) == ["amara", "bo"])
    try bo.leave()
    #expect(try connections.list().map(\.session.id) == [amara.session])
    #expect(try connections.list().first?.session.task == Bench.task)
  }

  @Test func anEndedSessionHearsOfItAtItsNextBeat() async throws {
    let bench = try await bench()
    let connections = Connections(store: bench.store, surroundings: bench.surroundings)
    let (amara, bo) = try (sit("amara", at: bench), sit("bo", at: bench))
    #expect(try amara.beat())
    #expect(try connections.end("amara", by: "ada").map(\.session.id) == [amara.session])
    #expect(try !amara.beat())
    #expect(try bo.beat())
    #expect(throws: QueueError.unknownPerson("chi")) { try connections.end("chi", by: "ada") }
    var trail: [AuditEntry] = []
    try AuditTrail(store: bench.store).read { trail.append($0) }
    #expect(trail.map(\.what) == ["session_ended"])
    #expect(trail.map(\.who) == ["ada"])
  }

  @Test func aPersonWhoIsRemovedHasNoKeyAndNoWork() throws {
    let bench = try Bench()
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    let keys = ["one", "two"].map {
      AccessKey(fingerprint: "SHA256:\($0)", algorithm: "ssh-ed25519", body: $0, comment: "")
    }
    for key in keys { _ = try people.add("amara", kind: .person, pools: [], role: .reviewer, key: key) }
    #expect(try people.remove("amara", key: "SHA256:one").keys == [keys[1]])
    let removed = try people.remove("amara", key: nil)
    #expect(removed.keys.isEmpty)
    #expect(removed.isPaused)
  }

  /// Nobody is enrolled by a try that fails.
  @Test func somebodyElsesKeyIsRefusedFirst() throws {
    let bench = try Bench()
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    let key = AccessKey(fingerprint: "SHA256:one", algorithm: "ssh-ed25519", body: "one", comment: "")
    _ = try people.add("amara", kind: .person, pools: [], key: key)
    #expect(throws: QueueError.keyTaken(fingerprint: "SHA256:one", by: "amara")) {
      try people.add("bo", kind: .person, pools: [], key: key)
    }
    #expect(try people.list().map(\.person.name) == ["amara"])
  }
}
