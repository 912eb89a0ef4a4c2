import Labeling
import Queue
import SQLiteQueue
import Testing

/// Versions, channels, settlements and imports in any order: the store does step by step what the model does.
@Suite("queue and versions")
struct MachineConformance {
  @Test(arguments: Array(UInt64(1)...14))
  func theStoreDoesWhatTheModelDoes(_ seed: UInt64) throws {
    let steps = Step.sequence(140, seed: seed)
    guard let difference = Self.difference(over: steps) else { return }
    let shrunk = Self.shrunk(steps)
    Issue.record(
      """
      seed \(seed): \(difference)
      shrunk to: \(Self.difference(over: shrunk) ?? difference)
      \(shrunk.map { "  \($0)" }.joined(separator: "\n"))
      """)
  }

  /// Where the store first differs from the model, or breaks a rule that the model keeps; nil if it does neither.
  static func difference(over steps: [Step]) -> String? {
    do {
      let scratch = try ScratchQueue(isRunning: { _ in true })
      var model = try Machine(on: InMemoryQueue())
      var store = try Machine(on: scratch.store)
      for (number, step) in steps.enumerated() {
        // What the model cannot do either says nothing of the store.
        guard (try? model.run(step)) != nil else { return nil }
        do {
          try store.run(step)
        } catch {
          return "step \(number), \(model.lines.last ?? ""): \(error)"
        }
        if let difference = try difference(between: store, model) { return "step \(number): \(difference)" }
        if number % 7 == 0, let finding = try scratch.store.examine().first {
          return "step \(number), \(store.lines.last ?? ""): \(finding.message)"
        }
      }
      guard (try? model.finish()) != nil else { return nil }
      try store.finish()
      if let difference = try difference(between: store, model) { return difference }
      if let finding = try scratch.store.examine().first { return "at the end: \(finding.message)" }
      // Made anew, the working tables say the same.
      _ = try scratch.store.rebuildWork(at: store.now)
      return try scratch.store.examine().first.map { "made anew: \($0.message)" }
    } catch {
      return "\(error)"
    }
  }

  private static func difference(between store: Machine, _ model: Machine) throws -> String? {
    if store.lines.last != model.lines.last {
      return "\(store.lines.last ?? "nothing")\n    instead of \(model.lines.last ?? "nothing")"
    }
    let (tallies, expected) = try (tallies(of: store), tallies(of: model))
    if tallies != expected { return "\(store.lines.last ?? ""): \(tallies)\n    instead of \(expected)" }
    let (builds, known) = try (builds(of: store), builds(of: model))
    if builds != known { return "\(store.lines.last ?? ""): \(builds)\n    instead of \(known)" }
    let (own, remembered) = try (Self.own(by: store), Self.own(by: model))
    if own != remembered { return "\(store.lines.last ?? ""): \(own)\n    instead of \(remembered)" }
    let (responses, given) = try (responses(in: store), responses(in: model))
    guard let place = zip(responses, given).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
      return responses.count == given.count ? nil : "\(responses.count) responses instead of \(given.count)"
    }
    return "\(store.lines.last ?? ""): \(responses[place])\n    instead of \(given[place])"
  }

  private static func tallies(of machine: Machine) throws -> [ChannelTally] {
    try machine.store.read { try $0.tallies(of: Machine.task) }
  }

  /// What everybody at a terminal answered of late.
  private static func own(by machine: Machine) throws -> [[OwnResponse]] {
    try machine.store.read { snapshot in
      try machine.seats.map { seat in
        try snapshot.responses(
          of: seat.person.id, task: Machine.task, since: machine.now.advanced(bySeconds: -90), limit: 4)
      }
    }
  }

  private static func builds(of machine: Machine) throws -> [String] {
    try machine.store.read { snapshot in
      try snapshot.builds(of: Machine.task, at: .max).map {
        "ui \($0.ui.version), taxonomy \($0.taxonomy.version), overlap \($0.policy.overlap)"
      }
    }
  }

  private static func responses(in machine: Machine) throws -> [ResponseRecord] {
    var responses: [ResponseRecord] = []
    try machine.store.read { try $0.forEachResponse(of: Machine.task, upTo: .max) { responses.append($0) } }
    return responses
  }

  /// As few of the steps as still differ.
  private static func shrunk(_ steps: [Step]) -> [Step] {
    var steps = steps
    var size = max(steps.count / 2, 1)
    while true {
      var start = 0
      var isSmaller = false
      while start < steps.count {
        var fewer = steps
        fewer.removeSubrange(start..<min(start + size, steps.count))
        if difference(over: fewer) != nil {
          steps = fewer
          isSmaller = true
        } else {
          start += size
        }
      }
      if size == 1, !isSmaller { return steps }
      size = max(size / 2, 1)
    }
  }
}
