import Foundation
import GRDB
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// A queue of the first schema, with people at work in it, opens and goes on.
@Suite struct MigrationTests {
  /// Rows as the first schema kept them: two films, one answered, one held open, and a draft of a third.
  private static let work = """
    INSERT INTO scope VALUES (1, 'genre', 1, 1, 1);
    INSERT INTO dataset VALUES (1, 'genre', NULL, 1, 1, 1);
    INSERT INTO task VALUES (1, 'genre', 1, 1, 1, 1, 1);
    INSERT INTO channel VALUES (1, 1, 'production', 1, 1, 1);
    INSERT INTO channel_event VALUES (1, 1, 'published', 1, 1, NULL, 'live', '', 1, 1, 1);
    INSERT INTO lane VALUES (1, 1, 0, 4);
    INSERT INTO person VALUES (1, 'P1', 'person', 1, 3, 2);
    INSERT INTO person_event VALUES (1, 1, 'named', 'amara', 1, 3, 2);
    INSERT INTO person_state VALUES (1, 'amara', 0);
    INSERT INTO session VALUES (1, 'S1', 1, 'here', 3, NULL);
    INSERT INTO exposure VALUES (1, 1, 1, 1, 1, 4, 4), (1, 2, 1, 1, 1, 5, 5);
    INSERT INTO assignment VALUES (1, 'A1', 1, 1, 1, 1, 1, 1, 'fresh', 1, 4, 4), (2, 'A2', 1, 2, 1, 1, 1, 2, 'fresh', 1, 5, 5);
    INSERT INTO answer VALUES (1, '{"genre":"comedy"}');
    INSERT INTO context VALUES (1, '{}');
    INSERT INTO response VALUES
      (1, 'R1', 1, 1, 1, 1, 'answered', NULL, NULL, 1, NULL, 900, 1, 1, 1, 5, 5);
    INSERT INTO lease VALUES (2, 1, 1, 2, 1, 9000000000);
    INSERT INTO cursor VALUES (1, 1, 2);
    INSERT INTO work VALUES (1, 1, 1, 0, 1, 0, 1, 1, 0, 0), (1, 2, 1, 0, 1, 1, 0, 1, 0, 0), (1, 3, 1, 3, 1, 0, 0, 1, 0, 1);
    INSERT INTO tally VALUES (1, 1, 3, 1, 3);
    UPDATE clock SET revision = 5, at = 5, definitions = 3;
    """

  private func makeFirstQueue(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { db in try db.execute(sql: SchemaV1.sql) }
    try migrator.migrate(queue)
    try queue.write { db in
      try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)")
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      let definition = ScratchQueue.genre()
      let parts: [(String, Digest, [UInt8])] = [
        ("ui", definition.ui.digest, definition.ui.canonical.canonical()),
        ("taxonomy", definition.taxonomy.digest, definition.taxonomy.canonical.canonical()),
        ("schema", definition.schema.digest, definition.schema.canonical.canonical()),
        ("policy", definition.policy.digest, definition.policy.canonical.canonical()),
      ]
      for (index, part) in parts.enumerated() {
        try db.execute(
          sql: "INSERT INTO definition VALUES (?, ?, ?, ?, 1, 1, 1)",
          arguments: [index + 1, part.0, Data(part.1.bytes), Data(part.2)])
      }
      for number in 0..<3 {
        let row = ScratchQueue.batch(1, from: number).rows[0]
        try db.execute(
          sql: "INSERT INTO example VALUES (?, ?, 1, 2, 1)",
          arguments: [number + 1, Data(row.example.bytes)])
        try db.execute(
          sql: "INSERT INTO content VALUES (?, 1, ?, 1, ?, ?, 1, 2, 1)",
          arguments: [number + 1, number + 1, Data(row.content.bytes), Data(row.data)])
      }
      let build = Build(
        task: definition.name, title: definition.title, ui: definition.ui, taxonomy: definition.taxonomy,
        schema: definition.schema, policy: definition.policy)
      try db.execute(
        sql:
          "INSERT INTO build VALUES (1, ?, 1, 'Film genre', 1, 1, 2, 3, 4, 1, 1, 1, 1, 0, NULL, NULL, 'test', 1, 1, 1)",
        arguments: [Data(build.id.bytes)])
      try db.execute(sql: Self.work)
    }
    try queue.close()
  }

  @Test func aFirstQueueGoesOn() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scholium-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("queue.sqlite").path
    try makeFirstQueue(at: path)
    let store = try SQLiteStore(path: path, mode: .existing, isRunning: { $0 == "here" })
    let task = TaskName("genre")
    let (tally, responses) = try store.read { snapshot in
      var responses: [ResponseRecord] = []
      try snapshot.forEachResponse(of: task, upTo: .max) { responses.append($0) }
      return (try snapshot.tallies(of: task).first, responses)
    }
    #expect(tally?.progress == Progress(answers: 1, wanted: 3, done: 1, examples: 3))
    #expect(tally?.leased == 1)
    #expect(responses.map(\.id) == [ResponseID("R1")])
    #expect(responses.first?.answer == #"{"genre":"comedy"}"#)
    #expect(responses.first?.asked == nil)
    let own = try store.read { snapshot in
      try snapshot.responses(of: PersonID("P1"), task: task, since: Timestamp(microseconds: 5), limit: 10)
    }
    #expect(own.map(\.id) == [ResponseID("R1")])

    // What was open is answered, and what was next is served.
    let claim = Claim(
      task: task, channels: .named(.production), person: PersonID("P1"), session: SessionID("S1"),
      assignment: AssignmentID("A3"), at: Timestamp(microseconds: 10))
    let (receipt, serving) = try store.submit(
      Submission(
        response: ResponseID("R2"), assignment: AssignmentID("A2"), person: PersonID("P1"), session: SessionID("S1"),
        answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}", at: Timestamp(microseconds: 10)),
      then: claim)
    #expect(receipt.counted)
    #expect(receipt.revision == 6)
    #expect(serving?.outcome.assignment?.id == AssignmentID("A3"))
    #expect(serving?.progress.answers == 2)

    // The first publish of the new program finds the old answers in a stage of its own.
    var second = ScratchQueue.genre(ui: 2, prompt: "Another screen?", overlap: 2)
    second.taxonomy = Taxonomy(
      version: 2, labels: [Label(id: LabelID("comedy"), title: "Comedy"), Label(id: LabelID("tragedy"), title: "T")],
      lineage: [Lineage(parent: 1, changes: [.rename(LabelID("drama"), to: LabelID("tragedy"))])])
    let published = try store.publish(
      Publication(
        definition: second, allowsStuck: true, origin: Origin(program: "test"), at: Timestamp(microseconds: 11)))
    #expect(published.changed)
    let after = try store.read { try $0.tallies(of: task).first?.progress }
    #expect(after == Progress(answers: 2, wanted: 6, done: 0, examples: 3))
    try store.close()
  }
}
