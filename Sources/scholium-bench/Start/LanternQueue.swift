import FoundationEssentials

/// A queue of short texts that the program itself made, each with the same word in it, and a file with one of them.
struct LanternQueue {
  static let task = "lights"
  /// In every text and nowhere else on a screen. No letter stands twice in a row, so that no terminal gets it shortened.
  static let word = "lantern"

  let folder: String
  var path: String { "\(folder)/queue.sqlite" }
  var text: String { "\(folder)/text.txt" }

  /// Where the folder has a queue already, that one is taken.
  init(scholium: String, folder: String, examples: Int) throws {
    self.folder = folder
    if FileManager.default.fileExists(atPath: "\(folder)/queue.sqlite") { return }
    let files = try TaskFolder(folder, task: Self.task)
    try files.write("title: Lights\n", to: "tasks/\(Self.task)/task.yaml")
    try files.write(
      """
      version: 1
      show:
        - {field: text}
      ask:
        - {id: light, kind: choice, prompt: Which light is it?}

      """, to: "tasks/\(Self.task)/ui.yaml")
    try files.write(
      "version: 1\nlabels:\n  - {id: oil, title: Oil}\n  - {id: gas, title: Gas}\n",
      to: "tasks/\(Self.task)/taxonomy.yaml")
    try files.write(Self.text(0) + "\n", to: "text.txt")
    _ = try MeasuredRun([scholium, "publish", Self.task], in: folder)
    let rows = "\(folder)/examples.jsonl"
    try LineFile.write(examples, to: rows) { "{\"text\":\"\(Self.text($0))\"}" }
    _ = try MeasuredRun([scholium, "import", Self.task, rows], in: folder)
    try FileManager.default.removeItem(atPath: rows)
  }

  private static func text(_ number: Int) -> String {
    "On the quay, number \(number), somebody lit a \(word) and waited."
  }
}
