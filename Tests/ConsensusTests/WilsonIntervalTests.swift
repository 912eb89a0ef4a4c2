import Testing

@testable import Consensus

@Suite("Wilson's interval")
struct WilsonIntervalTests {
  /// Worked out from the formula in another language.
  @Test(arguments: [
    (8, 10, 0.490162, 0.943318), (0, 10, 0, 0.277533), (10, 10, 0.722467, 1), (1, 1, 0.206549, 1),
    (190, 200, 0.910422, 0.972617),
  ])
  func knownValues(_ hits: Int, _ trials: Int, _ low: Double, _ high: Double) throws {
    let interval = try #require(WilsonInterval(hits, of: trials))
    #expect(abs(interval.low - low) < 1e-5 && abs(interval.high - high) < 1e-5, "\(interval)")
  }

  @Test func itHoldsTheShareAndMirrors() throws {
    for trials in 1...40 {
      for hits in 0...trials {
        let interval = try #require(WilsonInterval(hits, of: trials))
        let mirrored = try #require(WilsonInterval(trials - hits, of: trials))
        let share = Double(hits) / Double(trials)
        #expect((0...1).contains(interval.low) && (interval.low...1).contains(interval.high))
        #expect((interval.low...interval.high).contains(share))
        #expect(abs(interval.low - (1 - mirrored.high)) < 1e-12)
      }
    }
  }

  @Test func nothingTellsNothing() { #expect(WilsonInterval(0, of: 0) == nil) }
}
