import ArgumentParser
import Labeling
import Operations
import Records
import TaskFiles
import Text

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compiles task definitions and keys.yaml; prints faults, or versions and digests.",
    discussion: "Where there is a queue, what became of the labels is held against the published versions.",
    example: "check genre")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The tasks (default: all).") var tasks: [TaskName] = []

  func run() throws {
    let root = try workspace.root()
    var checking = try Checking(tasks, in: root, against: try workspace.presentStore())
    checking.faults += KeyChoice.faults(workspace: root, definitions: checking.definitions)
    if output.isJSON {
      try Console.print(json: [
        "tasks": .array(checking.definitions.map(\.json)), "faults": Faults.json(checking.faults),
      ])
    } else {
      try Faults.print(checking.faults)
      for definition in checking.definitions { try Console.print(definition.line) }
      if checking.definitions.isEmpty && checking.faults.isEmpty {
        Console.say("scholium: there are no tasks here (scholium init makes one)")
      }
    }
    if !checking.holds { throw Ended(status: .badDefinition) }
  }
}

extension TaskDefinition {
  fileprivate var line: Displayable {
    let schemaPart = schema.isDeclared ? ", schema \(schema.version) \(schema.digest.short)" : ""
    let goldPart = gold.isEmpty ? "" : ", \(gold.count) gold \(gold.count == 1 ? "example" : "examples")"
    return
      "\(name.rawValue): ui \(ui.version) \(ui.digest.short), taxonomy \(taxonomy.version) \(taxonomy.digest.short)\(schemaPart)\(goldPart)"
  }

  fileprivate var json: JSON {
    [
      "task": .string(name.rawValue), "title": .string(title), "dataset": .string(dataset),
      "ui_version": .number(JSONNumber(ui.version)), "ui_digest": .string(ui.digest.description),
      "taxonomy_version": .number(JSONNumber(taxonomy.version)),
      "taxonomy_digest": .string(taxonomy.digest.description),
      "schema_version": schema.isDeclared ? .number(JSONNumber(schema.version)) : .null,
      "schema_digest": schema.isDeclared ? .string(schema.digest.description) : .null,
      "policy_digest": .string(policy.digest.description), "gold": .number(JSONNumber(gold.count)),
    ]
  }
}
