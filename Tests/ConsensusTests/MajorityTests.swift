import Consensus
import Labeling
import Testing

@Suite("majority")
struct MajorityTests {
  private let labels = ["drama", "comedy", "horror"].map { Label(id: LabelID($0), title: $0) }
  private let one = Question(id: QuestionID("genre"), kind: .choice, prompt: "Genre?")
  private let many = Question(id: QuestionID("genres"), kind: .choices(min: 0, max: nil), prompt: "Genres?")

  private func verdict(_ chosen: String...) -> Verdict {
    Majority.verdict(on: Ballot(one, offered: labels), from: chosen.map { .one($0) })
  }

  private func verdict(ticked: [[String]]) -> Verdict {
    Majority.verdict(
      on: Ballot(many, offered: labels), from: ticked.map { .marks(yes: $0, of: labels.map(\.id)) })
  }

  @Test func mostVotesWin() {
    let verdict = verdict("horror", "drama", "horror")
    #expect(verdict.status == .settled)
    #expect(verdict.value == .label(LabelID("horror")))
    #expect(verdict.confidence == 0.666667)
    #expect(
      verdict.support
        == .votes([.init(label: LabelID("drama"), count: 1), .init(label: LabelID("horror"), count: 2)]))
  }

  @Test func aPluralityIsEnough() {
    let verdict = verdict("horror", "drama", "horror", "comedy", "horror", "comedy", "drama")
    #expect(verdict.value == .label(LabelID("horror")))
    #expect(verdict.confidence == 0.428571)
  }

  @Test func equalTopsAreDisputed() {
    let verdict = verdict("horror", "drama")
    #expect(verdict.status == .disputed)
    #expect(verdict.value == nil)
    #expect(verdict.confidence == nil)
  }

  @Test func aSingleAnswerSettles() {
    #expect(verdict("comedy").confidence == 1)
  }

  @Test func nothingIsUnlabeledAndNothingUsableIsVoid() {
    #expect(Majority.verdict(on: Ballot(one, offered: labels), from: []).status == .unlabeled)
    #expect(Majority.verdict(on: Ballot(one, offered: labels), from: [.void]).status == .void)
    #expect(Majority.verdict(on: Ballot(many, offered: labels), from: []).status == .unlabeled)
    #expect(Majority.verdict(on: Ballot(many, offered: labels), from: [.void, .void]).status == .void)
  }

  @Test func voidAnswersDoNotLowerTheConfidence() {
    let verdict = Majority.verdict(on: Ballot(one, offered: labels), from: [.void, .one("drama")])
    #expect(verdict.confidence == 1)
  }

  @Test func eachLabelIsDecidedByItself() {
    let verdict = verdict(ticked: [["drama", "horror"], ["drama"], ["drama", "horror"]])
    #expect(verdict.status == .settled)
    #expect(verdict.value == .labels([LabelID("drama"), LabelID("horror")]))
    #expect(verdict.confidence == 0.666667)
    #expect(
      verdict.support
        == .marks([
          .init(label: LabelID("drama"), yes: 3, no: 0, unknown: 0),
          .init(label: LabelID("comedy"), yes: 0, no: 3, unknown: 0),
          .init(label: LabelID("horror"), yes: 2, no: 1, unknown: 0),
        ]))
  }

  @Test func noLabelAtAllIsAnAnswer() {
    let verdict = verdict(ticked: [[], []])
    #expect(verdict.status == .settled)
    #expect(verdict.value == .labels([]))
    #expect(verdict.confidence == 1)
  }

  @Test func aTiedLabelIsDisputed() {
    #expect(verdict(ticked: [["drama"], ["drama", "horror"]]).status == .disputed)
  }

  @Test func aDisputeOverOneLabelLeansToTheOthers() {
    let disputed = verdict(ticked: [["drama"], ["drama", "horror"]])
    #expect(disputed.leaning == Leaning(value: .labels([LabelID("drama")]), tied: 1))
    #expect(disputed.value == nil)
    #expect(verdict(ticked: [["drama"], ["horror"]]).leaning == Leaning(value: nil, tied: 2))
    #expect(verdict(ticked: [["drama"]]).leaning == nil)
    #expect(verdict("horror", "drama").leaning == nil)
  }

  @Test func unknownNeverBecomesNo() {
    let readings: [QuestionReading] = [
      .marks(yes: ["drama"], unknown: ["comedy", "horror"], of: labels.map(\.id)),
      .marks(unknown: ["drama", "comedy"], of: labels.map(\.id)),
    ]
    let verdict = Majority.verdict(on: Ballot(many, offered: labels), from: readings)
    guard case .marks(let marks) = verdict.support else {
      Issue.record("a choices question has marks")
      return
    }
    #expect(marks.map(\.no) == [0, 0, 1])
    #expect(marks.map(\.unknown) == [1, 2, 1])
    #expect(verdict.status == .partial)
    #expect(verdict.value == nil)
    #expect(verdict.unknown == [LabelID("comedy")])
    #expect(verdict.candidates == [LabelID("drama"), LabelID("comedy")])
  }

  @Test func orderDoesNotMatter() {
    let readings: [QuestionReading] = ["drama", "horror", "horror", "comedy"].map { .one($0) } + [.void]
    let ballot = Ballot(one, offered: labels)
    let first = Majority.verdict(on: ballot, from: readings)
    for turn in 1..<readings.count {
      let turned = Array(readings[turn...] + readings[..<turn])
      #expect(Majority.verdict(on: ballot, from: turned) == first)
      #expect(Majority.verdict(on: ballot, from: turned.reversed()) == first)
    }
  }

  @Test(arguments: [(2, 3, 0.666667), (5, 7, 0.714286), (2, 60, 0.0333333), (7, 9, 0.777778)])
  func confidenceHasSixSignificantDigits(top: Int, all: Int, expected: Double) {
    // One label leads with `top` votes; every other vote goes to a label of its own.
    let many = (0..<all).map { Label(id: LabelID("label-\($0)"), title: "") }
    let leading = Array(repeating: QuestionReading.one("label-0"), count: top)
    let others = (1...(all - top)).map { QuestionReading.one("label-\($0)") }
    #expect(Majority.verdict(on: Ballot(one, offered: many), from: leading + others).confidence == expected)
  }
}
