import ArgumentParser
import FoundationEssentials
import Records

/// What an import of many examples costs, against the least that one can do and against Python, and what it costs the
/// people who annotate meanwhile.
struct ImportCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "An import of JSON Lines against a minimal one in C and one in Python, and while people annotate.",
    discussion: """
      Runs take turns (A B C A B C), each from the start of a process to its end, into a new queue; a ratio is the median
      of those of neighbouring runs. All commit a batch of rows with synchronous=FULL and refuse rows that are there. The
      lock's waits are those of the annotators' store, from asking to having.
      """)

  @Option(help: "Rows to import.") var rows = 1_000_000
  @Option(help: "Rounds of which the median is taken.") var rounds = 3
  @Option(help: "Rows in a transaction of the others: as many as in one of the program's.") var batch = 1000
  @Option(help: "People who annotate while rows come in.") var people = 16
  @OptionGroup var options: MeasuringOptions

  static let short = ["--rows", "20000", "--rounds", "1"]
  var title: String { "\(rows) rows of 300 bytes, \(batch) in a transaction, medians of \(rounds) runs" }

  func figures(in folder: String) throws -> [Figure] {
    let lines = try ExampleLines(rows, at: "\(folder)/examples.jsonl")
    let few = try ExampleLines(rows / 10, at: "\(folder)/few.jsonl")
    let python = try PythonScript(PackageResources.import_py, named: "import.py", in: folder)
    var own: [MeasuredRun] = []
    var floor: [MeasuredRun] = []
    var theirs: [MeasuredRun] = []
    for _ in 0..<rounds {
      own.append(try inNewQueue(folder) { try $0.importing(lines, with: options.program) })
      floor.append(
        try inNewFolder(folder) {
          try MeasuredRun([BuiltProgram.own, "import-floor", "\($0)/floor.sqlite", lines.path, "\(batch)"], in: $0)
        })
      if let python {
        theirs.append(
          try inNewFolder(folder) { try python.run("\($0)/python.sqlite", lines.path, "\(batch)", in: $0) })
      }
    }
    let tenth = try inNewQueue(folder) { try $0.importing(few, with: options.program) }
    return try ratios(own, floor, theirs) + Figure.growth(from: tenth, to: own[0])
      + whilePeopleAnnotate(lines, folder)
  }

  private func ratios(_ own: [MeasuredRun], _ floor: [MeasuredRun], _ python: [MeasuredRun]) -> [Figure] {
    func ratio(_ others: [MeasuredRun], _ figure: (MeasuredRun) -> Double) -> Double {
      PairedRatio.median(zip(others, own).map { figure($0) / figure($1) })
    }
    let told = python.isEmpty ? " (not measured: no python3)" : ""
    return [
      Figure("rows a second of the floor's", ratio(floor, \.wall), .ratio, .atLeast(0.6)),
      Figure("rows a second of Python's\(told)", ratio(python, \.wall), .ratio, python.isEmpty ? .shown : .atLeast(2)),
    ]
      + [("import", own), ("floor", floor), ("Python", python)].flatMap { name, runs in
        [
          Figure("\(name): rows a second", PairedRatio.median(runs.map { Double(rows) / $0.wall }), .perSecond),
          Figure(
            "\(name): processor time a row", PairedRatio.median(runs.map { $0.cpu / Double(rows) * 1e6 }), .microseconds
          ),
        ]
      }
  }

  private func whilePeopleAnnotate(_ lines: ExampleLines, _ folder: String) throws -> [Figure] {
    try inNewQueue(folder) { queue in
      let people = try People(people, at: queue)
      let run = try queue.importing(lines, with: options.program)
      let account = people.leave()
      if let failure = account.failure { throw MeasuringFailure(description: failure) }
      return [
        Figure(
          "with \(self.people) people: their longest wait for the lock",
          PairedRatio.quantile(1, of: account.waits) * 1000, .milliseconds,
          .atMost(60)),
        Figure(
          "with \(self.people) people: wait for the lock, p99.9", PairedRatio.quantile(0.999, of: account.waits) * 1000,
          .milliseconds),
        Figure("with \(self.people) people: answers meanwhile", Double(account.answers), .count),
        Figure("with \(self.people) people: rows a second", Double(rows) / run.wall, .perSecond),
      ]
    }
  }

  private func inNewQueue<Result>(_ folder: String, _ body: (FilmQueue) throws -> Result) throws -> Result {
    try inNewFolder(folder) {
      try body(FilmQueue(scholium: options.program, folder: $0, examples: people * 200, people: 0))
    }
  }

  private func inNewFolder<Result>(_ folder: String, _ body: (String) throws -> Result) throws -> Result {
    let own = "\(folder)/run"
    defer { try? FileManager.default.removeItem(atPath: own) }
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    return try body(own)
  }
}

extension FilmQueue {
  fileprivate func importing(_ lines: ExampleLines, with scholium: String) throws -> MeasuredRun {
    try MeasuredRun([scholium, "import", "film", lines.path], in: folder)
  }
}
