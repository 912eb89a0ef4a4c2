import Dispatch
import Driving
import FoundationEssentials
import Records
import Synchronization

/// One served workspace from its setup to the day when all is answered: people are cut off and come back, a second UI
/// version is published among it, and then everything is held against what they saw.
struct DropsRound {
  private static let people = ["amara", "bo", "chi", "dan", "eve", "fay", "gil", "hal"]
  private static let overlap = 2

  let program: String
  /// Cuts in all.
  let cuts: Int
  var mutant: DropMutant?

  /// - Parameter folder: where the workspace is left to be looked at where something does not hold.
  func run(in folder: String, _ chance: Seeded) throws -> Tally {
    // Between two cuts somebody answers one on average, and at most two.
    let shop = try Workshop(
      serving: program, people: Self.people, examples: max(12, cuts * 5 / 4), overlap: Self.overlap,
      listensForSilence: mutant != .deafness)
    do {
      try mutant?.apply(to: shop.stage.queue)
      return try run(shop, keepingDiariesIn: folder, chance)
    } catch {
      try? FileManager.default.copyItem(atPath: shop.stage.folder, toPath: "\(folder)/workspace")
      try? Data(shop.log.utf8).write(to: URL(filePath: "\(folder)/sshd.log"))
      throw error
    }
  }

  private func run(_ shop: Workshop, keepingDiariesIn folder: String, _ chance: Seeded) throws -> Tally {
    var chance = chance
    let deck = Cut.deck(cuts, using: &chance)
    let chances = Self.people.map { _ in Seeded(seed: chance.next()) }
    let left = Mutex(deck[...])
    let trouble = Mutex<BrokenPromise?>(nil)
    let results = Mutex<(memories: [Recollection], tally: Tally)>(([], Tally()))
    // Not `concurrentPerform`, which has no more threads than the machine has processors.
    let group = DispatchGroup()
    for (name, own) in zip(Self.people, chances) {
      DispatchQueue(label: name).async(group: group) {
        var person = DroppedPerson(name, in: shop, own)
        do {
          while trouble.withLock({ $0 == nil }),
            let (cut, rest) = left.withLock({ cuts in cuts.popFirst().map { ($0, cuts.count) } })
          {
            if rest == deck.count / 2 { try shop.stage.publish(ui: 2) }
            try person.work(until: cut)
          }
          if trouble.withLock({ $0 == nil }) { try person.finish() }
        } catch {
          let broken = error as? BrokenPromise ?? BrokenPromise("\(error)")
          trouble.withLock { $0 = $0 ?? broken }
          person.diary.note("\(broken)\n\(shop.sessions)")
          try? person.diary.write(to: "\(folder)/\(name).diary")
        }
        let (memory, tally) = (person.memory, person.tally)
        results.withLock {
          $0.memories.append(memory)
          $0.tally.add(tally)
        }
      }
    }
    group.wait()
    if let error = trouble.withLock({ $0 }) { throw error }
    let (memories, worked) = results.withLock { $0 }
    var tally = worked
    try Settlement(of: memories, at: shop.stage).check(&tally)
    try checkKinds(tally, of: deck)
    return tally
  }

  /// What was not done was not shown.
  private func checkKinds(_ tally: Tally, of deck: [Cut]) throws {
    let wanted = Cut.How.allCases.map(\.rawValue) + Cut.Moment.allCases.map { "dropped \($0.rawValue)" }
    guard let never = wanted.first(where: { tally.counts[$0, default: 0] == 0 }) else { return }
    throw BrokenPromise("nothing was ever \(never): \(deck.count) drops are too few")
  }
}
