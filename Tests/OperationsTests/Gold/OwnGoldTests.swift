import Labeling
import Operations
import Queue
import Records
import Testing

/// Nobody may tell gold from work by lists and figures of their own.
@Suite("Gold among one's own work")
struct OwnGoldTests {
  /// Gold comes at each claim for which there is work too.
  private func bench(_ kind: GoldBench.Kind, overlap: Int = 1) throws -> GoldBench {
    let bench = try GoldBench(kind)
    bench.policy = Policy(overlap: overlap, goldRate: 500_000)
    try bench.publish()
    try bench.add((1...8).map { "Film \($0)" })
    return bench
  }

  @Test("The menu counts what the header counts", arguments: GoldBench.Kind.allCases)
  func menu(_ kind: GoldBench.Kind) throws {
    let bench = try bench(kind)
    var titles: [String] = []
    for _ in 0..<8 {
      let serving = try bench.sitting("amara").claim()
      let entry = try #require(try TaskMenu.entries(for: "amara", .named(.production), in: bench.store).first)
      #expect(entry.progress == serving.progress)
      let assignment = try #require(serving.assignment)
      titles.append(try JSONParser.parse(assignment.data)["title"]?.string ?? "")
      try bench.submit(.genre("horror"), to: assignment, by: "amara")
    }
    #expect(titles.contains { GoldBench.titles.contains($0) } && titles.contains { $0.hasPrefix("Film") }, "\(titles)")
  }

  @Test("Who lists people sees as many answers as the status has, gold among them", arguments: GoldBench.Kind.allCases)
  func people(_ kind: GoldBench.Kind) throws {
    let bench = try bench(kind)
    for _ in 0..<8 {
      let (_, assignment) = try #require(try bench.next("amara"))
      try bench.submit(.genre("horror"), to: assignment, by: "amara")
    }
    let status = try #require(try Status.read(from: bench.store).tasks.first).annotators
    let people = try People(store: bench.store, by: "ada", surroundings: bench.surroundings).list()
    #expect(people.map(\.answers) == [8] && status.map(\.answers) == [8])
  }

  @Test("The menu tells who waits for an admin", arguments: GoldBench.Kind.allCases)
  func waiting(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    try bench.add(["Film 1"])
    func standing() throws -> TaskMenu.Standing? {
      try TaskMenu.entries(for: "bo", .named(.production), in: bench.store).first?.standing
    }
    try bench.answer(Dictionary(uniqueKeysWithValues: GoldBench.titles.map { ($0, "comedy") }), by: "bo", count: 3)
    #expect(try standing() == .open)
    try bench.answer(["Dune": "comedy"], by: "bo", count: 1)
    #expect(try standing() == .unqualified)
    _ = try People(store: bench.store, by: "ada", surroundings: bench.surroundings)
      .change("bo", .qualify(GoldBench.task))
    #expect(try standing() == .open)
  }

  @Test("The browser shows annotators all they answered, in the order they did", arguments: GoldBench.Kind.allCases)
  func browsing(_ kind: GoldBench.Kind) throws {
    let bench = try bench(kind)
    var titles: [String] = []
    var examples: [Digest] = []
    for _ in 0..<8 {
      let (title, assignment) = try #require(try bench.next("amara"))
      titles.append(title)
      examples.append(assignment.example)
      try bench.submit(.genre(title == "Alien" ? "comedy" : "horror"), to: assignment, by: "amara")
    }
    let open = try #require(try bench.next("amara"))
    let reviewer = try Reviewer(
      as: "amara", on: GoldBench.task, channel: .production, process: nil, store: bench.store,
      surroundings: bench.surroundings)
    let browser = Browser(reviewer, reach: .themselves)
    for query in ["", "order:answers", "order:disagreement"] {
      let list = try browser.list(try BrowseQuery(typed: [query]))
      #expect(list.rows.map(\.example) == examples, "\(query)")
      #expect(Set(list.rows.map(\.status)) == [.done] && Set(list.rows.map(\.people)) == [1])
      #expect(list.examples == 8)
    }
    #expect(try browser.list(try BrowseQuery(typed: ["order:recent"])).rows.map(\.example) == examples.reversed())
    let words = try reviewer.words(of: examples)
    #expect(examples.map { words[$0] } == titles)
    for (title, example) in zip(titles, examples) {
      let shown = try browser.open(example)
      #expect(shown.data["title"]?.string == title)
      #expect(shown.statements.map(\.annotator) == ["amara"])
      #expect(shown.statements.first?.answer?[QuestionID("genre")] != nil)
      #expect(try browser.list(BrowseQuery(words: [title.lowercased()])).rows.map(\.example) == [example])
    }
    // What is open is neither listed nor shown, whatever it is.
    #expect(throws: QueueError.self) { try browser.open(open.assignment.example) }
  }

  @Test("An answer that was corrected leads to its correction", arguments: GoldBench.Kind.allCases)
  func reopening(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    let receipt = try bench.answer(by: "amara", count: 1)[0]
    let newer = try bench.correct(receipt, to: .genre("comedy"), by: "amara")
    let sitting = try bench.sitting("amara")
    #expect(throws: QueueError.superseded(by: newer.response)) { try sitting.reopen(receipt.response) }
    #expect(try sitting.reopen(newer.response).answer == .genre("comedy"))
  }
}
