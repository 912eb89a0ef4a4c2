import Labeling
import Queue

extension QueueSnapshot {
  /// What a publish would change about the gold of its task.
  func goldChange(to definition: TaskDefinition, as build: Build) throws -> GoldChange {
    var newest: [Int: GoldFact] = [:]
    for fact in try gold(of: definition.name, upTo: revision) { newest[fact.example] = fact }
    let standing = try newest.values.compactMap { fact -> GoldUpdate.Known? in
      guard let answer = fact.answer else { return nil }
      return GoldUpdate.Known(
        example: try example(at: fact.example, of: definition.name),
        data: try content(ofGold: fact.key, of: definition.name), answer: try self.answer(at: answer),
        explanation: fact.explanation, build: try self.build(at: fact.build))
    }
    return try GoldUpdate(from: standing, to: definition, as: build).change
  }
}

extension GoldChange {
  /// What a task's first publish does.
  static func first(of definition: TaskDefinition, as build: Build) throws(QueueError) -> GoldChange {
    try GoldUpdate(from: [], to: definition, as: build).change
  }
}
