import GRDB
import Labeling
import Queue

/// Counts examples that want more answers than active people may still give (VERSIONS.md 5).
struct StuckCount {
  /// The next open examples of a lane, as many as a claim looks at.
  private static let nextOpen = """
    (SELECT * FROM work INDEXED BY work_open WHERE lane = ?1 AND is_open = 1 ORDER BY seq LIMIT 64) AS next
    """

  let db: Database
  let catalog: Catalog
  /// The older screens on which people go on in a stage.
  let tails: (Catalog.StageEntry, Catalog.TaskEntry) -> Tails

  /// The number of stuck examples of a task's channels.
  func examples(of task: Catalog.TaskEntry) throws -> Int {
    try task.channels.reduce(0) { try $0 + examples(in: $1, of: task) }
  }

  /// The number of stuck examples of a channel.
  func examples(in entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> Int {
    let active = activePeople(in: entry)
    guard !active.isEmpty else { return 0 }
    let sql = "SELECT count(*) \(try stuckRows(active, in: entry, of: task))"
    return try Int(db.integer(sql, entry.stage, active.count, task.scope, task.key) ?? 0)
  }

  /// The stuck examples of a channel.
  func list(in entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> [Int] {
    let active = activePeople(in: entry)
    guard !active.isEmpty else { return [] }
    let sql = "SELECT example \(try stuckRows(active, in: entry, of: task))"
    return try db.rows(sql, entry.stage, active.count, task.scope, task.key).map { try $0[0] }
  }

  private func stuckRows(
    _ active: [Int64], in entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry
  ) throws -> String {
    """
    FROM work WHERE stage = ?1 AND is_served = 1 AND is_for_review = 0
      AND need - counted - leased > ?2 - \(try seenAndDone(active, in: entry, of: task, example: "work.example"))
    """
  }

  /// True if nobody active can answer any of what the channels still want, as far as a look at what comes next in each
  /// tells.
  func areStalled(_ channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry) throws -> Bool {
    let next = try channels.flatMap { try verdicts(on: $0, of: task) }
    return !next.isEmpty && next.allSatisfy { $0 }
  }

  /// Of the next open examples of a channel, and of those that wait for somebody, whether they are stuck.
  private func verdicts(on entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> [Bool] {
    let active = activePeople(in: entry)
    let sql = """
      SELECT need - counted - leased > ?2 - \(try seenAndDone(active, in: entry, of: task, example: "work.example"))
      FROM work WHERE stage = ?5 AND is_served = 1 AND is_for_review = 0 AND counted < need AND example IN (
        SELECT example FROM
          \(Self.nextOpen)
        UNION SELECT example FROM (SELECT example FROM lease WHERE channel = ?6 LIMIT 64)
        UNION SELECT example FROM (SELECT example FROM inbox WHERE stage = ?5 LIMIT 64))
      """
    return try db.rows(sql, entry.lane, active.count, task.scope, task.key, entry.stage, entry.key).map {
      try $0[0] as Bool
    }
  }

  /// The first of a channel's next open examples that nobody active there may answer, but a person elsewhere may.
  func stray(
    from home: Catalog.ChannelEntry, to channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Int64? {
    let active = activePeople(in: home)
    let sql = """
      SELECT next.example FROM
        \(Self.nextOpen)
      JOIN work AS here ON here.stage = ?5 AND here.example = next.example
      WHERE here.is_for_review = 0 AND here.counted + here.leased + here.waiting < here.need
        AND \(try seenAndDone(active, in: home, of: task, example: "next.example")) >= ?2
        AND NOT EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = next.example AND person = ?6)
      ORDER BY next.seq LIMIT 1
      """
    return try db.integer(sql, home.lane, active.count, task.scope, task.key, channel.stage, person)
  }

  private func activePeople(in entry: Catalog.ChannelEntry) -> [Int64] { catalog.activePeople(in: entry.channel) }

  /// Those of the active people who saw an example, to whom it does not come back and who have nothing to settle there.
  /// Keys are our own integers.
  private func seenAndDone(
    _ active: [Int64], in entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry, example: String
  ) throws -> String {
    guard let stage = task.serving(entry.key) else { throw QueueError.broken("a channel has no stage") }
    let tails = tails(stage, task)
    let screens = Set(catalog.builds.filter { tails.build(for: $0.build.uiVersion) != nil }.map(\.uiVersion)).sorted()
    func list(_ keys: [Int64]) -> String { keys.map(String.init).joined(separator: ", ") }
    return """
      (SELECT count(*) FROM exposure WHERE scope = ?3 AND exposure.example = \(example)
        AND person IN (\(list(active)))
        AND NOT (exposure.ui_version IN (\(list(screens))) AND EXISTS (SELECT 1 FROM comeback
          WHERE comeback.person = exposure.person AND comeback.task = ?4 AND comeback.example = exposure.example AND is_gold = 0))
        AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.stage = \(stage.key) AND inbox.example = exposure.example
          AND inbox.person = exposure.person AND NOT EXISTS (SELECT 1 FROM lease
            JOIN assignment ON assignment.key = lease.assignment JOIN build ON build.key = assignment.build
            WHERE lease.person = inbox.person AND lease.example = inbox.example AND build.task = ?4)))
      """
  }
}

extension Catalog {
  /// The people that the examples of a channel can wait for.
  func activePeople(in channel: Channel) -> [Int64] {
    people.values.filter { Eligibility.isActive($0.person, in: channel) }.map(\.key).sorted()
  }
}

extension Transaction {
  var stuckCount: StuckCount {
    StuckCount(db: db, catalog: catalog) { self.rules(of: $0, in: $1).tails }
  }
}
