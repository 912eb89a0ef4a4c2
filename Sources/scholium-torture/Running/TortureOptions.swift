import ArgumentParser
import FoundationEssentials

/// What every kind of fault may be told.
struct TortureOptions: ParsableArguments {
  @Option(help: "Replays a run (default: that of an unfinished run, else chance).") var seed: UInt64?
  @Option(help: "The first round, to replay one that failed.") var from: Int?
  @Option(help: "Rounds at once.") var jobs = 2
  @Option(help: "Where queues are made and broken, and the run is remembered.", completion: .directory)
  var folder = FileManager.default.temporaryDirectory.path + "/scholium-torture"
  @Option(help: "The figures, one JSON document a run (default: figures.jsonl in the folder).", completion: .file())
  var figures: String?
  @Option(help: "The program.", completion: .file()) var scholium = BuiltProgram.path("scholium")
  @Flag(help: "Forgets an unfinished run.") var fresh = false
  @Flag(help: "Takes the safeguard away; the run must find the promise broken.") var teeth = false

  var figuresPath: String { figures ?? "\(folder)/figures.jsonl" }

  mutating func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs is 1 or more") }
    // It is started from other folders.
    if !scholium.hasPrefix("/") { scholium = FileManager.default.currentDirectoryPath + "/" + scholium }
    guard FileManager.default.isExecutableFile(atPath: scholium) else {
      throw ValidationError("there is no program at \(scholium) (swift build -c release --product scholium)")
    }
  }
}
