import Foundation
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// Every rule that an outside program can break, broken by the stock shell with its triggers dropped: found and named,
/// and mended where it is only a working table.
@Suite(.enabled(if: StockShell.isInstalled)) struct ExaminationTests {
  struct Mutant: CustomStringConvertible, Sendable {
    let sql: String
    let check: Finding.Check
    /// Part of the finding's message.
    let told: String

    init(_ sql: String, _ check: Finding.Check, _ told: String) {
      self.sql = sql
      self.check = check
      self.told = told
    }

    var description: String { sql }
  }

  private static let facts = [
    Mutant("DELETE FROM exposure", .rules, "an assignment without an exposure"),
    Mutant("UPDATE exposure SET ui_version = ui_version + 1", .rules, "an assignment without an exposure"),
    Mutant(
      "INSERT INTO exposure SELECT scope, 9, person, ui_version, 1, revision, at FROM exposure LIMIT 1", .rules,
      "an exposure without an assignment"),
    Mutant(
      """
      INSERT INTO definition SELECT 99, kind, x'00', canonical, 1, revision, at FROM definition
        ORDER BY key DESC LIMIT 1;
      INSERT INTO build SELECT 99, x'00', task, title, 99, ui, taxonomy, schema, policy, ui_number, ui_edition,
        taxonomy_number, schema_number, is_tail, source_commit, source_clean, program, 1, revision, at FROM build;
      INSERT INTO assignment SELECT 99, 'A99', scope, example, person, 99, channel, content, 'imported', 1, revision, at,
        NULL, NULL, NULL FROM assignment ORDER BY key DESC LIMIT 1
      """, .rules, "rule 1"),
    Mutant(
      "UPDATE assignment SET content = (SELECT max(key) FROM content)", .rules,
      "under another's build, channel or content"
    ),
    Mutant(
      """
      INSERT INTO gold SELECT 1, 1, 1, 1, 1, NULL, NULL, 1, revision, at FROM clock;
      UPDATE assignment SET gold = 1 WHERE example > 1
      """, .rules, "an assignment of gold that is another example's"),
    Mutant("UPDATE response SET example = 9", .rules, "a response that is not its assignment's"),
    Mutant("UPDATE assignment SET build = 99 WHERE id = 'A1'", .references, "points at rows that are not there"),
    Mutant(
      """
      INSERT INTO response SELECT 99, 'R99', assignment, example, person, build, status, NULL, NULL, answer, NULL,
        duration, context, counted, 1, revision, at FROM response
      """, .rules, "a second answer to an assignment"),
    Mutant("UPDATE response SET supersedes = key", .rules, "a correction of a later"),
    Mutant("UPDATE response SET settles = key", .rules, "a settlement of a later"),
    Mutant("UPDATE response SET answer = NULL", .rules, "a response that says nothing"),
    Mutant("UPDATE response SET status = 'skipped'", .rules, "a response that says nothing"),
    Mutant("UPDATE response SET status = 'sung'", .rules, "a response that says nothing"),
    Mutant("UPDATE response SET context = 99", .references, "points at rows that are not there"),
    Mutant("UPDATE assignment SET revision = 1 WHERE id = 'A2'", .rules, "in 'assignment' that is older"),
    Mutant("UPDATE content SET at = 0 WHERE key = 7", .rules, "in 'content' that is older"),
    Mutant("UPDATE clock SET revision = 1", .rules, "a revision or a time that has not been"),
    Mutant("UPDATE clock SET at = 0", .rules, "a revision or a time that has not been"),
    Mutant("DELETE FROM clock", .rules, "no clock"),
    Mutant("DELETE FROM person_state", .rules, "a person without a name"),
    Mutant("DROP TABLE draft", .schema, "the table 'draft' is missing"),
    Mutant("DROP TRIGGER exposure_happens_once", .schema, "the trigger 'exposure_happens_once' is missing"),
    Mutant("DROP INDEX lease_end", .schema, "the index 'lease_end' is missing"),
    Mutant(
      "DROP TRIGGER answer_is_never_deleted; CREATE TRIGGER answer_is_never_deleted BEFORE DELETE ON answer BEGIN SELECT 1; END",
      .schema, "the trigger 'answer_is_never_deleted' is not as this program made it"),
    Mutant(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_master SET sql = 'CREATE INDEX response_of_example ON response(duration)'
        WHERE name = 'response_of_example'
      """, .integrity, "the file is damaged"),
  ]

  private static let work = [
    Mutant("UPDATE work SET counted = 9", .work, "more counted answers than are wanted"),
    Mutant("UPDATE work SET leased = 1 WHERE example = 7", .work, "whose leases are counted wrongly"),
    Mutant("INSERT INTO gold_tally VALUES (1, 1, 3)", .work, "whose answers to gold are counted wrongly"),
    Mutant("UPDATE work SET waiting = 1 WHERE example = 7", .work, "whose settlements are counted wrongly"),
    Mutant("UPDATE work SET is_open = 1 - is_open", .work, "that is open and should not be"),
    Mutant("UPDATE work SET seq = 5 WHERE is_open = 1", .work, "a place in a lane"),
    Mutant("UPDATE lane SET next_seq = 1", .work, "a place in a lane"),
    Mutant(
      "INSERT INTO inbox SELECT stage, 99, 1, 1, 1, 1, 0, 1 FROM work LIMIT 1", .work,
      "a settlement that waits for nobody's open row"),
    Mutant("UPDATE stage SET state = 'old'", .work, "a channel that serves from no stage"),
    Mutant("DELETE FROM lane", .work, "a stage without its lane"),
    Mutant("DELETE FROM tally", .work, "a stage without its lane or its tally"),
    Mutant("UPDATE tally SET answers = answers + 1", .work, "a tally that is not the sum"),
    Mutant("DELETE FROM lease", .work, "neither ended nor is leased"),
    Mutant(
      "INSERT INTO lease SELECT 1, person, channel, 1, session, expires, 0 FROM lease", .work,
      "a lease of an assignment that has ended"),
    Mutant("UPDATE lease SET example = 9", .work, "a lease that is not its assignment's"),
    // Lies that agree with each other: only the facts know better.
    Mutant(
      "UPDATE work SET need = 2 WHERE example = 7; UPDATE tally SET wanted = wanted + 1", .work,
      "example 7 wants 2 answers, not 1"),
    Mutant(
      "DELETE FROM work WHERE example = 7; UPDATE tally SET wanted = wanted - 1, examples = examples - 1", .work,
      "example 7 is not in it"),
    Mutant(
      "UPDATE work SET counted = 1, is_open = 0 WHERE example = 7; UPDATE tally SET answers = answers + 1, done = done + 1",
      .work, "example 7 counts 1 of its answers, not 0"),
    Mutant(
      "UPDATE work SET is_for_review = 1, is_open = 0 WHERE example = 7", .work, "example 7 is no reviewer's yet"),
    Mutant("UPDATE work SET is_narrowed = 1 WHERE example = 7", .work, "example 7 narrows what is asked"),
  ]

  private func mutated(_ mutant: Mutant) throws -> ScratchQueue {
    let scratch = try ScratchQueue()
    try scratch.fill()
    #expect(try scratch.store.examine() == [])
    let shell = StockShell(path: scratch.path)
    // One statement a trigger: what guards the rows is gone, as in the hands of another program.
    let drops = try shell.run(
      "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'")
    let keepsTriggers = mutant.check == .schema
    let result = try shell.run((keepsTriggers ? "" : drops.output) + mutant.sql)
    try #require(result.status == 0, "\(result.errors)")
    return scratch
  }

  private func findings(in scratch: ScratchQueue) throws -> [Finding] {
    // A connection of its own: the store's has the schema from before in mind.
    let database = try QueueFile.open(scratch.path)
    defer { try? database.close() }
    return try database.read { try Examination(db: $0, isThorough: true).findings() }
  }

  @Test(arguments: facts + work) func aBrokenRuleIsFoundAndNamed(mutant: Mutant) throws {
    let scratch = try mutated(mutant)
    let found = try findings(in: scratch)
    let named = found.filter { $0.check == mutant.check && $0.message.contains(mutant.told) }
    #expect(!named.isEmpty, "\(found.map(\.message))")
    #expect(named.allSatisfy { $0.isTrouble && $0.remedy != nil })
  }

  @Test(arguments: work) func aBrokenWorkingTableIsMadeAnewFromTheFacts(mutant: Mutant) throws {
    let scratch = try mutated(mutant)
    let store = try SQLiteStore(path: scratch.path)
    defer { try? store.close() }
    let answers = try responses(in: store)
    try store.mendSchema(at: Timestamp(microseconds: 20))
    #expect(try store.rebuildWork(at: Timestamp(microseconds: 20)) == 1)
    #expect(try findings(in: scratch) == [])
    #expect(try responses(in: store) == answers)
    // Somebody new gets to all that is left.
    let bo = try store.enroll(
      name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 21))
    try store.open(
      Session(id: SessionID("S2"), person: bo.id, process: ProcessMark.own, at: Timestamp(microseconds: 21)))
    let serving = try store.claim(
      Claim(
        task: TaskName("genre"), channels: .named(.production), person: bo.id, session: SessionID("S2"),
        assignment: AssignmentID("A3"), at: Timestamp(microseconds: 22)))
    guard case .assignment = serving.outcome else {
      Issue.record("nothing is served")
      return
    }
    #expect(try findings(in: scratch) == [])
  }

  private func responses(in store: SQLiteStore) throws -> [String] {
    try store.read { snapshot in
      var rows: [String] = []
      try snapshot.forEachResponse(of: TaskName("genre"), upTo: .max) { rows.append("\($0)") }
      return rows
    }
  }
}
