import Labeling
import Operations
import Queue
import Testing

@Suite struct PeopleTests {
  @Test func addingAgainChangesNothingAndPoolsAreJoinedOnce() throws {
    let bench = try Bench()
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    let first = try people.add("amara", kind: .person, pools: ["night"])
    let second = try people.add("amara", kind: .person, pools: ["night", "day"])
    #expect(first.id == second.id)
    #expect(Set(second.pools) == ["night", "day"])
    #expect(try people.list().count == 1)
    #expect(throws: OperationError.self) { _ = try people.add("amara", kind: .model, pools: []) }
  }

  @Test func pausingNeedsSomebodyThere() throws {
    let bench = try Bench()
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    #expect(throws: QueueError.unknownPerson("bo")) { _ = try people.change("bo", .pause) }
    _ = try people.add("bo", kind: .person, pools: [])
    #expect(try people.change("bo", .pause).isPaused)
    #expect(try !people.change("bo", .resume).isPaused)
  }

  @Test func whoeverIsPausedLooksInAsAnAnnotator() throws {
    let bench = try Bench()
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    _ = try people.add("bo", kind: .person, pools: [], role: .admin)
    #expect(try people.change("bo", .pause).actingRole == .annotator)
    #expect(try people.change("bo", .resume).actingRole == .admin)
    _ = try people.add("bot", kind: .model, pools: [], role: .job)
    #expect(try people.change("bot", .pause).actingRole == .job)
  }

  @Test(arguments: ["", " ", "a\nb", "a\u{1B}[31m", "a\u{2028}b", String(repeating: "a", count: 101)])
  func aNameMustBeOneThatListsCanShow(name: String) {
    #expect(throws: OperationError.self) { try PersonName.check(name) }
  }

  @Test(arguments: ["a", "Amara Diallo", "李", "👩‍🔬"]) func namesOfAnyScriptAreFine(name: String) throws {
    try PersonName.check(name)
  }
}
