import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("Rating on a scale")
struct RatingTests {
  private func presented(
    _ titles: [String], from first: Int = 1, advances: Bool = false, isOptional: Bool = false
  ) -> Presented {
    let points = titles.indices.map {
      Label(id: LabelID("p\($0)"), title: titles[$0], value: .init($0 + first))
    }
    let question = Question(
      id: QuestionID("pain"), kind: .rating, prompt: "How bad is it?", advancesAutomatically: advances,
      isOptional: isOptional)
    return Sample.presented(build: Sample.build([question], labels: points))
  }

  private func answer(_ bench: Bench) -> AnswerValue? { bench.state.sheet?.answer[QuestionID("pain")] }

  private func screen(_ titles: [String], from first: Int = 1, columns: Int = 80, key: Key? = nil) -> String {
    var bench = Bench(presented(titles, from: first), size: Size(columns: columns, rows: 24))
    if let key { bench.press(key) }
    return bench.state.frame.text
  }

  @Test("Ends with titles stand beside the points, and the chosen one is in brackets")
  func oneRow() {
    let text = screen(["bad", "2", "3", "4", "good"], columns: 40, key: .character("3"))
    #expect(text.contains(" bad  1 ─── 2 ───[3]─── 4 ─── 5  good\n"))
  }

  @Test("Titles of all points stand below them, where they fit")
  func twoRows() {
    let titles = ["none", "a little", "some", "a lot", "unbearable"]
    let text = screen(titles, from: 0, key: .character("4"))
    #expect(text.contains("  0 ─────────── 1 ─────────── 2 ─────────── 3 ───────────[4]\n"))
    #expect(text.contains("  none       a little        some         a lot  unbearable\n"))
    #expect(screen(titles, from: 0, columns: 40).contains("0 none          1 a little"))
  }

  @Test(
    "Titles are whole where there is room, and between the ends of a scale they are never cut",
    arguments: [40, 80, 120])
  func wholeTitles(columns: Int) {
    let titles = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
    let text = screen(titles, columns: columns)
    #expect(titles.allSatisfy { text.contains($0) })
    #expect(text.contains("1 ──────") == (columns == 120))
    // The ends still say enough.
    let ends = ["This is nothing that I would ever agree to", "2", "3", "4", "This is all that I ever wanted to say"]
    if columns >= 80 { #expect(screen(ends, columns: columns).contains("1 ─")) }
    #expect(screen(ends, columns: 120).contains(ends[0]))
  }

  @Test("Both brackets of the ends of a scale are there", arguments: [40, 80])
  func ends(columns: Int) {
    let titles = ["0", "1", "2", "3", "4"]
    #expect(screen(titles, from: 0, columns: columns, key: .character("0")).contains("[0]──"))
    #expect(screen(titles, from: 0, columns: columns, key: .character("4")).contains("──[4]\n"))
    let full = (0...9).map { "\($0)" }
    #expect(screen(full, from: 0, columns: columns, key: .character("9")).contains("[9]\n"))
  }

  @Test("Ten has a key of its own, which is told")
  func ten() {
    var bench = Bench(presented(["never"] + (1...9).map { "\($0)" } + ["always"], from: 0))
    #expect(bench.state.frame.text.contains("0–10 or ← → · t is 10"))
    bench.press(.character("t"))
    #expect(answer(bench) == .rating(LabelID("p10"), .init(10)))
    #expect(bench.state.frame.text.contains("9 ──[10]"))
  }

  @Test("Values that are no keys are listed with their numbers")
  func noKeys() {
    let text = screen(["no", "rather no", "neither", "rather yes", "yes"], from: -2)
    #expect(text.contains("1 -2 no") && !text.contains("───["))
  }

  @Test("Arrows step, stop at the ends, never take the answer back and never submit")
  func steps() {
    var bench = Bench(presented(["bad", "2", "3", "4", "good"], advances: true, isOptional: true))
    bench.press(.right)
    #expect(answer(bench) == .rating(LabelID("p0"), .init(1)) && bench.effects.isEmpty)
    bench.press(.right, .right)
    #expect(answer(bench) == .rating(LabelID("p2"), .init(3)) && bench.effects.isEmpty)
    bench.press(.left, .left, .left)
    #expect(answer(bench) == .rating(LabelID("p0"), .init(1)))
    #expect(bench.state.frame.text.contains("That is the end of the scale."))
    bench.press(.enter)
    #expect(!bench.effects.isEmpty)
    var other = Bench(presented(["bad", "2", "good"]))
    other.press(.left)
    #expect(answer(other) == .rating(LabelID("p2"), .init(3)))
  }

  @Test("A stepped answer is kept as a draft like any other")
  func drafts() {
    var bench = Bench(presented(["bad", "2", "good"]))
    bench.press(.right)
    bench.wait(2)
    bench.send(.tick(at: bench.now))
    guard case .saveDraft? = bench.effects.first else {
      Issue.record("no draft")
      return
    }
  }

  @Test("Hostile titles: the scale is never wider than the screen, and no row is torn")
  func hostile() {
    var random = SeededGenerator(state: 21)
    for _ in 0..<150 {
      let titles = (0..<Int.random(in: 1...11, using: &random)).map { _ in
        String(HostileTexts.text(&random).prefix(12))
      }
      var bench = Bench(
        presented(titles, from: 0),
        size: Size(columns: .random(in: 40..<130, using: &random), rows: .random(in: 12..<40, using: &random)))
      bench.press(.right, .right)
      let frame = bench.state.frame
      for row in 0..<frame.size.rows {
        let cells = frame.row(row)
        #expect(cells.reduce(0) { $0 + $1.width } == frame.size.columns && cells.last?.width != 2)
      }
    }
  }
}

@Suite("Choosing some labels")
struct ChoicesTests {
  private func bench(_ min: Int, _ max: Int?) -> Bench {
    let none = Label(id: LabelID("none"), title: "None of these", isNone: true)
    return Bench(
      Sample.presented(build: Sample.build([Sample.topics(min: min, max: max)], labels: Sample.genres + [none])),
      size: Size(columns: 120, rows: 40))
  }

  @Test(
    arguments: [
      (1, nil, "", "Choose a label first, with its key."), (2, 3, "", "Choose at least 2: 2 more to go."),
      (2, 3, "4", "Choose at least 2: 1 more to go."), (3, 3, "12", "Choose exactly 3: 1 more to go."),
      (0, 3, "", "Nothing is ticked. The same key again says: none of these."),
    ] as [(Int, Int?, String, String)])
  func missing(_ min: Int, _ max: Int?, _ keys: String, _ sentence: String) {
    var bench = bench(min, max)
    for key in keys { bench.press(.character(key)) }
    bench.press(.enter)
    #expect(bench.effects.isEmpty && bench.state.frame.text.contains(sentence))
  }

  @Test("'None of these' is no way into a question that wants several")
  func noneAgainstMin() {
    var bench = bench(2, 3)
    bench.press(.character("1"), .character("7"))
    #expect(bench.state.sheet?.answer[QuestionID("topics")] == .labels([LabelID("comedy")]))
    #expect(bench.state.frame.text.contains("At least 2 labels are wanted here"))
  }

  @Test("One more than allowed is refused, and nothing is lost")
  func tooMany() {
    var bench = bench(1, 2)
    bench.press(.character("1"), .character("2"), .character("3"))
    #expect(bench.state.sheet?.answer[QuestionID("topics")] == .labels([LabelID("comedy"), LabelID("drama")]))
    #expect(bench.state.frame.text.contains("At most 2 labels here: take one back first, with its key."))
  }
}
