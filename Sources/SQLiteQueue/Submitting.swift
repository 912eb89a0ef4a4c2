import GRDB
import Labeling
import Queue

/// The transaction that records a response: an answer, a skip, a flag or a correction.
struct Submitting {
  let transaction: Transaction

  private var db: Database { transaction.db }

  /// What is stored under a response id.
  private struct Stored {
    let key: Int64
    let id: ResponseID
    let assignment: Int64
    let person: Int64
    let status: ResponseRecord.Status
    let supersedes: Int64?
    let answer: String?
    let receipt: Receipt

    init(_ row: Cells) throws {
      key = try row[0]
      id = try ResponseID(row[1] as String)
      assignment = try row[2]
      person = try row[3]
      status = try row.word(4)
      supersedes = try row[5]
      answer = try row[6]
      receipt = try Receipt(
        response: id, revision: row[7], counted: row[8], at: row.moment(9))
    }

    /// What was told once is told again.
    func receipt(again assignment: AssignmentRow, _ transaction: Transaction) throws -> Receipt {
      guard assignment.gold != nil, let answer else { return receipt }
      var told = receipt
      let scoring = GoldScoring(transaction: transaction, task: try transaction.task(of: assignment))
      told.feedback = try scoring.feedback(on: assignment, answer: answer)
      return told
    }

    private static let columns = """
      SELECT response.key, response.id, response.assignment, response.person, response.status, response.supersedes,
        answer.text, response.revision, response.counted, response.at
      FROM response LEFT JOIN answer ON answer.key = response.answer
      """
    static let byID = columns + " WHERE response.id = ?"
    static let newestOfAssignment = columns + " WHERE response.assignment = ? ORDER BY response.key DESC LIMIT 1"
  }

  // MARK: Answers

  func submit(_ submission: Submission) throws -> Receipt {
    let assignment = try transaction.assignment(submission.assignment, of: submission.person)
    if let known = try stored(submission.response) {
      guard known.assignment == assignment.key, known.answer == submission.answer, known.supersedes == nil else {
        throw QueueError.idReused(submission.response)
      }
      return try known.receipt(again: assignment, transaction)
    }
    if let standing = try standing(on: assignment.key) {
      switch standing.status {
      case .skipped: throw QueueError.alreadyEnded("skipped")
      case .flagged: throw QueueError.alreadyEnded("flagged")
      default:
        guard standing.answer == submission.answer else { throw QueueError.superseded(by: standing.id) }
        return try standing.receipt(again: assignment, transaction)
      }
    }
    try transaction.checkOwner(of: assignment, is: submission.session)
    try transaction.endLease(of: assignment)
    return try Recording(transaction: transaction, assignment: assignment).record(
      Recording.Given(
        id: submission.response, status: assignment.settles == nil ? .answered : .settled, answer: submission.answer,
        settles: assignment.settles, duration: submission.durationMilliseconds, context: submission.context))
  }

  /// The receipt of a response that may or may not have been committed.
  ///
  /// - Parameter answer: nil where nothing was said.
  static func receipt(of response: ResponseID, answer: String?, _ db: Database) throws -> Receipt? {
    try db.row(Stored.byID, response.rawValue).map(Stored.init)
      .flatMap { $0.answer == answer ? $0.receipt : nil }
  }

  func correct(_ correction: Correction) throws -> Receipt {
    guard let old = try stored(correction.supersedes) else { throw QueueError.unknownResponse(correction.supersedes) }
    guard try old.person == transaction.catalog.person(correction.person).key else { throw QueueError.notYours }
    guard old.status != .adjudicated else { throw QueueError.decided }
    if let known = try stored(correction.response) {
      guard known.supersedes == old.key, known.answer == correction.answer else {
        throw QueueError.idReused(correction.response)
      }
      return try known.receipt(again: transaction.assignment(old.assignment), transaction)
    }
    let successor = try db.string("SELECT id FROM response WHERE supersedes = ?", old.key)
    if let successor { throw QueueError.superseded(by: ResponseID(successor)) }
    let assignment = try transaction.assignment(old.assignment)
    let viewed = "SELECT 1 FROM viewing WHERE scope = ? AND example = ? AND person = ?"
    guard try db.row(viewed, assignment.scope, assignment.example, assignment.person) == nil else {
      throw QueueError.hasViewed
    }
    if old.answer == nil { try transaction.endLease(of: assignment) }
    return try Recording(transaction: transaction, assignment: assignment).record(
      Recording.Given(
        id: correction.response, status: assignment.settles == nil ? .answered : .settled, answer: correction.answer,
        supersedes: old.key, settles: assignment.settles, wasCounted: old.receipt.counted,
        duration: correction.durationMilliseconds,
        context: correction.context))
  }

  // MARK: Endings without an answer

  /// The revision that it happened at, also where it is told again.
  func end(_ ending: Ending) throws -> Int {
    let assignment = try transaction.assignment(ending.assignment, of: ending.person)
    if let known = try stored(ending.response) {
      guard known.assignment == assignment.key, known.answer == nil else { throw QueueError.idReused(ending.response) }
      return known.receipt.revision
    }
    if let standing = try standing(on: assignment.key) {
      if case .skipped = ending.how, standing.status == .skipped { return transaction.currentRevision }
      throw standing.answer == nil ? QueueError.alreadyEnded(standing.status.rawValue) : .superseded(by: standing.id)
    }
    try transaction.checkOwner(of: assignment, is: ending.session)
    try transaction.endLease(of: assignment)
    let recording = Recording(transaction: transaction, assignment: assignment)
    switch ending.how {
    case .skipped(let reason):
      try recording.record(ending, status: .skipped, comment: reason)
      try transaction.promiseComeback(of: assignment)
      if assignment.gold == nil { try recording.handToReviewer() }
    case .flagged(let comment):
      try recording.record(ending, status: .flagged, comment: comment)
      try recording.forget()
    case .released, .unseen:
      guard assignment.session != nil else { return transaction.currentRevision }
      try transaction.record("released", on: assignment.key)
      try transaction.promiseComeback(of: assignment, wasSeen: ending.how != .unseen)
    }
    return transaction.currentRevision
  }

  // MARK: Rows

  private func stored(_ id: ResponseID) throws -> Stored? {
    try db.row(Stored.byID, id.rawValue).map(Stored.init)
  }

  /// The newest response to an assignment.
  private func standing(on assignment: Int64) throws -> Stored? {
    try db.row(Stored.newestOfAssignment, assignment).map(Stored.init)
  }
}
