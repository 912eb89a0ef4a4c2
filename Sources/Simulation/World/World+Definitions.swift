import Labeling
import Queue
import Records

/// What is asked about, and of what.
extension World {
  /// Examples are told apart by a number; which atom they are follows from it.
  static func row(_ number: Int, text: String, note: String) -> JSONObject {
    ["n": .number(JSONNumber(number)), "text": .string(text), "note": .string(note)]
  }

  static func atom(of number: Int) -> Int { number % Atoms.count }

  func number(of example: Digest) throws -> Int {
    guard let number = numbers[example] else { throw BrokenRule("an example that was never added") }
    return number
  }

  mutating func addExamples(_ count: Int) throws {
    let first = examples.count
    let rows = (first..<first + count).map { Self.row($0, text: "text \($0)", note: "") }
    for row in rows {
      let example = Self.identity.digest(of: row)
      numbers[example] = examples.count
      examples.append(example)
    }
    try add(rows, from: first, updates: false)
  }

  mutating func add(_ rows: [JSONObject], from first: Int, updates: Bool) throws {
    let batch = ImportBatch(
      dataset: "things", identity: Self.identity,
      rows: rows.enumerated().map { place, row in
        .init(
          example: examples[first + place], content: Digest(of: JSON.object(row).canonical()),
          data: JSON.object(row).utf8())
      }, updates: updates, at: tick())
    _ = try insist { store throws(QueueError) in try store.add(batch) }
  }

  /// Some ask for one label, some for any number of them as well.
  mutating func newInterface(_ choice: UInt64) -> UserInterface {
    let version = interfaces.count + 1
    let main = Question(id: QuestionID("kind"), kind: .choice, prompt: "Kind?")
    let more = Question(id: QuestionID("traits"), kind: .choices(min: 0, max: nil), prompt: "Traits?")
    let interface = UserInterface(
      version: version, show: [ShownField(field: "text")], ask: choice % 3 == 2 ? [main, more] : [main],
      guidelines: "ui \(version)")
    interfaces.append(interface)
    return interface
  }

  /// - Parameter gold: chooses how much gold there is.
  mutating func definition(
    ui: UserInterface, taxonomy: Taxonomy, overlap: Int, gold: UInt64
  ) throws -> TaskDefinition {
    var definition = TaskDefinition(
      name: Self.task, title: "Kinds", dataset: "things",
      policy: Policy(
        overlap: overlap, lease: Self.lease, maxSkips: 2, goldRate: overlap == 1 ? 0 : 200_000, settleWait: 600,
        tellsGold: overlap == 2, qualification: overlap == 3 ? Qualification(examples: 2, right: 500_000) : nil),
      ui: ui, taxonomy: taxonomy, schema: Schema(version: 1, fields: [], identity: ["n"]))
    definition.gold = try self.gold(for: definition, gold)
    return definition
  }

  @discardableResult
  mutating func publish(
    _ definition: TaskDefinition, on channel: ChannelName, weight: Int? = nil, pool: String? = nil,
    allowingStuck: Bool = true
  ) throws -> Published {
    let before = try store.read { $0.revision }
    let known = try store.read { try $0.tasks().isEmpty ? [] : $0.channels(of: Self.task, at: .max) }
    let gold = try goldFacts()
    let publication = Publication(
      definition: definition, channel: channel, weight: weight, pool: pool, allowsStuck: allowingStuck,
      origin: Origin(program: "simulation"), at: tick())
    let published = try insist { store throws(QueueError) in try store.publish(publication) }
    let isMoved = known.first { $0.name == channel }?.build != published.channel.build
    let isSame = known.contains(published.channel)
    let steps = try isMoved ? 2 : isSame && goldFacts() == gold ? 0 : 1
    guard published.revision == before + steps else {
      throw BrokenRule("a publish went from revision \(before) to \(published.revision), not by \(steps)")
    }
    return published
  }
}
