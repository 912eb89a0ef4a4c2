import ArgumentParser
import Labeling
import Operations
import Records
import SQLiteQueue
import Text

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Adds examples to a dataset, or answers from elsewhere to a task.",
    discussion: """
      Rows that are there already stay as they are, so running an import again adds nothing.

      --format responses takes rows as 'export --responses --with-data' writes them; --format crowd-kit takes a table with
      the columns task, worker and label. Answers keep the versions they were given under and are reconciled like any other.
      """, example: "import genre tasks/genre/examples.jsonl")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "A task or a dataset.", completion: .tasks) var target: String
  @Argument(help: "The files; - reads standard input.", completion: .file()) var files: [String]
  @Option(
    help: "Examples: jsonl, csv, tsv or text (default: by the file's name). Answers: responses or crowd-kit.")
  var format: InputFormat?
  @Option(
    help: ArgumentHelp(
      "Takes the file's field or column THEIRS as OURS; may be repeated.", valueName: "theirs=ours"))
  var mapping: [FieldSource] = []
  @OptionGroup var answers: AnswerImportOptions
  @Flag(help: "Give examples that are there with other content the new content.") var update = false

  func validate() throws {
    try answers.validate(with: format)
    if update, format?.holdsAnswers == true {
      throw ValidationError("--update goes with examples (answers never change)")
    }
  }

  func run() throws {
    Interruption.watch()
    // All inputs are there and known before the first row is taken.
    let inputs = try files.map { try ImportInput(path: $0, format: format) }
    if let format, format.holdsAnswers {
      return try AnswerImport(
        task: TaskName(target), format: format, options: answers, mapping: mapping.map { ($0.field, $0.name) },
        isJSON: output.isJSON
      ).run(inputs, store: try workspace.store())
    }
    var importing = try Importing(
      into: target, workspace: try workspace.optionalRoot(), updates: update,
      store: try workspace.store(.create), surroundings: .here)
    var rejected: [String] = []
    for input in inputs {
      if let path = try take(input, with: &importing) { rejected.append(path) }
    }
    try report(importing.counts, rejected)
    if !rejected.isEmpty { throw Ended(status: .badData) }
  }

  /// Imports one file; returns the path of its rejects, if there are any.
  private func take(_ input: ImportInput, with importing: inout Importing) throws -> String? {
    var reader = try input.reader(mapping: mapping.map { ($0.field, $0.name) }, schema: importing.schema)
    var counts = importing.counts
    return try input.take {
      sentence(counts, $0)
    } _: { rejects, tell in
      defer { counts = importing.counts }
      try importing.run(
        rows: { try reader.next() }, reject: { try rejects.add($0) },
        progress: { try tell($0.added, $0.present, $0.rejected) })
    }
  }

  private func report(_ counts: Importing.Counts, _ rejected: [String]) throws {
    guard output.isJSON else { return try Console.print(sentence(counts, rejected)) }
    try Console.print(json: [
      "added": .number(JSONNumber(counts.added)), "present": .number(JSONNumber(counts.present)),
      "changed": .number(JSONNumber(counts.changed)), "rejected": .number(JSONNumber(counts.rejected)),
      "rejects_file": rejected.first.map { .string($0) } ?? .null,
      "rejects_files": .array(rejected.map { .string($0) }), "revision": .number(JSONNumber(counts.revision)),
    ])
  }

  private func sentence(_ counts: Importing.Counts, _ rejected: [String]) -> Displayable {
    let place: Displayable = rejected.isEmpty ? "" : " (see \(rejected.joined(separator: ", ")))"
    let changed = update ? "updated" : "there with other content"
    return
      "\(target): \(counts.added) added, \(counts.present) there already, \(counts.changed) \(changed), \(counts.rejected) rejected\(place), at revision \(counts.revision)."
  }
}

/// `field=name`: a field of the examples, and the field or column of the file that it takes its value from.
struct FieldSource: ExpressibleByArgument {
  let field: String
  let name: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    field = String(argument[..<equals])
    name = String(argument[argument.index(after: equals)...])
    if field.isEmpty || name.isEmpty { return nil }
  }
}
