import GRDB
import Labeling
import Queue

extension SQLiteStore {
  /// After a failed commit a retry is harmless: what may have been assigned is the open assignment then.
  public func claim(_ claim: Claim) throws(QueueError) -> Serving {
    var isDraining = false
    while true {
      let pass = try writeNewWork(at: claim.at) { [isDraining] transaction in
        try Claiming(transaction: transaction, claim: claim, isDraining: isDraining).run()
      }
      switch pass {
      case .served(let serving): return serving
      case .passedMany: continue
      case .leasesRemain: isDraining = true
      }
    }
  }

  public func submit(_ submission: Submission, then claim: Claim?) throws(QueueError) -> (Receipt, Serving?) {
    do {
      return try and(claim, at: submission.at) { transaction in
        try transaction.withWorkAtHand { try Submitting(transaction: transaction).submit(submission) }
      }
    } catch {
      return (try settle(error, over: submission.response, answer: submission.answer), nil)
    }
  }

  /// What was given back is given back again without harm, so only a skip or a flag can be in doubt.
  public func end(_ ending: Ending, then claim: Claim?) throws(QueueError) -> (revision: Int, Serving?) {
    do {
      let (revision, serving) = try and(claim, at: ending.at) { transaction in
        try transaction.withWorkAtHand { try Submitting(transaction: transaction).end(ending) }
      }
      return (revision, serving)
    } catch {
      return (try settle(error, over: ending.response, answer: nil).revision, nil)
    }
  }

  public func correct(_ correction: Correction) throws(QueueError) -> Receipt {
    do {
      return try write(at: correction.at) { transaction in
        try transaction.withWorkAtHand { try Submitting(transaction: transaction).correct(correction) }
      }
    } catch {
      return try settle(error, over: correction.response, answer: correction.answer)
    }
  }

  /// An error on COMMIT, or of the claim that follows one, does not say whether the response was saved. That is settled
  /// by looking, never by guessing.
  func settle(_ error: QueueError, over response: ResponseID, answer: String?) throws(QueueError) -> Receipt {
    guard error.leavesDoubt,
      let receipt = try? reading({ db in try Submitting.receipt(of: response, answer: answer, db) })
    else { throw error }
    return receipt
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
      guard try transaction.db.row(answered, row.key) == nil else { return }
      try transaction.db.run(
        """
        INSERT INTO draft(person, task, example, answer, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(person, task, example) DO UPDATE SET answer = excluded.answer, at = excluded.at
        """, row.person, row.task, row.example, answer, transaction.at)
      let lease = row.build.build.policy.lease
      try transaction.db.run(
        "UPDATE lease SET expires = ? WHERE assignment = ?",
        transaction.now.advanced(bySeconds: Double(lease)).microseconds, row.key)
    }
  }

  /// Does something and claims the next example in the same transaction.
  private func and<Result>(
    _ claim: Claim?, at: Timestamp, _ body: (Transaction) throws -> Result
  ) throws(QueueError) -> (Result, Serving?) {
    // The last room on the disk is for answers: whoever asks for the next example on its own is told so.
    let isLowOnRoom = roomLeft?.isLow ?? false
    let claim = isLowOnRoom ? nil : claim
    let (result, pass) = try write(at: at, isLowOnRoom: isLowOnRoom) { transaction -> (Result, Claiming.Pass?) in
      let result = try body(transaction)
      guard let claim else { return (result, nil) }
      transaction.advance(to: claim.at)
      return (result, try Claiming(transaction: transaction, claim: claim).run())
    }
    guard let claim else { return (result, nil) }
    if case .served(let serving) = pass { return (result, serving) }
    // The claim has more seen examples to pass than one transaction should; what was done is committed.
    return (result, try self.claim(claim))
  }
}

extension QueueError {
  /// True for an error of the disk, of its locks or of SQLite, after which a commit may still have happened.
  fileprivate var leavesDoubt: Bool {
    switch self {
    case .cannotWrite, .notPermitted, .busy, .damaged, .broken: true
    default: false
    }
  }
}
