import GRDB
import Labeling
import Queue

extension Transaction {
  /// The number of stuck examples of a task's channels.
  func stuckExamples(of task: Catalog.TaskEntry) throws -> Int {
    let count = StuckCount(db: db, catalog: catalog)
    return try task.channels.reduce(0) { try $0 + count.examples(in: $1, of: task) }
  }
}

/// Counts examples that want more answers than active people may still give (VERSIONS.md 5).
struct StuckCount {
  /// The next open examples of a lane, as many as a claim looks at.
  private static let nextOpen = """
    (SELECT * FROM work INDEXED BY work_open WHERE lane = ?1 AND is_open = 1 ORDER BY seq LIMIT 64) AS next
    """

  let db: Database
  let catalog: Catalog

  /// The number of stuck examples of a channel.
  func examples(in entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> Int {
    let active = activePeople(in: entry)
    guard !active.isEmpty else { return 0 }
    let sql = """
      SELECT count(*) FROM work WHERE channel = ?1 AND is_open = 1
      AND need - counted - leased > ?2 - \(Self.exposedPeople(active, example: "work.example"))
      """
    return try Int(db.integer(sql, [entry.key, active.count, task.scope, task.key]) ?? 0)
  }

  /// True if none of a channel's next open examples can be answered by anybody active.
  func isStalled(_ entry: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> Bool {
    let active = activePeople(in: entry)
    let sql = """
      SELECT need - counted - leased > ?2 - \(Self.exposedPeople(active, example: "next.example")) FROM
        \(Self.nextOpen)
      """
    let verdicts = try db.rows(sql, [entry.lane, active.count, task.scope, task.key]).map { $0[0] as Bool }
    return !verdicts.isEmpty && verdicts.allSatisfy { $0 }
  }

  /// The first of a channel's next open examples that nobody active there may answer, but a person elsewhere may.
  func stray(
    from home: Catalog.ChannelEntry, to channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Int64? {
    let active = activePeople(in: home)
    let sql = """
      SELECT next.example FROM
        \(Self.nextOpen)
      JOIN work AS here ON here.channel = ?5 AND here.example = next.example
      WHERE here.is_for_review = 0 AND here.counted + here.leased < here.need
        AND \(Self.exposedPeople(active, example: "next.example")) >= ?2
        AND NOT EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = next.example AND person = ?6)
      ORDER BY next.seq LIMIT 1
      """
    return try db.integer(sql, [home.lane, active.count, task.scope, task.key, channel.key, person])
  }

  private func activePeople(in entry: Catalog.ChannelEntry) -> [Int64] {
    catalog.people.values.filter { Eligibility.isActive($0.person, in: entry.channel) }.map(\.key).sorted()
  }

  /// Those of the active people who saw an example and have no return to it waiting. Keys are our own integers.
  private static func exposedPeople(_ active: [Int64], example: String) -> String {
    """
    (SELECT count(*) FROM exposure WHERE scope = ?3 AND exposure.example = \(example)
      AND person IN (\(active.map(String.init).joined(separator: ", ")))
      AND NOT EXISTS (SELECT 1 FROM comeback WHERE comeback.person = exposure.person AND comeback.task = ?4
        AND comeback.example = exposure.example))
    """
  }
}
