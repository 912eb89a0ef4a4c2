import GRDB
import Queue

/// What must be true of a queue's rows whatever happened to the machine, as queries that find what breaks it.
enum Examination {
  static let rules: [(rule: String, query: String)] = [
    (
      "an assignment without its exposure",
      """
      SELECT assignment.id FROM assignment JOIN build ON build.key = assignment.build
      LEFT JOIN exposure ON exposure.scope = assignment.scope AND exposure.example = assignment.example
        AND exposure.person = assignment.person
      WHERE exposure.ui_version IS NOT build.ui_version
      """
    ),
    (
      "an exposure without an assignment",
      """
      SELECT exposure.example FROM exposure WHERE NOT EXISTS (SELECT 1 FROM assignment
        WHERE assignment.scope = exposure.scope AND assignment.example = exposure.example
          AND assignment.person = exposure.person)
      """
    ),
    (
      "a person who saw an example on two UI versions",
      """
      SELECT assignment.example FROM assignment JOIN build ON build.key = assignment.build
      GROUP BY assignment.scope, assignment.example, assignment.person HAVING count(DISTINCT build.ui_version) > 1
      """
    ),
    (
      "a response that is not its assignment's",
      """
      SELECT response.id FROM response LEFT JOIN assignment ON assignment.key = response.assignment
        AND assignment.person = response.person AND assignment.example = response.example
        AND assignment.build = response.build
      WHERE assignment.key IS NULL
      """
    ),
    (
      "an example with more counted answers than are wanted",
      "SELECT example FROM work WHERE counted > need"
    ),
    (
      "a fact from a revision that has not been",
      """
      SELECT revision FROM (SELECT max(revision) AS revision FROM response UNION ALL SELECT max(revision) FROM assignment
        UNION ALL SELECT max(revision) FROM exposure) WHERE revision > (SELECT revision FROM clock)
      """
    ),
  ]
}

extension SQLiteStore {
  /// What is damaged in the file, and which rules of ours its rows break; empty for a sound queue.
  public func examine() throws -> [String] {
    try reading { db in
      var findings: [String] = []
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check")
      if integrity != ["ok"] { findings.append("the file is damaged: \(integrity.prefix(3).joined(separator: ", "))") }
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
      if orphans > 0 { findings.append("\(orphans) rows point at rows that are not there") }
      for (rule, query) in Examination.rules {
        let broken = try db.integer("SELECT count(*) FROM (\(query))") ?? 0
        if broken > 0 { findings.append("\(rule) (\(broken))") }
      }
      return findings
    }
  }
}
