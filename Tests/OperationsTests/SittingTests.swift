import Labeling
import Operations
import Queue
import SQLiteQueue
import Testing

@Suite struct SittingTests {
  @Test func aMistypedTaskOrChannelEnrollsNobody() async throws {
    let bench = try Bench()
    _ = try await bench.publish()
    #expect(throws: QueueError.unknownTask(TaskName("gnere"), known: [Bench.task])) {
      _ = try Sitting(
        as: "amara", on: TaskName("gnere"), channels: .all, process: nil, store: bench.store,
        surroundings: bench.surroundings)
    }
    #expect(throws: QueueError.unknownChannel(ChannelName("prod"), known: [.production])) {
      _ = try bench.sit("amara", channels: .named(ChannelName("prod")))
    }
    #expect(try People(store: bench.store, by: "ada", surroundings: bench.surroundings).list().isEmpty)
  }

  @Test func anAnswerIsCheckedUnderItsBuildInLaterSittingsToo() async throws {
    let bench = try Bench()
    let build = try await bench.publish().published.build
    try bench.add(["Alien", "Brazil"])
    let first = try bench.sit("amara")
    let assignment = try #require(try first.claim().assignment)
    #expect(try first.build(ofAssignment: assignment.id) == build)
    let (receipt, _) = try first.submit(
      .genre("horror"), to: assignment.id, id: first.newResponseID(), durationMilliseconds: nil, context: .test,
      thenNext: false)
    try first.leave()
    let second = try bench.sit("amara")
    #expect(try second.build(ofResponse: receipt.response) == build)
    #expect(try second.build(ofAssignment: assignment.id) == build)
    let open = try #require(try second.claim().assignment)
    try second.leave()
    let other = try bench.sit("bo")
    #expect(try other.build(ofAssignment: open.id) == build)
    #expect(throws: QueueError.notYours) {
      _ = try other.submit(
        .genre("comedy"), to: open.id, id: other.newResponseID(), durationMilliseconds: nil, context: .test,
        thenNext: false)
    }
    #expect(throws: QueueError.unknownResponse(ResponseID("x"))) { _ = try second.build(ofResponse: ResponseID("x")) }
  }

  @Test func submittingClaimsTheNextInOneGo() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    let sitting = try bench.sit("amara")
    let first = try #require(try sitting.claim().assignment)
    let (receipt, serving) = try sitting.submit(
      .genre("horror"), to: first.id, id: sitting.newResponseID(), durationMilliseconds: 1200, context: .test,
      thenNext: true)
    #expect(receipt.counted)
    let second = try #require(serving?.assignment)
    #expect(second.example != first.example)
    let (_, last) = try sitting.submit(
      .genre("comedy"), to: second.id, id: sitting.newResponseID(), durationMilliseconds: nil, context: .test,
      thenNext: true)
    #expect(last?.outcome == .nothing(Idle(.finished)))
  }

  @Test func whatWasReservedAndNotShownIsGivenBackAtLeaving() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    let sitting = try bench.sit("amara")
    let open = try #require(try sitting.claim().assignment)
    let ahead = try #require(try sitting.reserve(besides: open.id).assignment)
    #expect(ahead.example != open.example)
    try sitting.leave()
    let other = try bench.sit("bo")
    #expect(try other.claim().assignment?.example == ahead.example)
    let back = try bench.sit("amara")
    #expect(try back.claim().assignment?.id == open.id)
  }

  @Test func whatWasReservedAndThenShownWaitsForItsPerson() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    let sitting = try bench.sit("amara")
    let open = try #require(try sitting.claim().assignment)
    let ahead = try #require(try sitting.reserve(besides: open.id).assignment)
    let (_, none) = try sitting.submit(
      .genre("horror"), to: open.id, id: sitting.newResponseID(), durationMilliseconds: nil, context: .test,
      thenNext: false)
    #expect(none == nil)
    #expect(try sitting.reserve(besides: ahead.id).assignment == nil)
    try sitting.leave()
    let other = try bench.sit("bo")
    #expect(try other.claim().assignment == nil)
    let back = try bench.sit("amara")
    #expect(try back.claim().assignment?.id == ahead.id)
  }

  @Test func whatWasLeftForATakeOverWaitsForItsPerson() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    let first = try bench.sit("amara", process: ProcessMark.own)
    let taken = try #require(try first.claim().assignment)
    let second = try bench.sit("amara", process: ProcessMark.own)
    let left = try #require(try second.claim().assignment)
    #expect(left.example != taken.example)
    #expect(try second.claim(takesOver: true).assignment?.id == taken.id)
    // As the workbench does with each example that it shows.
    #expect(try second.reserve(besides: taken.id).assignment?.id == left.id)
    try second.leave()
    #expect(try bench.sit("bo").claim().assignment == nil)
  }

  /// An example that was left for another terminal's, in a session before this one.
  @Test func whatWasShownInASessionBeforeIsNotGivenBackAsUnseen() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    let first = try bench.sit("amara", process: ProcessMark.own)
    let taken = try #require(try first.claim().assignment)
    let second = try bench.sit("amara", process: ProcessMark.own)
    let left = try #require(try second.claim().assignment)
    #expect(try second.claim(takesOver: true).assignment?.id == taken.id)
    try second.leave()
    let third = try bench.sit("amara", process: ProcessMark.own)
    #expect(try third.claim().assignment?.id == taken.id)
    #expect(try third.reserve(besides: taken.id).assignment?.id == left.id)
    try third.leave()
    #expect(try bench.sit("bo").claim().assignment == nil)
  }

  @Test func aClaimShowsWhatWasReserved() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil"])
    let sitting = try bench.sit("amara")
    let open = try #require(try sitting.claim().assignment)
    let ahead = try #require(try sitting.reserve(besides: open.id).assignment)
    let (_, serving) = try sitting.submit(
      .genre("horror"), to: open.id, id: sitting.newResponseID(), durationMilliseconds: nil, context: .test,
      thenNext: true)
    #expect(serving?.assignment?.id == ahead.id)
    try sitting.leave()
    #expect(try bench.sit("bo").claim().assignment == nil)
  }
}
