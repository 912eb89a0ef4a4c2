import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func view(_ viewing: Viewing) throws(QueueError) -> Int {
    try write(at: viewing.at) { transaction in
      let looking = try Looking(transaction: transaction, viewing: viewing)
      for example in viewing.examples { try looking.look(at: example) }
      return transaction.currentRevision
    }
  }

  public func adjudicate(_ adjudication: Adjudication) throws(QueueError) -> Receipt {
    do {
      return try write(at: adjudication.at) { transaction in
        try transaction.withWorkAtHand { try Deciding(transaction: transaction, adjudication: adjudication).decide() }
      }
    } catch {
      return try settle(error, over: adjudication.response, answer: adjudication.answer)
    }
  }
}

/// Shows examples beside what others say of them, and records that before it happens.
private struct Looking {
  let transaction: Transaction
  let task: Catalog.TaskEntry
  let person: Int64
  let screen: Int64

  private var db: Database { transaction.db }

  init(transaction: Transaction, viewing: Viewing) throws {
    self.transaction = transaction
    task = try transaction.catalog.task(viewing.task)
    person = try transaction.catalog.person(viewing.person).key
    screen = try task.channel(viewing.channel).build.uiVersion
  }

  func look(at digest: Digest) throws {
    guard let example = try transaction.example(digest, in: task)?.key else { throw QueueError.unknownExample(digest) }
    let seat = "WHERE scope = ? AND example = ? AND person = ?"
    guard try db.row("SELECT 1 FROM viewing \(seat)", task.scope, example, person) == nil else { return }
    guard try !isHeld(example) else { throw QueueError.heldOpen(digest) }
    try db.run(
      "INSERT INTO viewing(scope, example, person, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      task.scope, example, person, transaction.revision, transaction.at)
    if try db.row("SELECT 1 FROM exposure \(seat)", task.scope, example, person) == nil {
      try db.run(
        "INSERT INTO exposure(scope, example, person, ui_version, branch, revision, at) VALUES (?, ?, ?, ?, 1, ?, ?)",
        task.scope, example, person, screen, transaction.revision, transaction.at)
    }
    for other in transaction.catalog.tasks.values.sorted(by: { $0.key < $1.key }) where other.scope == task.scope {
      try db.run(
        "DELETE FROM comeback WHERE person = ? AND task = ? AND example = ?", person, other.key, example)
      // Whoever answered it is not asked to settle that any more.
      try transaction.withWorkAtHand { try transaction.reckon(example, of: other) }
    }
  }

  /// True while the person is asked for an answer of their own, in whichever task of the scope.
  private func isHeld(_ example: Int64) throws -> Bool {
    let sql = """
      SELECT 1 FROM lease JOIN assignment ON assignment.key = lease.assignment
      WHERE lease.person = ? AND lease.example = ? AND assignment.scope = ?
      """
    return try db.row(sql, person, example, task.scope) != nil
  }
}

/// Records a reviewer's decision.
private struct Deciding {
  let transaction: Transaction
  let adjudication: Adjudication

  private var db: Database { transaction.db }

  func decide() throws -> Receipt {
    if let known = try known() { return known }
    let task = try transaction.catalog.task(adjudication.task)
    let person = try transaction.catalog.person(adjudication.person).key
    let channel = try task.channel(adjudication.channel)
    guard let example = try transaction.example(adjudication.example, in: task) else {
      throw QueueError.unknownExample(adjudication.example)
    }
    let build = try build(seenBy: person, example.key, in: channel, of: task)
    let standing = try standing(on: example.key, of: task)
    if try hasAnswered(person, example.key, of: task), !channel.build.build.policy.allowsSelfReview {
      throw QueueError.answeredYourself
    }
    if let standing, standing.id != adjudication.after { throw QueueError.superseded(by: standing.id) }
    let assignment = try assign(example, to: person, in: channel, of: task, under: build)
    try insert(for: assignment, superseding: standing.flatMap { $0.person == person ? $0.key : nil })
    try transaction.reckon(example.key, of: task)
    return Receipt(
      response: adjudication.response, revision: transaction.currentRevision, counted: false, at: transaction.moment)
  }

