import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("Narrowed questions")
struct NarrowedTests {
  private let genre = QuestionID("genre")
  private let topics = QuestionID("topics")
  private static let action = Answer([QuestionID("genre"): .label(LabelID("action"))])

  /// A bench whose screen was looked at.
  private func seen(_ presented: Presented) -> Bench {
    var bench = Bench(presented)
    bench.wait(2)
    return bench
  }

  private func submitted(_ bench: Bench) -> Answer? {
    if case .submit(let answer, _, _, _)? = bench.effects.first { answer } else { nil }
  }

  @Test("Only the candidates are offered, with the keys that they have on the full list")
  func candidates() {
    var bench = seen(Sample.settlement(of: Self.action))
    let entries = bench.state.shortcuts?.pages.joined().map { ($0.label.id.rawValue, $0.key) } ?? []
    #expect(entries.map(\.0) == ["action", "superhero"])
    #expect(entries.map(\.1) == ["8", "9"])
    bench.press(.character("1"), .enter)
    #expect(bench.effects.isEmpty, "comedy is not asked about")
    bench.press(.character("9"), .enter)
    #expect(submitted(bench) == Answer([genre: .label(LabelID("superhero"))]))
  }

  @Test("Keys that would be the same on two pages of the full list are given anew")
  func clashingKeys() {
    let labels = (1...20).map { Label(id: LabelID("l\($0)"), title: "Label \($0)") }
    let asked = [LabelID("l2"), LabelID("l11"), LabelID("l20")]
    let shortcuts = Shortcuts(labels, asked: asked, fixed: [], capacity: 9)
    #expect(shortcuts.pages.count == 1)
    #expect(shortcuts.pages[0].map(\.key) == ["1", "2", "3"])
    #expect(shortcuts.label(for: "3", onPage: 0) == LabelID("l20"))
  }

  @Test("It says what the person said and why it is asked again")
  func ownReason() {
    let text = Bench(Sample.settlement(of: Self.action)).state.frame.text
    #expect(text.contains("You said Action. In taxonomy 3, it was split: which of these?"))
    #expect(text.contains("narrowed"))
    let comedy = Sample.settlement(of: Answer([genre: .label(LabelID("comedy"))]))
    #expect(Bench(comedy).state.frame.text.contains("Mockumentary was taken out of it"))
  }

  @Test("Somebody else's narrowed question tells neither whose it was nor what they said")
  func othersReason() {
    let presented = Sample.narrowed(to: ["action", "superhero"])
    let text = Bench(presented).state.frame.text
    #expect(!text.contains("You said"))
    #expect(!text.contains("split"))
    #expect(text.contains("Earlier answers leave only these labels open"))
  }

  @Test("'None of these' opens the full list, and back takes back what is only there")
  func fullList() {
    var bench = seen(Sample.settlement(of: Self.action))
    bench.press(.character("o"))
    #expect(bench.state.sheet?.candidates == nil)
    bench.press(.character("1"))
    #expect(bench.state.sheet?.isChosen(LabelID("comedy")) == true)
    bench.press(.character("o"))
    #expect(bench.state.sheet?.answer == Answer())
    bench.press(.character("o"), .character("1"), .enter)
    #expect(submitted(bench) == Answer([genre: .label(LabelID("comedy"))]))
  }

  @Test("A question that is asked in full has no other labels to open")
  func nothingToOpen() {
    var bench = Bench()
    bench.press(.character("o"))
    #expect(bench.state.notice?.text.description.contains("All labels") == true)
  }

  @Test("A half-made answer outside of the candidates comes back with the full list")
  func draftOutside() {
    var presented = Sample.settlement(of: Self.action)
    presented.draft = Answer([genre: .label(LabelID("drama"))])
    let bench = Bench(presented)
    #expect(bench.state.sheet?.candidates == nil)
    #expect(bench.state.sheet?.isChosen(LabelID("drama")) == true)
  }

  @Test("Known questions are shown and can't be answered; they are submitted with the rest")
  func knownQuestions() {
    let questions = [Sample.topics(min: 0, max: nil), Sample.genre()]
    let said = Answer([topics: .labels([LabelID("drama")]), genre: .label(LabelID("action"))])
    var bench = seen(Sample.settlement(of: said, questions))
    #expect(bench.state.sheet?.focus == 1)
    #expect(bench.state.frame.text.contains("=1 topics: Drama"))
    bench.press(.tab)
    #expect(bench.state.sheet?.focus == 1)
    bench.press(.character("8"), .enter)
    let whole = Answer([topics: .labels([LabelID("drama")]), genre: .label(LabelID("action"))])
    #expect(submitted(bench) == whole)
    bench.commit(next: Sample.presented(2, build: Sample.later(questions)))
    #expect(bench.state.history.first?.answer == whole, "a correction wants the whole answer")
  }

