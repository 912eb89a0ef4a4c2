import Consensus
import Labeling
import Testing

@Suite("majority")
struct MajorityTests {
  private let labels = ["drama", "comedy", "horror"].map { Label(id: LabelID($0), title: $0) }
  private let one = Question(id: QuestionID("genre"), kind: .choice, prompt: "Genre?")
  private let many = Question(id: QuestionID("genres"), kind: .choices(min: 0, max: nil), prompt: "Genres?")

  private func verdict(_ chosen: String...) -> Verdict {
    let readings = chosen.map { Reading(.label(LabelID($0)), offered: labels) }
    return Majority.verdict(on: one, from: readings, offered: labels)
  }

  private func verdict(ticked: [[String]]) -> Verdict {
    let readings = ticked.map { Reading(.labels($0.map { LabelID($0) }), offered: labels) }
    return Majority.verdict(on: many, from: readings, offered: labels)
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
    #expect(Majority.verdict(on: one, from: [], offered: labels).status == .unlabeled)
    #expect(Majority.verdict(on: one, from: [.void], offered: labels).status == .void)
    #expect(Majority.verdict(on: many, from: [], offered: labels).status == .unlabeled)
    #expect(Majority.verdict(on: many, from: [.void, .void], offered: labels).status == .void)
  }

  @Test func labelsThatAreNotOfferedAreVoid() {
    #expect(Reading(.label(LabelID("western")), offered: labels) == .void)
    #expect(verdict("western").status == .void)
  }

  @Test func voidAnswersDoNotLowerTheConfidence() {
    let verdict = Majority.verdict(on: one, from: [.void, .label(LabelID("drama"))], offered: labels)
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

  @Test func unknownNeverBecomesNo() {
    let drama = LabelID("drama")
    let readings: [Reading] = [.marks([drama: .yes]), .marks([drama: .unknown])]
    let verdict = Majority.verdict(on: many, from: readings, offered: labels)
    guard case .marks(let marks) = verdict.support else {
      Issue.record("a choices question has marks")
      return
    }
    #expect(marks.map(\.no) == [0, 0, 0])
    #expect(marks.map(\.unknown) == [1, 2, 2])
    #expect(verdict.status == .partial)
    #expect(verdict.value == nil)
  }

  @Test func orderDoesNotMatter() {
    let readings = ["drama", "horror", "horror", "comedy"].map { Reading.label(LabelID($0)) } + [.void]
    let first = Majority.verdict(on: one, from: readings, offered: labels)
    for turn in 1..<readings.count {
      let turned = Array(readings[turn...] + readings[..<turn])
      #expect(Majority.verdict(on: one, from: turned, offered: labels) == first)
      #expect(Majority.verdict(on: one, from: turned.reversed(), offered: labels) == first)
    }
  }

  @Test(arguments: [(2, 3, 0.666667), (5, 7, 0.714286), (2, 60, 0.0333333), (7, 9, 0.777778)])
  func confidenceHasSixSignificantDigits(top: Int, all: Int, expected: Double) {
    // One label leads with `top` votes; every other vote goes to a label of its own.
    let many = (0..<all).map { Label(id: LabelID("label-\($0)"), title: "") }
    let leading = Array(repeating: Reading.label(LabelID("label-0")), count: top)
    let others = (1...(all - top)).map { Reading.label(LabelID("label-\($0)")) }
    #expect(Majority.verdict(on: one, from: leading + others, offered: many).confidence == expected)
  }
}
