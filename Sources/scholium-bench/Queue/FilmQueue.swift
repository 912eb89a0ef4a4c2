import FoundationEssentials
import Labeling
import Queue
import SQLiteQueue

/// A queue of films that the program itself made, with people who have sat down at it.
struct FilmQueue {
  static let task = TaskName("film")
  static let labels = ["comedy", "drama", "horror"]

  let folder: String
  var path: String { "\(folder)/queue.sqlite" }

  /// - Parameters:
  ///   - people: their number; they are called annotator-0 and so on, and each has opened a session.
  ///   - overlap: answers wanted per example.
  init(scholium: String, folder: String, examples: Int, people: Int, overlap: Int = 3) throws {
    self.folder = folder
    let files = try TaskFolder(folder, task: "film")
    try files.write("title: Films\npolicy: {overlap: \(overlap)}\n", to: "tasks/film/task.yaml")
    try files.write(
      """
      version: 1
      show:
        - {field: text}
      ask:
        - {id: genre, kind: choice, prompt: Which genre is it?}

      """, to: "tasks/film/ui.yaml")
    try files.write(
      "version: 1\nlabels:\n" + Self.labels.map { "  - {id: \($0), title: \($0)}\n" }.joined(),
      to: "tasks/film/taxonomy.yaml")
    _ = try MeasuredRun([scholium, "publish", "film"], in: folder)
    let filler = String(repeating: "x", count: 270)
    try LineFile.write(examples, to: "\(folder)/films.jsonl") { "{\"text\":\"\($0) \(filler)\"}" }
    _ = try MeasuredRun([scholium, "import", "film", "films.jsonl"], in: folder)
    try FileManager.default.removeItem(atPath: "\(folder)/films.jsonl")
    let store = try SQLiteStore(path: path, mode: .existing)
    for number in 0..<people {
      let worker = StoreWorker(store, annotator: number)
      try worker.sitDown()
    }
    try store.close()
  }

  /// One that was made before.
  init(in folder: String) { self.folder = folder }

  /// The same queue once more.
  init(copyOf other: FilmQueue, in folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: other.path, toPath: "\(folder)/queue.sqlite")
  }
}
