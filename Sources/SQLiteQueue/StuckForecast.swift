import GRDB
import Labeling
import Queue

/// Counts the examples that would be stuck once a channel is published, without writing anything: one fold over the
/// cases.
struct StuckForecast {
  let db: Database
  let catalog: Catalog
  let plan: Publishing.Plan
  let task: Catalog.TaskEntry

  /// What a channel will stand at.
  private struct Outlook {
    let channel: Channel
    let tails: Tails
    let active: Set<Int>
  }

  private struct Seat: Hashable {
    let person: Int
    let example: Int
  }

  /// How many more examples would be stuck than are now.
  func increase() throws -> Int {
    let history = VersionHistory(builds: catalog.builds(of: task.name))
    let now = StuckCount(db: db, catalog: catalog) { stage, _ in
      Tails(of: stage.channel, at: stage.build.build, in: history)
    }
    return try examples() - now.examples(of: task)
  }

  private func examples() throws -> Int {
    let known = catalog.builds(of: task.name)
    let history = VersionHistory(builds: known.contains { $0.id == plan.build.id } ? known : known + [plan.build])
    let later =
      task.channels.map(\.channel).filter { $0.name != plan.channel.name } + [plan.channel]
    let target = outlook(plan.channel, at: plan.build, history)
    let others = try task.channels.filter { $0.channel.name != plan.channel.name }.map { entry in
      (outlook: outlook(entry.channel, at: entry.build.build, history), rows: try rows(of: entry))
    }
    let reckoner = reckoner(history)
    let policy = plan.build.policy
    let standing = try plan.before.map { try rows(of: $0) }
    let comebacks = try seats("SELECT person, example FROM comeback WHERE task = ? AND is_gold = 0")
    let held = try seats(
      """
      SELECT lease.person, lease.example FROM lease JOIN assignment ON assignment.key = lease.assignment
      JOIN build ON build.key = assignment.build WHERE build.task = ?
      """)
    let digests = try Lookahead(
      CellCursor("SELECT key, digest FROM example ORDER BY key", on: db))
    var stuck = 0
    try CaseReader(db: db, catalog: catalog, task: task).read { file in
      let example = Int64(file.example)
      var digest: Digest?
      try digests.take(example) { digest = try Digest(bytes: $0[1] as Blob) }
      guard let digest else { return }
      func isStuck(_ work: Work, in outlook: Outlook, waitedFor: Set<Int>) -> Bool {
        guard !outlook.active.isEmpty else { return false }
        var work = work
        work.isServed = HomeChannel.serves(outlook.channel, digest, in: task.name, among: later)
        let done = file.exposures.count { seen in
          guard outlook.active.contains(seen.person) else { return false }
          let seat = Seat(person: seen.person, example: file.example)
          if comebacks.contains(seat), outlook.tails.build(for: seen.uiVersion) != nil { return false }
          return !waitedFor.contains(seen.person) || held.contains(seat)
        }
        return Eligibility.isStuck(work, eligiblePeople: outlook.active.count - done)
      }
      let reckoning = try reckoner.reckon(file) { person in
        catalog.peopleByKey[Int64(person)].map { Eligibility.fills($0, under: policy) } ?? false
      } returning: { person, screen in
        target.active.contains(person) ? target.tails.build(for: screen) : nil
      }
      var work = Work(need: policy.overlap, counted: min(policy.overlap, reckoning.counted.count))
      if let row = try standing?.take(example) {
        work.leased = row.work.leased
        work.review = row.work.review == .done ? .none : row.work.review
      }
      if reckoning.isDecided { work.review = .done }
      if isStuck(work, in: target, waitedFor: Set(reckoning.unsettled.map(\.person))) { stuck += 1 }
      for other in others {
        guard let row = try other.rows.take(example) else { continue }
        if isStuck(row.work, in: other.outlook, waitedFor: row.waitedFor) { stuck += 1 }
      }
    }
    return stuck
  }

  private func outlook(_ channel: Channel, at build: Build, _ history: VersionHistory) -> Outlook {
    Outlook(
      channel: channel, tails: Tails(of: channel, at: build, in: history),
      active: Set(catalog.activePeople(in: channel).map { Int($0) }))
  }

  private func reckoner(_ history: VersionHistory) -> Reckoner {
    let table = ReadingTable(target: plan.build, history: history) { key in
      catalog.buildsByKey[Int64(key)]?.build
    } answer: { key in
      try db.text("SELECT text FROM answer WHERE key = ?", key)
    } asked: { key in
      try AskedCandidates(stored: db.text("SELECT text FROM asked WHERE key = ?", key))
    }
    return Reckoner(channel: plan.channel, table: table) { key in try catalog.channelName(key) }
  }

  private func seats(_ sql: String) throws -> Set<Seat> {
    Set(try db.rows(sql, task.key).map { try Seat(person: $0[0], example: $0[1]) })
  }

  private func rows(of entry: Catalog.ChannelEntry) throws -> StandingRows {
    let work = try CellCursor(
      "SELECT example, need, leased, counted, is_for_review FROM work WHERE stage = ? ORDER BY example",
      entry.stage, on: db)
    let inbox = try CellCursor(
      "SELECT example, person FROM inbox WHERE stage = ? ORDER BY example", entry.stage, on: db)
    return StandingRows(work: try Lookahead(work), inbox: try Lookahead(inbox))
  }
}

/// The rows of a stage as they stand, read along with its cases.
private struct StandingRows {
  struct Standing {
    let work: Work
    let waitedFor: Set<Int>
  }

  let work: Lookahead
  let inbox: Lookahead

  func take(_ example: Int64) throws -> Standing? {
    var waitedFor: Set<Int> = []
    try inbox.take(example) { try waitedFor.insert($0[1]) }
    var standing: Standing?
    try work.take(example) { row in
      standing = try Standing(
        work: Work(need: row.count(1), leased: row.count(2), counted: row.count(3), review: row.review(4)),
        waitedFor: waitedFor)
    }
    return standing
  }
}
