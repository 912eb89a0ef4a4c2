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
    try PersonName.check(name, among: [])
  }

  @Test(arguments: [
    "am\u{200B}ara", "\u{202E}arama", "amara\u{2066}", "a\u{200D}b", "👩\u{200D}", "1\u{200D}👩", "amara\u{FE0F}",
    "am\u{34F}ara", "am\u{AD}ara", "\u{3164}", "amara\u{E0041}",
  ])
  func nobodyNewGetsANameThatLooksLikeAnother(name: String) async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    #expect(throws: OperationError.self) { _ = try people.add(name, kind: .person, pools: []) }
    #expect(throws: OperationError.self) { _ = try bench.sit(name) }
    #expect(try people.list().isEmpty)
    // Whoever was called so before this was refused, still is.
    _ = try bench.store.enroll(
      name: name, kind: .person, isAway: false, id: PersonID("old"), at: bench.surroundings.now())
    #expect(try people.add(name, kind: .person, pools: ["night"]).pools == ["night"])
    _ = try bench.sit(name)
    #expect(try people.change(name, .pause).isPaused)
  }
}
