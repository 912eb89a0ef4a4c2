import ArgumentParser
import FoundationEssentials
import Glibc
import Records

/// What a key costs on the screen: bytes to the terminal and time until the last of them, against a minimal curses
/// program in C, and against SLATE where it is installed.
struct ScreenCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Bytes and time from key to painted cell, against a minimal C ncurses program and SLATE.",
    discussion: """
      SLATE (Kummerfeld 2019) is measured where --slate names its program:
        python3 -m venv slate && slate/bin/pip install slate-nlp
        scholium-bench screen --slate slate/bin/slate
      """)

  @Option(help: "Words of the text.") var words = 20_000
  @Option(help: "How often each key is pressed; its median counts.") var presses = 40
  @Option(help: "Columns and rows of the terminal.") var size = "100x24"
  @Option(help: "The terminal's name.") var terminal = "xterm-256color"
  @Option(help: "The C program to measure against.") var floor = BuiltProgram.path("ScreenFloor")
  @Option(help: "SLATE's program, to be measured too.") var slate: String?
  @OptionGroup var options: MeasuringOptions

  static let short = ["--words", "2000", "--presses", "10"]
  var title: String {
    "\(words) words at \(size), TERM=\(terminal), medians of \(presses) presses, programs in turn"
  }

  func validate() throws {
    guard FileManager.default.isExecutableFile(atPath: BuiltProgram.absolute(floor)) else {
      throw ValidationError(
        "\(floor) is not there to be measured against; 'swift build -c release --product ScreenFloor' makes it")
    }
  }

  func figures(in folder: String) throws -> [Figure] {
    let numbers = size.split(separator: "x").compactMap { UInt16($0) }
    guard numbers.count == 2 else { throw ValidationError("--size is COLUMNSxROWS, such as 100x24") }
    let program = options.program
    let task = try MarkingTask(scholium: program, folder: folder, words: words)
    let environment = [
      "TERM": terminal, "LANG": "C.UTF-8", "HOME": folder, "PATH": "/usr/bin:/bin", "SCHOLIUM_ANNOTATOR": "bench",
    ]
    func start(_ name: String, _ arguments: [String]) throws -> TimedTerminal {
      try TimedTerminal(
        name, arguments, in: folder, environment: environment, columns: numbers[0], rows: numbers[1])
    }
    var programs = [
      try start("scholium", [program, "annotate", "names"]),
      try start("C", [BuiltProgram.absolute(floor), task.text]),
    ]
    if let slate { programs.append(try start("SLATE", [BuiltProgram.absolute(slate), task.text, "-s", "token"])) }
    for program in programs { _ = try program.settle(patience: 20, quiet: 1) }
    return try Self.keys.flatMap { try measure($0, programs).figures }
  }

  /// A key that all three programs know, by what it does there.
  struct Measured {
    let name: String
    let key: String
    /// Where the programs differ; nil for what a program can't do with one key.
    var slate: String?
  }

  private static let keys = [
    Measured(name: "next word", key: "\u{1B}OC", slate: "\u{1B}OC"),
    Measured(name: "line down", key: "\u{1B}OB", slate: "\u{1B}OB"),
    Measured(name: "page down", key: "\u{1B}[6~", slate: "\u{1B}[6~"),
    Measured(name: "mark a word", key: "p", slate: nil),
  ]

  private func measure(_ key: Measured, _ programs: [TimedTerminal]) throws -> KeyCosts {
    var costs: [String: [TimedTerminal.Cost]] = [:]
    for _ in 0..<presses {
      for program in programs {
        guard let pressed = program.name == "SLATE" ? key.slate : key.key else { continue }
        let quiet = program.name == "SLATE" ? 0.25 : 0.05
        if let cost = try program.press(pressed, patience: 5, quiet: quiet) {
          costs[program.name, default: []].append(cost)
        }
        // Marks stand on words of their own.
        if key.key == "p" { _ = try program.press("\u{1B}OC", patience: 1, quiet: quiet) }
      }
    }
    return KeyCosts(name: key.name, costs: costs)
  }
}

/// What a key cost in each program.
struct KeyCosts {
  /// At most this many times the C program's cost, and this part of SLATE's.
  private static let goals = ["C": 1.5, "SLATE": 0.1]

  let name: String
  let costs: [String: [TimedTerminal.Cost]]

  private func bytes(_ program: String) -> Double? {
    costs[program].map { PairedRatio.median($0.map { Double($0.bytes) }) }
  }

  private func milliseconds(_ program: String) -> Double? {
    costs[program].map { PairedRatio.median($0.map { $0.seconds * 1000 }) }
  }

  private var ratios: [(against: String, bytes: Double, time: Double, goal: Double)] {
    ["C", "SLATE"].compactMap { other in
      guard let ours = bytes("scholium"), let theirs = bytes(other), let goal = Self.goals[other],
        let time = milliseconds("scholium"), let theirTime = milliseconds(other)
      else { return nil }
      return (other, ours / theirs, time / theirTime, goal)
    }
  }

  var figures: [Figure] {
    let against = ratios.flatMap { ratio in
      [
        Figure("\(name): bytes of \(ratio.against)'s", ratio.bytes, .ratio, .atMost(ratio.goal)),
        Figure("\(name): time of \(ratio.against)'s", ratio.time, .ratio, .atMost(ratio.goal)),
      ]
    }
    let each = ["scholium", "C", "SLATE"].flatMap { program -> [Figure] in
      guard let bytes = bytes(program), let time = milliseconds(program) else { return [] }
      return [
        Figure("\(name), \(program): bytes", bytes, .bytes), Figure("\(name), \(program): time", time, .milliseconds),
      ]
    }
    return against + each
  }
}
