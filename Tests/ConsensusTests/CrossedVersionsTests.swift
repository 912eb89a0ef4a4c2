import Consensus
import Labeling
import Records
import Testing

/// Verdicts from answers that did not all come over exactly, and on the other kinds of questions.
@Suite struct CrossedVersionsTests {
  private let labels = ["drama", "action", "superhero", "horror"].map { Label(id: LabelID($0), title: $0) }
  private var ids: [LabelID] { labels.map(\.id) }

  private func ballot(_ kind: Question.Kind) -> Ballot {
    Ballot(Question(id: QuestionID("q"), kind: kind, prompt: "?"), offered: labels)
  }

  @Test func onlyWhatIsExactVotes() {
    let verdict = Majority.verdict(on: ballot(.choice), from: [.between("action", "superhero"), .one("drama")])
    #expect(verdict.value == .label(LabelID("drama")))
    #expect(verdict.confidence == 1)
    #expect(verdict.support == .votes([.init(label: LabelID("drama"), count: 1)]))
  }

  @Test func whatIsLeftOpenIsAmbiguous() {
    let verdict = Majority.verdict(
      on: ballot(.choice), from: [.between("superhero", "action"), .between("action", "horror"), .void])
    #expect(verdict.status == .ambiguous && verdict.value == nil)
    #expect(verdict.candidates == ["action", "superhero", "horror"].map { LabelID($0) })
  }

  @Test func aQuestionThatWasNotAskedIsUnlabeled() {
    #expect(Majority.verdict(on: ballot(.choice), from: [.notAsked]).status == .unlabeled)
    #expect(
      Majority.verdict(on: ballot(.choice), from: [QuestionReading(.unknown, .nothing)]).status == .unlabeled)
  }

  @Test func aClauseStaysOpenUntilSomebodyKnows() {
    let split = QuestionReading.marks(
      yes: ["drama"], unknown: ["action", "superhero"], clauses: [["action", "superhero"]], of: ids)
    let alone = Majority.verdict(on: ballot(.choices(min: 0, max: nil)), from: [split])
    #expect(alone.status == .ambiguous)
    #expect(alone.clauses == [[LabelID("action"), LabelID("superhero")]])
    #expect(alone.unknown == [LabelID("action"), LabelID("superhero")])
    let told = Majority.verdict(
      on: ballot(.choices(min: 0, max: nil)), from: [split, .marks(yes: ["drama", "superhero"], of: ids)])
    #expect(told.status == .settled)
    #expect(told.value == .labels([LabelID("drama"), LabelID("superhero")]))
    #expect(told.clauses.isEmpty && told.unknown.isEmpty)
  }

  @Test func aRatingIsItsNumberAndASideItsSide() {
    let points = (1...3).map { Label(id: LabelID("pain-\($0)"), title: "", value: JSONNumber($0)) }
    let rating = Ballot(Question(id: QuestionID("q"), kind: .rating, prompt: "?"), offered: points)
    #expect(
      Majority.verdict(on: rating, from: [.one("pain-2"), .one("pain-2"), .one("pain-3")]).value
        == .rating(LabelID("pain-2"), JSONNumber(2)))
    let pair = Question(id: QuestionID("q"), kind: .pairwise(first: "x", second: "y", tie: true), prompt: "?")
    let sides = Ballot(pair, offered: Side.allCases.map { Label(id: $0.label, title: "") })
    #expect(Majority.verdict(on: sides, from: [.one("tie"), .one("a"), .one("tie")]).value == .side(.tie))
  }

  @Test func equalTextsVote() {
    let text = ballot(.text(maxLength: nil, pattern: nil))
    func verdict(_ texts: String...) -> Verdict {
      Majority.verdict(on: text, from: texts.map { QuestionReading(.exact, .text($0)) })
    }
    #expect(verdict("b", "a", "b").value == .text("b"))
    #expect(verdict("b", "a", "b").support == .texts([.init(text: "a", count: 1), .init(text: "b", count: 2)]))
    #expect(verdict("b", "a").status == .disputed)
  }
}

/// Stretches of text.
@Suite struct SpanMajorityTests {
  private let labels = ["PER", "ORG", "LOC"].map { Label(id: LabelID($0), title: $0) }

  private func verdict(overlap: Bool = true, _ readings: [QuestionReading]) -> Verdict {
    let question = Question(id: QuestionID("q"), kind: .spans(fields: ["text"], overlap: overlap), prompt: "?")
    return Majority.verdict(on: Ballot(question, offered: labels), from: readings)
  }

