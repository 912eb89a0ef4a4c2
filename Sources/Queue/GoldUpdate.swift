import Labeling
import Records

/// What a publish does to what is known of a task's gold examples.
package struct GoldUpdate {
  /// What is known of an example as it stands.
  package struct Known {
    package var example: Digest
    package var data: [UInt8]
    package var answer: String
    package var explanation: String?
    package var build: Build

    package init(example: Digest, data: [UInt8], answer: String, explanation: String?, build: Build) {
      self.example = example
      self.data = data
      self.answer = answer
      self.explanation = explanation
      self.build = build
    }
  }

  /// New, or known otherwise, in the order of their ids: one that tells nothing of the file they stand in.
  package let added: [(example: Digest, gold: GoldExample)]
  /// Gold no more, in the order of their ids.
  package let retired: [Digest]
  private let known: Int

  package init(from standing: [Known], to definition: TaskDefinition, as build: Build) throws(QueueError) {
    let identity = ExampleIdentity(fields: definition.schema.identity)
    var wanted: [Digest: GoldExample] = [:]
    for gold in definition.gold {
      guard let row = try? JSONParser.parse(gold.data).object else {
        throw .broken("a gold example is no JSON object, though it was checked")
      }
      wanted[identity.digest(of: row)] = gold
    }
    let before = Dictionary(standing.map { ($0.example, $0) }, uniquingKeysWith: { _, later in later })
    added = wanted.filter { example, gold in !(before[example]?.says(gold, under: build) ?? false) }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    retired = before.keys.filter { wanted[$0] == nil }.sorted()
    known = wanted.count
  }

  package var change: GoldChange { GoldChange(known: known, added: added.count, retired: retired.count) }
}

extension GoldUpdate.Known {
  /// True also for a row that is only written otherwise.
  private func isSameRow(as other: [UInt8]) -> Bool {
    data == other || (try? JSONParser.parse(data).canonical()) == (try? JSONParser.parse(other).canonical())
  }

  /// True where nothing is new: the same is known of the same row, in the same vocabulary and of the same questions.
  fileprivate func says(_ gold: GoldExample, under next: Build) -> Bool {
    isSameRow(as: gold.data) && answer == gold.answer && explanation == gold.explanation
      && build.taxonomy.digest == next.taxonomy.digest
      && next.ask.allSatisfy { question in build.ask.contains { $0.isSame(as: question) } }
  }
}
