import Labeling
import Records
import Testing
import Text

@testable import Workbench

@Suite("Answers in a few words")
struct SummaryTests {
  private let labels = [Label(id: LabelID("a"), title: "Alpha"), Label(id: LabelID("b"), title: "Beta")]

  private func question(_ id: String, _ kind: Question.Kind) -> Question {
    Question(id: QuestionID(id), kind: kind, prompt: "")
  }

  private func span(_ start: Int) -> Span { Span(field: "plot", start: start, end: start + 1, label: LabelID("a")) }

  @Test("Every kind of answer is told by the titles of its labels, in the order of the questions")
  func kinds() {
    let build = Sample.build(
      [
        question("one", .choice), question("many", .choices(min: 0, max: nil)),
        question("none", .choices(min: 0, max: nil)), question("place", .spans(fields: ["plot"], overlap: true)),
        question("places", .spans(fields: ["plot"], overlap: true)), question("point", .rating),
        question("why", .text(maxLength: nil, pattern: nil)), question("open", .choice),
      ], labels: labels)
    let answer = Answer([
      QuestionID("one"): .label(LabelID("b")), QuestionID("many"): .labels([LabelID("a"), LabelID("b")]),
      QuestionID("none"): .labels([]), QuestionID("place"): .spans([span(0)]),
      QuestionID("places"): .spans([span(0), span(1)]), QuestionID("point"): .rating(LabelID("a"), JSONNumber(4)),
      QuestionID("why"): .text("  I think\nso, \u{202E}and"),
    ])
    #expect(
      answer.summary(under: build, isSwapped: false).description
        == "Beta · Alpha, Beta · none · 1 span · 2 spans · 4 Alpha · I think⏎so, <U+202E>and")
  }

  @Test("A side is told by where its text stood")
  func sides() {
    let build = Sample.build([question("better", .pairwise(first: "x", second: "y", tie: true))])
    let answer = Answer([QuestionID("better"): .side(.a)])
    #expect(answer.summary(under: build, isSwapped: false) == "A")
    #expect(answer.summary(under: build, isSwapped: true) == "B")
  }
}
