import Labeling
import Queue
import Records
import TaskFiles

extension QueueStore {
  /// Warns of gold that is among the examples of its task too.
  func goldAmongExamples(of compiled: Compiled) throws -> [Fault] {
    guard let definition = compiled.definition, !definition.gold.isEmpty else { return [] }
    let identity = ExampleIdentity(fields: definition.schema.identity)
    let found = try read { snapshot in
      try definition.gold.indices.filter { row in
        let id = identity.digest(of: try Stored.object(definition.gold[row].data))
        return try snapshot.example(id, of: definition.name, upTo: snapshot.revision) != nil
      }
    }
    guard let first = found.first else { return [] }
    let count = found.count == 1 ? "this gold example is" : "\(found.count) gold examples, this one first, are"
    return [
      compiled.warning(
        forGold: first,
        "\(count) in the dataset '\(definition.dataset)' too (whoever is shown one as gold is not asked for it again: take other rows for gold, or accept that such people give no answer to it)"
      )
    ]
  }
}
