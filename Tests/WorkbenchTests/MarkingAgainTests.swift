import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

/// A person's own spans, which a newer taxonomy version does not take exactly: `action` was split, `tv-movie` is gone.
@Suite("Marking again what labels became")
struct MarkingAgainTests {
  private static let text = "Batman and Mulholland fight a Storm on ABC"
  private static let settled = Sample.span(30, 35, "drama")
  private static let said = [Sample.span(0, 6, "action"), Sample.span(11, 21, "action"), settled]

  private func settlement(_ spans: [Span], draft: Answer? = nil, overlap: Bool = true) -> Presented {
    var presented = Sample.settlement(
      of: Answer([Sample.entities: .spans(spans.sorted())]), [Sample.entities(overlap: overlap)])
    presented.fields[3].text = Self.text
    presented.draft = draft
    return presented
  }

  private func seen(_ presented: Presented) -> Bench {
    var bench = Bench(presented)
    bench.wait(2)
    return bench
  }

  @Test("What is exact stays marked, what is open is in hand and takes the labels that it can have now")
  func relabel() {
    var bench = seen(settlement(Self.said))
    #expect(bench.spans == ["drama:Storm"])
    #expect(bench.state.sheet?.marking?.unlabelled.count == 2)
    #expect(bench.selected == "Batman")
    #expect(bench.state.frame.text.contains("You marked 3 spans. In taxonomy 3, Action was split: which of these?"))
    bench.keys("9}8↵")
    let expected: [Span] = [Sample.span(0, 6, "superhero"), Sample.span(11, 21, "action"), Self.settled]
    #expect(bench.submitted == Answer([Sample.entities: .spans(expected)]))
  }

  @Test("Enter does not leave a place without a label; deleting it says that it is none")
  func missing() {
    var bench = seen(settlement(Self.said))
    bench.keys("↵↵")
    #expect(bench.effects.isEmpty)
    #expect(bench.notice.contains("2 places that you marked before want a label"))
    bench.keys("9}⌫↵")
    #expect(bench.submitted == Answer([Sample.entities: .spans([Sample.span(0, 6, "superhero"), Self.settled])]))
  }

  @Test("Deleting all of them and marking nothing else wants a second enter")
  func deleted() {
    var bench = seen(settlement(Self.said))
    bench.keys("⌫}⌫↵")
    #expect(bench.effects.isEmpty)
    #expect(bench.notice == "Nothing more is marked. The same key again says: there are no more.")
    bench.keys("u↵")
    #expect(bench.notice.contains("One place"))
    bench.keys("⌫↵↵")
    #expect(bench.submitted == Answer([Sample.entities: .spans([Self.settled])]))
  }

  @Test("What stays can't be changed until all labels are opened")
  func fixed() {
    var bench = seen(settlement(Self.said))
    bench.state.sheet?.marking?.select("plot", 30..<35)
    bench.keys("⌫")
    #expect(bench.notice.contains("it stays"))
    bench.keys("8")
    #expect(bench.notice.contains("it stays"))
    #expect(bench.spans == ["drama:Storm"])
    bench.keys("o1")
    #expect(bench.spans == ["comedy:Storm"])
    bench.keys("o")
    #expect(bench.spans == ["comedy:Storm"], "closing the full list takes no mark away")
  }

  @Test("A place takes no label that it can't have, unless all are opened")
  func candidates() {
    let presented = settlement([Sample.span(0, 6, "action"), Sample.span(30, 35, "comedy")])
    var bench = seen(presented)
    #expect(presented.assignment.asked?.questions[Sample.entities]?.count == 4)
    bench.keys("1")
    #expect(bench.notice.contains("This place can be Action or Superhero now"))
    #expect(bench.spans == [])
    bench.keys("o1")
    #expect(bench.spans == ["comedy:Batman"])
  }

