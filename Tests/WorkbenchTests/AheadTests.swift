import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("The example after the open one")
struct AheadTests {
  private func reserved(_ number: Int, answers: Int = 128) -> Message {
    .reserved(.success(Sample.served(Sample.presented(number, title: "Film \(number)"), answers: answers)))
  }

  private func receipt(_ bench: Bench) -> Receipt {
    Receipt(response: ResponseID("r1"), revision: 1, counted: true, at: bench.now)
  }

  private var open: (Bench) -> String? { { $0.state.openSheet?.presented.assignment.id.rawValue } }

  @Test("It is asked for as soon as an example is on the screen")
  func asked() {
    #expect(Bench().effects == [.reserve(besides: AssignmentID("a1"))])
  }

  @Test("Once it is there, an answer asks for no other, and it stands there with the commit")
  func shownWithTheCommit() {
    var bench = Bench()
    bench.send(reserved(2, answers: 140))
    #expect(bench.state.progress.answers == 140)
    bench.press(.character("5"), .enter)
    guard case .submit(_, AssignmentID("a1"), _, claimsNext: false)? = bench.effects.first else {
      Issue.record("\(bench.effects)")
      return
    }
    #expect(open(bench) == "a1", "not before the commit")
    bench.send(.submitted(.success(Delivery(receipt: receipt(bench), next: nil)), at: bench.now))
    #expect(open(bench) == "a2")
    #expect(bench.state.progress.answers == 141)
    #expect(bench.effects == [.reserve(besides: AssignmentID("a2"))])
    #expect(bench.state.ahead == nil)
  }

  @Test("An answer that is faster than the reservation claims as before, and what comes late is no second showing")
  func fasterThanTheReservation() {
    var bench = Bench()
    bench.press(.character("5"), .enter)
    guard case .submit(_, _, _, claimsNext: true)? = bench.effects.first else {
      Issue.record("\(bench.effects)")
      return
    }
    bench.send(reserved(2))
    bench.commit(next: Sample.presented(2))
    #expect(open(bench) == "a2")
    #expect(bench.state.ahead == nil)
    bench.send(reserved(2))
    #expect(bench.state.ahead == nil, "the open one is not ahead of itself")
  }

  @Test("Nothing, or a failure, is no reservation")
  func nothing() {
    var bench = Bench()
    bench.send(.reserved(.success(Sample.nothing(Idle(.finished)))))
    bench.send(.reserved(.failure(Failure("the queue is busy"))))
    bench.press(.character("5"), .enter)
    guard case .submit(_, _, _, claimsNext: true)? = bench.effects.first else {
      Issue.record("\(bench.effects)")
      return
    }
    #expect(bench.state.notice == nil, "nobody is bothered with it")
  }

  @Test("A skip goes on to it as an answer does")
  func skipped() {
    var bench = Bench()
    bench.send(reserved(2))
    bench.press(.character("s"), .enter)
    #expect(
      bench.effects == [
        .end(.skipped(reason: nil), of: AssignmentID("a1"), activeMilliseconds: 2000, claimsNext: false)
      ])
    bench.send(.ended(.success(nil), at: bench.now))
    #expect(open(bench) == "a2")
  }

  @Test("A failed answer keeps it; a screen that was taken over gives it up")
  func failures() {
    var bench = Bench()
    bench.send(reserved(2))
    bench.press(.character("5"), .enter)
    bench.fail(Failure("the disk is full"))
    #expect(open(bench) == "a1")
    #expect(bench.state.ahead != nil)
    bench.press(.enter)
    bench.fail(Failure("another terminal has it", remedy: .moveOn))
    #expect(bench.state.ahead == nil)
    bench.press(.enter)
    #expect(bench.effects == [.claim])
  }

  @Test("It is laid out for the screen that there is when it is shown")
  func resized() {
    var bench = Bench()
    bench.send(reserved(2))
    bench.send(.resized(.init(columns: 40, rows: 12)))
    bench.press(.character("5"), .enter)
    bench.send(.submitted(.success(Delivery(receipt: receipt(bench), next: nil)), at: bench.now))
    #expect(bench.state.openSheet?.reading.width == 38)
  }
}
