import GRDB
import Labeling
import Queue

/// Writes a response to an assignment and counts it wherever it counts.
struct Recording {
  /// An answer, or a skip or flag without one.
  struct Given {
    var id: ResponseID
    var status: ResponseRecord.Status
    /// Nil for a skip or a flag.
    var answer: String?
    var supersedes: Int64?
    var settles: Int64?
    /// True where the response that it supersedes counted.
    var wasCounted = false
    var comment: String?
    var duration: Int?
    var context: String
  }

  let transaction: Transaction
  let assignment: AssignmentRow

  private var db: Database { transaction.db }

  /// Keeps an answer. It counts if its person's answer was wanted, or it stands for one that counted, and what its person
  /// says counts now.
  func record(_ given: Given) throws -> Receipt {
    guard let text = given.answer else { throw QueueError.broken("an answer says nothing") }
    if assignment.gold != nil { return try recordGold(given, text) }
    let task = try transaction.task(of: assignment)
    let isFirst = try given.supersedes == nil && assignment.settles == nil && !hasAnswered()
    let answer = try transaction.intern(text, in: .answer)
    let key = try nextKey()
    let fact = AnswerFact(
      response: Int(key), person: Int(assignment.person), channel: Int(assignment.channel),
      build: Int(assignment.build.key), answer: Int(answer), settles: given.settles.map { Int($0) },
      asked: try assignment.asked.map { Int(try transaction.intern($0.stored, in: .asked)) },
      durationMilliseconds: given.duration, isStale: try isStale())
    let counting = Counting(transaction: transaction, example: assignment.example, task: task)
    let verdict = try counting.count(fact, superseding: given.supersedes, isFirst: isFirst, in: assignment.channel)
    let isCounted = (given.wasCounted || verdict.isWanted) && verdict.counts
    try insert(given, key: key, answer: answer, isCounted: isCounted)
    try forget()
    return Receipt(
      response: given.id, revision: transaction.currentRevision, counted: isCounted, at: transaction.moment)
  }

  /// Keeps an answer to gold, which wants every answer and counts nowhere else.
  private func recordGold(_ given: Given, _ text: String) throws -> Receipt {
    try transaction.countGold(assignment)
    try insert(given, key: try nextKey(), answer: try transaction.intern(text, in: .answer), isCounted: true)
    try forget()
    let scoring = GoldScoring(transaction: transaction, task: try transaction.task(of: assignment))
    return Receipt(
      response: given.id, revision: transaction.currentRevision, counted: true, at: transaction.moment,
      feedback: try scoring.feedback(on: assignment, answer: text))
  }

  func record(_ ending: Ending, status: ResponseRecord.Status, comment: String?) throws {
    try recordNothingSaid(
      Given(
        id: ending.response, status: status, settles: assignment.settles, comment: comment,
        duration: ending.durationMilliseconds,
        context: ending.context))
  }

  /// Keeps a skip or a flag. One of a settlement declines it, and nobody waits for that any more.
  func recordNothingSaid(_ given: Given) throws {
    try insert(given, key: try nextKey(), answer: nil, isCounted: false)
    if assignment.settles != nil {
      try transaction.reckon(assignment.example, of: try transaction.task(of: assignment))
    }
  }

  /// Keeps a reviewer's decision, which counts for nobody.
  func recordDecision(_ given: Given) throws {
    guard let text = given.answer else { throw QueueError.broken("a decision says nothing") }
    try insert(given, key: try nextKey(), answer: try transaction.intern(text, in: .answer), isCounted: false)
  }

  /// After `max_skips` different people skipped an example, a reviewer gets it.
  func handToReviewer() throws {
    let people = try transaction.skippers(of: assignment.example, in: assignment.channel)
    for stage in try transaction.task(of: assignment).stages where stage.channelKey == assignment.channel {
      guard var row = try transaction.work(stage: stage.key, example: assignment.example) else { continue }
      row.work.review = Work.Review(
        isDecided: row.work.review == .done, skippers: people, under: stage.build.build.policy)
      try transaction.save(row)
    }
  }

  /// Drops what waited for an answer that has come.
  func forget() throws {
    let (person, task, example) = (assignment.person, assignment.task, assignment.example)
    try db.run("DELETE FROM draft WHERE person = ? AND task = ? AND example = ?", person, task, example)
    try db.run("DELETE FROM comeback WHERE person = ? AND task = ? AND example = ?", person, task, example)
  }

  // MARK: Rows

  /// Known before the row is written, since what it counts for is part of it.
  private func nextKey() throws -> Int64 { (try db.integer("SELECT max(key) FROM response") ?? 0) + 1 }

  /// True where the person answered the example for this task before. Few answered an example; a person answers for years.
  private func hasAnswered() throws -> Bool {
    let sql = """
      SELECT 1 FROM response INDEXED BY response_of_example JOIN build ON build.key = response.build
      WHERE response.example = ? AND response.person = ? AND response.answer IS NOT NULL AND build.task = ?
      """
    return try db.row(sql, assignment.example, assignment.person, assignment.task) != nil
  }

  /// True where the example looks different now.
  private func isStale() throws -> Bool {
    let task = try transaction.task(of: assignment)
    let sql = "SELECT max(key) FROM content WHERE dataset = ? AND example = ?"
    guard let newest = try db.integer(sql, task.dataset, assignment.example), newest != assignment.content else {
      return false
    }
    var staleness = Staleness(db: db, catalog: transaction.catalog)
    return try staleness.differs(assignment.content, from: newest, under: assignment.build.key)
  }

  private func insert(_ given: Given, key: Int64, answer: Int64?, isCounted: Bool) throws {
    try db.run(
      """
      INSERT INTO response(key, id, assignment, example, person, build, status, supersedes, settles, answer, comment,
        duration, context, counted, branch, revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      key, given.id.rawValue, assignment.key, assignment.example, assignment.person, assignment.build.key,
      given.status.rawValue, given.supersedes, given.settles, answer, given.comment, given.duration,
      try transaction.intern(given.context, in: .context), isCounted, transaction.revision, transaction.at)
  }
}

extension Transaction {
  /// The number of people who skipped an example in a channel.
  func skippers(of example: Int64, in channel: Int64) throws -> Int {
    let sql = """
      SELECT count(DISTINCT response.person) FROM response JOIN assignment ON assignment.key = response.assignment
      WHERE response.example = ? AND assignment.channel = ? AND response.status = 'skipped' AND assignment.gold IS NULL
      """
    return Int(try db.integer(sql, example, channel) ?? 0)
  }

  /// The key of a text that is stored once.
  func intern(_ text: String, in table: TextTable) throws -> Int64 {
    try db.integer(table.find, text) ?? db.insert(table.add, text)
  }
}

/// A table of texts that are stored once each, however many rows mean them.
struct TextTable {
  static let answer = TextTable("answer")
  static let asked = TextTable("asked")
  static let context = TextTable("context")

  fileprivate let find: String
  fileprivate let add: String

  private init(_ name: String) {
    find = "SELECT key FROM \(name) WHERE text = ?"
    add = "INSERT INTO \(name)(text) VALUES (?)"
  }
}