  private func known() throws -> Receipt? {
    let sql = """
      SELECT assignment.id, response.person, answer.text, response.comment, response.revision, response.at FROM response
      JOIN assignment ON assignment.key = response.assignment LEFT JOIN answer ON answer.key = response.answer
      WHERE response.id = ?
      """
    guard let row = try db.row(sql, adjudication.response.rawValue) else { return nil }
    guard try row[0] as String == adjudication.assignment.rawValue,
      try row[1] as Int64 == transaction.catalog.person(adjudication.person).key,
      try (row[2] as String?) == adjudication.answer, try (row[3] as String?) == adjudication.reason
    else { throw QueueError.idReused(adjudication.response) }
    return try Receipt(response: adjudication.response, revision: row[4], counted: false, at: row.moment(5))
  }

  /// The build of the decision: one that the channel has for the screen on which the person saw the example.
  private func build(
    seenBy person: Int64, _ example: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry
  ) throws -> Catalog.BuildEntry {
    let sql = """
      SELECT exposure.ui_version FROM viewing JOIN exposure ON exposure.scope = viewing.scope
        AND exposure.example = viewing.example AND exposure.person = viewing.person
      WHERE viewing.scope = ? AND viewing.example = ? AND viewing.person = ?
      """
    guard let seen = try db.integer(sql, task.scope, example, person) else { throw QueueError.notViewed }
    let build =
      channel.build.uiVersion == seen
      ? channel.build : try transaction.returnBuild(in: channel, of: task, uiVersion: seen)
    guard let build, build.build.id == adjudication.build else {
      throw QueueError.broken("an example would be decided under another screen than it was seen on")
    }
    return build
  }

  private func hasAnswered(_ person: Int64, _ example: Int64, of task: Catalog.TaskEntry) throws -> Bool {
    let sql = """
      SELECT 1 FROM response INDEXED BY response_of_example JOIN build ON build.key = response.build
      WHERE response.example = ? AND response.person = ? AND response.answer IS NOT NULL
        AND response.status <> 'adjudicated' AND build.task = ?
      """
    return try db.row(sql, example, person, task.key) != nil
  }

  private func standing(
    on example: Int64, of task: Catalog.TaskEntry
  ) throws -> (key: Int64, id: ResponseID, person: Int64)? {
    let sql = """
      SELECT response.key, response.id, response.person FROM response INDEXED BY response_decisions
      JOIN build ON build.key = response.build
      WHERE response.example = ? AND response.status = 'adjudicated' AND build.task = ?
        AND NOT EXISTS (SELECT 1 FROM response AS later WHERE later.supersedes = response.key)
      ORDER BY response.key DESC LIMIT 1
      """
    return try db.row(sql, example, task.key).map { try ($0[0], ResponseID($0[1] as String), $0[2]) }
  }

  private func assign(
    _ example: (key: Int64, content: Int64), to person: Int64, in channel: Catalog.ChannelEntry,
    of task: Catalog.TaskEntry, under build: Catalog.BuildEntry
  ) throws -> AssignmentRow {
    let key = try db.insert(
      """
      INSERT INTO assignment(id, scope, example, person, build, channel, content, purpose, branch, revision, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      adjudication.assignment.rawValue, task.scope, example.key, person, build.key, channel.key, example.content,
      Purpose.review.rawValue, transaction.revision, transaction.at)
    return AssignmentRow(
      key: key, id: adjudication.assignment, scope: task.scope, task: task.key, example: example.key, person: person,
      channel: channel.key, build: build, purpose: .review, content: example.content, settles: nil, asked: nil,
      session: nil)
  }

  private func insert(for assignment: AssignmentRow, superseding: Int64?) throws {
    try Recording(transaction: transaction, assignment: assignment).recordDecision(
      Recording.Given(
        id: adjudication.response, status: .adjudicated, answer: adjudication.answer, supersedes: superseding,
        comment: adjudication.reason, duration: adjudication.durationMilliseconds, context: adjudication.context))
  }
}
