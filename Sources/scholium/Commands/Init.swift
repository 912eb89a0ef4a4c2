import ArgumentParser
import Operations
import Text

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a workspace with one sample task.", example: "init films")

  @OptionGroup var output: OutputOptions
  @Argument(help: "The folder; made if it is not there.", completion: .directory) var folder = "."

  func run() throws {
    let files = try Initializing.make(folder)
    if output.isJSON {
      return try Console.print(json: [
        "workspace": .string(folder), "files": .array(files.map { .string($0) }),
      ])
    }
    try Console.print("A workspace with the sample task 'genre' is in \(folder).")
    let place = folder == "." ? "" : " --workspace \(folder)"
    Console.say(
      """
      Next:  scholium publish genre\(place)
             scholium import genre \(folder)/tasks/genre/examples.jsonl\(place)
             scholium annotate genre\(place)
      """)
  }
}
