import Labeling
import Queue
import Records

/// Examples with known answers, mixed in with the work of people who tell the truth.
extension World {
  /// What gold is numbered from, except one that is an example of the dataset too.
  private static let firstGold = 1000
  private static let shared = 2

  /// The gold of a definition: what is true of it in the taxonomy's words. An atom without a label has no known answer.
  ///
  /// - Parameter choice: how much of it there is.
  mutating func gold(for definition: TaskDefinition, _ choice: UInt64) throws -> [GoldExample] {
    let build = Build(
      task: definition.name, title: definition.title, ui: definition.ui, taxonomy: definition.taxonomy,
      schema: definition.schema, policy: definition.policy)
    let all = (examples.isEmpty ? [] : [Self.shared]) + (Self.firstGold..<Self.firstGold + 5)
    return try all.prefix(Int(choice % 7)).compactMap { number in
      let row = Self.row(number, text: "text \(number)", note: "")
      numbers[Self.identity.digest(of: row)] = number
      guard atoms.label(of: Self.atom(of: number), in: definition.taxonomy.version) != nil else { return nil }
      let answer = try answer(to: build, about: Self.atom(of: number), choice)
      return GoldExample(data: JSON.object(row).utf8(), answer: answer.text)
    }
  }

  /// How often something became known.
  func goldFacts() throws -> Int {
    try store.read { try $0.tasks().isEmpty ? 0 : $0.gold(of: Self.task, upTo: .max).count }
  }

  /// An admin lets somebody go on whose round did not say enough of them.
  mutating func qualify(_ person: Person) throws {
    let at = tick()
    _ = try store.change(person.id, .qualify(Self.task), by: "admin", at: at)
  }

  /// No stream of work has what was said of gold.
  func checkApart(_ snapshot: any QueueSnapshot) throws {
    try snapshot.forEachResponse(of: Self.task, upTo: .max) { response in
      guard !examples.contains(response.example) else { return }
      throw BrokenRule("\(response.id) was said of gold, and stands among the work")
    }
  }

  /// Whoever tells the truth is never wrong where they are scored.
  func checkScores(_ snapshot: any QueueSnapshot) throws {
    var known: [Int: GoldFact] = [:]
    for fact in try snapshot.gold(of: Self.task, upTo: .max) where fact.answer != nil { known[fact.example] = fact }
    let history = VersionHistory(builds: try snapshot.builds(of: Self.task, at: .max))
    for channel in try snapshot.channels(of: Self.task, at: .max) {
      let table = ReadingTable(
        target: try snapshot.build(channel.build), history: history, build: { try snapshot.build(at: $0) },
        answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
      try snapshot.forEachGoldResponse(of: Self.task, upTo: .max) { given in
        let response = given.response
        guard let answer = response.answer, let fact = known[response.example], let truth = fact.answer else { return }
        let number = try number(of: snapshot.example(at: response.example, of: Self.task))
        let version = try snapshot.build(at: response.build).taxonomy.version
        // Where no label is true of it, people say something.
        guard atoms.label(of: Self.atom(of: number), in: version) != nil else { return }
        let said = AnswerFact(answer: answer, under: response.build)
        let gold = AnswerFact(answer: truth, under: fact.build)
        guard try GoldScore(said, against: gold, by: table).isRight == false else { return }
        throw BrokenRule("what is true of gold \(number) was scored as wrong in \(channel.name)")
      }
    }
  }
}
