import Driving

/// The teeth of the drops: a service that breaks one promise each.
enum DropMutant: CaseIterable {
  /// Half-made answers are thrown away.
  case forgetfulness
  /// Whoever leaves loses the open example.
  case eviction
  /// From the seventh answer on, none is there that is told to be saved.
  case loss
  /// sshd does not ask a silent line whether somebody is there.
  case deafness

  /// What the broken promise must say.
  private var complaint: String {
    switch self {
    case .forgetfulness: "has left the draft"
    case .eviction: "open, and"
    case .loss: "answers are lost"
    case .deafness: "goes on"
    }
  }

  private var script: String? {
    switch self {
    case .forgetfulness:
      ["INSERT", "UPDATE"].map { act in
        """
        CREATE TRIGGER forgetful_\(act) AFTER \(act) ON draft
        BEGIN DELETE FROM draft WHERE person = NEW.person AND task = NEW.task AND example = NEW.example; END;
        """
      }.joined(separator: "\n")
    case .eviction:
      """
      CREATE TRIGGER evicting AFTER UPDATE OF closed ON session
      BEGIN DELETE FROM lease WHERE session = NEW.key; END;
      """
    case .loss:
      """
      DROP TRIGGER response_is_never_deleted;
      CREATE TRIGGER losing AFTER INSERT ON response WHEN NEW.key % 7 = 0
      BEGIN DELETE FROM response WHERE key = NEW.key; END;
      """
    case .deafness: nil
    }
  }

  func apply(to queue: String) throws {
    guard let script else { return }
    let outcome = try SQLiteShell.run(script, on: queue)
    guard outcome.status == 0 else { throw BrokenPromise("\(self) cannot be made: \(outcome.errors)") }
  }

  /// Tries each.
  ///
  /// - Throws: a broken promise once all are found, as the runner expects of teeth.
  static func find(serving program: String, cuts: Int, in folder: String, _ chance: Seeded) throws -> Tally {
    var chance = chance
    var tally = Tally()
    var found: [String] = []
    for mutant in allCases {
      let round = DropsRound(program: program, cuts: cuts, mutant: mutant)
      do {
        tally.add(try round.run(in: folder, Seeded(seed: chance.next())))
        tally.count("mutants that nobody noticed")
      } catch let broken as BrokenPromise where broken.description.contains(mutant.complaint) {
        found.append("\(mutant): \(broken.description.prefix { $0 != "\n" })")
      }
    }
    guard found.count < allCases.count else {
      throw BrokenPromise("all \(found.count) mutants are found: \(found.joined(separator: "; "))", isOfData: true)
    }
    return tally
  }
}
