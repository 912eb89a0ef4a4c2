import Labeling
import Operations
import Queue
import Records
import Testing

@Suite struct TaskMenuTests {
  private let store = InMemoryQueue()
  private let surroundings = Surroundings.scripted()

  private func publish(
    _ task: String, title: String, channel: ChannelName = .production, pool: String? = nil, rows: Int = 2
  ) throws {
    let labels = [Label(id: LabelID("a"), title: "A"), Label(id: LabelID("b"), title: "B")]
    let ui = UserInterface(
      version: 1, show: [ShownField(field: "text")],
      ask: [Question(id: QuestionID("q"), kind: .choice, prompt: "Which?")])
    let definition = TaskDefinition(
      name: TaskName(task), title: title, ui: ui, taxonomy: Taxonomy(version: 1, labels: labels), schema: .open)
    _ = try store.publish(
      Publication(
        definition: definition, channel: channel, pool: pool, origin: Origin(program: "test"), at: surroundings.now()))
    let batch = (0..<rows).map { number -> ImportBatch.Row in
      let row: JSONObject = ["text": .string("\(task) \(number)")]
      let id = ExampleIdentity(fields: nil).digest(of: row)
      return ImportBatch.Row(example: id, content: id, data: JSON.object(row).utf8())
    }
    _ = try store.add(
      ImportBatch(
        dataset: task, identity: ExampleIdentity(fields: nil), rows: batch, updates: false, at: surroundings.now()))
  }

  private func entries(_ name: String, _ choice: ChannelChoice = .named(.production)) throws -> [TaskMenu.Entry] {
    try TaskMenu.entries(for: name, choice, in: store)
  }

  private func answer(_ task: String, as name: String) throws {
    let sitting = try Sitting(
      as: name, on: TaskName(task), channels: .named(.production), process: nil, store: store,
      surroundings: surroundings)
    let assignment = try #require(try sitting.claim().assignment)
    _ = try sitting.submit(
      Answer([QuestionID("q"): .label(LabelID("a"))]), to: assignment.id, id: sitting.newResponseID(),
      durationMilliseconds: nil, context: .test, thenNext: false)
  }

  @Test func allTasksByNameWithHowFarTheyAre() throws {
    try publish("zoo", title: "Animals")
    try publish("art", title: "Paintings", rows: 1)
    try answer("zoo", as: "amara")
    try answer("art", as: "amara")
    let entries = try entries("amara")
    #expect(entries.map(\.task.rawValue) == ["art", "zoo"])
    #expect(entries.map(\.title) == ["Paintings", "Animals"])
    #expect(entries.map(\.progress.answers) == [1, 1] && entries.map(\.progress.wanted) == [1, 2])
    #expect(entries.map(\.standing) == [.finished, .open])
  }

  @Test func aPoolShutsOutWhoIsNotInIt() throws {
    try publish("art", title: "Paintings")
    try publish("zoo", title: "Animals", pool: "night")
    let people = People(store: store, by: "ada", surroundings: surroundings)
    _ = try people.add("bo", kind: .person, pools: ["night"])
    #expect(try entries("bo").map(\.task.rawValue) == ["art", "zoo"])
    // Who is not known yet is in no pool.
    #expect(try entries("amara").map(\.task.rawValue) == ["art"])
    _ = try people.add("amara", kind: .person, pools: ["day"])
    #expect(try entries("amara").map(\.task.rawValue) == ["art"])
  }

  @Test func aChannelOfTheirOwnIsEnoughWhereAllChannelsAreMeant() throws {
    try publish("zoo", title: "Animals", pool: "day")
    try publish("zoo", title: "Animals, larger", channel: ChannelName("experiment/larger"), pool: "night")
    let people = People(store: store, by: "ada", surroundings: surroundings)
    _ = try people.add("bo", kind: .person, pools: ["night"])
    #expect(try entries("bo").isEmpty)
    #expect(try entries("bo", .all).map(\.title) == ["Animals, larger"])
    #expect(try entries("bo", .named(ChannelName("nonesuch"))).isEmpty)
  }

  @Test func pausedPeopleAndChannelsAreTold() throws {
    try publish("art", title: "Paintings")
    try publish("zoo", title: "Animals")
    try publish("old", title: "Old")
    let people = People(store: store, by: "ada", surroundings: surroundings)
    _ = try people.add("bo", kind: .person, pools: [])
    for (task, move) in [("zoo", ChannelChange.Move.pause), ("old", .retire)] {
      _ = try store.change(
        ChannelChange(task: TaskName(task), channel: .production, move: move, at: surroundings.now()))
    }
    #expect(try entries("bo").map(\.standing) == [.open, .paused])
    _ = try people.change("bo", .pause)
    #expect(try entries("bo").map(\.standing) == [.paused, .paused])
  }

  @Test func withoutTasksThereAreNone() throws { #expect(try entries("amara").isEmpty) }
}
