import ArgumentParser
import FoundationEssentials

/// What an export of many answers with their provenance costs, against Python doing the same.
struct ExportCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "An export of answers with their provenance against Python's sqlite3 and json.",
    discussion: """
      Runs take turns, each from the start of a process to its end; a ratio is the median of those of neighbouring runs.
      Both write the same bytes, which is seen to, reckon their SHA-256 and wait until the disk has them.
      """)

  @Option(help: "Answers in the queue.") var answers = 1_000_000
  @Option(help: "Pairs of runs of which the median is taken.") var pairs = 5
  @OptionGroup var options: MeasuringOptions

  static let short = ["--answers", "10000", "--pairs", "3"]
  var title: String { "\(answers) answers, medians of \(pairs) pairs of runs" }

  func figures(in folder: String) throws -> [Figure] {
    let many = try AnsweredFilms(answers, scholium: options.program, folder: "\(folder)/many")
    let few = try AnsweredFilms(answers / 10, scholium: options.program, folder: "\(folder)/few")
    let python = try PythonScript(PackageResources.export_py, named: "export.py", in: folder)
    // Once unmeasured, so that both find the file in memory.
    _ = try many.export()
    var own: [MeasuredRun] = []
    var theirs: [MeasuredRun] = []
    for _ in 0..<pairs {
      own.append(try many.export())
      if let python { theirs.append(try many.export(with: python)) }
    }
    if python != nil, !many.exportsAreTheSame {
      throw MeasuringFailure(description: "Python exports something else")
    }
    let ratio = PairedRatio.median(zip(theirs, own).map { $0.wall / $1.wall })
    let cpu = PairedRatio.median(zip(theirs, own).map { $0.cpu / $1.cpu })
    let told = python == nil ? " (not measured: no python3)" : ""
    let memory = Figure.growth(from: try few.export(), to: own[0])
    return [
      Figure("answers a second of Python's\(told)", ratio, .ratio, python == nil ? .shown : .atLeast(5)),
      Figure("Python's processor time of ours\(told)", cpu),
    ] + memory + [
      Figure("import --format responses: answers a second", Double(answers) / many.imported.wall, .perSecond)
    ]
      + [("export", own), ("Python", theirs)].flatMap { name, runs in
        [
          Figure("\(name): an answer", PairedRatio.median(runs.map { $0.wall / Double(answers) * 1e6 }), .microseconds),
          Figure(
            "\(name): an answer, processor", PairedRatio.median(runs.map { $0.cpu / Double(answers) * 1e6 }),
            .microseconds),
        ]
      }
  }
}

/// A queue with answers to films from two people.
private struct AnsweredFilms {
  private let queue: FilmQueue
  private let scholium: String
  /// What bringing the answers in took.
  let imported: MeasuredRun

  init(_ answers: Int, scholium: String, folder: String) throws {
    self.scholium = scholium
    queue = try FilmQueue(scholium: scholium, folder: folder, examples: 1, people: 0)
    let path = "\(folder)/answers.jsonl"
    // Two answers a film.
    try LineFile.write(answers, to: path) { answer in
      let film = answer / 2
      let label = FilmQueue.labels[film % FilmQueue.labels.count]
      return """
        {"data":{"id":"film-\(film)","text":"What film number \(film) is about"},"annotator":"\(answer.isMultiple(of: 2) ? "amara" : "bo")","ui_version":1,"taxonomy_version":1,"status":"answered","answer":{"genre":"\(label)"},"duration_ms":\(1500 + answer % 9000)}
        """
    }
    imported = try MeasuredRun([scholium, "import", "film", path, "--format", "responses"], in: folder)
    try FileManager.default.removeItem(atPath: path)
  }

  func export() throws -> MeasuredRun {
    try MeasuredRun([scholium, "export", "film", "--responses", "-o", "own.jsonl"], in: queue.folder)
  }

  func export(with python: PythonScript) throws -> MeasuredRun {
    try python.run(queue.path, "python.jsonl", in: queue.folder)
  }

  var exportsAreTheSame: Bool {
    FileManager.default.contentsEqual(atPath: "\(queue.folder)/own.jsonl", andPath: "\(queue.folder)/python.jsonl")
  }
}
