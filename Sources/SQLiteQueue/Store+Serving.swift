import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func claim(_ claim: Claim) throws(QueueError) -> Serving {
    while true {
      let serving = try write(at: claim.at) { transaction in
        try Claiming(transaction: transaction, claim: claim).run()
      }
      if let serving { return serving }
    }
  }

  public func submit(_ submission: Submission, then claim: Claim?) throws(QueueError) -> (Receipt, Serving?) {
    do {
      return try and(claim, at: submission.at) { transaction in
        try Submitting(transaction: transaction).submit(submission)
      }
    } catch {
      // An error on COMMIT does not say whether the answer was saved. Settle it by looking, never by guessing.
      guard error.leavesDoubt, let receipt = try? reading({ db in try Submitting.receipt(of: submission, db) }) else {
        throw error
      }
      return (receipt, nil)
    }
  }

  public func end(_ ending: Ending, then claim: Claim?) throws(QueueError) -> (revision: Int, Serving?) {
    let (revision, serving) = try and(claim, at: ending.at) { transaction in
      try Submitting(transaction: transaction).end(ending)
      return transaction.currentRevision
    }
    return (revision, serving)
  }

  public func correct(_ correction: Correction) throws(QueueError) -> Receipt {
    try write(at: correction.at) { transaction in try Submitting(transaction: transaction).correct(correction) }
  }

  public func note(
    _ comment: String, on assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) -> Int {
    try write(at: at) { transaction in
      let row = try transaction.assignment(assignment, of: person)
      try transaction.record("noted", on: row.key, comment: comment)
      return transaction.currentRevision
    }
  }

  /// Keeps a draft. A person at work on an example keeps its lease, too.
  public func saveDraft(
    _ answer: String, of assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) {
    try write(at: at) { transaction in
      let row = try transaction.assignment(assignment, of: person)
      let answered = "SELECT 1 FROM response WHERE assignment = ? AND answer IS NOT NULL"
      guard try transaction.db.row(answered, [row.key]) == nil else { return }
      try transaction.db.run(
        """
        INSERT INTO draft(person, task, example, answer, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(person, task, example) DO UPDATE SET answer = excluded.answer, at = excluded.at
        """, [row.person, row.task, row.example, answer, transaction.at])
      let lease = row.build.build.policy.lease
      try transaction.db.run(
        "UPDATE lease SET expires = ? WHERE assignment = ?",
        [transaction.now.advanced(bySeconds: Double(lease)).microseconds, row.key])
    }
  }

  /// Does something and claims the next example in the same transaction.
  private func and<Result>(
    _ claim: Claim?, at: Timestamp, _ body: (Transaction) throws -> Result
  ) throws(QueueError) -> (Result, Serving?) {
    let (result, serving) = try write(at: at) { transaction -> (Result, Serving?) in
      let result = try body(transaction)
      guard let claim else { return (result, nil) }
      transaction.advance(to: claim.at)
      return (result, try Claiming(transaction: transaction, claim: claim).run())
    }
    guard let claim, serving == nil else { return (result, serving) }
    // The claim has more seen examples to pass than one transaction should; what was done is committed.
    return (result, try self.claim(claim))
  }
}

extension QueueError {
  /// True for an error of the disk or of SQLite, after which a commit may still have happened.
  fileprivate var leavesDoubt: Bool {
    switch self {
    case .cannotWrite, .damaged, .broken: true
    default: false
    }
  }
}
