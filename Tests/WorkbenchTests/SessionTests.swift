import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("Drafts, going back, ending, waiting")
struct SessionTests {
  private let genre = QuestionID("genre")

  private func answered(_ count: Int) -> Bench {
    var bench = Bench()
    for number in 1...count {
      bench.press(.character("5"), .enter)
      bench.commit(next: Sample.presented(number + 1, title: "Film \(number + 1)"))
    }
    return bench
  }

  @Test("A half-made answer is kept a second after the last change, once")
  func draft() {
    var bench = Bench()
    let rest = ActiveTime.longestPause
    #expect(bench.state.wakesAt == bench.now.advanced(bySeconds: rest))
    bench.press(.character("5"))
    bench.press(.character("2"), after: 0.5)
    #expect(bench.state.wakesAt == bench.now.advanced(bySeconds: 1))
    bench.wait(0.9)
    bench.send(.tick(at: bench.now))
    #expect(bench.effects.isEmpty)
    bench.wait(0.1)
    bench.send(.tick(at: bench.now))
    #expect(bench.effects == [.saveDraft(Answer([genre: .label(LabelID("drama"))]), of: AssignmentID("a1"))])
    #expect(bench.state.wakesAt == bench.now.advanced(bySeconds: rest - 1), "nothing to do until the person rests")
    bench.send(.tick(at: bench.now))
    #expect(bench.effects.isEmpty)
  }

  @Test("Leaving by key, interrupt or hangup keeps the half-made answer")
  func leaving() {
    let draft = Effect.saveDraft(Answer([genre: .label(LabelID("scifi"))]), of: AssignmentID("a1"))
    for leave in [Message.key(.character("q"), at: Sample.start), .key(.control("c"), at: Sample.start)] {
      var bench = Bench()
      bench.press(.character("5"))
      bench.send(leave)
      #expect(bench.effects == [draft, .quit])
    }
    var bench = Bench()
    bench.press(.character("5"))
    bench.send(.hangUp(at: bench.now))
    #expect(bench.effects == [draft, .quit])
  }

  @Test("Nothing changed, nothing kept")
  func nothingToKeep() {
    var bench = Bench(Sample.presented(draft: Answer([genre: .label(LabelID("scifi"))])))
    #expect(bench.state.sheet?.isChosen(LabelID("scifi")) == true)
    bench.press(.character("q"))
    #expect(bench.effects == [.quit])
  }

  @Test("A draft that was not kept is told, and tried again at leaving")
  func draftFails() {
    var bench = Bench()
    bench.press(.character("5"))
    bench.wait(1)
    bench.send(.tick(at: bench.now))
    bench.send(.drafted(AssignmentID("a1"), Failure("the disk is full")))
    #expect(bench.state.frame.text.contains("the disk is full"))
    bench.press(.character("q"))
    #expect(bench.effects.count == 2)
  }

  @Test("Undo goes back to any depth and corrects the response that stands")
  func undo() {
    var bench = answered(3)
    bench.press(.character("1"), .character("u"), .character("u"), .character("u"))
    #expect(bench.state.frame.text.contains("The Long Tide"))
    bench.press(.character("u"))
    #expect(bench.state.frame.text.contains("The Long Tide"), "there is nothing before the first")
    bench.press(.character("2"), .enter)
    guard case .correct(let response, let answer, _)? = bench.effects.first else {
      Issue.record("no correction: \(bench.effects)")
      return
    }
    #expect(response == ResponseID("r1"))
    #expect(answer == Answer([genre: .label(LabelID("drama"))]))
    bench.wait(1)
    let receipt = Receipt(response: ResponseID("c1"), revision: 9, counted: true, at: bench.now)
    bench.send(.corrected(.success(Delivery(receipt: receipt, next: nil)), at: bench.now))
    #expect(bench.state.frame.text.contains("Film 4"))
    #expect(bench.state.sheet?.isChosen(LabelID("comedy")) == true, "the open answer is as it was left")
    #expect(bench.state.history[0].response == ResponseID("c1"))
  }

