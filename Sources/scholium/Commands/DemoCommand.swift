import ArgumentParser
import Interchange
import Operations
import SQLiteQueue
import Terminal
import Text

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Opens the workbench on a throwaway workspace with data in it.", example: "demo")

  func run() throws {
    CrashReports.prepareHere()
    let folder = try Demo.makeWorkspace()
    let store = try SQLiteStore(path: QueueFile.path(in: folder), mode: .create)
    _ = try Waiting.wait {
      try await Publishing(workspace: folder, surroundings: .here)
        .publish(Publishing.Request(task: Demo.task), to: { store })
    }
    var importing = try Importing(
      into: Demo.task.rawValue, workspace: folder, updates: false, store: store, surroundings: .here)
    var reader = try ExampleReader(
      try InputStream(path: "\(folder)/tasks/\(Demo.task)/examples.jsonl"), format: .jsonl, schema: importing.schema)
    try importing.run(rows: { try reader.next() }, reject: { _ in }, progress: { _ in })
    try store.close()
    // As it was called, so that the line can be copied where it is not on the PATH.
    let program = CommandLine.arguments.first ?? "scholium"
    guard Console.isInteractive else {
      return try Console.print(
        """
        A workspace to look around in is ready. The workbench needs a terminal; start it there with:
          \(program) annotate \(Demo.task.rawValue) --workspace \(folder)
        """)
    }
    Console.say("scholium: what you answer here is in \(folder) (scholium status --workspace \(folder))")
    let annotate = try Annotate.parse([Demo.task.rawValue, "--workspace", folder])
    try annotate.run()
  }
}
