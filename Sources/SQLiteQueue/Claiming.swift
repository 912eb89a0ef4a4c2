import GRDB
import Labeling
import Queue

/// The transaction that finds a person's next example: what they hold open, then what they may settle of their own, then
/// something fresh, then what comes back.
struct Claiming {
  /// Seen examples that one transaction passes at the most: bounds how long the lock is held.
  static let stride = 512

  /// What one transaction came to.
  enum Pass {
    case served(Serving)
    /// There is more to pass: commit and run again.
    case passedMany
    /// Nothing was found, and leases have run out that were not ended yet: commit, and run again ending more.
    case leasesRemain
  }

  let transaction: Transaction
  let claim: Claim
  /// Whether leases that ran out are all that may still bring something.
  var isDraining = false

  var db: Database { transaction.db }
  var catalog: Catalog { transaction.catalog }

  func run() throws -> Pass {
    let task = try catalog.task(claim.task)
    let person = try catalog.person(claim.person)
    // First, since whoever is at work on an example keeps it, even where its lease has just run out.
    let besides = try claim.besides.map { try keep($0) }
    try shortenWaits()
    let leasesRemain = try expireLeases()
    try moveSettlements()
    let drawing = try Drawing(
      of: claim.channels, by: person.person, in: task.name, among: task.channels.map(\.channel))
    let drawn: [Channel]
    switch drawing {
    case .from(let channels): drawn = channels
    case .nothing(let reason): return .served(Serving(.nothing(Idle(reason)), progress: Progress()))
    }
    let live = drawn.compactMap { channel in task.channels.first { $0.channel.name == channel.name } }
    let progress = try progress(live, of: task, for: person.key)
    let held = try held(of: person.key, besides: besides, in: live)
    let (resumed, elsewhere) = try resume(held, besides: besides)
    func serving(_ outcome: Serving.Outcome) -> Pass {
      .served(Serving(outcome, progress: progress, elsewhere: elsewhere))
    }

    if let resumed { return serving(.assignment(resumed)) }
    if let own = try settlement(in: live, of: task, for: person.key) { return serving(.assignment(own)) }
    switch try gold(in: live, of: task, for: person) {
    case .work: break
    case .found(let assignment): return serving(.assignment(assignment))
    case .waits(let retryAt): return serving(.nothing(Idle(.busy, retryAt: retryAt)))
    case .unqualified: return serving(.nothing(Idle(.unqualified)))
    }
    for channel in live {
      switch try fresh(in: channel, of: task, for: person.key) {
      case .found(let assignment): return serving(.assignment(assignment))
      case .passedMany: return .passedMany
      case .none: continue
      }
    }
    if let back = try comeback(in: live, of: task, for: person.key) { return serving(.assignment(back)) }
    if let stray = try stray(in: live, of: task, for: person.key) { return serving(.assignment(stray)) }
    if leasesRemain { return .leasesRemain }
    return serving(.nothing(try idle(in: live, of: task, for: person.key, besides: besides)))
  }

  // MARK: What to draw from

