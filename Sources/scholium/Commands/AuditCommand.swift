import ArgumentParser
import Operations
import Queue
import Records
import Text

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Who came in, what was let, taken out and refused: a chain that shows every change.",
    discussion:
      "Each entry's digest takes in the one before. Note the last one down elsewhere, and nothing can be cut off.",
    example: "audit --json")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    Interruption.watch()
    let trail = AuditTrail(store: try workspace.store())
    let isJSON = output.isJSON
    try trail.read { entry in
      if isJSON { return try Console.print(json: entry.json) }
      try Console.print(
        Displayable("\(entry.at.description.prefix(19))Z  \(entry.what)  \(entry.who)  \(entry.detail)").oneLine)
    }
  }
}

extension AuditEntry {
  fileprivate var json: JSON {
    .object(
      JSONObject([
        ("number", .number(JSONNumber(number))), ("at", .string(at.description)), ("what", .string(what)),
        ("who", .string(who)), ("detail", (try? JSONParser.parse(detail)) ?? .string(detail)),
        ("digest", .string(digest.description)),
      ]))
  }
}
