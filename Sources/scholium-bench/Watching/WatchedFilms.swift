import FoundationEssentials
import QueueTwin
import SQLiteQueue

/// A queue with many answers to films, and films that nobody has answered yet for those who go on.
struct WatchedFilms {
  /// Answers between two looks.
  let someAnswers = 32
  private let queue: FilmQueue

  var path: String { queue.path }

  /// One that was made before.
  init(in folder: String) { queue = FilmQueue(in: folder) }

  init(_ answers: Int, people: Int, scholium: String, folder: String) throws {
    queue = try FilmQueue(
      scholium: scholium, folder: "\(folder)/queue", examples: max(5000, people * 2000), people: people, overlap: 2)
    let path = "\(folder)/queue/answers.jsonl"
    // Two answers a film, of two dozen people who agree about most.
    try LineFile.write(answers, to: path) { answer in
      let film = answer / 2
      let label = FilmQueue.labels[(film + (answer % 11 == 0 ? 1 : 0)) % FilmQueue.labels.count]
      return """
        {"data":{"text":"What film number \(film) is about"},"annotator":"someone-\(film % 12 * 2 + answer % 2)","ui_version":1,"taxonomy_version":1,"status":"answered","answer":{"genre":"\(label)"},"duration_ms":\(1500 + answer % 9000)}
        """
    }
    _ = try MeasuredRun([scholium, "import", "film", path, "--format", "responses"], in: queue.folder)
    try FileManager.default.removeItem(atPath: path)
  }

  /// Processor seconds of one plain pass.
  func pass() throws -> Double {
    var seconds = 0.0
    guard scan_floor(path, 0, &seconds) > 0 else { throw MeasuringFailure(description: "\(path) cannot be read") }
    return seconds
  }

  /// Somebody gives some more answers.
  func answer(_ count: Int, through store: SQLiteStore) throws {
    let worker = StoreWorker(store, annotator: 0)
    try worker.sitDown()
    for _ in 0..<count {
      guard try worker.claim(), try worker.submit(claimsNext: false) else {
        throw MeasuringFailure(description: "there is nothing left to answer")
      }
    }
  }

  /// People who think for so many milliseconds before each claim and each answer.
  func crowd(people: Int, seconds: Double, think: Double) throws -> Crowd {
    try Crowd(.store, at: path, people: people, seconds: seconds, think: think)
  }

  /// The program's dashboard, in a terminal that somebody reads, with its first figures on it.
  func watch(with scholium: String) throws -> ReadTerminal {
    let terminal = try TimedTerminal(
      "the dashboard", [scholium, "status", "--watch", "film"], in: queue.folder,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"], columns: 200, rows: 60)
    _ = try terminal.seconds(untilPainted: "Still to ask", patience: 120)
    return ReadTerminal(terminal)
  }
}
