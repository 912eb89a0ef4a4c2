import GRDB
import Labeling
import Queue

/// Gold: a lane of unlimited need, which people enter by chance, and before real work in their qualification round.
extension Claiming {
  /// What gold comes to for a claim.
  enum GoldServing {
    /// It is time for work.
    case work
    case found(Assignment)
    /// The round's open examples are answered first.
    case waits(until: Timestamp?)
    /// An admin has to let the person go on.
    case unqualified
  }

  func gold(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Catalog.PersonEntry
  ) throws -> GoldServing {
    guard task.hasGold else { return .work }
    if let round = try round(in: channels, of: task, for: person) { return round }
    // Mostly the draw alone tells, and no work is looked for.
    guard channels.contains(where: isDrawn),
      let next = try channels.first(where: { try hasWork(in: $0, for: person.key, of: task) }), isDrawn(next),
      let gold = try freshGold(in: next, of: task, for: person.key)
    else { return .work }
    return .found(gold)
  }

  private func isDrawn(_ channel: Catalog.ChannelEntry) -> Bool {
    GoldDraw.isGold(claim.assignment, rate: channel.build.build.policy.goldRate)
  }

  // MARK: The round

  /// The qualification round; nil where the person has none before them.
  private func round(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Catalog.PersonEntry
  ) throws -> GoldServing? {
    let asking = channels.first { $0.build.build.policy.qualification != nil }
    guard let channel = asking, let round = channel.build.build.policy.qualification,
      !person.person.qualified.contains(task.name), try StandingGold(db: db, task: task.key).isAny()
    else { return nil }
    let scoring = GoldScoring(transaction: transaction, task: task)
    let answered = try scoring.answers(of: person.key, upTo: round.examples)
    if answered.count < round.examples {
      let held = try heldGold(by: person.key, of: task)
      if answered.count + held.count < round.examples {
        if let gold = try freshGold(in: channel, of: task, for: person.key) { return .found(gold) }
        if let back = try comeback(in: channels, of: task, for: person.key, onlyGold: true) { return .found(back) }
      }
      if !held.isEmpty { return .waits(until: held.filter { !$0.isBesides }.map(\.expiry).min()) }
    }
    let scores = try answered.compactMap { try scoring.score(of: $0, in: channel) }
    guard round.standing(answered: answered.count, scores: scores) == .passed else { return .unqualified }
    try transaction.qualify(person.key, for: task.name)
    try transaction.definitionsChange()
    return nil
  }

  private struct HeldGold {
    let isBesides: Bool
    let expiry: Timestamp
  }

  private func heldGold(by person: Int64, of task: Catalog.TaskEntry) throws -> [HeldGold] {
    let sql = """
      SELECT assignment.id, lease.expires FROM lease JOIN assignment ON assignment.key = lease.assignment
      JOIN gold ON gold.key = assignment.gold WHERE lease.person = ? AND lease.is_gold = 1 AND gold.task = ?
      """
    return try db.rows(sql, person, task.key).map { row in
      try HeldGold(isBesides: row[0] as String == claim.besides?.rawValue, expiry: row.moment(1))
    }
  }

  // MARK: Serving

  /// Whether a channel has something fresh for the person, so that gold never comes alone: as far as a look at what one
  /// transaction would pass tells.
  private func hasWork(in channel: Catalog.ChannelEntry, for person: Int64, of task: Catalog.TaskEntry) throws -> Bool {
    let sql = """
      SELECT 1 FROM (SELECT example FROM work INDEXED BY work_open WHERE lane = ?1 AND is_open = 1 AND seq > ?2
        ORDER BY seq LIMIT \(Self.stride)) AS next
      WHERE NOT EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = next.example AND person = ?4)
      LIMIT 1
      """
    return try db.row(sql, channel.lane, try cursor(of: person, in: channel), task.scope, person) != nil
  }

  /// The next gold that the person was never shown, from their own cursor.
  private func freshGold(
    in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Assignment? {
    let cursor = "SELECT gold FROM gold_cursor WHERE person = ? AND task = ?"
    let start = try db.integer(cursor, person, task.key) ?? 0
    guard let gold = try StandingGold(db: db, task: task.key).first(after: start, unseenBy: person, in: task.scope)
    else { return nil }
    try db.run(
      """
      INSERT INTO gold_cursor(person, task, gold) VALUES (?, ?, ?)
      ON CONFLICT(person, task) DO UPDATE SET gold = excluded.gold
      """, person, task.key, gold.key)
    try recordExposure(of: gold.example, to: person, in: channel, of: task)
    return try assign(
      gold.example, to: person, in: channel, of: task, under: channel.build, purpose: .fresh, gold: gold)
  }

  /// Gold that was left unanswered, under the screen that it was seen on, unless it is gold no more.
  func goldComeback(
    _ key: Int64, _ example: Int64, seen screen: Int64, leftIn left: Int64, _ channels: [Catalog.ChannelEntry],
    of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Assignment? {
    guard let gold = try StandingGold(db: db, task: task.key).of(example) else {
      try db.run("DELETE FROM comeback WHERE key = ?", key)
      return nil
    }
    for channel in channels.filter({ $0.key == left }) + channels.filter({ $0.key != left }) {
      guard let build = try transaction.returnBuild(in: channel, of: task, uiVersion: screen) else { continue }
      try db.run("DELETE FROM comeback WHERE key = ?", key)
      return try assign(
        example, to: person, in: channel, of: task, under: build, purpose: .comeback, gold: gold)
    }
    return nil
  }

  // MARK: Progress

  /// How many gold examples of a channel the person answered.
  func answeredGold(by person: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> Int {
    guard task.hasGold else { return 0 }
    let sql = "SELECT answers FROM gold_tally WHERE person = ? AND channel = ?"
    return Int(try db.integer(sql, person, channel.key) ?? 0)
  }
}

/// How many gold examples people answered, channel by channel: a working table.
enum GoldTally {
  /// What it should hold.
  static let reckoned = """
    SELECT assignment.person, assignment.channel, count(DISTINCT assignment.key) AS answers FROM assignment
    JOIN response ON response.assignment = assignment.key AND response.answer IS NOT NULL
    WHERE assignment.gold IS NOT NULL GROUP BY assignment.person, assignment.channel
    """
}

extension Transaction {
  /// Counts an answer to gold, unless its assignment was answered before.
  func countGold(_ assignment: AssignmentRow) throws {
    let answered = "SELECT 1 FROM response WHERE assignment = ? AND answer IS NOT NULL"
    guard try db.row(answered, assignment.key) == nil else { return }
    try db.run(
      """
      INSERT INTO gold_tally(person, channel, answers) VALUES (?, ?, 1)
      ON CONFLICT(person, channel) DO UPDATE SET answers = answers + 1
      """, assignment.person, assignment.channel)
  }

  /// Counts all answers to gold anew.
  func recountGold() throws {
    try db.run("DELETE FROM gold_tally")
    try db.run("INSERT INTO gold_tally(person, channel, answers) \(GoldTally.reckoned)")
  }
}
