import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("Answering")
struct AnsweringTests {
  private let genre = QuestionID("genre")
  private let topics = QuestionID("topics")

  private func answer(_ bench: Bench) -> Answer? { bench.state.sheet?.answer }

  @Test("Numbers and own keys choose, enter submits")
  func chooseAndSubmit() {
    var bench = Bench()
    bench.press(.character("5"))
    #expect(answer(bench)?[genre] == .label(LabelID("scifi")))
    #expect(bench.effects.isEmpty)
    bench.press(.character("4"), .enter)
    let wanted = Answer([genre: .label(LabelID("horror"))])
    #expect(bench.effects == [.submit(wanted, of: AssignmentID("a1"), activeMilliseconds: 3000)])
    #expect(bench.state.mode == .waiting)
  }

  @Test("Enter without a choice says what is missing and submits nothing")
  func nothingChosen() {
    var bench = Bench()
    bench.press(.enter)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.notice != nil)
    #expect(bench.state.mode == .answering)
  }

  @Test("A choice that advances by itself submits with its key")
  func advancesByItself() {
    var bench = Bench(Sample.presented(build: Sample.build([Sample.genre(advances: true)])))
    bench.press(.character("2"))
    #expect(bench.effects.count == 1)
    #expect(bench.state.mode == .waiting)
  }

  @Test("'saved' is on the screen only after the commit")
  func savedAfterCommit() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    #expect(!bench.state.frame.text.contains("saved"))
    bench.commit(next: Sample.presented(2))
    #expect(bench.state.frame.text.contains("saved 14:02:13"))
  }

  @Test("Keys typed while a submit is on its way are dropped")
  func keysInFlight() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    bench.press(.character("1"), .enter, .character("s"), .character("u"), .character("q"), after: 0.01)
    #expect(bench.effects.isEmpty)
    bench.commit(next: Sample.presented(2))
    #expect(answer(bench) == Answer())
    #expect(bench.state.mode == .answering)
  }

  @Test("A held key does not answer the next example; pressed anew it does", arguments: [0.25, 0.5, 0.66])
  func heldKey(delay: Double) {
    let build = Sample.build([Sample.genre(advances: true)])
    var bench = Bench(Sample.presented(build: build))
    bench.press(.character("2"))
    bench.commit(next: Sample.presented(2, build: build))
    bench.press(.character("2"), after: delay)
    #expect(bench.effects.isEmpty)
    for _ in 0..<50 {
      bench.press(.character("2"), after: 0.04)
      #expect(bench.effects.isEmpty)
      bench.send(.tick(at: bench.now))
      #expect(bench.effects.isEmpty)
    }
    #expect(answer(bench) == Answer())
    bench.press(.character("2"), after: 0.8)
    #expect(bench.effects.count == 1)
  }

  @Test("The same key for the next example is taken as soon as it is seen not to repeat")
  func quickSameKey() throws {
    let build = Sample.build([Sample.genre(advances: true)])
    var bench = Bench(Sample.presented(build: build))
    bench.press(.character("2"))
    bench.commit(next: Sample.presented(2, build: build))
    bench.press(.character("2"), after: 0.05)
    #expect(bench.effects.isEmpty)
    let due = try #require(bench.state.wakesAt)
    #expect(due.seconds(since: bench.now) < 0.15)
    bench.send(.tick(at: due))
    #expect(bench.effects.count == 1)
  }

  @Test("A different key in between shows that nothing is held")
  func quickHands() {
    var bench = Bench()
    bench.press(.character("5"), .enter, after: 0.1)
    bench.commit(next: Sample.presented(2))
    bench.press(.character("4"), .enter, after: 0.1)
    #expect(bench.effects.count == 1)
  }

  @Test("A paste is never taken as keys")
  func paste() {
    var bench = Bench(Sample.presented(build: Sample.build([Sample.genre(advances: true)])))
    bench.press(.paste("1\n2\ns\nq"))
    #expect(bench.effects.isEmpty)
    #expect(answer(bench) == Answer())
    #expect(bench.state.mode == .answering)
  }

  @Test("A refused submit leaves the answer and can be tried again")
  func refusedSubmit() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    let first = bench.effects
    bench.fail(Failure("the disk is full"))
    #expect(!bench.state.frame.text.contains("saved"))
    #expect(bench.state.frame.text.contains("the disk is full"))
    #expect(answer(bench)?[genre] == .label(LabelID("scifi")))
    bench.press(.enter)
    guard case .submit(let again, let assignment, _, _)? = bench.effects.first,
      case .submit(let before, _, _, _)? = first.first
    else {
      Issue.record("enter did not submit again: \(bench.effects)")
      return
    }
    #expect(again == before)
    #expect(assignment == AssignmentID("a1"))
  }

  @Test("An example that is lost is not submitted to again")
  func lostExample() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    bench.fail(Failure("another terminal took it over", remedy: .moveOn))
    bench.press(.enter)
    #expect(bench.effects == [.claim])
  }

  @Test("The next example failing to come does not undo what was saved")
  func savedButNothingNext() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    let receipt = Receipt(response: ResponseID("r"), revision: 1, counted: true, at: bench.now)
    bench.send(.submitted(.success(Delivery(receipt: receipt, next: .failure(Failure("gone")))), at: bench.now))
    #expect(bench.state.frame.text.contains("saved"))
    #expect(bench.state.history.count == 1)
    bench.press(.enter)
    #expect(bench.effects == [.claim])
  }

  @Test("Where nothing came with what was saved, the next example is asked for")
  func savedWithoutNext() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    let receipt = Receipt(response: ResponseID("r"), revision: 1, counted: true, at: bench.now)
    bench.send(.submitted(.success(Delivery(receipt: receipt, next: nil)), at: bench.now))
    #expect(bench.effects == [.claim])
    #expect(bench.state.history.count == 1)
    bench.send(.claimed(.success(Sample.served(Sample.presented(2))), at: bench.now))
    #expect(bench.state.sheet?.presented.assignment.id == AssignmentID("a2"))
  }

  @Test("Several labels within bounds, in the taxonomy's order")
  func choices() {
    var bench = Bench(Sample.presented(build: Sample.build([Sample.topics(min: 2, max: 3)])))
    bench.press(.character("5"), .enter)
    #expect(bench.effects.isEmpty, "one is too few")
    bench.press(.character("2"), .character("1"), .character("6"))
    #expect(answer(bench)?[topics] == .labels([LabelID("comedy"), LabelID("drama"), LabelID("scifi")]))
    bench.press(.character("2"), .enter)
    #expect(bench.effects.count == 1)
    #expect(answer(bench)?[topics] == .labels([LabelID("comedy"), LabelID("scifi")]))
  }

  @Test("A second enter on choices that may be empty says that none fits; one alone may be a slip")
  func noneFits() {
    var bench = Bench(Sample.presented(build: Sample.build([Sample.topics(min: 0, max: nil)])))
    bench.press(.enter)
    #expect(bench.effects.isEmpty)
    bench.press(.enter)
    #expect(bench.effects.count == 1)
    #expect(answer(bench)?[topics] == .labels([]))
  }

  @Test("A key that has no meaning while an answer is changed says so")
  func flagWhileRevising() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    bench.commit(next: Sample.presented(2))
    bench.press(.character("u"), .character("f"))
    #expect(bench.state.revising != nil)
    #expect(bench.state.notice?.text.description.contains("esc goes back") == true)
  }

  @Test("A screen that is too small to be seen takes no answer, but lets go")
  func tooSmall() {
    var bench = Bench()
    bench.press(.character("5"))
    bench.send(.resized(Size(columns: 20, rows: 6)))
    bench.press(.character("2"), .enter)
    #expect(bench.effects.isEmpty)
    #expect(answer(bench)?[genre] == .label(LabelID("scifi")))
    bench.press(.character("q"))
    #expect(bench.effects.contains(.quit))
  }

  @Test("A screen that is too small lets go whatever lies over it, and where letters are text")
  func tooSmallWithSomethingOpen() {
    func lets(go bench: Bench) -> Bool {
      var bench = bench
      bench.send(.resized(Size(columns: 1, rows: 1)))
      bench.press(.character("q"))
      return bench.effects.last == .quit
    }
    for key in ["?", "g", "t"] as [Character] {
      var bench = Bench()
      bench.press(.character(key))
      #expect(bench.state.overlay != nil)
      #expect(lets(go: bench), "\(key)")
    }
    let words = Question(
      id: QuestionID("words"), kind: .text(maxLength: nil, pattern: nil), prompt: "What is it about?")
    let writing = Bench(Sample.presented(build: Sample.build([words])))
    #expect(writing.state.mode == .writing)
    #expect(lets(go: writing))
    var comment = Bench()
    comment.press(.character("c"))
    #expect(!lets(go: comment), "a comment would be lost")
  }

  @Test("'None of these' and labels exclude each other")
  func noneOfThese() {
    let labels = Sample.genres + [Label(id: LabelID("none"), title: "None of these", isNone: true)]
    var bench = Bench(Sample.presented(build: Sample.build([Sample.topics(min: 1, max: nil)], labels: labels)))
    bench.press(.character("1"), .character("7"))
    #expect(answer(bench)?[topics] == .labels([LabelID("none")]))
    bench.press(.character("2"))
    #expect(answer(bench)?[topics] == .labels([LabelID("drama")]))
  }

  @Test("Two questions: enter goes to the open one, and submits after the last")
  func twoQuestions() {
    var bench = Bench(Sample.presented(build: Sample.build([Sample.genre(), Sample.topics(min: 1, max: nil)])))
    bench.press(.tab, .character("1"), .enter)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.sheet?.focus == 0)
    bench.press(.character("2"), .enter)
    let wanted = Answer([genre: .label(LabelID("drama")), topics: .labels([LabelID("comedy")])])
    #expect(bench.effects == [.submit(wanted, of: AssignmentID("a1"), activeMilliseconds: 5000)])
    bench.press(.backtab)
    #expect(bench.effects.isEmpty)
  }

  @Test("An optional question may be passed with enter")
  func optionalQuestion() {
    var mood = Sample.topics(min: 2, max: nil)
    mood.isOptional = true
    var bench = Bench(Sample.presented(build: Sample.build([Sample.genre(), mood])))
    bench.press(.character("2"), .enter)
    #expect(bench.state.sheet?.focus == 1)
    bench.press(.enter, after: 0.3)
    bench.press(.enter, after: 0.03)
    #expect(bench.effects.isEmpty, "held enter")
    bench.press(.enter, after: 2)
    #expect(bench.effects.count == 1)
    #expect(answer(bench)?[topics] == nil)
  }

  @Test("A label's own key goes before a command's letter")
  func ownKeys() {
    var labels = Sample.genres
    labels[4].key = "s"
    var bench = Bench(Sample.presented(build: Sample.build(labels: labels)))
    bench.press(.character("s"))
    #expect(answer(bench)?[genre] == .label(LabelID("scifi")))
    bench.press(.character("S"))
    #expect(bench.state.mode == .typing)
  }

  @Test("Every one of many labels can be chosen, on some page")
  func manyLabels() {
    var labels = (1...40).map { Label(id: LabelID("l\($0)"), title: "Label \($0)") }
    labels[3].key = "7"
    labels[20].key = "x"
    for size in Story.usualSizes {
      var chosen: Set<LabelID> = []
      var bench = Bench(Sample.presented(build: Sample.build(labels: labels)), size: size)
      let pages = bench.state.shortcuts?.pages.count ?? 0
      #expect(pages > 1)
      for _ in 0..<pages {
        for character in "123456789x" {
          bench.press(.character(character))
          if case .label(let id)? = answer(bench)?[genre] { chosen.insert(id) }
        }
        bench.press(.right)
      }
      #expect(chosen == Set(labels.map(\.id)))
    }
  }
}
