import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

@Suite("Looking for a label")
struct LabelFinderTests {
  private static let industry = QuestionID("industry")

  private func answer(_ bench: Bench) -> [String] {
    (bench.state.sheet?.answer[Self.industry]?.labels ?? []).map(\.rawValue)
  }

  private func hint(_ bench: Bench) -> String { bench.state.notice?.text.description ?? "" }

  @Test("Enter, some letters, enter: chosen; enter submits")
  func choice() {
    var bench = Bench(Industries.presented())
    bench.press(.enter)
    #expect(bench.state.mode == .finding)
    bench.type("comp prog")
    bench.press(.enter)
    #expect(bench.state.mode == .answering)
    #expect(answer(bench) == ["3102"])
    #expect(bench.effects.isEmpty)
    #expect(bench.state.frame.text.contains("Custom Computer Programming"), "the page of the chosen label is shown")
    bench.press(.enter)
    #expect(bench.state.request == .submit(Answer([Self.industry: .label(LabelID("3102"))])))
  }

  @Test("Where choosing submits, so does finding")
  func advancing() {
    var bench = Bench(Industries.presented(Industries.question(advances: true)))
    bench.press(.character("l"))
    bench.type("3102")
    #expect(answer(bench).isEmpty, "digits are letters of codes here")
    bench.press(.enter)
    #expect(bench.state.request == .submit(Answer([Self.industry: .label(LabelID("3102"))])))
  }

  @Test("Choices are ticked one after another, until esc")
  func choices() {
    var bench = Bench(Industries.presented(Industries.question(.choices(min: 1, max: 2))))
    bench.press(.enter)
    bench.type("soy")
    bench.press(.enter)
    #expect(bench.state.sheet?.finder?.line.text == "")
    bench.type("ramen")
    bench.press(.enter)
    #expect(answer(bench) == ["1101", "3203"])
    bench.type("brew")
    bench.press(.enter)
    #expect(hint(bench).hasPrefix("At most 2 labels here"))
    #expect(bench.state.sheet?.finder?.line.text == "brew", "what was typed stays after a refusal")
    bench.press(.escape)
    #expect(bench.state.mode == .answering)
    #expect(answer(bench) == ["1101", "3203"])
  }

  @Test("Enter alone chooses nothing: neither by a second stroke nor held down")
  func nothingByAccident() {
    var bench = Bench(Industries.presented(Industries.question(advances: true)))
    bench.press(.enter)
    for _ in 0..<30 { bench.press(.enter, after: 0.03) }
    bench.press(.enter)
    #expect(hint(bench).hasPrefix("Type some letters"))
    bench.type("qqq")
    bench.press(.enter)
    #expect(hint(bench).hasPrefix("No label has these letters"))
    #expect(answer(bench).isEmpty)
    #expect(bench.state.request == nil)
  }

  @Test("Escape goes back and leaves the answer as it is")
  func back() {
    var bench = Bench(Industries.presented())
    bench.press(.character("1"), .character("l"))
    bench.type("dent")
    bench.press(.escape)
    #expect(bench.state.mode == .answering)
    #expect(answer(bench) == ["1101"])
  }

  @Test("What is chosen already is not taken back by finding it")
  func chosenAgain() {
    var question = Industries.question()
    question.isOptional = true
    var bench = Bench(Industries.presented(question))
    bench.press(.character("1"), .character("l"))
    bench.type("soy f")
    bench.press(.enter)
    #expect(answer(bench) == ["1101"])
    #expect(bench.state.mode == .answering)
  }

  @Test("The list is walked by arrows, ^n and ^p and pages, and ends at its ends")
  func walking() {
    var bench = Bench(Industries.presented())
    bench.press(.character("l"), .up)
    #expect(bench.state.sheet?.finder?.cursor == 0)
    bench.press(.control("n"), .down, .control("p"))
    #expect(bench.state.sheet?.finder?.cursor == 1)
    for _ in 0..<9 { bench.press(.pageDown) }
    let count = bench.state.sheet?.finder?.results.count ?? 0
    #expect(bench.state.sheet?.finder?.cursor == count - 1)
    #expect(bench.state.frame.text.contains("▸Offices of Dentists"))
    for _ in 0..<9 { bench.press(.pageUp) }
    bench.press(.enter)
    #expect(answer(bench) == ["1101"])
  }

