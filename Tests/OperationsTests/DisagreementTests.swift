import Consensus
import Labeling
import Testing

@testable import Operations

@Suite("How far people are from unanimous")
struct DisagreementTests {
  private func marks(_ counts: [(yes: Int, no: Int)]) -> Support {
    .marks(counts.enumerated().map { .init(label: LabelID("l\($0)"), yes: $1.yes, no: $1.no, unknown: 0) })
  }

  private func spans(_ counts: [(yes: Int, no: Int)]) -> Support {
    .spans(
      counts.enumerated().map { place, count in
        let span = Span(field: "text", start: place, end: place + 1, label: LabelID("l"))
        return .init(span: span, yes: count.yes, no: count.no, unknown: 0)
      })
  }

  @Test("Two against one is the same whatever they were asked")
  func oneScale() {
    let third = 1.0 / 3
    #expect(
      Support.votes([.init(label: LabelID("a"), count: 2), .init(label: LabelID("b"), count: 1)]).disagreement == third)
    #expect(marks([(2, 1)]).disagreement == third && marks([(1, 2)]).disagreement == third)
    #expect(spans([(2, 1)]).disagreement == third && spans([(1, 2)]).disagreement == third)
    #expect(Support.texts([.init(text: "a", count: 2), .init(text: "b", count: 1)]).disagreement == third)
  }

  @Test("A stretch that people agree about counts, a label that nobody set does not")
  func average() {
    #expect(spans([(2, 2), (4, 0)]).disagreement == 0.25)
    #expect(marks([(2, 2), (0, 4), (0, 4)]).disagreement == 0.5)
    #expect(marks([(3, 0), (0, 3)]).disagreement == 0)
    #expect(spans([]).disagreement == 0)
  }
}
