import Labeling
import Operations
import Queue
import Testing

@Suite struct StatusTests {
  @Test func itCountsWhatIsDoneOpenAndLeased() async throws {
    let bench = try Bench(overlap: 1)
    _ = try await bench.publish()
    try bench.add(["Alien", "Brazil", "Clue"])
    let sitting = try bench.sit("amara")
    let first = try #require(try sitting.claim().assignment)
    _ = try sitting.submit(
      .genre("horror"), to: first.id, id: sitting.newResponseID(), durationMilliseconds: 2000, context: .test,
      thenNext: true)
    let task = try #require(try Status.read(from: bench.store).tasks.first)
    let channel = try #require(task.channels.first)
    #expect(task.examples == 3)
    #expect(channel.tally.progress == Progress(answers: 1, wanted: 3, done: 1, examples: 3))
    #expect(channel.tally.leased == 1)
    #expect(channel.answers == 1)
    #expect(task.annotators.map(\.name) == ["amara"] && task.annotators.map(\.answers) == [1])
    let people = try People(store: bench.store, by: "ada", surroundings: bench.surroundings).list()
    #expect(people.first?.medianSeconds == 2)
    #expect(people.first?.answers == 1)
  }

  @Test("Of a task that is not there those are told that are")
  func unknownTask() async throws {
    let bench = try Bench()
    #expect(throws: QueueError.unknownTask(TaskName("x"))) { _ = try Status.read(TaskName("x"), from: bench.store) }
    #expect(try Status.read(from: bench.store).tasks.isEmpty)
    _ = try await bench.publish()
    let error = QueueError.unknownTask(TaskName("x"), known: [Bench.task])
    #expect(throws: error) { _ = try Status.read(TaskName("x"), from: bench.store) }
    #expect(throws: error) { try bench.store.read { try $0.expect(TaskName("x")) } }
    #expect(
      error.description
        == "there is no task 'x' in this queue (there is: \(Bench.task); scholium publish TASK adds one)")
    let many = QueueError.unknownTask(TaskName("x"), known: (10..<30).map { TaskName("t\($0)") }).description
    #expect(many.contains("(there are: t10, t11,") && many.contains("t21 and 8 more; "))
  }
}
