import Labeling
import Testing

@Suite("offered sets")
struct OfferedSetTests {
  private func offered(under: String? = nil, _ selection: Question.Selection = .leaves) -> [String] {
    Question(
      id: QuestionID("q"), kind: .choice, prompt: "", under: under.map { LabelID($0) }, selection: selection
    ).offered(by: Samples.taxonomy).map(\.id.rawValue)
  }

  @Test func leavesInTheOrderOfTheFile() {
    #expect(offered() == ["comedy", "horror", "science-fiction", "none"])
  }

  @Test func anyOffersInnerLabelsToo() {
    #expect(offered(.any) == ["comedy", "speculative", "horror", "science-fiction", "none"])
  }

  @Test func underLimitsToASubtreeWithoutItsRoot() {
    #expect(offered(under: "speculative") == ["horror", "science-fiction"])
    #expect(offered(under: "speculative", .any) == ["horror", "science-fiction"])
    #expect(offered(under: "nowhere") == [])
  }

  @Test func cyclesEnd() {
    let cycle = Taxonomy(
      version: 1,
      labels: [
        Label(id: LabelID("a"), title: "A", parent: LabelID("b")),
        Label(id: LabelID("b"), title: "B", parent: LabelID("a")),
      ])
    #expect(cycle.leaves() == [])
    #expect(cycle.descendants(of: LabelID("a")).map(\.id.rawValue) == ["b"])
  }
}
