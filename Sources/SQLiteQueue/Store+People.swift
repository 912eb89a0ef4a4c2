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

  public func change(
    _ person: PersonID, _ change: PersonChange, by actor: String, at: Timestamp
  ) throws(QueueError) -> Person {
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
      case .take(let role):
        try transaction.record("took_role", of: entry.key, value: role.rawValue)
        try transaction.db.run("UPDATE person_state SET role = ? WHERE person = ?", role.rawValue, entry.key)
      case .add(let key): try transaction.add(key, to: entry.key)
      case .remove(let fingerprint):
        guard entry.person.has(fingerprint) else { throw QueueError.unknownKey(fingerprint) }
        try transaction.record("lost_key", of: entry.key, value: fingerprint)
        try transaction.db.run("DELETE FROM person_key WHERE fingerprint = ?", fingerprint)
      case .qualify(let task): try transaction.qualify(entry.key, for: task)
      }
      if let event = change.event(of: entry.person, by: actor) { try transaction.audit(event) }
      try transaction.definitionsChange()
      try transaction.reckon(answersOf: entry.key)
      return try transaction.catalog.person(person).person
    }
  }

  private func person(named name: String, _ db: Database) throws -> Person? {
    guard let definitions = try db.integer("SELECT definitions FROM clock") else { return nil }
    return try catalog(db, definitions: definitions).people.values.first { $0.person.isNamed(name) }?.person
  }
}

extension Transaction {
  /// Somebody known from imported answers only sits down.
  func arrive(_ person: Int64) throws {
    try record("arrived", of: person)
    try db.run("UPDATE person_state SET is_away = 0 WHERE person = ?", person)
    try definitionsChange()
    try reckon(answersOf: person)
  }

  /// Lets a person go on to real work of a task.
  func qualify(_ person: Int64, for task: TaskName) throws {
    let key = try catalog.task(task).key
    try record("qualified", of: person, value: task.rawValue)
    try db.run("INSERT OR IGNORE INTO qualification(person, task) VALUES (?, ?)", person, key)
  }

  fileprivate func add(_ key: AccessKey, to person: Int64) throws {
    let owner = catalog.people.values.first { $0.person.has(key.fingerprint) }
    if let owner { throw QueueError.keyTaken(fingerprint: key.fingerprint, by: owner.person.name) }
    try record("gained_key", of: person, value: "\(key.algorithm) \(key.body) \(key.comment)")
    try db.run(
      "INSERT INTO person_key(fingerprint, person, algorithm, body, comment) VALUES (?, ?, ?, ?, ?)",
      key.fingerprint, person, key.algorithm, key.body, key.comment)
  }

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
    case .take(let role): person.role == role
    case .add(let key): person.has(key.fingerprint)
    case .remove: false
    case .qualify(let task): person.qualified.contains(task)
    }
  }
}
