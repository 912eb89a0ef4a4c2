import FoundationEssentials
import Records

/// A workspace with one long text to mark spans in, and the same text as a file.
struct MarkingTask {
  private let files: TaskFolder
  var text: String { files.path + "/text.txt" }

  /// - Parameter people: how many may have the text at the same time.
  init(scholium: String, folder: String, words: Int, people: Int = 1) throws {
    files = try TaskFolder(folder, task: "names")
    let text = Self.words(words)
    try files.write("title: Names\npolicy:\n  overlap: \(people)\n", to: "tasks/names/task.yaml")
    try files.write(
      """
      version: 1
      show:
        - {field: text}
      ask:
        - {id: names, kind: spans, fields: [text], prompt: Mark the names.}

      """, to: "tasks/names/ui.yaml")
    try files.write(
      "version: 1\nlabels:\n  - {id: person, title: Person, key: p}\n  - {id: place, title: Place, key: l}\n",
      to: "tasks/names/taxonomy.yaml")
    try files.write(JSON.object(JSONObject([("text", .string(text))])).text() + "\n", to: "examples.jsonl")
    try files.write(text, to: "text.txt")
    // Over SSH the environment says nothing: see `TimedTerminal`.
    try files.write("theme: dark\n", to: "config.yaml")
    for arguments in [["publish", "names"], ["import", "names", "examples.jsonl"]] {
      _ = try MeasuredRun([scholium] + arguments, in: folder)
    }
  }

  /// Words of the same lengths as English ones have, always the same, in lines as a file of prose has them.
  private static func words(_ count: Int) -> String {
    let parts = ["ka", "ro", "mi", "ten", "sol", "a", "be", "dur", "lin", "os"]
    var text = ""
    var column = 0
    for index in 0..<count {
      let seed = (index &* 2_654_435_761) >> 7
      let word = (0...(seed % 3)).map { parts[(seed >> (3 * $0)) % parts.count] }.joined()
      if column > 0, column + word.count > 90 {
        text += "\n"
        column = 0
      } else if column > 0 {
        text += " "
        column += 1
      }
      text += word
      column += word.count
    }
    return text + "\n"
  }
}
