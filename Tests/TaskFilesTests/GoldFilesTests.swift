import Labeling
import TaskFiles
import Testing

@Suite struct GoldFilesTests {
  private static let row = #"{"data":{"title":"Alien","year":1979},"answer":{"genre":"horror"}}"#

  private func read(_ gold: String, policy: String = "{gold_rate: 0.1}") throws -> Compiled {
    try TemporaryWorkspace().task(["gold.jsonl": gold, "task.yaml": "title: Genre\npolicy: \(policy)\n"])
  }

  // MARK: What is read

  @Test func rowsAreKeptAsTheyAreWritten() throws {
    let gold = """
      {"data": {"year": 1979.0,  "title":"Ali\\u0065n"} , "answer":{"why":"x","genre": "horror"},"expl\\u0061nation":"The creature."}

      {"answer":{"genre":null},"explanation":null,"data":{"title":"}{\\"","year":1}}

      """
    let compiled = try read("\u{FEFF}" + gold.replacing("\n", with: "\r\n"))
    #expect(compiled.faults == [])
    let rows = try #require(compiled.definition?.gold)
    #expect(
      rows.map { String(decoding: $0.data, as: UTF8.self) } == [
        #"{"year": 1979.0,  "title":"Ali\u0065n"}"#, #"{"title":"}{\"","year":1}"#,
      ])
    #expect(rows.map(\.answer) == [#"{"genre":"horror","why":"x"}"#, "{}"])
    #expect(rows.map(\.explanation) == ["The creature.", nil])
  }

  @Test func aTaskNeedsNone() throws {
    let without = try TemporaryWorkspace().task()
    #expect(without.faults == [] && without.definition?.gold == [])
    let empty = try read("\n\n", policy: "{}")
    #expect(empty.faults == [] && empty.definition?.gold == [])
  }

  @Test func itIsNoPartOfTheVersions() throws {
    let (with, without) = (try read(Self.row, policy: "{}").definition, try TemporaryWorkspace().task().definition)
    #expect(with?.gold.count == 1)
    #expect(with?.ui.digest == without?.ui.digest && with?.policy.digest == without?.policy.digest)
    #expect(with?.schema.digest == without?.schema.digest && with?.taxonomy.digest == without?.taxonomy.digest)
  }

  @Test func thePolicySaysHowItIsServed() throws {
    let gold = Array(repeating: Self.row, count: 10).joined(separator: "\n")
    func policy(_ text: String) throws -> Policy? { try read(gold, policy: text).definition?.policy }
    #expect(
      try policy("{gold_rate: 0.05, gold_feedback: true, qualification: 10}")
        == Policy(goldRate: 50_000, tellsGold: true, qualification: Qualification(examples: 10)))
    #expect(
      try policy("{qualification: {examples: 3, right: 0.8}}")
        == Policy(qualification: Qualification(examples: 3, right: 800_000)))
    #expect(
      try policy("{qualification: {examples: 1, right: 1}}")?.qualification
        == Qualification(examples: 1, right: 1_000_000))
  }

  // MARK: What is wrong

  @Test(arguments: [
    ("gold_feedback: 1", 25, "gold_feedback must be true or false, not a number"),
    ("qualification: 0", 25, "qualification is 0 (take 1 to 1000)"),
    ("qualification: 1001", 25, "qualification is 1001 (take 1 to 1000)"),
    ("qualification: 1.5", 25, "qualification must be an integer"),
    ("qualification: ten", 25, "qualification must be a number of examples, not a text (write such as 10, or {ex"),
    ("qualification: [1]", 25, "qualification must be a number of examples, not a list"),
    ("qualification: {right: 1}", 25, "qualification has no 'examples' (add examples:)"),
    ("qualification: {examples: 0}", 36, "examples is 0 (take 1 to 1000)"),
    ("qualification: {examples: 1, right: 80}", 46, "right is 80 (take 0 to 1, such as 0.75)"),
    (
      "qualification: {examples: 1, right: most}", 46,
      "right must be a number in decimal digits, not a text (write such"
    ),
    ("qualification: {examples: 1, right: 75%}", 46, "right must be a number in decimal digits, not '75%' (write such"),
    ("gold_rate: 5%", 21, "gold_rate must be a number in decimal digits, not '5%' (write such as 0.05)"),
    ("overlap: 3x", 19, "overlap must be an integer, not '3x' (write a whole number in digits)"),
    ("qualification: {examples: 1, rigt: 1}", 39, "unknown key 'rigt' in qualification (did you mean 'right'?)"),
    ("gold_rate: -0.1", 21, "gold_rate is -0.1 (take 0 to 1, such as 0.05)"),
    ("gold_feedbak: true", 10, "unknown key 'gold_feedbak' in policy (did you mean 'gold_feedback'?)"),
  ])
  func policiesThatSayNothing(policy: String, column: Int, message: String) throws {
    let compiled = try read(Self.row, policy: "{\(policy)}")
    #expect(compiled.definition == nil)
    let fault = try #require(compiled.faults.first)
    #expect(fault.message.hasPrefix(message), "\(fault)")
    #expect((fault.file, fault.line) == ("tasks/genre/task.yaml", 2))
    #expect(fault.column == column)
  }

  /// The second row of two, with the place and the message of its fault.
  @Test(arguments: [
    (#"{"data":{"#, 10, "this is not JSON: expected a member's name in double quotes (write one JSON object on each"),
    (#"{"data":{"é":"é","é":1},"answer":{}}"#, 18, "this is not JSON: the name \"é\" is given twice (write one JSON"),
    ("{", 2, "this is not JSON: "),
    ("[1]", 1, "a row must be a JSON object, not a list (write {\"data\": {...}, \"answer\": {...}} on each line)"),
    (#"{"answer":{"genre":"horror"}}"#, 1, "the row has no 'data' (add \"data\": {...}, the example's fields)"),
    (#"{"data":{}}"#, 1, "the row has no 'answer' (add \"answer\": {...}, what is known, by question)"),
    (#"{"data":"Alien","answer":{}}"#, 9, "'data' must be an object, not a text (write the example's fields, in { })"),
    (#"{"data":{}, "answer": "horror"}"#, 23, "'answer' must be an object, not a text (write what is known, by q"),
    (#"{"data":{},"answer":null}"#, 21, "'answer' must be an object, not null (write what is known, by question, in"),
    (#"{"data":{},"answer":{},"explanation":7}"#, 38, "'explanation' must be a text, not a number (write some words"),
    (#"{"data":{},"answer":{},"explanation":" "}"#, 38, "'explanation' is empty (write some words, or leave it out)"),
    (
      #"{"data":{},"answer":{},"explnation":"x"}"#, 24, "unknown member 'explnation' in a row of gold (did you mean 'ex"
    ),
    (#"{"data":{},"answer":{},"note":"x"}"#, 24, "unknown member 'note' in a row of gold (it takes data, answer, exp"),
  ])
  func rowsThatAreNone(row: String, column: Int, message: String) throws {
    let compiled = try read("\(Self.row)\n\(row)\n")
    #expect(compiled.definition == nil)
    let fault = try #require(compiled.faults.first)
    #expect(compiled.faults.count == 1)
    #expect(fault.message.hasPrefix(message), "\(fault)")
    #expect((fault.file, fault.line) == ("tasks/genre/gold.jsonl", 2))
    #expect(fault.column == column)
    #expect(
      compiled.readable?.gold.first?.answer == #"{"genre":"horror"}"#,
      "the other row can be held against the build all the same")
  }

  @Test func allIsToldAtOnce() throws {
    let compiled = try read(
      "{\"answr\":{},\"data\":1}\nx\n\(Self.row)\n", policy: "{qualification: 4, gold_rate: 2}")
    #expect(
      compiled.faults.map(\.description) == [
        "tasks/genre/task.yaml:2:25: error: qualification wants 4 gold examples, and gold.jsonl has only 3 (add rows to gold.jsonl, or take fewer)",
        "tasks/genre/task.yaml:2:39: error: gold_rate is 2 (take 0 to 1, such as 0.05)",
        "tasks/genre/gold.jsonl:1:1: error: the row has no 'answer' (add \"answer\": {...}, what is known, by question)",
        "tasks/genre/gold.jsonl:1:2: error: unknown member 'answr' in a row of gold (did you mean 'answer'?)",
        "tasks/genre/gold.jsonl:1:20: error: 'data' must be an object, not a number (write the example's fields, in { })",
        "tasks/genre/gold.jsonl:2:1: error: this is not JSON: this does not start a JSON value (write one JSON object on each line)",
      ])
  }

  @Test func goldThatIsNotThereIsMissed() throws {
    let round = try TemporaryWorkspace().task(["task.yaml": "title: Genre\npolicy: {qualification: 2}\n"])
    #expect(round.definition == nil)
    #expect(
      round.faults.map(\.description) == [
        "tasks/genre/task.yaml:2:25: error: qualification wants 2 gold examples, and there is no gold.jsonl with rows (add rows to gold.jsonl, or take fewer)"
      ])
    let rate = try TemporaryWorkspace().task(["task.yaml": "title: Genre\npolicy: {gold_rate: 0.1}\n"])
    #expect(rate.definition != nil)
    #expect(
      rate.faults.map(\.description) == [
        "tasks/genre/task.yaml:2:21: warning: gold_rate mixes gold in, and there is no gold.jsonl with rows, so nobody gets any (add the file, or leave gold_rate out)"
      ])
    #expect(try TemporaryWorkspace().task(["task.yaml": "title: Genre\npolicy: {gold_rate: 0}\n"]).faults == [])
  }

  @Test func goldThatThePolicyAsksForNowhereIsToldOf() throws {
    let idle = try read("\(Self.row)\n", policy: "{}")
    #expect(idle.definition?.gold.count == 1)
    #expect(
      idle.faults.map(\.description) == [
        "tasks/genre/gold.jsonl:1:1: warning: nobody gets any of this gold (set gold_rate or qualification under policy in task.yaml)"
      ])
    // Whoever writes 0 means it.
    for policy in ["{gold_rate: 0}", "{qualification: 1}"] {
      #expect(try read("\(Self.row)\n", policy: policy).faults == [])
    }
  }

  @Test func ofManyFaultsOfAKindTheRestIsCounted() throws {
    let rows = String(repeating: "[]\n", count: 130) + String(repeating: "{\"data\":{},\"answer\":1}\n", count: 101)
    let faults = try read(rows).faults
    #expect(faults.count == 202)
    #expect(
      faults.filter { $0.message.hasPrefix("and ") }.map { "\($0.line) \($0.message)" } == [
        "101 and 30 more like this (set the ones above right first)",
        "231 and 1 more like this (set the ones above right first)",
      ])
  }

  @Test func theFileAndItsRowsAreBounded() throws {
    let row = "{\"data\":{},\"answer\":{}}\n"
    let many = try read(String(repeating: row, count: 100_001))
    #expect(
      many.faults.map(\.description) == [
        "tasks/genre/gold.jsonl:100001:1: error: the file has more than 100,000 rows (leave some out: nobody answers so many)"
      ])
    let workspace = try TemporaryWorkspace()
    try workspace.write("tasks/genre/gold.jsonl", bytes: Array(repeating: 0x0A, count: (64 << 20) + 1))
    #expect(
      try workspace.task().faults.map(\.description) == [
        "tasks/genre/gold.jsonl:1:1: error: the file is larger than 64 MiB (make it smaller)"
      ])
  }

  @Test func linksOutOfTheWorkspaceAreRefused() throws {
    let (workspace, outside) = (try TemporaryWorkspace(), try TemporaryWorkspace())
    try outside.write("gold.jsonl", Self.row)
    _ = try workspace.task()
    workspace.link("tasks/genre/gold.jsonl", to: "\(outside.path)/gold.jsonl")
    let compiled = TaskFiles.read(workspace: workspace.path, task: "genre")
    #expect(compiled.definition == nil)
    #expect(compiled.faults.contains { $0.message.contains("leaves the workspace") })
  }

  /// Whatever a row is like, its data are the bytes that the file has for them.
  @Test func dataOfAnyShapeAreTheBytesOfTheFile() throws {
    var random = Seeded(11)
    func space() -> String { [" ", "", "\t", "  "].randomElement(using: &random) ?? "" }
    func text() -> String {
      let pieces = ["a", "é", "👩", #"\""#, #"\\"#, "{", "}", "[", "]", ",", ":", #"\u007B"#, "'"]
      return "\"" + (0..<5).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "\""
    }
    func value(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 3 ? 3 : 5), using: &random) {
      case 0: return text()
      case 1: return "-1.50e2"
      case 2: return ["true", "null", "[]", "{}"].randomElement(using: &random) ?? "{}"
      case 3: return "[" + (0..<3).map { _ in space() + value(depth + 1) + space() }.joined(separator: ",") + "]"
      default: return object(depth)
      }
    }
    func object(_ depth: Int) -> String {
      let members = (0..<3).map { place in
        "\(space())\"\(place)\(text().dropFirst())\(space()):\(space())\(value(depth + 1))\(space())"
      }
      return "{\(members.joined(separator: ","))}"
    }
    let workspace = try TemporaryWorkspace()
    var data: [String] = []
    var file = ""
    for _ in 0..<300 {
      let shown = object(0)
      data.append(shown)
      let members = [
        "\"answer\"\(space()):\(space())\(object(0))", "\"data\":\(space())\(shown)", "\"status\":\(value(0))",
      ]
      file += "\(space()){\(members.shuffled(using: &random).joined(separator: "\(space()),\(space())"))}\(space())\n"
    }
    let compiled = try workspace.task(["gold.jsonl": file, "task.yaml": "title: Genre\npolicy: {gold_rate: 0.1}\n"])
    #expect(compiled.faults == [])
    #expect(compiled.definition?.gold.map { String(decoding: $0.data, as: UTF8.self) } == data)
  }

  @Test func mutatedRowsNeverCrashTheReader() throws {
    var random = Seeded(8)
    let workspace = try TemporaryWorkspace()
    let alphabet = Array("\n\n \\\"{}[]:,éx0".utf8)
    for _ in 0..<500 {
      var bytes = Array("\(Self.row)\n\(Self.row)\n".utf8)
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      try workspace.write("tasks/genre/gold.jsonl", bytes: bytes)
      let compiled = try workspace.task()
      #expect((compiled.definition == nil) == compiled.faults.contains { $0.severity == .error })
      #expect(compiled.readable != nil)
    }
  }
}
