import Labeling
import Queue
import Records

/// What is done to a task and its people while they work.
extension World {
  /// Asks again where the queue could not be reached or said nothing: what was done already is not done twice.
  mutating func insist<Result>(_ request: (FaultyStore) throws(QueueError) -> Result) throws(QueueError) -> Result {
    do {
      return try request(store)
    } catch {
      guard FaultyStore.isInjected(error) else { throw error }
      count("requests by the tasks' keeper that were made again")
      return try request(store)
    }
  }

  mutating func administer(_ step: Step) throws -> String {
    // Now and then the first request of it goes wrong.
    let fault = Fault(chance: step.how >> 40)
    store.expect(fault)
    defer { store.expect(.none) }
    switch step.kind {
    case .publish: return try publish(step)
    case .promote: return try move(step, .promote(from: Self.channels.at(step.how) ?? .production))
    case .weight: return try move(step, .weight(Int(step.how % 3)))
    case .hold: return try move(step, step.how % 3 == 0 ? .pause : .resume)
    case .retire: return try move(step, step.how % 3 == 0 ? .retire : .resume)
    case .retireTail: return try move(step, .retireTail(ui: Int(step.how % 4) + 1))
    case .add:
      try addExamples(1)
      return "added"
    case .update: return try update(step)
    case .pause: return try change(step, step.how % 2 == 0 ? .pause : .resume)
    case .qualify: return try change(step, .qualify(Self.task))
    case .pool: return try change(step, step.how % 3 == 0 ? .leave(pool: Self.pool) : .join(pool: Self.pool))
    case .importAnswer: return try importAnswer(step)
    case .look: return try look(step)
    case .decide: return try decide(step)
    default: return "-"
    }
  }

  private mutating func publish(_ step: Step) throws -> String {
    let channel = step.how % 2 == 0 ? ChannelName.production : Self.channels.at(step.how >> 4) ?? .production
    let (atomsBefore, interfacesBefore) = (atoms, interfaces)
    let isKnown = try store.read { try $0.channels(of: Self.task, at: .max).contains { $0.name == channel } }
    var taxonomy = atoms.taxonomies.at(step.what >> 4)
    if step.what % 4 != 0, let next = atoms.next(from: step.what >> 4, by: step.how >> 8) { taxonomy = next }
    let ui = step.how & 0x300 == 0 ? newInterface(step.what >> 8) : interfaces.at(step.how >> 12)
    guard let taxonomy, let ui else { return "-" }
    let hasPool = !isKnown && step.what & 0x100 == 0
    do {
      let published = try publish(
        definition(
          ui: ui, taxonomy: taxonomy, overlap: Int(step.what >> 20) % 3 + 1, gold: step.what >> 24), on: channel,
        weight: isKnown || hasPool ? nil : 1, pool: hasPool ? Self.pool : nil,
        allowingStuck: step.what & 0x600 != 0)
      count("publishes")
      return "published \(published.build.id.short) on \(channel) at \(published.revision), gold \(published.gold)"
    } catch {
      (atoms, interfaces) = (atomsBefore, interfacesBefore)
      throw error
    }
  }

  private mutating func move(_ step: Step, _ move: ChannelChange.Move) throws -> String {
    let channel = Self.channels.at(step.what) ?? .production
    let change = ChannelChange(task: Self.task, channel: channel, move: move, at: tick())
    let moved = try insist { store throws(QueueError) in try store.change(change) }
    return "\(channel) \(move): \(moved.state), \(moved.weight), \(moved.accepts)"
  }

  private mutating func update(_ step: Step) throws -> String {
    let number = Int(step.what % UInt64(examples.count))
    let isSeen = step.how % 2 == 0
    made += 1
    let row = Self.row(number, text: isSeen ? "text \(number), \(made)" : "text \(number)", note: "\(made)")
    try add([row], from: number, updates: true)
    return "updated \(number)"
  }

  private mutating func change(_ step: Step, _ change: PersonChange) throws -> String {
    guard let person = people.at(step.who) else { return "-" }
    let at = tick()
    return
      "\(change) \(try insist { store throws(QueueError) in try store.change(person.id, change, by: "admin", at: at) }.name)"
  }

  private mutating func importAnswer(_ step: Step) throws -> String {
    let person = step.who % 4 == 0 ? people.at(step.who >> 2) : away.at(step.who >> 2)
    let builds = try store.read { try $0.builds(of: Self.task, at: .max) }
    guard let person, let build = builds.at(step.how) else { return "-" }
    let number = Int(step.what % UInt64(examples.count))
    let answer = try answer(to: build, about: Self.atom(of: number), step.how)
    let row = ResponseBatch.Row(
      response: ResponseID(newID("import")), example: examples[number], person: person.id, channel: .production,
      build: build, answer: answer.text)
    ledger.imports(row)
    let batch = ResponseBatch(task: Self.task, rows: [row], at: tick())
    let report = try insist { store throws(QueueError) in try store.record(batch) }
    if case .refused(let why)? = report.fates.first {
      ledger.refuse(row.response)
      return "not imported: \(why)"
    }
    count("answers imported")
    try ledger.acknowledge(row.response, at: report.revision, to: person.id)
    return "imported \(row.response) at \(report.revision)"
  }
}
