import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func enroll(
    name: String, kind: Person.Kind, isAway: Bool, id: PersonID, at: Timestamp
  ) throws(QueueError) -> Person {
    let known = try reading { db in try self.person(named: name, db) }
    if let known { return known }
    return try write(at: at) { transaction in
      if let known = try self.person(named: name, transaction.db) { return known }
      let key = try transaction.db.insert(
        "INSERT INTO person(id, kind, branch, revision, at) VALUES (?, ?, 1, ?, ?)",
        id.rawValue, kind.rawValue, transaction.revision, transaction.at)
      try transaction.record("named", of: key, value: name)
      if isAway { try transaction.record("away", of: key) }
      try transaction.db.run(
        "INSERT INTO person_state(person, name, is_paused, is_away) VALUES (?, ?, 0, ?)", key, name, isAway)
      try transaction.definitionsChange()
      return Person(id: id, name: name, kind: kind, isAway: isAway)
    }
  }

  public func change(_ person: PersonID, _ change: PersonChange, at: Timestamp) throws(QueueError) -> Person {
    try write(at: at) { transaction in
      let entry = try transaction.catalog.person(person)
      guard !change.isAlready(so: entry.person) else { return entry.person }
      switch change {
      case .pause, .resume:
        try transaction.record(change == .pause ? "paused" : "resumed", of: entry.key)
        try transaction.db.run(
          "UPDATE person_state SET is_paused = ? WHERE person = ?", change == .pause, entry.key)
      case .join(let pool):
        try transaction.record("joined", of: entry.key, value: pool)
        try transaction.db.run("INSERT OR IGNORE INTO pool_member(pool, person) VALUES (?, ?)", pool, entry.key)
      case .leave(let pool):
        try transaction.record("left", of: entry.key, value: pool)
        try transaction.db.run("DELETE FROM pool_member WHERE pool = ? AND person = ?", pool, entry.key)
      }
      try transaction.definitionsChange()
      try transaction.reckon(answersOf: entry.key)
      return try transaction.catalog.person(person).person
    }
  }

  public func open(_ session: Session) throws(QueueError) {
    try write(at: session.at) { transaction in
      let person = try transaction.catalog.person(session.person)
      try transaction.db.run(
        "INSERT INTO session(id, person, process, opened) VALUES (?, ?, ?, ?) ON CONFLICT(id) DO NOTHING",
        session.id.rawValue, person.key, session.process, transaction.at)
      guard person.person.isAway else { return }
      try transaction.record("arrived", of: person.key)
      try transaction.db.run("UPDATE person_state SET is_away = 0 WHERE person = ?", person.key)
      try transaction.definitionsChange()
      try transaction.reckon(answersOf: person.key)
    }
  }

  public func close(_ session: SessionID, at: Timestamp) throws(QueueError) {
    try write(at: at) { transaction in
      try transaction.db.run(
        "UPDATE session SET closed = ? WHERE id = ? AND closed IS NULL", transaction.at, session.rawValue)
    }
  }

  private func person(named name: String, _ db: Database) throws -> Person? {
    guard let definitions = try db.integer("SELECT definitions FROM clock") else { return nil }
    // By bytes: names that only look alike are different people.
    return try catalog(db, definitions: definitions).people.values
      .first { $0.person.name.utf8.elementsEqual(name.utf8) }?.person
  }
}

extension Transaction {
  fileprivate func record(_ what: String, of person: Int64, value: String? = nil) throws {
    try db.run(
      "INSERT INTO person_event(person, what, value, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      person, what, value, revision, at)
  }
}

extension PersonChange {
  fileprivate func isAlready(so person: Person) -> Bool {
    switch self {
    case .pause: person.isPaused
    case .resume: !person.isPaused
    case .join(let pool): person.pools.contains(pool)
    case .leave(let pool): !person.pools.contains(pool)
    }
  }
}