  @Test("Escape leaves an earlier answer as it is")
  func escape() {
    var bench = answered(1)
    bench.press(.character("u"), .character("2"), .escape)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.frame.text.contains("Film 2"))
    #expect(bench.state.history[0].answer == Answer([genre: .label(LabelID("scifi"))]))
  }

  @Test("An earlier answer submitted unchanged writes nothing")
  func unchanged() {
    var bench = answered(1)
    bench.press(.character("u"), .enter)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.mode == .answering)
  }

  @Test("The last answer can be revised from the end of the work")
  func undoWhenFinished() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    bench.commit(next: Sample.nothing(Idle(.finished)))
    #expect(bench.state.frame.text.contains("All done"))
    bench.press(.character("u"))
    #expect(bench.state.revising != nil)
  }

  @Test("Skip takes a reason or none, flag wants a comment")
  func skipAndFlag() {
    var bench = Bench()
    bench.press(.character("s"), .enter)
    #expect(
      bench.effects == [.end(.skipped(reason: nil), of: AssignmentID("a1"), activeMilliseconds: 2000)])
    bench = Bench()
    bench.press(.character("f"), .enter)
    #expect(bench.effects.isEmpty)
    bench.type("odd")
    bench.press(.enter)
    #expect(
      bench.effects == [.end(.flagged(comment: "odd"), of: AssignmentID("a1"), activeMilliseconds: 6000)])
    bench.send(.ended(.success(.success(Sample.served(Sample.presented(2)))), at: bench.now))
    #expect(bench.state.frame.text.contains("flagged 14:02"))
  }

  @Test("A comment that could not be kept stays in its line")
  func commentFails() {
    var bench = Bench()
    bench.press(.character("c"))
    bench.type("hm")
    bench.press(.enter)
    #expect(bench.effects == [.note("hm", on: AssignmentID("a1"))])
    bench.send(.noted(Failure("the disk is full"), at: bench.now))
    #expect(bench.state.frame.text.contains("Comment: hm"))
    #expect(bench.state.frame.text.contains("the disk is full"))
  }

  @Test("A paste goes into a line as text, with its line breaks as spaces")
  func pasteIntoLine() {
    var bench = Bench()
    bench.press(.character("c"), .paste("one\ntwo"), .enter)
    #expect(bench.effects == [.note("one two", on: AssignmentID("a1"))])
  }

  @Test("Where others are at it, it looks again by itself when the time has come")
  func busy() {
    var bench = Bench(nil)
    bench.send(
      .claimed(.success(Sample.nothing(Idle(.busy, retryAt: bench.now.advanced(bySeconds: 5)))), at: bench.now))
    #expect(bench.state.frame.text.contains("in 5 s"))
    for _ in 1...4 {
      bench.wait(1)
      bench.send(.tick(at: bench.now))
      #expect(bench.effects.isEmpty)
    }
    #expect(bench.state.frame.text.contains("in 1 s"))
    bench.wait(1)
    bench.send(.tick(at: bench.now))
    #expect(bench.effects == [.claim])
  }

  @Test("Work that others give back is looked for with every pulse, however long they may keep it")
  func pulse() {
    var bench = Bench(nil)
    for _ in 0..<3 {
      bench.send(
        .claimed(.success(Sample.nothing(Idle(.busy, retryAt: bench.now.advanced(bySeconds: 1800)))), at: bench.now))
      #expect(bench.state.frame.text.contains("in \(Session.pulse) s"))
      for _ in 1..<Session.pulse {
        bench.wait(1)
        bench.send(.tick(at: bench.now))
        #expect(bench.effects.isEmpty)
      }
      bench.wait(1)
      bench.send(.tick(at: bench.now))
      #expect(bench.effects == [.claim])
    }
  }

  @Test("Breaks don't count as time at work")
  func activeTime() {
    var bench = Bench()
    bench.wait(3600)
    bench.press(.character("5"), .enter, after: 0)
    guard case .submit(_, _, let active, _)? = bench.effects.first else {
      Issue.record("no submit: \(bench.effects)")
      return
    }
    #expect(active == 60_000)
  }
}
