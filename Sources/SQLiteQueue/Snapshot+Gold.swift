import GRDB
import Labeling
import Queue

extension Snapshot {
  func gold(of name: TaskName, upTo revision: Int) throws(QueueError) -> [GoldFact] {
    let task = try catalog.task(name)
    let sql = """
      SELECT key, example, build, answer, explanation, revision FROM gold WHERE task = ? AND revision <= ? ORDER BY key
      """
    return try checked {
      try db.rows(sql, task.key, revision).map { row in
        try GoldFact(
          key: row[0], example: row[1], build: row[2], answer: row[3], explanation: row[4], revision: row[5])
      }
    }
  }

  func content(ofGold key: Int, of name: TaskName) throws(QueueError) -> [UInt8] {
    let task = try catalog.task(name)
    let sql = "SELECT data FROM gold JOIN content ON content.key = gold.content WHERE gold.key = ? AND gold.task = ?"
    guard let row = try checked({ try db.row(sql, key, task.key).map { try ($0[0] as Blob?)?.bytes } }) else {
      throw .broken("there is no gold at key \(key)")
    }
    return row ?? Array("{}".utf8)
  }

  func goldAhead(of person: PersonID, in name: TaskName) throws(QueueError) -> Int {
    let task = try catalog.task(name)
    let key = try catalog.person(person).key
    let sql = """
      SELECT (SELECT count(*) FROM gold WHERE task = ?1 AND \(StandingGold.isNewest) AND (
          NOT EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = gold.example AND person = ?2)
          OR EXISTS (SELECT 1 FROM comeback
            WHERE comeback.person = ?2 AND comeback.task = ?1 AND comeback.example = gold.example AND is_gold = 1)))
        + (SELECT count(*) FROM lease JOIN assignment ON assignment.key = lease.assignment
          JOIN gold ON gold.key = assignment.gold WHERE lease.person = ?2 AND is_gold = 1 AND gold.task = ?1)
      """
    return try checked { Int(try db.integer(sql, task.key, key, task.scope) ?? 0) }
  }

  func forEachGoldResponse(
    of name: TaskName, by only: PersonID?, upTo revision: Int, _ body: (GoldResponse) throws -> Void
  ) throws {
    let task = try catalog.task(name)
    let person = try only.map { try catalog.person($0).key }
    // Of one person few assignments are read, of everybody's those of the task.
    let source = person == nil ? "assignment INDEXED BY assignment_gold" : "assignment INDEXED BY assignment_of_gold"
    let sql = """
      SELECT response.key, response.example, response.person, assignment.channel, response.build, response.status,
        response.answer, response.supersedes, response.at, assignment.gold, response.comment
      FROM \(source) JOIN gold ON gold.key = assignment.gold JOIN response ON response.assignment = assignment.key
      WHERE gold.task = ?1 AND response.revision <= ?2 AND assignment.gold IS NOT NULL
        \(person == nil ? "AND ?3 IS NULL" : "AND assignment.person = ?3") ORDER BY response.key
      """
    for row in try db.rows(sql, task.key, revision, person) {
      try body(
        GoldResponse(
          response: ResponseFact(
            response: row[0], example: row[1], person: row[2], channel: row[3], build: row[4], status: row.word(5),
            answer: row[6], supersedes: row[7], asked: nil, settles: nil, isGold: true, at: row.moment(8)),
          gold: row[9],
          comment: row[10]))
    }
  }
}
