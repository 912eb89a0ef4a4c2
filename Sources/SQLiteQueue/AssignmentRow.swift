import GRDB
import Labeling
import Queue

/// An assignment and, while it is open, its lease.
struct AssignmentRow {
  let key: Int64
  let id: AssignmentID
  let scope: Int64
  let task: Int64
  let example: Int64
  let person: Int64
  let channel: Int64
  let build: Catalog.BuildEntry
  let purpose: Purpose
  let content: Int64
  /// The response that it settles.
  let settles: Int64?
  let asked: AskedCandidates?
  /// The session that holds it open; nil once it has ended.
  let session: Holder?
  /// What is known of it, of a gold example.
  var gold: Int64?

  struct Holder {
    let key: Int64
    let id: SessionID
  }
}

extension Transaction {
  private static let assignmentColumns = """
    SELECT assignment.key, assignment.id, assignment.scope, assignment.example, assignment.person,
      assignment.channel, assignment.build, assignment.purpose, assignment.content, lease.session, build.task,
      assignment.settles, asked.text, session.id, assignment.gold
    FROM assignment JOIN build ON build.key = assignment.build
    LEFT JOIN asked ON asked.key = assignment.asked LEFT JOIN lease ON lease.assignment = assignment.key
    LEFT JOIN session ON session.key = lease.session
    """
  private static let assignmentByID = assignmentColumns + " WHERE assignment.id = ?"
  private static let assignmentByKey = assignmentColumns + " WHERE assignment.key = ?"

  /// - Throws: `unknownAssignment` or `notYours`.
  func assignment(_ id: AssignmentID, of person: PersonID) throws -> AssignmentRow {
    guard let row = try db.row(Self.assignmentByID, id.rawValue) else { throw QueueError.unknownAssignment(id) }
    let assignment = try assignment(row)
    guard try assignment.person == catalog.person(person).key else { throw QueueError.notYours }
    return assignment
  }

  func assignment(_ key: Int64) throws -> AssignmentRow {
    guard let row = try db.row(Self.assignmentByKey, key) else {
      throw QueueError.broken("assignment \(key) is missing")
    }
    return try assignment(row)
  }

  private func assignment(_ row: Cells) throws -> AssignmentRow {
    guard let build = try catalog.buildsByKey[row[6]] else { throw QueueError.broken("a build is missing") }
    let holder = try (row[9] as Int64?).map { AssignmentRow.Holder(key: $0, id: SessionID(try row[13] as String)) }
    return try AssignmentRow(
      key: row[0], id: AssignmentID(row[1] as String), scope: row[2], task: row[10], example: row[3], person: row[4],
      channel: row[5], build: build, purpose: row.word(7), content: row[8], settles: row[11],
      asked: (row[12] as String?).map { try AskedCandidates(stored: $0) }, session: holder, gold: row[14])
  }

  func record(_ what: String, on assignment: Int64, comment: String? = nil) throws {
    try db.run(
      """
      INSERT INTO assignment_event(assignment, what, comment, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)
      """, assignment, what, comment, revision, at)
  }

  /// Ends the lease of an assignment, if it has one, and gives the example back to its lane.
  func endLease(of assignment: AssignmentRow) throws {
    guard assignment.session != nil else { return }
    try db.run("DELETE FROM lease WHERE assignment = ?", assignment.key)
    if assignment.gold != nil { return }
    try changeLeases(by: -1, channel: assignment.channel, example: assignment.example, of: try task(of: assignment))
  }

  func task(of assignment: AssignmentRow) throws -> Catalog.TaskEntry {
    try catalog.task(assignment.build.build.task)
  }

  /// An open assignment belongs to the terminal that holds it, as long as that one runs.
  func checkOwner(of assignment: AssignmentRow, is session: SessionID) throws {
    guard let owner = assignment.session, owner.id != session,
      let row = try db.row("SELECT process, closed, beat FROM session WHERE key = ?", owner.key),
      try (row[1] as Int64?) == nil
    else { return }
    if try store.isAlive(process: row[0], beat: row[2], at: now) { throw QueueError.takenOver }
  }

  /// Lets an unanswered example come back to its person once; one that was not seen when it came back does again.
  func promiseComeback(of assignment: AssignmentRow, wasSeen: Bool = true) throws {
    guard assignment.purpose.comesBack(wasSeen: wasSeen) else { return }
    try db.run(
      "INSERT INTO comeback(person, task, example, channel, is_gold) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      assignment.person, assignment.task, assignment.example, assignment.channel, assignment.gold != nil)
  }
}
