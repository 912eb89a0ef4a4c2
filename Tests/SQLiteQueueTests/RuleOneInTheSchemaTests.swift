import Labeling
import Queue
import SQLiteQueue
import Testing

/// Rule 1 and provenance hold against any program that opens the file, not only against this one.
@Suite(.enabled(if: StockShell.isInstalled, "needs the sqlite3 command (apt install sqlite3)"))
struct RuleOneInTheSchemaTests {
  /// Every way to write a row, on each table that rule 1 rests on.
  static let attacks: [String] = {
    let second = "SELECT key FROM definition WHERE kind = 'ui' ORDER BY key DESC LIMIT 1"
    let exposure =
      "exposure(scope, example, person, ui_version, branch, revision, at) SELECT scope, example, person, (\(second)), branch, revision, at FROM exposure"
    let assignment =
      "assignment(key, id, scope, example, person, build, channel, content, purpose, branch, revision, at) SELECT key, id, scope, example, person, (SELECT max(key) FROM build), channel, content, purpose, branch, revision, at FROM assignment"
    let fresh =
      "assignment(id, scope, example, person, build, channel, content, purpose, branch, revision, at) SELECT id || 'x', scope, example, person, (SELECT max(key) FROM build), channel, content, purpose, branch, revision, at FROM assignment"
    let unexposed =
      "assignment(id, scope, example, person, build, channel, content, purpose, branch, revision, at) SELECT 'new', scope, 10, person, build, channel, content, purpose, branch, revision, at FROM assignment LIMIT 1"
    let response =
      "response(key, id, assignment, example, person, build, status, answer, context, counted, branch, revision, at) SELECT key, id, assignment, example, person, build, status, answer, context, 0, branch, revision, at FROM response"
    let stolen =
      "response(id, assignment, example, person, build, status, answer, context, counted, branch, revision, at) SELECT id || 'x', assignment, example + 1, person, build, status, answer, context, counted, branch, revision, at FROM response"
    let golden =
      "assignment(id, scope, example, person, build, channel, content, purpose, gold, branch, revision, at) SELECT id || 'x', scope, example, person, build, channel, content, purpose, (SELECT max(key) FROM gold), branch, revision, at FROM assignment"
    let inserts = [exposure, assignment, fresh, unexposed, response, stolen, golden].flatMap { row in
      ["INSERT INTO", "INSERT OR REPLACE INTO", "INSERT OR IGNORE INTO", "REPLACE INTO"].map { "\($0) \(row)" }
    }
    let upserts = [
      "INSERT INTO \(exposure) WHERE true ON CONFLICT DO UPDATE SET ui_version = excluded.ui_version",
      "INSERT INTO \(assignment) WHERE true ON CONFLICT DO UPDATE SET build = excluded.build",
      "INSERT INTO \(response) WHERE true ON CONFLICT DO UPDATE SET counted = 0",
    ]
    let updates = ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"].flatMap { verb in
      [
        "\(verb) exposure SET ui_version = (\(second))", "\(verb) exposure SET person = person + 1",
        "\(verb) assignment SET build = (SELECT max(key) FROM build)", "\(verb) assignment SET person = person + 1",
        "\(verb) response SET counted = 1 - counted", "\(verb) response SET answer = NULL",
        "\(verb) build SET ui_version = (\(second))", "\(verb) gold SET answer = NULL",
      ]
    }
    let deletes = [
      "DELETE FROM exposure", "DELETE FROM assignment", "DELETE FROM response", "DELETE FROM build",
      "DELETE FROM gold",
    ]
    let replacements = [
      "REPLACE INTO build SELECT key, id, task, title, (\(second)), ui, taxonomy, schema, policy, ui_number, ui_edition, taxonomy_number, schema_number, is_tail, source_commit, source_clean, program, branch, revision, at FROM build",
      "REPLACE INTO gold SELECT * FROM gold",
    ]
    return inserts + upserts + updates + deletes + replacements
  }()

  private static let state = """
    SELECT * FROM exposure; SELECT * FROM assignment; SELECT * FROM response; SELECT key, id, ui_version FROM build; SELECT * FROM gold;
    """

  private func filled() throws -> ScratchQueue {
    let scratch = try ScratchQueue()
    try scratch.fill()
    var definition = ScratchQueue.genre(ui: 2, prompt: "Another screen?")
    definition.gold = [GoldExample(data: Array("{\"film\":\"gold\"}".utf8), answer: "{\"genre\":\"drama\"}")]
    _ = try scratch.store.publish(
      Publication(
        definition: definition, allowsStuck: true,
        origin: Origin(program: "test"), at: Timestamp(microseconds: 9)))
    return scratch
  }

  @Test func everyAttackFailsOrChangesNothing() throws {
    let scratch = try filled()
    let shell = StockShell(path: scratch.path)
    let before = try shell.run(Self.state)
    try #require(before.status == 0 && before.output.split(separator: "\n").count >= 6)
    for attack in Self.attacks {
      let result = try shell.run(attack)
      #expect(result.status != 0, "\(attack) went through")
      let reasons = ["append-only", "rule 1", "never replaced", "provenance", "not known of this example"]
      #expect(reasons.contains { result.errors.contains($0) }, "\(attack): \(result.errors)")
      #expect(try shell.run(Self.state).output == before.output, "\(attack) changed something")
    }
  }

  /// The attacks above would go through without the triggers, so they prove something.
  @Test func theAttacksHaveTeeth() throws {
    let scratch = try filled()
    let shell = StockShell(path: scratch.path)
    let triggers = try shell.run("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for name in triggers.output.split(separator: "\n") { _ = try shell.run("DROP TRIGGER \(name)") }
    let through = try Self.attacks.filter { try shell.run("BEGIN; \($0); ROLLBACK").status == 0 }
    #expect(through.count > Self.attacks.count / 2)
  }
}
