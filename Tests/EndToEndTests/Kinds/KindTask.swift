import Records
import Testing

/// A small task that asks questions of one kind, with examples in the order in which they are served.
struct KindTask {
  var name: String
  /// What stands under `show:` and `ask:` in `ui.yaml`, a line each.
  var show: [String]
  var ask: [String]
  /// What stands under `labels:` in `taxonomy.yaml`, a line each.
  var labels: [String]
  /// The examples as JSON.
  var rows: [String]
}

extension Workspace {
  /// The task published and its examples imported.
  convenience init(_ kind: KindTask) throws {
    try self.init()
    try write("title: A session of \(kind.name)\n", to: "tasks/\(kind.name)/task.yaml")
    let show = kind.show.map { "  - \($0)\n" }.joined()
    let ask = kind.ask.map { "  - \($0)\n" }.joined()
    try write("version: 1\nshow:\n\(show)ask:\n\(ask)", to: "tasks/\(kind.name)/ui.yaml")
    let labels = kind.labels.map { "  - \($0)\n" }.joined()
    try write("version: 1\nlabels:\(labels.isEmpty ? " []" : "")\n\(labels)", to: "tasks/\(kind.name)/taxonomy.yaml")
    try require(scholium("publish", kind.name))
    try write(kind.rows.map { "\($0)\n" }.joined(), to: "rows.jsonl")
    try require(scholium("import", kind.name, "rows.jsonl"))
  }

  /// Has a session without a screen: a line for each that a person would type.
  ///
  /// Returns what it told.
  @discardableResult
  func plainSession(
    of kind: KindTask, as person: String = "amara", _ lines: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let input = lines.map { "\($0)\n" }.joined()
    let outcome = try scholium("annotate", kind.name, "--as", person, "--plain", input: Array(input.utf8))
    return try require(outcome, sourceLocation: sourceLocation).text
  }

  /// The responses to a task are exactly these answers, in this order and to the character; and the dataset has the same
  /// ones for the examples in the order of the task.
  ///
  /// - Parameters:
  ///   - answers: one for each example of the task, as JSON.
  ///   - settled: what the dataset has where that is not the same, as open questions are null there.
  func expectAnswers(
    _ answers: [String], settled expected: [String]? = nil, to kind: KindTask,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let told = try self.answers(to: kind, sourceLocation: sourceLocation)
    #expect(told == answers.map(Self.plain), sourceLocation: sourceLocation)
    let rows = try require(scholium("export", kind.name), sourceLocation: sourceLocation).lines
    let settled = try kind.rows.map { row -> String in
      let data = try JSONParser.parse(row)
      let line = try rows.first { try JSONParser.parse(String($0))["data"] == data }
      return Self.member("answer", before: "confidence", of: line ?? "")
    }
    #expect(settled == (expected ?? answers).map(Self.plain), sourceLocation: sourceLocation)
  }

  /// The answers of all responses to a task, as `export` writes them, in the order of revisions.
  func answers(to kind: KindTask, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    try require(scholium("export", kind.name, "--responses"), sourceLocation: sourceLocation).lines
      .map { Self.member("answer", before: "mapped", of: $0) }
  }

  /// What stands under a name, as it is written there.
  private static func member(_ name: String, before next: String, of line: Substring) -> String {
    guard let start = line.firstRange(of: "\"\(name)\":"), let end = line.firstRange(of: ",\"\(next)\":") else {
      return "no \(name) in '\(line)'"
    }
    return plain(String(line[start.upperBound..<end.lowerBound]))
  }

  /// The same with every scalar beyond ASCII written out, as equal strings may differ in these.
  static func plain(_ text: String) -> String {
    text.unicodeScalars.map { $0.isASCII ? String($0) : "<\(String($0.value, radix: 16))>" }.joined()
  }
}

extension EndToEnd {
  /// Each kind of question, in a terminal and line by line: what is exported is what was meant, to the character.
  @Suite("A whole session of each kind", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct Kinds {}
}