  @Test("What is known goes where an answer beside it takes its condition away, and comes back with it")
  func knownUnderCondition() {
    let tone = Question(
      id: QuestionID("tone"), kind: .choice, prompt: "Which tone?",
      when: [Question.Condition(question: genre, labels: [LabelID("action"), LabelID("superhero")])])
    let said = Answer([genre: .label(LabelID("action")), tone.id: .label(LabelID("drama"))])
    var bench = seen(Sample.settlement(of: said, [Sample.genre(), tone]))
    #expect(bench.state.sheet?.answer[tone.id] == nil, "it hangs on what is open")
    bench.press(.character("9"))
    #expect(bench.state.sheet?.answer[tone.id] == .label(LabelID("drama")))
    bench.press(.character("o"), .character("1"))
    #expect(bench.state.sheet?.answer[tone.id] == nil)
    bench.press(.enter)
    #expect(submitted(bench) == Answer([genre: .label(LabelID("comedy"))]))
  }

  @Test("Choices: what was ticked stays, and ticking none of the rest wants a second enter")
  func choices() {
    let questions = [Sample.topics(min: 1, max: nil)]
    let said = Answer([topics: .labels([LabelID("drama"), LabelID("action")])])
    let presented = Sample.settlement(of: said, questions)
    #expect(presented.assignment.asked?.questions[topics] == [LabelID("action"), LabelID("superhero")])
    var bench = seen(presented)
    bench.press(.character("2"))
    #expect(bench.state.sheet?.isChosen(LabelID("drama")) == true, "it is not asked about")
    bench.press(.enter)
    #expect(bench.effects.isEmpty)
    bench.press(.character("9"), .enter)
    #expect(submitted(bench) == Answer([topics: .labels([LabelID("drama"), LabelID("superhero")])]))

    bench = seen(presented)
    bench.press(.enter, .enter)
    #expect(submitted(bench) == Answer([topics: .labels([LabelID("drama")])]))
  }

  @Test("Choices that others leave open are asked in full: a label that was not offered is no 'no'")
  func othersChoices() {
    let bench = Bench(Sample.narrowed([Sample.topics(min: 1, max: nil)], to: ["action", "superhero"]))
    #expect(bench.state.shortcuts?.pages.joined().count == Sample.laterTaxonomy.labels.count)
  }

  @Test("A burst of keys that began before the screen was seen answers nothing", arguments: [0.01, 0.03, 0.1, 0.2])
  func burst(pause: Double) {
    let questions = [Sample.genre(advances: true)]
    var bench = Bench(Sample.presented(9, build: Sample.later(questions)))
    bench.press(.character("1"))
    bench.commit(next: Sample.settlement(of: Self.action, questions, number: 2))
    for _ in 0..<60 {
      bench.press(.character("8"), .character("9"), .enter, after: pause)
      #expect(bench.effects.isEmpty)
    }
    #expect(bench.state.sheet?.answer == Answer())
    bench.press(.character("9"), after: 1)
    #expect(submitted(bench) != nil)
  }

  @Test("A burst does not answer a narrowed second question either")
  func burstOnSecondQuestion() {
    let questions = [
      Question(id: QuestionID("mood"), kind: .choice, prompt: "Which mood?"), Sample.genre(),
    ]
    var presented = Sample.presented(build: Sample.later(questions))
    presented.assignment.asked = AskedCandidates([genre: [LabelID("action"), LabelID("superhero")]])
    var bench = seen(presented)
    bench.press(.character("1"), .enter, .character("8"), .enter, after: 0.05)
    #expect(bench.state.sheet?.focus == 1)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.sheet?.answer[genre] == nil)
  }

  @Test("A settled answer can be changed in this session, as a whole")
  func correcting() {
    var bench = seen(Sample.settlement(of: Self.action))
    bench.press(.character("8"), .enter)
    bench.commit(next: Sample.presented(2, build: Sample.later()))
    bench.press(.character("u"), .character("9"), .enter)
    guard case .correct(_, let answer, _)? = bench.effects.first else {
      Issue.record("no correction: \(bench.effects)")
      return
    }
    #expect(answer == Answer([genre: .label(LabelID("superhero"))]))
  }
}

