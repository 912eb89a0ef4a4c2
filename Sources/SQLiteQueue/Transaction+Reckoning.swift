import GRDB
import Labeling
import Queue

/// One state of the queue, with the rules that its answers are reckoned by.
struct Reckoned {
  let db: Database
  let catalog: Catalog
  /// Opened for this state.
  let book: RuleBook

  /// What an example's answers come to in a stage.
  func reckoning(_ file: CaseFile, in stage: Catalog.StageEntry, of task: Catalog.TaskEntry) throws -> Reckoning {
    let rules = book.rules(of: stage, in: task, catalog)
    let policy = rules.reckoner.target.policy
    return try rules.reckoner.reckon(file) { person in
      catalog.peopleByKey[Int64(person)].map { Eligibility.fills($0, under: policy) } ?? false
    } returning: { person, uiVersion in
      guard let person = catalog.peopleByKey[Int64(person)], Eligibility.isActive(person, in: stage.channel) else {
        return nil
      }
      return rules.tails.build(for: uiVersion)
    }
  }
}

extension Transaction {
  var reckoned: Reckoned { Reckoned(db: db, catalog: catalog, book: store.rules) }

  func rules(of stage: Catalog.StageEntry, in task: Catalog.TaskEntry) -> RuleBook.Rules {
    store.rules.rules(of: stage, in: task, catalog)
  }

  func file(of example: Int64, in task: Catalog.TaskEntry) throws -> CaseFile {
    try CaseReader(db: db, catalog: catalog, task: task).file(of: example)
  }

  /// What an example's answers come to in a stage.
  func reckoning(_ file: CaseFile, in stage: Catalog.StageEntry, of task: Catalog.TaskEntry) throws -> Reckoning {
    try reckoned.reckoning(file, in: stage, of: task)
  }

  /// Reckons an example again in every stage of a task.
  func reckon(_ example: Int64, of task: Catalog.TaskEntry) throws {
    let file = try file(of: example, in: task)
    for stage in task.stages { _ = try reckon(file, in: stage, of: task) }
  }

  /// Reckons an example again in a stage, nil where its row was not made yet.
  func reckon(_ file: CaseFile, in stage: Catalog.StageEntry, of task: Catalog.TaskEntry) throws -> Reckoning? {
    let example = Int64(file.example)
    guard var row = try work(stage: stage.key, example: example) else { return nil }
    let reckoning = try reckoning(file, in: stage, of: task)
    try fillInbox(with: reckoning, of: example, in: stage, isOpen: row.before.isOpenToSettlements)
    row.work.counted = min(row.work.need, reckoning.counted.count)
    row.work.hasUnsettled = !reckoning.narrowed.isEmpty
    if reckoning.isDecided != (row.work.review == .done) {
      let skippers = reckoning.isDecided ? 0 : try skippers(of: example, in: stage.channelKey)
      row.work.review = Work.Review(
        isDecided: reckoning.isDecided, skippers: skippers, under: stage.build.build.policy)
    }
    row.work.waiting = try waiting(stage, example)
    row.hasOthers = file.hasOthers(than: reckoning)
    try save(row)
    return reckoning
  }

  /// Puts into people's inboxes what they may settle. Whoever is waited for already is waited for as long as before.
  ///
  /// - Parameter isOpen: whether the row, as it is stored, is open to settlements.
  func fillInbox(
    with reckoning: Reckoning, of example: Int64, in stage: Catalog.StageEntry, isOpen: Bool
  ) throws {
    let known = try db.rows("SELECT person, response FROM inbox WHERE stage = ? AND example = ?", stage.key, example)
    if known.isEmpty, reckoning.unsettled.isEmpty { return }
    for row in known {
      let (person, response) = try (row[0] as Int, row[1] as Int)
      guard !reckoning.unsettled.contains(where: { $0.person == person && $0.response == response }) else { continue }
      try db.run("DELETE FROM inbox WHERE stage = ? AND example = ? AND person = ?", stage.key, example, person)
    }
    let due = now.advanced(bySeconds: Double(stage.build.build.policy.settleWait))
    for unsettled in reckoning.unsettled {
      try db.run(
        """
        INSERT INTO inbox(stage, example, person, response, since, due, is_moved, is_open)
        VALUES (?, ?, ?, ?, ?, ?, 0, ?)
        ON CONFLICT DO NOTHING
        """, stage.key, example, unsettled.person, unsettled.response, at, due.microseconds, isOpen)
    }
  }

  /// Reckons again what a person answered, after what may be asked of them changed.
  func reckon(answersOf person: Int64) throws {
    let sql = """
      SELECT DISTINCT response.example FROM response
      WHERE response.person = ?1 AND response.answer IS NOT NULL AND EXISTS
        (SELECT 1 FROM work WHERE work.stage = ?2 AND work.example = response.example AND has_others = 1)
      ORDER BY response.example
      """
    for task in catalog.tasks.values.sorted(by: { $0.key < $1.key }) {
      for stage in task.stages {
        for row in try db.rows(sql, person, stage.key) {
          _ = try reckon(try file(of: row[0], in: task), in: stage, of: task)
        }
      }
    }
  }

  /// Reckons again what a stage holds unsettled, after its tails changed.
  func reckonUnsettled(in stage: Catalog.StageEntry, of task: Catalog.TaskEntry) throws {
    let sql = "SELECT example FROM work WHERE stage = ? AND has_others = 1 ORDER BY example"
    for row in try db.rows(sql, stage.key) {
      _ = try reckon(try file(of: row[0], in: task), in: stage, of: task)
    }
  }
}

extension CaseFile {
  /// True where more people answered than count.
  func hasOthers(than reckoning: Reckoning) -> Bool {
    guard answers.count > reckoning.counted.count else { return false }
    return Set(answers.map(\.person)).count > reckoning.counted.count
  }
}
