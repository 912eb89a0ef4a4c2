import Labeling
import Queue
import Testing

@Suite("random work")
struct AgreementConformance {
  @Test(arguments: StoreUnderTest.allCases, Array(UInt64(1)...6))
  func ruleOneHolds(_ store: StoreUnderTest, seed: UInt64) throws {
    var work = try RandomWork(store, seed: seed)
    try work.run(steps: 300)
    let screens = try work.screens()
    #expect(screens.count > 5)
    #expect(screens.values.allSatisfy { $0.count == 1 })
  }

  @Test(arguments: StoreUnderTest.allCases, Array(UInt64(21)...28) + [231, 252])
  func everyStoreAgreesWithTheModel(_ store: StoreUnderTest, seed: UInt64) throws {
    var work = try RandomWork(store, seed: seed)
    var model = try RandomWork(.inMemory, seed: seed)
    try work.run(steps: 300)
    try model.run(steps: 300)
    let firstDifference = zip(work.lines, model.lines).enumerated().first { $1.0 != $1.1 }
    #expect(firstDifference == nil, "step \(firstDifference?.offset ?? 0)")
    #expect(try work.responses() == model.responses())
    let (tallies, expected) = try (work.tallies(), model.tallies())
    #expect(tallies == expected)
  }

  /// Publishing what counts the same makes the channel's rows anew from the facts: nothing may change.
  @Test(arguments: StoreUnderTest.allCases, Array(UInt64(41)...46))
  func workIsWhatTheFactsSay(_ store: StoreUnderTest, seed: UInt64) throws {
    var work = try RandomWork(store, seed: seed)
    try work.run(steps: 200)
    let before = try work.tallies()
    try work.republish()
    let after = try work.tallies()
    #expect(before == after)
  }
}
