import Labeling
import Operations
import Queue
import Testing

@Suite("What is told after gold")
struct GoldToldTests {
  private func bench(_ kind: GoldBench.Kind, tells: Bool = true) throws -> GoldBench {
    let bench = try GoldBench(kind)
    bench.policy.tellsGold = tells
    bench.explanation = "It is dark."
    try bench.publish()
    return bench
  }

  @Test(arguments: GoldBench.Kind.allCases)
  func whatIsKnownIsToldWhereThePolicySaysSo(_ kind: GoldBench.Kind) throws {
    let telling = try bench(kind)
    let first = try telling.answer(by: "amara", count: 1)[0]
    #expect(
      try telling.sitting("amara").known(by: first)
        == GoldTold(answer: .genre("horror"), isRight: true, explanation: "It is dark."))
    let (_, assignment) = try #require(try telling.next("amara"))
    let second = try telling.submit(.genre("comedy"), to: assignment, by: "amara")
    #expect(try telling.sitting("amara").known(by: second)?.isRight == false)
    let revised = try telling.correct(second, to: .genre("horror"), by: "amara")
    #expect(try telling.sitting("amara").known(by: revised)?.isRight == true)

    let silent = try bench(kind, tells: false)
    let receipt = try silent.answer(by: "amara", count: 1)[0]
    #expect(try silent.sitting("amara").known(by: receipt) == nil)
  }

  /// Whoever has an example open while another vocabulary is published answers in theirs.
  @Test(arguments: GoldBench.Kind.allCases)
  func itIsToldInTheWordsOfTheScreenOrNotAtAll(_ kind: GoldBench.Kind) throws {
    let bench = try bench(kind)
    let renamed = try #require(try bench.next("amara"))
    bench.taxonomy = Taxonomy(
      version: 2, labels: GoldBench.labels(["action", "comedy", "terror"]),
      lineage: [Lineage(parent: 1, changes: [.rename(LabelID("horror"), to: LabelID("terror"))])])
    for title in GoldBench.titles { bench.known[title] = .genre("terror") }
    try bench.publish()
    let receipt = try bench.submit(.genre("horror"), to: renamed.assignment, by: "amara")
    #expect(try bench.sitting("amara").known(by: receipt)?.answer == .genre("horror"))
    #expect(try bench.sitting("amara").known(by: receipt)?.isRight == true)

    let gone = try #require(try bench.next("amara"))
    bench.taxonomy = Taxonomy(
      version: 3, labels: GoldBench.labels(["action", "comedy", "terror", "western"]),
      lineage: [Lineage(parent: 2, changes: [.add(LabelID("western"), unseen: false)])])
    for title in GoldBench.titles { bench.known[title] = .genre("western") }
    try bench.publish()
    let other = try bench.submit(.genre("terror"), to: gone.assignment, by: "amara")
    #expect(try bench.sitting("amara").known(by: other) == nil)
  }
}