  @Test("A label that is gone leaves its place open to all labels")
  func gone() {
    var bench = seen(settlement([Sample.span(39, 42, "tv-movie"), Self.settled]))
    #expect(bench.selected == "ABC")
    bench.keys("1↵")
    #expect(bench.submitted?[Sample.entities]?.labels.map(\.rawValue) == ["drama", "comedy"])
  }

  @Test("Where no spans may overlap, places in each other's way are told apart one by one")
  func clash() {
    let reading = SpanReading(
      spans: [
        .init(field: "plot", start: 0, end: 6, candidates: [LabelID("drama")], crossing: .ambiguous),
        .init(field: "plot", start: 0, end: 21, candidates: [LabelID("comedy")], crossing: .ambiguous),
      ], unknown: [], offered: Sample.laterTaxonomy.labels.map(\.id), showsOverlaps: true)
    var presented = settlement([], overlap: false)
    presented.assignment.carried = AnswerReading([Sample.entities: QuestionReading(.ambiguous, .spans(reading))])
    presented.assignment.asked = AskedCandidates([Sample.entities: [LabelID("comedy"), LabelID("drama")]])
    var bench = seen(presented)
    bench.keys("2}1")
    #expect(bench.notice.contains("'Batman' is Drama already"))
    bench.keys("⌫↵")
    #expect(bench.submitted == Answer([Sample.entities: .spans([Sample.span(0, 6, "drama")])]))
  }

  @Test("Marking all labels the other open places with the same text, too")
  func markAll() {
    var presented = settlement([Sample.span(0, 6, "action"), Sample.span(11, 17, "action")])
    presented.fields[3].text = "Batman and Batman, Batman"
    var bench = seen(presented)
    bench.keys("*")
    #expect(bench.notice == "Give this place a label first, with its key.")
    bench.keys("9*↵")
    #expect(bench.submitted?[Sample.entities]?.labels.count == 3)
  }

  @Test("A draft keeps what was labelled, and asks for the rest")
  func draft() {
    let draft = Answer([Sample.entities: .spans([Sample.span(0, 6, "superhero"), Self.settled])])
    let bench = seen(settlement(Self.said, draft: draft))
    #expect(bench.spans == ["superhero:Batman", "drama:Storm"])
    #expect(bench.selected == "Mulholland")
    #expect(bench.state.sheet?.candidates != nil)
  }

  @Test("A settled answer that is changed in this session asks for nothing that was deleted")
  func correcting() {
    var bench = seen(settlement(Self.said))
    bench.keys("9}⌫↵")
    bench.commit(next: Sample.presented(2, build: Sample.later([Sample.entities()])))
    bench.wait(2)
    bench.keys("u")
    #expect(bench.state.sheet?.marking?.unlabelled == [])
    bench.keys("8↵")
    guard case .correct(_, let answer, _)? = bench.effects.first else {
      Issue.record("no correction: \(bench.notice)")
      return
    }
    #expect(answer == Answer([Sample.entities: .spans([Sample.span(0, 6, "action"), Self.settled])]))
  }

  @Test("Others' open labels narrow nothing: what a person does not mark becomes a 'no'")
  func others() {
    let bench = Bench(Sample.narrowed([Sample.entities()], to: ["action", "superhero"]))
    #expect(bench.state.sheet?.candidates == nil)
  }

  @Test("Known spans are shown and submitted with the rest")
  func known() {
    let questions = [Sample.entities(), Sample.genre()]
    let said = Answer([Sample.entities: .spans([Self.settled]), QuestionID("genre"): .label(LabelID("action"))])
    var presented = Sample.settlement(of: said, questions)
    presented.fields[3].text = Self.text
    var bench = seen(presented)
    #expect(bench.state.sheet?.focus == 1)
    #expect(bench.state.sheet?.markings[Sample.entities]?.spans == [Self.settled])
    bench.keys("9↵")
    #expect(bench.submitted?[Sample.entities] == .spans([Self.settled]))
  }
}
