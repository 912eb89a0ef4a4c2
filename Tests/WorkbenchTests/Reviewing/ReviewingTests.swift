import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("Reviewing")
struct ReviewingTests {
  private static let genre = QuestionID("genre")

  private func chosen(_ bench: ReviewBench) -> AnswerValue? { bench.state.open?.answer[Self.genre] }

  @Test("A label's key, enter, a reason and enter decide; the next example that is not one's own opens at once")
  func deciding() throws {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("4"))
    #expect(chosen(bench) == .label(LabelID("horror")))
    bench.press(.enter)
    bench.type("the fog")
    #expect(bench.effects.isEmpty)
    bench.press(.enter)
    guard case .decide(let decision)? = bench.effects.first else {
      Issue.record("nothing was decided: \(bench.effects)")
      return
    }
    #expect(decision.answer == Answer([Self.genre: .label(LabelID("horror"))]))
    #expect(decision.reason == "the fog")
    bench.send(.decided(nil, at: bench.now))
    #expect(bench.effects == [.open(ReviewSample.digest(1))])
  }

  @Test("An example of one's own is passed over; after the last one the list is there")
  func passing() {
    var bench = ReviewBench()
    bench.press(.down, .down, .enter)
    #expect(bench.effects == [.open(ReviewSample.digest(2))])
    bench.send(.opened(.success(ReviewSample.choice()), at: bench.now))
    bench.press(.character("s"))
    #expect(bench.effects == [.open(ReviewSample.digest(4))])
    bench.send(.opened(.success(ReviewSample.choice()), at: bench.now))
    bench.press(.character("s"))
    #expect(bench.effects.isEmpty)
    #expect(bench.state.mode == .cases)
  }

  @Test("Without a reason the second enter decides, as the prompt says")
  func withoutReason() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.frame.text.contains("↵ decides"))
    bench.press(.enter)
    guard case .decide(let decision)? = bench.effects.first else {
      Issue.record("nothing was decided")
      return
    }
    #expect(decision.reason == nil)
  }

  @Test("Enters of one burst do not decide, nor does a held one", arguments: [0.03, 0.1, 0.2], [1, 2, 40])
  func burst(pause: Double, count: Int) {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    for _ in 0..<count { bench.press(.enter, after: pause) }
    #expect(bench.effects.isEmpty && bench.state.mode == .typing)
    if let wakesAt = bench.state.wakesAt { bench.send(.tick(at: wakesAt)) }
    #expect(bench.effects.isEmpty && bench.state.mode == .typing)
    #expect(bench.state.frame.text.contains("came before this could be read"))
    bench.press(.enter)
    #expect(bench.effects.count == 1)
  }

  @Test("Hands that know what comes decide with two enters in a row, once the second stayed alone")
  func fastHands() throws {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    bench.press(.enter, after: 0.3)
    let wakesAt = try #require(bench.state.wakesAt)
    #expect(wakesAt.seconds(since: bench.now) < 0.2)
    bench.send(.tick(at: wakesAt))
    #expect(bench.effects.count == 1)
  }

  @Test("A reason that was typed fast is taken at once")
  func fastReason() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    bench.press(.character("f"), .character("o"), .character("g"), .enter, after: 0.05)
    #expect(bench.effects.count == 1)
  }

  @Test("Esc gives the reason up, and keeps the answer")
  func escape() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter, .escape)
    #expect(bench.state.mode == .reviewing)
    #expect(chosen(bench) == .label(LabelID("drama")))
    bench.press(.escape)
    #expect(bench.state.mode == .cases)
  }

  @Test("A decision begins from what most say, or from the answer at the cursor")
  func beginning() {
    let clear = ReviewSample.choices()
    var bench = ReviewBench(clear)
    let topics = QuestionID("topics")
    #expect(bench.state.open?.answer[topics] == .labels([LabelID("drama"), LabelID("horror")]))
    bench.press(.down, .character("="))
    #expect(bench.state.open?.answer[topics] == .labels([LabelID("horror")]))
    for _ in 0..<9 { bench.press(.down) }
    bench.press(.character("="))
    #expect(bench.state.open?.answer[topics] == .labels([LabelID("drama"), LabelID("horror")]))
    // What says nothing certain here is no start.
    bench = ReviewBench(ReviewSample.choice())
    #expect(chosen(bench) == nil)
    bench.press(.character("="))
    #expect(chosen(bench) == nil)
    #expect(bench.state.frame.text.contains("nothing here that a decision could begin with"))
  }

  @Test("Of a form the answer to the question at hand is taken, and the others stay")
  func takingOne() {
    let note = QuestionID("note")
    var bench = ReviewBench(ReviewSample.form())
    bench.press(.down, .character("="))
    #expect(chosen(bench) == .label(LabelID("drama")))
    #expect(bench.state.open?.answer[note] == nil)
    bench.press(.tab, .down, .character("="))
    #expect(chosen(bench) == .label(LabelID("drama")))
    #expect(bench.state.open?.answer[note] == .text("A loud film of waiting and dread."))
    bench.press(.enter)
    #expect(bench.state.mode == .typing)
  }

  @Test("Who answered looks and decides nothing, whatever the key")
  func barred() {
    var bench = ReviewBench(ReviewSample.choice(bar: true))
    for key: Key in [.character("2"), .enter, .character("="), .character("e"), .character("l"), .right] {
      bench.press(key)
      #expect(bench.effects.isEmpty)
      #expect(bench.state.mode == .reviewing)
      #expect(bench.state.frame.text.contains("answered this example yourself"))
    }
    #expect(chosen(bench) == nil)
    bench.press(.character("s"))
    #expect(bench.effects == [.open(ReviewSample.digest(1))])
  }

  @Test("Somebody decided meanwhile: the example is read again before anything is decided over it")
  func superseded() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    bench.type("x")
    bench.press(.enter)
    bench.send(.decided(Failure("Somebody decided this meanwhile.", remedy: .moveOn), at: bench.now))
    #expect(bench.effects == [.open(ReviewSample.digest(0))])
    bench.send(.opened(.success(ReviewSample.choice()), at: bench.now))
    #expect(bench.state.frame.text.contains("Somebody decided this meanwhile."))
  }

  @Test("A reason that was typed for nothing is there again at the same example, and at no other")
  func unusedReason() throws {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    bench.type("the guide, part 3")
    bench.press(.enter)
    bench.send(.decided(Failure("Somebody decided this meanwhile.", remedy: .moveOn), at: bench.now))
    bench.send(.opened(.success(ReviewSample.choice()), at: bench.now))
    bench.press(.character("2"), .enter)
    #expect(bench.state.reasoning?.reason == "the guide, part 3")
    // Given up by hand, too.
    bench.press(.character("!"), .escape)
    #expect(bench.state.reasoning == nil)
    bench.press(.enter)
    #expect(bench.state.reasoning?.reason == "the guide, part 3!")
    // Taken away by hand, it does not come back.
    bench.press(.control("u"), .escape, .enter)
    #expect(bench.state.reasoning?.editor.text == "")
    bench.type("x")
    bench.press(.escape, .enter)
    // Enter's own burst decides nothing with it.
    bench.press(.enter, after: 0.05)
    #expect(bench.effects.isEmpty && bench.state.mode == .typing)
    bench.press(.escape, .character("s"))
    #expect(bench.effects == [.open(ReviewSample.digest(1))])
    var other = ReviewSample.choice()
    other.example = ReviewSample.digest(1)
    bench.send(.opened(.success(other), at: bench.now))
    bench.press(.character("2"), .enter)
    #expect(bench.state.reasoning != nil && bench.state.reasoning?.reason == nil)
  }

  @Test("What could not be recorded is tried again with enter, the same")
  func retrying() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter)
    bench.type("x")
    bench.press(.enter)
    let first = bench.effects
    bench.send(.decided(Failure("the disk is full"), at: bench.now))
    #expect(bench.state.frame.text.contains("the disk is full"))
    bench.press(.enter)
    #expect(bench.effects == first)
  }

  @Test("u opens the example decided last, to decide it again")
  func undoing() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("u"))
    #expect(bench.effects.isEmpty)
    bench.press(.character("2"), .enter)
    bench.type("x")
    bench.press(.enter)
    bench.send(.decided(nil, at: bench.now))
    var next = ReviewSample.choices()
    next.example = ReviewSample.digest(1)
    bench.send(.opened(.success(next), at: bench.now))
    bench.press(.character("u"))
    #expect(bench.effects == [.open(ReviewSample.digest(0))])
  }

  @Test("u goes back decision by decision, and says where there is no earlier one")
  func undoingFurther() {
    func shown(_ number: Int) -> ReviewedCase {
      var shown = ReviewSample.choice()
      shown.example = ReviewSample.digest(number)
      return shown
    }
    var bench = ReviewBench(shown(0))
    for next in [1, 2] {
      bench.press(.character("2"), .enter, .enter)
      bench.send(.decided(nil, at: bench.now))
      #expect(bench.effects == [.open(ReviewSample.digest(next))])
      bench.send(.opened(.success(shown(next)), at: bench.now))
    }
    for earlier in [1, 0] {
      #expect(bench.state.offers(.undo))
      bench.press(.character("u"))
      #expect(bench.effects == [.open(ReviewSample.digest(earlier))])
      bench.send(.opened(.success(shown(earlier)), at: bench.now))
    }
    #expect(!bench.state.offers(.undo))
    bench.press(.character("u"))
    #expect(bench.effects.isEmpty)
    #expect(bench.state.frame.text.contains("There is no earlier decision of this session"))
  }

  @Test("Names are hidden and shown; letters stay")
  func names() {
    var bench = ReviewBench(ReviewSample.choice())
    #expect(bench.state.frame.text.contains("amara"))
    #expect(bench.state.frame.text.contains("A amara"))
    bench.press(.character("n"))
    let frame = bench.state.frame.text.split(separator: "\n").dropFirst().joined(separator: "\n")
    for name in ["amara", "ben", "chloé", "dai"] { #expect(!frame.contains(name)) }
  }

  @Test("Spans are edited as annotators mark them, beginning from what was taken; enter then asks for the reason")
  func editing() throws {
    var bench = ReviewBench(ReviewSample.spans())
    bench.press(.down, .character("="))
    #expect(bench.state.open?.answer[QuestionID("names")]?.labels.count == 2)
    bench.press(.character("e"))
    #expect(bench.state.frame.text.contains("submit"))
    // The first word is marked as a thing.
    bench.press(.character("t"))
    #expect(bench.state.open?.answer[QuestionID("names")]?.labels.count == 3)
    bench.press(.enter)
    #expect(bench.state.mode == .typing)
    bench.type("x")
    bench.press(.enter)
    guard case .decide(let decision)? = bench.effects.first else {
      Issue.record("nothing was decided")
      return
    }
    #expect(decision.answer[QuestionID("names")]?.labels.count == 3)
  }

  @Test("One tied place leaves the rest: what most marked is told, taken with = and begun with by e, and not before")
  func tiedSpans() throws {
    let names = QuestionID("names")
    var bench = ReviewBench(ReviewSample.tiedSpans())
    #expect(bench.state.frame.text.contains("Most say: Person, Thing · 1 tied"))
    #expect(bench.state.open?.answer[names] == nil)
    #expect(bench.state.frame.text.contains("open   e changes it"))
    bench.press(.enter)
    #expect(bench.state.mode == .reviewing, "enter alone decided")
    bench.press(.down, .down, .character("="))
    #expect(bench.state.open?.answer[names]?.labels == [LabelID("person"), LabelID("thing")])

    bench = ReviewBench(ReviewSample.tiedSpans())
    bench.press(.character("e"))
    #expect(bench.state.open?.answer[names]?.labels == [LabelID("person"), LabelID("thing")])
    bench.press(.enter)
    bench.type("x")
    bench.press(.enter)
    guard case .decide(let decision)? = bench.effects.first else {
      Issue.record("nothing was decided")
      return
    }
    #expect(decision.answer[names]?.labels.count == 2)
  }

  @Test("The share behind marks is that of the least of them, and is told so")
  func shares() {
    let (spans, choices) = (ReviewBench(ReviewSample.spans()), ReviewBench(ReviewSample.choices()))
    #expect(spans.state.frame.text.contains("Most say: Person, Thing, each by 67 % or more"))
    #expect(choices.state.frame.text.contains("Most say: Drama, Horror, each by 67 % or more"))
  }

  @Test("Of several labels those that most ticked are told and taken, without the tied ones")
  func tiedChoices() {
    let topics = QuestionID("topics")
    var bench = ReviewBench(ReviewSample.tiedChoices())
    #expect(bench.state.frame.text.contains("Most say: Drama · 2 tied"))
    #expect(bench.state.open?.answer[topics] == nil)
    bench.press(.down, .down, .character("="))
    #expect(bench.state.open?.answer[topics] == .labels([LabelID("drama")]))
  }

  @Test("Differences of spans are stepped through, with who marked what")
  func stepping() {
    var bench = ReviewBench(ReviewSample.spans())
    bench.press(.character("]"))
    #expect(bench.state.frame.text.contains("1 of 2"))
    #expect(bench.state.frame.text.contains("A C: “lighthouse keeper” Person"))
    #expect(bench.state.frame.text.contains("B: “keeper”"))
    bench.press(.character("]"))
    #expect(bench.state.frame.text.contains("2 of 2"))
    bench.press(.character("["))
    #expect(bench.state.frame.text.contains("1 of 2"))
  }

  @Test("Words of an example are asked for once, and only of rows in sight")
  func describing() {
    var state = ReviewState(desk: Sample.desk, size: Size(columns: 80, rows: 24))
    _ = state.update(.started(at: Sample.start))
    let many = (0..<200).map { number in
      ReviewEntry(
        example: Digest(of: Array("\(number)".utf8)), reasons: ["split"], people: 2, disagreement: 0.5, isOwn: false)
    }
    let effects = state.update(.listed(.success(many), at: Sample.start))
    guard case .describe(let wanted)? = effects.last else {
      Issue.record("no words were asked for")
      return
    }
    #expect(wanted.count < 24)
    #expect(state.update(.resized(Size(columns: 80, rows: 24))) == [])
    #expect(state.update(.key(.end, at: Sample.start)) != [])
  }

  @Test("Ctrl-C ends it anywhere, q only from the list")
  func leaving() {
    var bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("q"))
    #expect(bench.effects.isEmpty)
    bench.press(.character("q"))
    #expect(bench.effects == [.quit])
    bench = ReviewBench(ReviewSample.choice())
    bench.press(.character("2"), .enter, .control("c"))
    #expect(bench.effects == [.quit])
  }
}
