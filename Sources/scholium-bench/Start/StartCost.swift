import ArgumentParser
import Records

/// How long it takes from a program's start until its first example stands on the terminal, against a minimal curses
/// program in C and one in Python that only paint a text.
struct StartCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "From the start of annotate to the first painted example, against C ncurses and Python curses.",
    discussion: """
      Meant for the static build: swift build -c release --static-swift-stdlib. A queue of ten million examples takes
      4 GB in --folder and some minutes to make. Who returns gets the example back that they left; who is new is enrolled
      and gets the first one. Python's rows are left out where there is no Python with curses.
      """)

  @Option(help: "Examples in the queue.") var examples = 10_000_000
  @Option(help: "Examples in a small queue beside it; 0 for none.") var beside = 10_000
  @Option(help: "Starts of each program, in turn; medians count.") var rounds = 101
  @Option(help: "The C program to measure against (default: Sources/ScreenFloor, made by clang).") var floor: String?
  @Option(help: "A folder for the queue, which stays there for the next run.", completion: .directory)
  var keep: String?
  @OptionGroup var options: MeasuringOptions

  static let short = ["--examples", "20000", "--beside", "0", "--rounds", "21"]
  var title: String {
    "\(examples) examples; from posix_spawn until the terminal has a word of the text; medians of \(rounds) starts"
  }

  func figures(in folder: String) throws -> [Figure] {
    let queue = try LanternQueue(
      scholium: options.program, folder: keep.map(BuiltProgram.absolute) ?? "\(folder)/queue", examples: examples)
    let small =
      beside > 0
      ? try LanternQueue(scholium: options.program, folder: "\(folder)/small", examples: beside) : nil
    let floor = try floor.map(BuiltProgram.absolute) ?? FloorProgram.make(in: folder)
    let script = try PythonScript(
      PackageResources.paint_py, named: "paint.py", needing: "curses", in: folder)
    // A queue that was kept knows the people of earlier runs.
    let newcomers = "bench-\(UInt32.random(in: 0...UInt32.max))"
    var starts = Starts()
    for round in 0...rounds {
      // The first round finds nothing in memory.
      let isCounted = round > 0
      func time(_ program: String, _ command: [String], as person: String = "bench") throws {
        let seconds = try paint(program, command, as: person, home: folder)
        if isCounted { starts.note(program, seconds) }
      }
      try time("scholium", annotate(queue))
      try time("C", [floor, queue.text])
      if let script { try time("Python", script.command + [queue.text]) }
      try time("scholium, somebody new", annotate(queue), as: "\(newcomers)-\(round)")
      if let small { try time("scholium, \(beside) examples", annotate(small)) }
    }
    return starts.figures
  }

  private func annotate(_ queue: LanternQueue) -> [String] {
    [options.program, "annotate", LanternQueue.task, "--queue", queue.path, "--workspace", queue.folder]
  }

  private func paint(_ name: String, _ command: [String], as person: String, home: String) throws -> Double {
    let environment = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home, "PATH": "/usr/bin:/bin", "SCHOLIUM_ANNOTATOR": person,
    ]
    let terminal = try TimedTerminal(name, command, in: nil, environment: environment, columns: 100, rows: 24)
    let seconds = try terminal.seconds(untilPainted: LanternQueue.word, patience: 60)
    try terminal.leave(by: "q")
    return seconds
  }
}

/// The starts of each program, in the order in which they took turns.
private struct Starts {
  private var names: [String] = []
  private var seconds: [String: [Double]] = [:]

  mutating func note(_ name: String, _ time: Double) {
    if seconds[name] == nil { names.append(name) }
    seconds[name, default: []].append(time)
  }

  var figures: [Figure] {
    let goals: [(against: String, goal: Double)] = [("C", 3), ("Python", 0.5)]
    let ratios = goals.filter { seconds[$0.against] != nil }.map { against, goal in
      Figure("start to first example: time of \(against)'s", ratio("scholium", against), .ratio, .atMost(goal))
    }
    let other = names.filter { !["scholium", "C", "Python"].contains($0) }.map { name in
      Figure("start to first example: time of \(name)", ratio("scholium", name))
    }
    return ratios + other
      + names.map { Figure("start to first example, \($0)", median($0) * 1000, .milliseconds) }
  }

  private func ratio(_ one: String, _ other: String) -> Double {
    PairedRatio.median(zip(seconds[one] ?? [], seconds[other] ?? []).map { $0 / $1 })
  }

  private func median(_ name: String) -> Double { PairedRatio.median(seconds[name] ?? []) }
}
