import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func record(_ batch: ResponseBatch) throws(QueueError) -> ResponseBatchReport {
    try writeNewWork(at: batch.at) { transaction in
      var fates: [ResponseBatchReport.Fate] = []
      for row in batch.rows {
        fates.append(try Incoming(transaction: transaction, row: row, name: batch.task).record())
      }
      return ResponseBatchReport(fates: fates, revision: transaction.currentRevision)
    }
  }
}

extension Transaction {
  /// The key of an example of a task, and that of its newest content.
  func example(_ digest: Digest, in task: Catalog.TaskEntry) throws -> (key: Int64, content: Int64)? {
    let sql = """
      SELECT example.key, max(content.key) FROM example JOIN content ON content.example = example.key
      WHERE example.digest = ? AND content.dataset = ? GROUP BY example.key
      """
    return try db.row(sql, Blob(digest.bytes), task.dataset).map { try ($0[0], $0[1]) }
  }
}

/// One answer from elsewhere, recorded as if it had been given here.
private struct Incoming {
  let transaction: Transaction
  let row: ResponseBatch.Row
  let name: TaskName

  private var db: Database { transaction.db }

  func record() throws -> ResponseBatchReport.Fate {
    let task = try transaction.catalog.task(name)
    let person = try transaction.catalog.person(row.person)
    if let known = try known() { return row.isRecorded(as: known) ? .present : .refused(row.otherContent) }
    guard let channel = task.channels.first(where: { $0.channel.name == row.channel }) else {
      return .refused(row.unknownChannel)
    }
    guard let example = try transaction.example(row.example, in: task) else { return .refused(row.unknownExample) }
    if row.answer == nil, row.status != .skipped, row.status != .flagged { return .refused(row.nothingSaid) }
    let seen = try db.integer(
      "SELECT ui_version FROM exposure WHERE scope = ? AND example = ? AND person = ?",
      task.scope, example.key, person.key)
    if let seen, transaction.catalog.screens[seen] != row.build.uiVersion { return .refused(row.otherScreen) }
    let supersedes = try row.supersedes.map { try own($0, of: person.key, to: example.key) }
    if let old = row.supersedes, supersedes == .some(nil) { return .refused(row.lacks(old)) }
    let settles = try row.settles.map { try own($0, of: person.key, to: example.key) }
    if let old = row.settles, settles == .some(nil) { return .refused(row.lacks(old)) }
    if let old = row.supersedes, let other = try successor(of: old) { return .refused(row.superseded(old, by: other)) }
    let build = try build(in: task)
    if seen == nil {
      try db.run(
        "INSERT INTO exposure(scope, example, person, ui_version, branch, revision, at) VALUES (?, ?, ?, ?, 1, ?, ?)",
        task.scope, example.key, person.key, build.uiVersion, transaction.revision, transaction.at)
    }
    if row.storedStatus == .adjudicated { try view(example.key, by: person.key, in: task) }
    let assignment = try assign(
      example.key, content: example.content, to: person.key, in: channel, of: task, under: build,
      settles: settles ?? nil)
    try keep(assignment, supersedes: supersedes ?? nil)
    return .added
  }

  /// Whoever decided saw what others said.
  private func view(_ example: Int64, by person: Int64, in task: Catalog.TaskEntry) throws {
    let seat = "SELECT 1 FROM viewing WHERE scope = ? AND example = ? AND person = ?"
    guard try db.row(seat, task.scope, example, person) == nil else { return }
    try db.run(
      "INSERT INTO viewing(scope, example, person, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      task.scope, example, person, transaction.revision, transaction.at)
  }

  private func keep(_ assignment: AssignmentRow, supersedes: Int64?) throws {
    let recording = Recording(transaction: transaction, assignment: assignment)
    let given = Recording.Given(
      id: row.response, status: row.storedStatus, answer: row.answer,
      supersedes: supersedes, settles: assignment.settles, comment: row.comment, duration: row.durationMilliseconds,
      context: row.context)
    if row.storedStatus == .adjudicated {
      try recording.recordDecision(given)
      return try transaction.reckon(assignment.example, of: try transaction.task(of: assignment))
    }
    guard row.answer == nil else {
      _ = try recording.record(given)
      return
    }
    try recording.recordNothingSaid(given)
    if row.status == .skipped { try recording.handToReviewer() }
  }

  private func assign(
    _ example: Int64, content: Int64, to person: Int64, in channel: Catalog.ChannelEntry,
    of task: Catalog.TaskEntry, under build: Catalog.BuildEntry, settles: Int64?
  ) throws -> AssignmentRow {
    let key = try db.insert(
      """
      INSERT INTO assignment(id, scope, example, person, build, channel, content, purpose, settles, asked, branch,
        revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      row.assignment.rawValue, task.scope, example, person, build.key, channel.key, content,
      Purpose.imported.rawValue, settles, try row.asked.map { try transaction.intern($0.stored, in: .asked) },
      transaction.revision, transaction.at)
    return AssignmentRow(
      key: key, id: row.assignment, scope: task.scope, task: task.key, example: example, person: person,
      channel: channel.key, build: build, purpose: .imported, content: content, settles: settles, asked: row.asked,
      session: nil)
  }

  /// The build that the answer was given under, recorded now if this task never had it.
  private func build(in task: Catalog.TaskEntry) throws -> Catalog.BuildEntry {
    if let known = transaction.catalog.entry(of: row.build.id) { return known }
    let screen = transaction.catalog.builds.first { $0.build.uiVersion == row.build.uiVersion }?.uiVersion
    let uiVersion = try screen ?? transaction.definition(row.build.ui)
    _ = try transaction.build(
      row.build, task: task.key, uiVersion: uiVersion, isTail: true, origin: Origin(program: "import"))
    try transaction.definitionsChange()
    try transaction.compileTails(of: name, first: nil, origin: nil)
    guard let made = transaction.catalog.entry(of: row.build.id) else {
      throw QueueError.broken("a build was recorded and is not there")
    }
    return made
  }

  /// The key of a response of the same person to the same example.
  private func own(_ id: ResponseID, of person: Int64, to example: Int64) throws -> Int64? {
    try db.integer(
      "SELECT key FROM response WHERE id = ? AND person = ? AND example = ?", id.rawValue, person, example)
  }

  private func successor(of id: ResponseID) throws -> ResponseID? {
    let sql =
      "SELECT later.id FROM response JOIN response AS later ON later.supersedes = response.key WHERE response.id = ?"
    return try db.string(sql, id.rawValue).map { ResponseID($0) }
  }

  private func known() throws -> ResponseRecord? {
    // Nearly all are new.
    guard try db.row("SELECT 1 FROM response WHERE id = ?", row.response.rawValue) != nil else { return nil }
    return try ResponseReader(db: db, catalog: transaction.catalog, task: name).response(row.response)
  }
}