@Suite("Forms")
struct FormTests {
  private static let genre = QuestionID("genre")
  private static let scare = QuestionID("scare")
  private static let questions = [
    Sample.genre(),
    Question(
      id: scare, kind: .choice, prompt: "What frightens?",
      when: [Question.Condition(question: genre, labels: [LabelID("horror")])]),
  ]

  @Test("A question whose condition does not hold is not shown, and its answer goes with it")
  func when() {
    var bench = Bench(Sample.presented(build: Sample.build(Self.questions)))
    #expect(bench.state.sheet?.shown == [0])
    bench.press(.character("4"), .enter)
    #expect(bench.state.sheet?.focus == 1)
    bench.press(.character("1"), .tab, .character("2"))
    #expect(bench.state.sheet?.answer == Answer([Self.genre: .label(LabelID("drama"))]))
    bench.press(.tab)
    #expect(bench.state.sheet?.focus == 0)
    bench.press(.enter)
    #expect(
      bench.effects.contains {
        if case .submit(let answer, _, _, _) = $0 {
          answer == Answer([Self.genre: .label(LabelID("drama"))])
        } else {
          false
        }
      })
  }

  @Test("A scale has its points' digits for keys, and says value and title")
  func rating() throws {
    let points = (0...10).compactMap { point in
      Label(id: LabelID("p\(point)"), title: point == 10 ? "worst" : "\(point)", value: .init(point))
    }
    let question = Question(id: QuestionID("pain"), kind: .rating, prompt: "How much?")
    var bench = Bench(Sample.presented(build: Sample.build([question], labels: points)))
    bench.press(.character("0"), .character("7"))
    #expect(bench.state.sheet?.answer[QuestionID("pain")]?.labels == [LabelID("p7")])
    bench.press(.enter)
    #expect(bench.effects.count == 1)
    #expect(bench.state.frame.text.contains("t is 10"))
    bench = Bench(Sample.presented(build: Sample.build([question], labels: points)))
    bench.press(.character("t"))
    #expect(bench.state.sheet?.answer[QuestionID("pain")]?.labels == [LabelID("p10")])
  }

  @Test("Sides are chosen with a, b and t")
  func pairwise() {
    let question = Question(
      id: QuestionID("better"), kind: .pairwise(first: "x", second: "y", tie: true), prompt: "Which is better?")
    var bench = Bench(Sample.presented(build: Sample.build([question])))
    bench.press(.character("t"), .character("b"), .enter)
    #expect(
      bench.effects.contains {
        if case .submit(let answer, _, _, _) = $0 { answer[QuestionID("better")] == .side(.b) } else { false }
      })
  }
}

@Suite("Settlements whose questions hang on each other")
struct SettledConditionTests {
  @Test("An optional question that says nothing any more is asked where another one is shown only beside it")
  func condition() throws {
    var genre = Sample.genre()
    let topics = Question(
      id: QuestionID("topics"), kind: .choices(min: 1, max: nil), prompt: "Which?", isOptional: true)
    genre.when = [.init(question: topics.id, labels: [LabelID("comedy")])]
    var presented = Sample.presented(build: Sample.build([topics, genre]))
    presented.assignment.purpose = .settlement
    presented.assignment.asked = AskedCandidates([genre.id: [LabelID("drama"), LabelID("horror")]])
    presented.assignment.carried = AnswerReading([
      topics.id: .void,
      genre.id: QuestionReading(.ambiguous, .candidates([LabelID("drama"), LabelID("horror")])),
    ])
    let bench = Bench(presented)
    #expect(bench.state.sheet?.question?.id == topics.id)
    #expect(bench.state.sheet?.form.isKnown(topics.id) == false)
  }

  @Test("After a fault of the store, what enter said is kept as a draft")
  func draftAfterFault() throws {
    let topics = Sample.topics(min: 0, max: nil)
    var bench = Bench(Sample.presented(build: Sample.build([topics])))
    bench.press(.enter, .enter)
    bench.fail(Failure("The disk is full."))
    bench.wait(2)
    bench.send(.tick(at: bench.now))
    #expect(bench.effects == [.saveDraft(Answer([topics.id: .labels([])]), of: AssignmentID("a1"))])
  }
}
