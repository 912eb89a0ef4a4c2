import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import Text

/// The options of an import of answers.
struct AnswerImportOptions: ParsableArguments {
  enum Repeats: String, ExpressibleByArgument, CaseIterable {
    case keep, drop
  }

  @Option(
    name: .customLong("channel"),
    help: ArgumentHelp("Answers: the channel, for rows whose own is not here (default: production).", valueName: "name")
  )
  var channelName: String?
  @Option(help: ArgumentHelp("crowd-kit: the published UI version (default: the channel's).", valueName: "version"))
  var ui: Int?
  @Option(
    help: ArgumentHelp("crowd-kit: the published taxonomy version (default: the channel's).", valueName: "version"))
  var taxonomy: Int?
  @Option(help: "crowd-kit: what becomes of rows repeated exactly, keep or drop (default: drop).")
  var repeats: Repeats?

  var channel: ChannelName? { channelName.map { ChannelName($0) } }

  func validate(with format: InputFormat?) throws {
    if format != .crowdKit, ui != nil || taxonomy != nil || repeats != nil {
      throw ValidationError(
        "--ui, --taxonomy and --repeats go with --format crowd-kit (other rows name their versions)")
    }
    if format?.holdsAnswers != true, channelName != nil {
      throw ValidationError("--channel goes with answers (--format responses or crowd-kit)")
    }
  }
}

/// `scholium import` of answers.
struct AnswerImport {
  let task: TaskName
  let format: InputFormat
  let options: AnswerImportOptions
  let mapping: [(field: String, name: String)]
  let isJSON: Bool

  func run(_ inputs: [ImportInput], store: any QueueStore) throws {
    var importing =
      switch format {
      case .crowdKit:
        try ResponseImporting(
          crowdOf: task, channel: options.channel, ui: options.ui, taxonomy: options.taxonomy,
          keepsRepeats: options.repeats == .keep, store: store, surroundings: .here)
      case .responses, .examples:
        try ResponseImporting(responsesOf: task, channel: options.channel, store: store, surroundings: .here)
      }
    var rejected: [String] = []
    for input in inputs {
      if let path = try take(input, with: &importing) { rejected.append(path) }
    }
    try report(importing.counts, rejected)
    if !rejected.isEmpty { throw Ended(status: .badData) }
  }

  /// Imports one file; returns the path of its rejects, if there are any.
  private func take(_ input: ImportInput, with importing: inout ResponseImporting) throws -> String? {
    var reader = try input.reader(mapping: mapping, schema: .open)
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

  private func report(_ counts: ResponseImporting.Counts, _ rejected: [String]) throws {
    guard isJSON else { return try Console.print(sentence(counts, rejected)) }
    try Console.print(json: [
      "added": .number(JSONNumber(counts.added)), "present": .number(JSONNumber(counts.present)), "changed": 0,
      "rejected": .number(JSONNumber(counts.rejected)), "repeats": .number(JSONNumber(counts.repeats)),
      "examples": .number(JSONNumber(counts.examples)), "annotators": .number(JSONNumber(counts.annotators)),
      "rejects_file": rejected.first.map { .string($0) } ?? .null,
      "rejects_files": .array(rejected.map { .string($0) }), "revision": .number(JSONNumber(counts.revision)),
    ])
  }

  private func sentence(_ counts: ResponseImporting.Counts, _ rejected: [String]) -> Displayable {
    let place: Displayable = rejected.isEmpty ? "" : " (see \(rejected.joined(separator: ", ")))"
    let fate: Displayable = options.repeats == .keep ? "kept" : "dropped"
    let repeats: Displayable =
      counts.repeats == 0 ? "" : ", \(counts.repeats) \(counts.repeats == 1 ? "repeat" : "repeats") \(fate)"
    return
      "\(task.rawValue): \(counts.added) answers added, \(counts.present) there already\(repeats), \(counts.rejected) rejected\(place), \(counts.examples) examples and \(counts.annotators) annotators new, at revision \(counts.revision)."
  }
}
