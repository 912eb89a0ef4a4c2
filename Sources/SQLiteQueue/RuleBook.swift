import GRDB
import Labeling
import Queue

/// What the answers of each stage are reckoned by. It is kept from one transaction to the next, since answers that were
/// read once need not be read again.
///
/// Used by write transactions only, which come one at a time from the connection's own queue.
final class RuleBook: @unchecked Sendable {
  struct Rules {
    let reckoner: Reckoner
    let tails: Tails
    fileprivate let builds: [Digest]
  }

  /// Where the rules look up what a case file's integers stand for.
  private final class Desk {
    var db: Database?
    var catalog: Catalog?

    func text(_ sql: String, _ key: Int) throws -> String {
      guard let db else { throw QueueError.broken("an answer was read outside of a transaction") }
      return try db.text(sql, key)
    }
  }

  private struct Past {
    let history: VersionHistory
    let builds: [Digest]
  }

  private let desk = Desk()
  private var rules: [Int64: Rules] = [:]
  private var pasts: [Int64: Past] = [:]

  /// Called as a transaction begins, and again when it changes builds, channels or people.
  func open(_ db: Database, _ catalog: Catalog) {
    desk.db = db
    desk.catalog = catalog
  }

  /// Called as a transaction ends.
  func close(keeping: Bool) {
    desk.db = nil
    guard !keeping else { return }
    rules = [:]
    pasts = [:]
  }

  func rules(of stage: Catalog.StageEntry, in task: Catalog.TaskEntry, _ catalog: Catalog) -> Rules {
    if let known = rules[stage.key], known.reckoner.channel == stage.channel, known.builds == catalog.buildIDs {
      return known
    }
    let history = history(of: task, catalog)
    let target = stage.build.build
    let made = Rules(
      reckoner: Reckoner(channel: stage.channel, table: table(for: target, history)) { [desk] key in
        guard let catalog = desk.catalog else { throw QueueError.broken("a channel was read outside of a transaction") }
        return try catalog.channelName(key)
      }, tails: Tails(of: stage.channel, at: target, in: history), builds: catalog.buildIDs)
    rules[stage.key] = made
    return made
  }

  func history(of task: Catalog.TaskEntry, _ catalog: Catalog) -> VersionHistory {
    if let known = pasts[task.key], known.builds == catalog.buildIDs { return known.history }
    let history = VersionHistory(builds: catalog.builds(of: task.name))
    pasts[task.key] = Past(history: history, builds: catalog.buildIDs)
    return history
  }

  private func table(for target: Build, _ history: VersionHistory) -> ReadingTable {
    ReadingTable(target: target, history: history) { [desk] key in
      desk.catalog?.buildsByKey[Int64(key)]?.build
    } answer: { [desk] key in
      try desk.text("SELECT text FROM answer WHERE key = ?", key)
    } asked: { [desk] key in
      try AskedCandidates(stored: desk.text("SELECT text FROM asked WHERE key = ?", key))
    }
  }
}
