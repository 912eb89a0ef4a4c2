import Records
import Testing

/// Eight hundred pairs of sentences, each judged by ten workers, with the truth (Snow et al. 2008, 'Cheap and Fast'), as a
/// task that serves and a file `crowd.csv` that waits to be imported.
struct EntailmentCrowd {
  let workspace: Workspace
  /// By the task's id.
  let truth: [String: String]

  init() throws {
    workspace = try Workspace()
    try workspace.write("title: Entailment\n", to: "tasks/rte/task.yaml")
    try workspace.write(
      "version: 1\nshow:\n  - {field: task}\nask:\n  - {id: entails, kind: choice, prompt: Does it follow?}\n",
      to: "tasks/rte/ui.yaml")
    try workspace.write(
      "version: 1\nlabels:\n  - {id: \"0\", key: n, title: No}\n  - {id: \"1\", key: y, title: Yes}\n",
      to: "tasks/rte/taxonomy.yaml")
    try workspace.require(workspace.scholium("publish", "rte"))
    let text = String(
      decoding: try Program.run(["/bin/cat", "\(EndToEnd.sharedData)/snow2008-rte-temp/rte.standardized.tsv"]).output,
      as: UTF8.self)
    // !amt_annotation_ids, !amt_worker_ids, orig_id, response, gold
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
    try workspace.write(
      "task,worker,label\n" + rows.map { "\($0[2]),\($0[1]),\($0[3])\n" }.joined(), to: "crowd.csv")
    truth = Dictionary(rows.map { ($0[2], $0[4]) }, uniquingKeysWith: { first, _ in first })
  }

  /// How many exported answers are the truth.
  func right(in rows: [JSON]) -> Int {
    rows.count { $0["answer"]?["entails"]?.string == truth[$0["data"]?["task"]?.string ?? ""] }
  }
}