  private func progress(
    _ channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Progress {
    try channels.reduce(Progress()) { sum, entry in
      try sum + Progress(of: entry, db).with(gold: answeredGold(by: person, in: entry, of: task))
    }
  }

  // MARK: Fresh examples

  private enum Pick {
    case found(Assignment)
    case none
    case passedMany
  }

  /// Walks the lane from the person's own cursor; what they saw is passed for good.
  private func fresh(
    in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Pick {
    let start = try cursor(of: person, in: channel)
    let sql = """
      SELECT example, seq, EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = work.example
        AND person = ?4)
      FROM work INDEXED BY work_open WHERE lane = ?1 AND is_open = 1 AND seq > ?2 ORDER BY seq
      """
    var passed = 0
    var place = start
    var found: Int64?
    try db.forEachRow(sql, channel.lane, start, task.scope, person) { row in
      place = try row[1]
      if try row[2] {
        passed += 1
      } else {
        found = try row[0]
      }
      return found == nil && passed < Self.stride
    }
    if place != start {
      try db.run(
        """
        INSERT INTO cursor(person, lane, seq) VALUES (?, ?, ?) ON CONFLICT(person, lane) DO UPDATE SET seq = excluded.seq
        """, person, channel.lane, place)
    }
    guard let found else { return passed == Self.stride ? .passedMany : .none }
    return .found(try expose(found, to: person, in: channel, of: task))
  }

  func cursor(of person: Int64, in channel: Catalog.ChannelEntry) throws -> Int64 {
    try db.integer("SELECT seq FROM cursor WHERE person = ? AND lane = ?", person, channel.lane) ?? 0
  }

  /// Records that the person is shown an example, before the screen is.
  func recordExposure(
    of example: Int64, to person: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry
  ) throws {
    try db.run(
      "INSERT INTO exposure(scope, example, person, ui_version, branch, revision, at) VALUES (?, ?, ?, ?, 1, ?, ?)",
      task.scope, example, person, channel.build.uiVersion, transaction.revision, transaction.at)
  }

  /// Shows an example to the person for the first time.
  private func expose(
    _ example: Int64, to person: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry
  ) throws -> Assignment {
    try recordExposure(of: example, to: person, in: channel, of: task)
    return try transaction.withWorkAtHand {
      try assign(
        example, to: person, in: channel, of: task, under: channel.build, purpose: .fresh,
        asked: try narrowed(example, in: channel, of: task))
    }
  }

  // MARK: What comes back

  /// The oldest example that was left unanswered and still wants an answer: under the UI version it was seen on, in the
  /// channel that it was left in or, where that asks it of them no more, in another that serves it.
  ///
  /// - Parameter onlyGold: nothing else is asked for yet.
  func comeback(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Int64, onlyGold: Bool = false
  ) throws -> Assignment? {
    let sql = """
      SELECT comeback.key, comeback.example, comeback.channel, exposure.ui_version, is_gold FROM comeback
      JOIN exposure ON exposure.scope = ?3 AND exposure.example = comeback.example AND exposure.person = comeback.person
      WHERE comeback.person = ?1 AND task = ?2 AND is_gold >= ?4 AND NOT \(Self.isHeld(inRow: "comeback", by: "?1", of: "?2"))
      ORDER BY comeback.key LIMIT \(Self.stride)
      """
    for row in try db.rows(sql, person, task.key, task.scope, onlyGold) {
      let (example, left): (Int64, Int64) = try (row[1], row[2])
      if try row[4] {
        if let gold = try goldComeback(row[0], example, seen: row[3], leftIn: left, channels, of: task, for: person) {
          return gold
        }
        continue
      }
      let own = channels.filter { $0.key == left }
      var isWanted = own.isEmpty
      for channel in own + channels.filter({ $0.key != left }) {
        guard let work = try transaction.work(stage: channel.stage, example: example)?.work,
          channel.key == left || work.isServed, !work.isDone, work.review == .none
        else { continue }
        isWanted = true
        guard let build = try transaction.returnBuild(in: channel, of: task, uiVersion: row[3]) else { continue }
        guard work.isOpenToReturns else { break }
        try db.run("DELETE FROM comeback WHERE key = ?", row[0] as Int64)
        return try assign(example, to: person, in: channel, of: task, under: build, purpose: .comeback)
      }
      if !isWanted { try db.run("DELETE FROM comeback WHERE key = ?", row[0] as Int64) }
    }
    return nil
  }

  // MARK: Work away from home

  /// An example whose home cannot get it answered, since nobody active there may.
  private func stray(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Assignment? {
    let count = transaction.stuckCount
    for channel in channels where channel.channel.weight > 0 {
      for home in task.channels
      where home.key != channel.key && home.channel.weight > 0 && home.channel.state == .live {
        guard let example = try count.stray(from: home, to: channel, of: task, for: person) else { continue }
        return try expose(example, to: person, in: channel, of: task)
      }
    }
    return nil
  }

  // MARK: Assigning

  /// - Parameter gold: what is known of the example; it has no row that counts its leases.
  func assign(
    _ example: Int64, to person: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry,
    under build: Catalog.BuildEntry, purpose: Purpose, settles: Int64? = nil, asked: AskedCandidates? = nil,
    gold: StandingGold.Entry? = nil
  ) throws -> Assignment {
    if let used = try db.integer("SELECT key FROM assignment WHERE id = ?", claim.assignment.rawValue) {
      throw QueueError.alreadyEnded(try ending(of: used))
    }
    let newest = "SELECT key FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1"
    guard let content = try gold?.content ?? db.integer(newest, task.dataset, example) else {
      throw QueueError.broken("an example is queued and not there")
    }
    let key = try db.insert(
      """
      INSERT INTO assignment(id, scope, example, person, build, channel, content, purpose, settles, asked, gold,
        branch, revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      claim.assignment.rawValue, task.scope, example, person, build.key, channel.key, content, purpose.rawValue,
      settles, try asked.map { try transaction.intern($0.stored, in: .asked) }, gold?.key, transaction.revision,
      transaction.at)
    let session = try session()
    let end = expiry(of: build.build)
    try db.run(
      "INSERT INTO lease(assignment, person, channel, example, session, expires, is_gold) VALUES (?, ?, ?, ?, ?, ?, ?)",
      key, person, channel.key, example, session, end.microseconds, gold != nil)
    if gold == nil { try transaction.changeLeases(by: 1, channel: channel.key, example: example, of: task) }
    return try shown(
      AssignmentRow(
        key: key, id: claim.assignment, scope: task.scope, task: task.key, example: example, person: person,
        channel: channel.key, build: build, purpose: purpose, content: content, settles: settles, asked: asked,
        session: AssignmentRow.Holder(key: session, id: claim.session), gold: gold?.key), until: end)
  }

  func session() throws -> Int64 {
    guard let key = try db.integer("SELECT key FROM session WHERE id = ?", claim.session.rawValue) else {
      throw QueueError.broken("a claim came from a session that was not opened")
    }
    return key
  }

  func expiry(of build: Build) -> Timestamp {
    transaction.now.advanced(bySeconds: Double(build.policy.lease))
  }

  /// How an assignment ended, for a claim that names it.
  func ending(of assignment: Int64) throws -> String {
    let sql = """
      SELECT ifnull((SELECT iif(answer IS NULL, status, 'answered') FROM response WHERE assignment = ?1 ORDER BY key DESC LIMIT 1),
        ifnull((SELECT what FROM assignment_event WHERE assignment = ?1 AND what <> 'noted' ORDER BY key DESC LIMIT 1),
          'served'))
      """
    return try db.string(sql, assignment) ?? "served"
  }

  /// The assignment with its data and draft, as the screen needs it.
  func shown(_ row: AssignmentRow, until expiry: Timestamp) throws -> Assignment {
    guard let channel = catalog.channelsByKey[row.channel],
      let content = try db.row(
        """
        SELECT example.digest, content.data FROM content JOIN example ON example.key = content.example
        WHERE content.key = ?
        """, row.content),
      let example = try Digest(bytes: content[0] as Blob)
    else { throw QueueError.broken("an assignment's content is missing") }
    let draft = try db.string(
      "SELECT answer FROM draft WHERE person = ? AND task = ? AND example = ?", row.person, row.task, row.example)
    var carried: AnswerReading?
    var settled: ResponseID?
    if let settles = row.settles {
      settled = try db.string("SELECT id FROM response WHERE key = ?", settles).map { ResponseID($0) }
      carried = try self.carried(by: row, in: channel)
    }
    return try Assignment(
      id: row.id, example: example, data: (content[1] as Blob?)?.bytes ?? Array("{}".utf8), task: claim.task,
      channel: channel.channel.name, build: row.build.build.id, purpose: row.purpose,
      expiresAt: expiry, draft: draft, settles: settled, asked: row.asked, carried: carried)
  }
}
