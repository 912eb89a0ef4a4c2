import Canvas
import Testing

@testable import Workbench

@Suite("Whatever is typed")
struct RandomSessionTests {
  /// 1,000,000 in the long form.
  @Test(
    "100,000 keys, pastes, resizes, faults of the store and turns of the mouse: no answer is lost, doubled or made up")
  func walk() throws {
    let steps = Lengths.steps
    var walk = try Walk(seed: Lengths.seed, megabytes: Lengths.isLong ? 3_000 : 0)
    do {
      for step in 0..<steps {
        try walk.step()
        guard step % 50 == 0, let row = walk.state.frame.tornRow(walk.state.size) else { continue }
        throw Broken("row \(row) is torn")
      }
    } catch {
      Issue.record("seed \(Lengths.seed), step \(walk.steps): \(error), after \(walk.account)")
    }
    if Lengths.isLong { print(walk.figures) }
    // Hands that hit anything still get through the work.
    #expect(walk.store.responses > steps / 100 && walk.store.corrections > 0 && walk.sessions > 3)
  }

  @Test("A line of a megabyte does not slow typing down")
  func megabyteLine() {
    var bench = Bench(Sample.presented(plot: String(repeating: "x", count: 1_000_000)))
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<50 {
        bench.press(.down)
        _ = bench.state.frame
      }
    }
    // A key takes far less; the bound only tells wrapping once from wrapping at every key, in debug builds too.
    #expect(time < .seconds(10))
  }
}
