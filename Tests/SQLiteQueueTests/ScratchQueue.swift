import Foundation
import Labeling
import Queue
import SQLiteQueue

/// A queue in a folder of its own, gone with the value.
final class ScratchQueue {
  let folder: URL
  let path: String
  let store: SQLiteStore

  init(isRunning: @escaping @Sendable (String?) -> Bool = ProcessMark.isRunning) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("scholium-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("queue.sqlite").path
    store = try SQLiteStore(path: path, isRunning: isRunning)
  }

  deinit {
    try? store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// A task with two labels, as its files would define it.
  static func genre(ui: Int = 1, prompt: String = "Which genre?", overlap: Int = 1) -> TaskDefinition {
    TaskDefinition(
      name: TaskName("genre"), title: "Film genre", policy: Policy(overlap: overlap),
      ui: UserInterface(
        version: ui, show: [ShownField(field: "text")],
        ask: [Question(id: QuestionID("genre"), kind: .choice, prompt: prompt)]),
      taxonomy: Taxonomy(
        version: 1,
        labels: [Label(id: LabelID("comedy"), title: "Comedy"), Label(id: LabelID("drama"), title: "Drama")]))
  }

  static func batch(_ count: Int, from first: Int = 0) -> ImportBatch {
    ImportBatch(
      dataset: "genre", identity: ExampleIdentity(fields: nil),
      rows: (first..<first + count).map { number in
        let data = Array("{\"text\":\"film \(number)\"}".utf8)
        return ImportBatch.Row(example: Digest(of: data), content: Digest(of: data), data: data)
      }, updates: false, at: Timestamp(microseconds: 1))
  }

  /// Publishes, imports, and lets one person answer one example and hold another one open.
  func fill() throws {
    _ = try store.publish(
      Publication(definition: Self.genre(), origin: Origin(program: "test"), at: Timestamp(microseconds: 1)))
    _ = try store.add(Self.batch(10))
    let amara = try store.enroll(
      name: "amara", kind: .person, isAway: false, id: PersonID("P1"), at: Timestamp(microseconds: 2))
    try store.open(
      Session(id: SessionID("S1"), person: amara.id, process: ProcessMark.own, at: Timestamp(microseconds: 3)))
    let first = claim(AssignmentID("A1"))
    _ = try store.claim(first)
    _ = try store.submit(
      Submission(
        response: ResponseID("R1"), assignment: AssignmentID("A1"), person: amara.id, session: SessionID("S1"),
        answer: #"{"genre":"comedy"}"#, durationMilliseconds: 900, context: #"{"client":"test"}"#,
        at: Timestamp(microseconds: 5)), then: claim(AssignmentID("A2")))
  }

  func claim(_ id: AssignmentID) -> Claim {
    Claim(
      task: TaskName("genre"), channels: .named(.production), person: PersonID("P1"), session: SessionID("S1"),
      assignment: id, at: Timestamp(microseconds: 4))
  }
}
