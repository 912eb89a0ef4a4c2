import FoundationEssentials
import Records

/// A workspace with a large code list and many answers in it, made for measuring: the same every time.
struct CodeListTask {
  private let files: TaskFolder
  let scholium: String
  let labels: Int
  var folder: String { files.path }

  /// Makes the task with its first taxonomy version, publishes it and imports the answers.
  init(scholium: String, folder: String, labels: Int, answers: Int) throws {
    self.scholium = scholium
    self.labels = labels
    files = try TaskFolder(folder, task: "codes")
    try files.write("title: Codes\npolicy: {overlap: 2, reuse_from: [experiment/next]}\n", to: "tasks/codes/task.yaml")
    try files.write(
      """
      version: 1
      show:
        - {field: text}
      ask:
        - {id: code, kind: choice, prompt: Which code is it?}

      """, to: "tasks/codes/ui.yaml")
    try files.write(
      "code\n" + (0..<labels).map { "c\($0)\n" }.joined(), to: "tasks/codes/codes-1.csv")
    try files.write("version: 1\nlabels: {file: codes-1.csv, id: code, title: code}\n", to: "tasks/codes/taxonomy.yaml")
    try run("publish", "codes")
    try writeAnswers(answers)
    try run("import", "codes", "responses.jsonl", "--format", "responses")
    try FileManager.default.removeItem(atPath: folder + "/responses.jsonl")
  }

  /// Writes the second version, in which one label in fifty changes, by every kind of change in turn.
  func writeSecondVersion() throws {
    var kept: [String] = []
    var changes: [String] = []
    var index = 0
    while index < labels {
      let label = "c\(index)"
      guard index.isMultiple(of: 50), index + 1 < labels else {
        kept.append(label)
        index += 1
        continue
      }
      switch index / 50 % 5 {
      case 0:
        changes.append("{rename: \(label), to: \(label)x}")
        kept.append("\(label)x")
      case 1:
        changes.append("{merge: [\(label), c\(index + 1)], to: \(label)}")
        kept.append(label)
        index += 1
      case 2:
        changes.append("{split: \(label), into: [\(label)a, \(label)b]}")
        kept += ["\(label)a", "\(label)b"]
      case 3:
        changes.append("{carve: \(label)n, out-of: [\(label)]}")
        kept += [label, "\(label)n"]
      default:
        changes.append("{retire: \(label)}")
      }
      index += 1
    }
    try files.write("code\n" + kept.map { "\($0)\n" }.joined(), to: "tasks/codes/codes-2.csv")
    try files.write(
      "version: 2\nlabels: {file: codes-2.csv, id: code, title: code}\nfrom:\n  version: 1\n  changes:\n"
        + changes.map { "    - \($0)\n" }.joined(), to: "tasks/codes/taxonomy.yaml")
  }

  func run(_ arguments: String...) throws { _ = try MeasuredRun([scholium] + arguments, in: folder) }

  /// Two answers an example.
  private func writeAnswers(_ count: Int) throws {
    try LineFile.write(count, to: folder + "/responses.jsonl") { answer in
      let example = answer / 2
      // A multiplicative hash spreads the codes over the list.
      let code = example &* 2_654_435_761 % labels
      return """
        {"data":{"number":\(example),"text":"What the business number \(example) does for a living"},"annotator":"\(answer.isMultiple(of: 2) ? "amara" : "bo")","ui_version":1,"taxonomy_version":1,"status":"answered","answer":{"code":"c\(code)"},"duration_ms":4000}
        """
    }
  }
}
