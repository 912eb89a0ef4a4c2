import Driving
import Records
import Testing

/// Films of which some have known answers: all of them are horror.
extension Workspace {
  /// - Parameters:
  ///   - gold: titles of those.
  ///   - work: titles of all others.
  ///   - policy: lines of task.yaml's policy.
  convenience init(gold: [String], work: [String], policy: String) throws {
    try self.init()
    try writeTask()
    try edit("tasks/film/task.yaml", "policy:\n", "policy:\n\(policy)")
    let rows = gold.map { title -> JSON in
      [
        "data": Self.film(title, plot: "What happens in \(title) is soon told."), "answer": ["genre": "horror"],
        "explanation": "Somebody dies in the end.",
      ]
    }
    try write(rows.flatMap { $0.utf8() + [UInt8(ascii: "\n")] }, to: "tasks/film/gold.jsonl")
    try require(scholium("publish", "film"))
    try write(Self.rows(work), to: "films.jsonl")
    try require(scholium("import", "film", "films.jsonl"))
  }

  func goldReport() throws -> JSON { try require(scholium("gold", "film", "--json")).json }
}