  @Test("Labels of this session stand first, the last one first")
  func usedLately() {
    var bench = Bench(Industries.presented())
    for (number, query) in ["lawyer", "brew", "lawyer"].enumerated() {
      bench.press(.enter)
      bench.type(query)
      bench.press(.enter, .enter)
      bench.commit(next: Industries.presented(number: number + 2))
    }
    bench.press(.character("l"))
    let finder = bench.state.sheet?.finder
    #expect(
      finder?.results.prefix(3).map { finder?.catalog.entries[$0].label.id.rawValue } == ["3301", "2104", "1101"])
    #expect(
      finder.map { Set($0.results).count == $0.results.count && $0.results.count == $0.catalog.entries.count } == true)
    #expect(bench.state.frame.text.contains("used lately"))
    bench.press(.down, .down, .enter)
    #expect(answer(bench) == ["2104"])
  }

  @Test("Narrowed questions never offer others, until the full list is opened")
  func narrowed() {
    var presented = Industries.presented()
    presented.assignment.asked = AskedCandidates([Self.industry: ["2101", "2102", "3301"].map { LabelID($0) }])
    var bench = Bench(presented)
    bench.press(.character("l"))
    #expect(bench.state.sheet?.finder?.results.count == 3)
    bench.type("soy")
    #expect(bench.state.sheet?.finder?.results.isEmpty == true)
    bench.press(.enter, .escape)
    #expect(answer(bench).isEmpty)
    bench.press(.character("o"), .character("l"))
    bench.type("soy")
    bench.press(.enter)
    #expect(answer(bench) == ["1101"])
  }

  @Test("What stays ticked says so when it is chosen")
  func fixed() {
    let question = Industries.question(.choices(min: 0, max: nil))
    var presented = Industries.presented(question)
    let offered = (presented.build.offered[Self.industry] ?? []).map(\.id)
    presented.assignment.asked = AskedCandidates([Self.industry: ["2101", "2102"].map { LabelID($0) }])
    presented.assignment.purpose = .settlement
    presented.assignment.carried = AnswerReading([
      Self.industry: QuestionReading(
        .unknown,
        .marks(
          Marks(offered: offered, yes: ["1101"].map { LabelID($0) }, unknown: ["2101", "2102"].map { LabelID($0) })))
    ])
    var bench = Bench(presented)
    bench.press(.character("l"))
    bench.type("soy")
    bench.press(.enter)
    #expect(hint(bench).hasPrefix("You ticked that before"))
    #expect(bench.state.mode == .finding)
  }

  @Test("Few keyed answers are not looked through")
  func refused() {
    let points = (1...3).map { Label(id: LabelID("p\($0)"), title: "point \($0)", value: .init($0)) }
    let rating = Question(id: QuestionID("r"), kind: .rating, prompt: "How much?")
    var bench = Bench(Sample.presented(build: Sample.build([rating], labels: points)))
    bench.press(.character("l"))
    #expect(bench.state.mode == .answering)
    #expect(hint(bench).hasPrefix("There is nothing to look for"))
  }

  @Test("Enter keeps to labels that all have their keys in sight, and the footer does not offer finding")
  func fewLabels() {
    var bench = Bench()
    #expect(!bench.state.frame.text.contains("find label"))
    bench.press(.enter)
    #expect(bench.state.mode == .answering)
    bench.press(.character("l"))
    #expect(bench.state.mode == .finding, "l works everywhere")
  }

  @Test("A paste is looked for, whatever is in it")
  func paste() {
    var bench = Bench(Industries.presented(Industries.question(advances: true)))
    bench.press(.enter, .paste("ramen\n\n\u{1B}[31m1\n"))
    #expect(bench.state.mode == .finding)
    #expect(answer(bench).isEmpty)
    bench.press(.control("u"), .paste("ramen\n"), .enter)
    #expect(bench.state.request == .submit(Answer([Self.industry: .label(LabelID("3203"))])))
  }

  @Test("What is selected is marked with the label found")
  func spans() {
    var bench = Bench(Industries.presented(Industries.question(.spans(fields: ["plot"], overlap: true))))
    bench.press(.right, .character("l"))
    bench.type("ramen")
    bench.press(.enter)
    #expect(bench.state.mode == .marking)
    #expect(answer(bench) == ["3203"])
  }

  @Test("A press on a label in the list chooses it, once the mouse is on")
  func mouse() throws {
    var bench = Bench(Industries.presented())
    bench.state.isMouseOn = true
    bench.press(.character("l"))
    bench.type("offices")
    let rows = bench.state.frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.firstIndex { $0.contains("Offices of Dentists") })
    bench.wait(1)
    bench.send(.pointer(.wheel(lines: -1, at: Point(row: row, column: 5)), at: bench.now))
    bench.send(.pointer(.press(Point(row: row, column: 5)), at: bench.now))
    #expect(answer(bench) == ["3302"])
    #expect(bench.state.mode == .answering)
  }

  @Test("10,000 labels: what letters find one by one is what they find at once")
  func thousands() throws {
    let labels = Industries.many(10_000)
    var bench = Bench(
      Sample.presented(build: Sample.build([Industries.question(selection: .any)], labels: labels)))
    bench.press(.enter)
    let clock = ContinuousClock()
    let time = clock.measure {
      bench.type("copper tim rep")
      _ = bench.state.frame
    }
    let finder = try #require(bench.state.sheet?.finder)
    #expect(finder.results == finder.query.found(in: finder.catalog, among: finder.catalog.entries.indices))
    #expect(finder.results.count > 10)
    #expect(finder.entryAtCursor?.label.title.contains("repair") == true)
    // A key takes some milliseconds; the bound only tells that from making everything anew, in debug builds too.
    #expect(time < .seconds(30))
  }
}