  private func span(_ start: Int, _ end: Int, _ label: String) -> Span {
    Span(field: "text", start: start, end: end, label: LabelID(label))
  }

  private func carried(_ start: Int, _ end: Int, _ labels: String...) -> SpanReading.Carried {
    SpanReading.Carried(
      field: "text", start: start, end: end, candidates: labels.map { LabelID($0) },
      crossing: labels.isEmpty ? .void : labels.count == 1 ? .exact : .ambiguous)
  }

  private func said(_ spans: SpanReading.Carried..., unknown: [String] = []) -> QuestionReading {
    let isExact = unknown.isEmpty && spans.allSatisfy { $0.crossing == .exact }
    return QuestionReading(
      isExact ? .exact : spans.contains { $0.crossing == .ambiguous } ? .ambiguous : .unknown,
      .spans(
        SpanReading(
          spans: spans, unknown: unknown.map { LabelID($0) }, offered: labels.map(\.id), showsOverlaps: true)))
  }

  @Test func whatMoreThanHalfMarkedIsIn() {
    let verdict = verdict([
      said(carried(0, 5, "PER"), carried(8, 9, "LOC")), said(carried(0, 5, "PER")), said(carried(0, 4, "PER")),
    ])
    #expect(verdict.status == .settled)
    #expect(verdict.value == .spans([span(0, 5, "PER")]))
    #expect(verdict.confidence == 0.666667)
    #expect(
      verdict.support
        == .spans([
          .init(span: span(0, 4, "PER"), yes: 1, no: 2, unknown: 0),
          .init(span: span(0, 5, "PER"), yes: 2, no: 1, unknown: 0),
          .init(span: span(8, 9, "LOC"), yes: 1, no: 2, unknown: 0),
        ]))
  }

  @Test func nothingMarkedIsAnAnswer() {
    let verdict = verdict([said(), said()])
    #expect(verdict.value == .spans([]) && verdict.confidence == 1)
    #expect(self.verdict([]).status == .unlabeled && self.verdict([.void]).status == .void)
  }

  @Test func halfIsDisputed() {
    #expect(verdict([said(carried(0, 5, "PER")), said()]).status == .disputed)
  }

  @Test func anOpenStretchIsMaskedUntilSomebodyKnows() {
    let open = verdict([said(carried(0, 5, "PER", "ORG"))])
    #expect(open.status == .ambiguous && open.value == nil)
    #expect(open.masks == [carried(0, 5, "PER", "ORG")])
    #expect(open.candidates == [LabelID("PER"), LabelID("ORG")])
    let told = verdict([said(carried(0, 5, "PER", "ORG")), said(carried(0, 5, "ORG"))])
    #expect(told.status == .settled && told.value == .spans([span(0, 5, "ORG")]) && told.masks.isEmpty)
  }

  @Test func underATypeThatIsGoneAnythingMayBe() {
    let verdict = verdict([said(carried(0, 5), carried(7, 9, "PER"))])
    #expect(verdict.status == .partial)
    #expect(verdict.unknown == labels.map(\.id))
    #expect(verdict.masks == [carried(0, 5)])
  }

  @Test func aNewTypeIsUnknownNotAbsent() {
    let verdict = verdict([said(carried(0, 5, "PER"), unknown: ["LOC"])])
    #expect(verdict.status == .partial && verdict.unknown == [LabelID("LOC")])
    let told = self.verdict([
      said(carried(0, 5, "PER"), unknown: ["LOC"]), said(carried(0, 5, "PER"), carried(6, 7, "LOC")),
    ])
    #expect(told.value == .spans([span(0, 5, "PER"), span(6, 7, "LOC")]))
  }

  @Test func stretchesThatMayNotOverlapExcludeEachOther() {
    let one = said(carried(0, 5, "PER"), unknown: ["ORG"])
    let other = said(carried(0, 4, "ORG"), unknown: ["PER"])
    #expect(verdict(overlap: false, [one, other]).status == .disputed)
  }

  @Test func orderDoesNotMatter() {
    let readings = [
      said(carried(0, 5, "PER", "ORG")), said(carried(0, 5), unknown: ["LOC"]),
      said(carried(2, 3, "LOC"), unknown: ["PER"]),
    ]
    #expect(verdict(readings) == verdict(readings.reversed()))
  }
}
