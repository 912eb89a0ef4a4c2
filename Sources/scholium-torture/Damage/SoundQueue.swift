import Driving
import FoundationEssentials
import Glibc

/// The queues that are damaged, made once: one that everybody left, and one whose log a `kill -9` left behind.
struct SoundQueue {
  let closed: Stage
  let hot: Stage
  /// The tables' columns, for damage of single cells.
  let columns: [Column]

  struct Column {
    let table: String
    let name: String
    /// Whether its rows have a key of their own.
    let isKeyed: Bool
  }

  init(in folder: String, program: Program) throws {
    try? FileManager.default.removeItem(atPath: folder)
    closed = try Stage(in: "\(folder)/closed", program: program, examples: 40, overlap: 2)
    for person in ["amara", "bo", "chen"] { try Self.work(as: person, at: closed, dies: false) }
    try closed.publish(ui: 2)
    try Self.work(as: "eni", at: closed, dies: false)
    hot = try Stage(copyOf: closed, in: "\(folder)/hot")
    try hot.importExamples(40..<50)
    try Self.work(as: "dora", at: hot, dies: true)
    guard access(hot.queue + "-wal", F_OK) == 0 else { throw BrokenPromise("a killed program left no log") }
    columns = try Self.columns(of: closed)
  }

  private static func work(as person: String, at stage: Stage, dies: Bool) throws {
    let talk = try Talk(
      stage.pipeCommand(as: person), environment: stage.program.variables, stage: stage, ledger: Ledger(),
      annotator: person)
    try talk.converse(mayFail: false)
    for op in ["skip", "flag"] {
      guard let id = try talk.claim()?["id"] else { continue }
      _ = try talk.client.ask(["op": .string(op), "assignment": id, "comment": "why"])
    }
    if dies {
      _ = try talk.claim()
      talk.client.signal(SIGKILL)
    }
    _ = talk.client.finish()
  }

  private static func columns(of stage: Stage) throws -> [Column] {
    let sql = """
      SELECT m.name, p.name, EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'key') FROM sqlite_schema AS m,
        pragma_table_info(m.name) AS p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2;
      """
    return try SQLiteShell.run(sql, on: stage.queue).output.split(separator: "\n").compactMap { line in
      let words = line.split(separator: "|")
      guard words.count == 3 else { return nil }
      return Column(table: String(words[0]), name: String(words[1]), isKeyed: words[2] == "1")
    }
  }
}
