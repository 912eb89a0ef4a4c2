import Labeling
import Testing

/// VERSIONS.md 4: which of a person's answers stands.
@Suite("what stands")
struct StandingAnswerTests {
  private static let genre = QuestionID("genre")
  private static let tags = QuestionID("tags")

  private func given(
    _ crossing: Crossing, _ labels: [String], settles: StandingAnswer.Settlement? = nil
  ) -> StandingAnswer.Given {
    .init(
      reading: AnswerReading([Self.genre: .init(crossing, .candidates(labels.map { LabelID($0) }))]),
      settlement: settles)
  }

  private func standing(_ answers: StandingAnswer.Given...) -> (labels: [String], crossing: Crossing, source: Int?) {
    let standing = StandingAnswer(of: answers, under: Samples.build)
    let reading = standing.reading[Self.genre]
    guard case .candidates(let labels) = reading.content else { return ([], reading.crossing, nil) }
    return (labels.map(\.rawValue), reading.crossing, standing.sources[Self.genre])
  }

  @Test func theSharpestStandsThenTheLatest() {
    #expect(standing(given(.exact, ["comedy"]), given(.ambiguous, ["horror", "none"])) == (["comedy"], .exact, 0))
    #expect(standing(given(.exact, ["comedy"]), given(.exact, ["horror"])) == (["horror"], .exact, 1))
    #expect(standing(given(.void, []), given(.unknown, ["comedy", "none"])).crossing == .unknown)
    #expect(standing(given(.ambiguous, ["comedy"]), given(.unknown, ["horror"])) == (["horror"], .unknown, 1))
    #expect(standing().crossing == .void)
  }

  @Test func questionsStandApart() {
    let first = StandingAnswer.Given(
      reading: AnswerReading([
        Self.genre: .init(.exact, .candidates([LabelID("comedy")])), Self.tags: .init(.ambiguous, .candidates([])),
      ]))
    let second = StandingAnswer.Given(
      reading: AnswerReading([
        Self.genre: .init(.unknown, .candidates([])), Self.tags: .init(.exact, .candidates([LabelID("horror")])),
      ]))
    let standing = StandingAnswer(of: [first, second], under: Samples.build)
    #expect(standing.sources == [Self.genre: 0, Self.tags: 1])
    #expect(standing.reading.isExact(under: Samples.build))
  }

  /// 'None of these', then the full list: the settlement wins from its version on, the old answer before.
  @Test func aContradictionIsSettledByVersion() {
    func settlement(_ isFromItsVersionOn: Bool) -> StandingAnswer.Settlement {
      .init(settles: 0, contradicted: [Self.genre], isFromItsVersionOn: isFromItsVersionOn)
    }
    let old = given(.exact, ["comedy"])
    #expect(standing(old, given(.ambiguous, ["horror", "none"], settles: settlement(true))).source == 1)
    #expect(standing(old, given(.exact, ["horror"], settles: settlement(false))) == (["comedy"], .exact, 0))
    #expect(standing(given(.void, []), given(.exact, ["horror"], settles: settlement(false))).crossing == .void)
  }

  @Test func aSettlementWithinItsCandidatesTakesNothingBack() {
    let within = StandingAnswer.Settlement(settles: 0, contradicted: [], isFromItsVersionOn: true)
    let old = given(.exact, ["comedy"])
    #expect(standing(old, given(.ambiguous, ["comedy", "none"], settles: within)) == (["comedy"], .exact, 0))
  }
}
