import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

/// Two terminals of one person: the second tells of the first, and takes its example over if they say so.
@Suite struct TakeOverTests {
  private func bench(elsewhere: Int) -> Bench {
    var bench = Bench(nil)
    var served = Sample.served(Sample.presented())
    served.elsewhere = elsewhere
    bench.send(.claimed(.success(served), at: bench.now))
    return bench
  }

  @Test func itIsToldAndOfferedOnlyWhereThereIsAnother() {
    let alone = bench(elsewhere: 0)
    #expect(alone.state.notice == nil)
    #expect(!alone.state.frame.text.contains("take over"))
    let second = bench(elsewhere: 1)
    #expect(second.state.frame.text.contains("^T goes on with it here"))
    var told = second
    told.press(.down)
    #expect(told.state.frame.text.contains("take over"))
  }

  @Test func theKeyAsksForIt() {
    var second = bench(elsewhere: 1)
    second.press(.control("t"))
    #expect(second.effects == [.takeOver])
    var alone = bench(elsewhere: 0)
    alone.press(.control("t"))
    #expect(alone.effects == [])
    #expect(alone.state.notice?.text == "No other terminal of yours has an example open.")
  }

  @Test func whereNothingIsLeftToTakeOverTheScreenStaysAndSaysSo() {
    var second = bench(elsewhere: 1)
    second.press(.character("2"), .control("t"))
    let sheet = second.state.sheet
    second.send(.claimed(.success(Sample.served(Sample.presented())), at: second.now))
    #expect(second.state.sheet == sheet)
    #expect(second.state.notice?.text == "No other terminal of yours has an example open.")
    #expect(!second.state.frame.text.contains("take over"))
  }

  @Test func whatIsNewDoesNotHideIt() {
    var bench = Bench(Sample.presented(build: Sample.earlier()))
    bench.press(.character("1"), .enter)
    var served = Sample.served(Sample.presented(2, build: Sample.later()))
    served.elsewhere = 1
    bench.commit(next: served)
    #expect(bench.state.mode == .news)
    #expect(bench.state.frame.text.contains("^T goes on with it here"))
    bench.press(.enter, after: 2)
    #expect(bench.state.mode == .answering)
    #expect(bench.state.frame.text.contains("^T goes on with it here"))
  }

  /// What is half-made stays with the example that is left for the other one.
  @Test func theHalfMadeAnswerIsKept() {
    var second = bench(elsewhere: 1)
    second.press(.character("2"))
    second.press(.control("t"))
    #expect(second.effects.count == 2)
    #expect(second.effects.last == .takeOver)
  }
}
