import Labeling
import Testing

@Suite("Policies in the words of their file")
struct PolicyTests {
  @Test(
    "Only what changed is told, as task.yaml writes it",
    arguments: [
      (Policy(), ["count_models: false -> true"], Policy(countsModels: true)),
      (Policy(), ["gold_rate: 0 -> 0.2"], Policy(goldRate: 200_000)),
      (Policy(goldRate: 50_000), ["gold_rate: 0.05 -> 1"], Policy(goldRate: 1_000_000)),
      (Policy(), ["lease: 30m -> 2h"], Policy(lease: 7200)),
      (Policy(lease: 90), ["lease: 90s -> 1d"], Policy(lease: 86_400)),
      (Policy(), ["settle_wait: 3d -> 1h"], Policy(settleWait: 3600)),
      (
        Policy(), ["reuse: exact -> same-ui", "reuse_from: [] -> [a, b]"],
        Policy(reuse: .sameUI, reuseFrom: [ChannelName("a"), ChannelName("b")])
      ),
      (
        Policy(), ["qualification: {examples: 4, right: 0.75} was added"],
        Policy(qualification: Qualification(examples: 4, right: 750_000))
      ),
      (
        Policy(qualification: Qualification(examples: 4)), ["qualification: 4 -> {examples: 4, right: 0.000001}"],
        Policy(qualification: Qualification(examples: 4, right: 1))
      ),
      (Policy(qualification: Qualification(examples: 4)), ["qualification: 4 was removed"], Policy()),
      (
        Policy(),
        ["gold_feedback: false -> true", "max_skips: 3 -> 5", "overlap: 1 -> 2", "self_review: false -> true"],
        Policy(overlap: 2, maxSkips: 5, allowsSelfReview: true, tellsGold: true)
      ),
      (Policy(), [], Policy()),
    ])
  func changes(old: Policy, told: [String], new: Policy) {
    #expect(new.changes(since: old) == told)
  }
}
