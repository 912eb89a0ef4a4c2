import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func open(_ session: Session) throws(QueueError) {
    try write(at: session.at) { transaction in
      let person = try transaction.catalog.person(session.person)
      try transaction.db.run(
        """
        INSERT INTO session(id, person, process, task, client, place, opened, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(id) DO NOTHING
        """, session.id.rawValue, person.key, session.process, session.task?.rawValue, session.client, session.place,
        transaction.at, transaction.at)
      guard person.person.isAway else { return }
      try transaction.arrive(person.key)
    }
  }

  public func beat(_ session: SessionID, active: Timestamp, at: Timestamp) throws(QueueError) -> Bool {
    try write(at: at) { transaction in
      let closed = "SELECT closed FROM session WHERE id = ?"
      guard let row = try transaction.db.row(closed, session.rawValue) else {
        throw QueueError.unknownSession(session)
      }
      guard try (row[0] as Int64?) == nil else { return false }
      try transaction.db.run(
        "UPDATE session SET beat = ?, active = ? WHERE id = ?", transaction.now.microseconds, active.microseconds,
        session.rawValue)
      return true
    }
  }

  public func close(_ session: SessionID, at: Timestamp) throws(QueueError) {
    try write(at: at) { transaction in
      try transaction.db.run(
        "UPDATE session SET closed = ? WHERE id = ? AND closed IS NULL", transaction.at, session.rawValue)
    }
  }

  /// Whether a session still is somebody's terminal: its process runs, and it was not silent for too long.
  func isAlive(process: String?, beat: Int64?, at now: Timestamp) -> Bool {
    isRunning(process) && !Session.isSilent(since: beat.map { Timestamp(microseconds: $0) }, at: now)
  }
}

extension Snapshot {
  func sessions() throws(QueueError) -> [SessionRecord] {
    let sql = """
      SELECT session.id, session.person, process, task, client, place, opened, beat, active,
        (SELECT count(*) FROM lease WHERE lease.session = session.key)
      FROM session INDEXED BY session_open WHERE closed IS NULL ORDER BY session.key
      """
    return try checked {
      try db.rows(sql).compactMap { row in
        guard let person = try catalog.peopleByKey[row[1]] else { return nil }
        let session = try Session(
          id: SessionID(row[0] as String), person: person.id, process: row[2],
          task: (row[3] as String?).flatMap { TaskName($0) }, client: row[4], place: row[5], at: row.moment(6))
        return try SessionRecord(
          session: session, annotator: person.name, isRunning: isRunning(session.process),
          beat: (row[7] as Int64?).map { Timestamp(microseconds: $0) },
          active: (row[8] as Int64?).map { Timestamp(microseconds: $0) }, holds: row[9])
      }
    }
  }
}
