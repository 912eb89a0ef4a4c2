import Labeling
import Queue

/// A store held against the model: the same steps on both, and after each the same told by both.
public enum Lockstep {
  /// Where a store first differs from the model, or breaks a rule that the model keeps; nil if it does neither.
  ///
  /// - Parameters:
  ///   - store: a new one.
  ///   - processes: what the store learns from which processes run.
  ///   - finding: what is wrong in the store's own rows, asked after each step by its number, and at the end without one.
  public static func difference(
    over steps: [Step], on store: any QueueStore, processes: Processes,
    finding: (_ step: Int?, _ now: Timestamp) throws -> String? = { _, _ in nil }
  ) -> String? {
    do {
      let own = Processes()
      var model = try World(on: InMemoryQueue { own.isRunning($0) }, processes: own)
      var other = try World(on: store, processes: processes)
      for (number, step) in steps.enumerated() {
        // What the model cannot do either says nothing of the store.
        guard (try? model.run(step)) != nil else { return nil }
        do {
          try other.run(step)
          try other.check()
        } catch {
          return "step \(number), \(model.lines.last ?? ""): \(error)"
        }
        let difference = try difference(between: other, model) ?? finding(number, other.now)
        if let difference { return "step \(number), \(other.lines.last ?? ""): \(difference)" }
      }
      guard (try? model.finish()) != nil else { return nil }
      try other.finish()
      if let difference = difference("at the end", other.lines, model.lines) { return difference }
      if let difference = try difference(between: other, model) { return difference }
      return try finding(nil, other.now)
    } catch {
      return "\(error)"
    }
  }

  private static func difference(between store: World, _ model: World) throws -> String? {
    let line = store.lines.last ?? "nothing"
    if line != model.lines.last { return "\(line)\n    instead of \(model.lines.last ?? "nothing")" }
    let (found, expected) = (try Told(store), try Told(model))
    return difference(line, found.tallies, expected.tallies) ?? difference(line, found.builds, expected.builds)
      ?? difference(line, found.own, expected.own) ?? difference(line, found.responses, expected.responses)
      ?? difference(line, found.gold, expected.gold)
  }

  private static func difference<Value: Equatable>(
    _ line: String, _ found: [Value], _ expected: [Value]
  ) -> String? {
    guard found != expected else { return nil }
    let place = zip(found, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(found.count, expected.count)
    let (one, other) = (found.dropFirst(place).first, expected.dropFirst(place).first)
    return "\(line): \(one.map { "\($0)" } ?? "nothing")\n    instead of \(other.map { "\($0)" } ?? "nothing")"
  }
}

/// What a store says of itself.
private struct Told {
  let tallies: [ChannelTally]
  let builds: [String]
  /// What everybody at a terminal answered of late.
  let own: [[OwnResponse]]
  let responses: [ResponseRecord]
  let gold: [String]

  init(_ world: World) throws {
    (tallies, builds, own, responses, gold) = try world.store.read { snapshot in
      var responses: [ResponseRecord] = []
      try snapshot.forEachResponse(of: World.task, upTo: .max) { responses.append($0) }
      var gold = try snapshot.gold(of: World.task, upTo: .max).map { fact in
        "\(try world.number(of: snapshot.example(at: fact.example, of: World.task))): "
          + "\(try fact.answer.map { try snapshot.answer(at: $0) } ?? "-") at \(fact.revision)"
      }
      try snapshot.forEachGoldResponse(of: World.task, upTo: .max) { given in
        let response = given.response
        gold.append(
          "\(try snapshot.person(at: response.person).name) \(response.status) "
            + "\(try world.number(of: snapshot.example(at: response.example, of: World.task))): "
            + "\(try response.answer.map { try snapshot.answer(at: $0) } ?? "-")")
      }
      return (
        try snapshot.tallies(of: World.task),
        try snapshot.builds(of: World.task, at: .max).map {
          "ui \($0.ui.version), taxonomy \($0.taxonomy.version), overlap \($0.policy.overlap)"
        },
        try world.people.map {
          try snapshot.responses(
            of: $0.id, task: World.task, since: world.now.advanced(bySeconds: -90), limit: 4)
        }, responses, gold
      )
    }
  }
}
