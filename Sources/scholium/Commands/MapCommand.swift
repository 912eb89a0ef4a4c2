import ArgumentParser
import Labeling
import Operations
import Records
import TaskFiles
import Text

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "The relation between two taxonomy versions, label by label.",
    discussion: "Forwards, backwards and across branches; a version in the task's files need not be published yet.",
    example: "map genre --from 1 --to 3")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The task.") var task: TaskName
  @Option(help: "The taxonomy version that the labels are of.") var from: Int
  @Option(help: "The taxonomy version that they are mapped to.") var to: Int

  func run() throws {
    let store = try workspace.store()
    let files = try workspace.optionalRoot().map { TaskFiles.read(workspace: $0, task: task) }
    let mapping = try Mapping.read(task, from: from, to: to, files: files, in: store)
    try output.isJSON ? Console.print(json: mapping.json) : print(mapping)
  }

  private func print(_ mapping: Mapping) throws {
    var table = Table([("taxonomy \(from)", .left), ("kind", .left), ("taxonomy \(to)", .left)])
    for row in mapping.labels {
      table.add(["\(row.from.rawValue)", "\(row.kind.rawValue)", row.images])
    }
    for line in table.lines { try Console.print(line) }
    if !mapping.uncovered.isEmpty {
      try Console.print("No label of taxonomy \(from) becomes: \(LabelNames.list(mapping.uncovered))")
    }
    if !mapping.open.isEmpty {
      try Console.print("Answers under taxonomy \(from) could not say: \(LabelNames.list(mapping.open))")
    }
    if !mapping.isRelated {
      Console.say("scholium: no declared relation connects taxonomy \(from) and \(to), so nothing crosses")
    }
  }
}

/// Label ids in a row.
enum LabelNames {
  static func list(_ ids: [LabelID]) -> Displayable { "\(ids.map(\.rawValue).joined(separator: ", "))" }
}

extension Mapping.Row {
  /// What the label becomes, for people to read.
  var images: Displayable {
    let labels = LabelNames.list(to)
    guard leaks else { return labels }
    return to.isEmpty ? "(no label)" : labels + " (or no label)"
  }
}

extension Mapping {
  fileprivate var json: JSON {
    [
      "task": .string(task.rawValue), "from": .number(JSONNumber(from)), "to": .number(JSONNumber(to)),
      "labels": .array(labels.map { .object(JSONObject($0.members)) }), "uncovered": .labels(uncovered),
      "open": .labels(open),
      "related": .bool(isRelated),
    ]
  }
}

extension Mapping.Row {
  var members: [(String, JSON)] {
    [
      ("from", .string(from.rawValue)), ("to", .labels(to)), ("kind", .string(kind.rawValue)),
      ("leaks", .bool(leaks)),
    ]
  }
}

extension JSON {
  /// Label ids in order.
  static func labels(_ ids: [LabelID]) -> JSON { .array(ids.map { .string($0.rawValue) }) }
}
