import GRDB
import Labeling
import Queue

/// Compares answers to gold with what is known.
struct GoldScoring {
  /// The answer to a gold example that is scored.
  struct Given {
    let example: Int64
    let build: Int64
    let answer: Int64
  }

  let transaction: Transaction
  let task: Catalog.TaskEntry

  private var db: Database { transaction.db }

  /// A person's first answers. Of one that was corrected the newest, or the first where its person was told what is known
  /// before they corrected it.
  func answers(of person: Int64, upTo count: Int) throws -> [Given] {
    let sql = """
      SELECT assignment.key, assignment.example, assignment.build FROM assignment INDEXED BY assignment_of_gold
      JOIN gold ON gold.key = assignment.gold
      JOIN response ON response.assignment = assignment.key AND response.answer IS NOT NULL
      WHERE assignment.person = ? AND assignment.gold IS NOT NULL AND gold.task = ?
      GROUP BY assignment.key ORDER BY min(response.key) LIMIT \(count)
      """
    return try db.rows(sql, person, task.key).compactMap { row in
      let build: Int64 = try row[2]
      let isTold = transaction.catalog.buildsByKey[build]?.build.policy.tellsGold ?? false
      let scored = """
        SELECT answer FROM response WHERE assignment = ? AND answer IS NOT NULL
        ORDER BY key \(isTold ? "" : "DESC") LIMIT 1
        """
      guard let answer = try db.integer(scored, row[0] as Int64) else { return nil }
      return try Given(example: row[1], build: build, answer: answer)
    }
  }

  /// What an answer comes to beside what is known of the example now, or was known last.
  func score(of given: Given, in channel: Catalog.ChannelEntry) throws -> GoldScore? {
    guard let stage = task.serving(channel.key), let known = try known(of: given.example) else { return nil }
    return try score(given, known, by: transaction.rules(of: stage, in: task).reckoner.table)
  }

  /// What is told of an answer to gold; nil where nothing is.
  func feedback(on assignment: AssignmentRow, answer: String) throws -> GoldFeedback? {
    guard assignment.gold != nil, assignment.build.build.policy.tellsGold,
      let known = try known(of: assignment.example),
      let stage = task.serving(assignment.channel), let build = transaction.catalog.buildsByKey[known.build],
      let key = try db.integer("SELECT key FROM answer WHERE text = ?", answer)
    else { return nil }
    let table = transaction.rules(of: stage, in: task).reckoner.table.aimed(at: assignment.build.build)
    let given = Given(example: assignment.example, build: assignment.build.key, answer: key)
    return try GoldFeedback(
      answer: known.text, build: build.build.id, explanation: known.explanation,
      isRight: score(given, known, by: table).isRight)
  }

  private struct Known {
    let build: Int64
    let answer: Int64
    let text: String
    let explanation: String?
  }

  private func known(of example: Int64) throws -> Known? {
    let sql = """
      SELECT gold.build, gold.answer, answer.text, explanation FROM gold JOIN answer ON answer.key = gold.answer
      WHERE task = ? AND example = ? ORDER BY gold.key DESC LIMIT 1
      """
    return try db.row(sql, task.key, example).map {
      try Known(build: $0[0], answer: $0[1], text: $0[2], explanation: $0[3])
    }
  }

  private func score(_ given: Given, _ known: Known, by table: ReadingTable) throws -> GoldScore {
    try GoldScore(
      AnswerFact(answer: Int(given.answer), under: Int(given.build)),
      against: AnswerFact(answer: Int(known.answer), under: Int(known.build)), by: table)
  }
}
