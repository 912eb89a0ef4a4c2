import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

/// A conversation with a store that takes everything.
private struct Talk {
  var conversation = PlainConversation(desk: Sample.desk)
  var now = Sample.start
  var effects: [Effect] = []
  var told: [String] = []

  init(_ presented: Presented) {
    _ = conversation.receive(.started(at: now))
    hear(conversation.receive(.claimed(.success(Sample.served(presented)), at: now)))
  }

  private mutating func hear(_ turn: PlainConversation.Turn) {
    effects = turn.effects
    told = turn.told.map(\.description)
  }

  mutating func type(_ line: String) {
    now = now.advanced(bySeconds: 2)
    hear(conversation.take(line, at: now))
  }

  /// What the last line submitted.
  var submitted: Answer? {
    effects.compactMap { effect -> Answer? in if case .submit(let answer, _, _, _) = effect { answer } else { nil } }
      .last
  }
}

@Suite("The workbench line by line")
struct PlainTests {
  private let genre = QuestionID("genre")

  @Test("A key and its enter choose and submit")
  func choice() {
    var talk = Talk(Sample.presented())
    #expect(talk.told.contains("5 Science fiction"))
    #expect(talk.told.contains("What is the main genre of this film?"))
    talk.type("5")
    #expect(talk.submitted == Answer([genre: .label(LabelID("scifi"))]))
  }

  @Test("Several keys tick several labels; enter twice says none")
  func choices() {
    let question = Sample.topics(min: 0, max: 2)
    let topics = question.id
    var talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("2 5")
    #expect(talk.submitted == Answer([topics: .labels([LabelID("drama"), LabelID("scifi")])]))
    talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("2 5 6")
    #expect(talk.submitted == nil)
    #expect(talk.told.contains { $0.contains("At most 2") })
    talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("")
    #expect(talk.submitted == nil)
    talk.type("")
    #expect(talk.submitted == Answer([topics: .labels([])]))
  }

  @Test("Labels that keys don't reach have numbers")
  func manyLabels() {
    let labels = (1...30).map { Label(id: LabelID("l\($0)"), title: "Label number \($0)") }
    var talk = Talk(Sample.presented(build: Sample.build(labels: labels)))
    #expect(talk.told.contains("27 Label number 27"))
    talk.type("27")
    #expect(talk.submitted == Answer([genre: .label(LabelID("l27"))]))
  }

  @Test("Words on the line go to the command; without any they are asked for")
  func words() {
    var talk = Talk(Sample.presented())
    talk.type("s no plot here")
    #expect(
      talk.effects == [.end(.skipped(reason: "no plot here"), of: AssignmentID("a1"), activeMilliseconds: 2000)])
    talk = Talk(Sample.presented())
    talk.type("f")
    #expect(talk.effects.isEmpty)
    talk.type("another film's plot")
    #expect(
      talk.effects
        == [.end(.flagged(comment: "another film's plot"), of: AssignmentID("a1"), activeMilliseconds: 4000)])
    talk = Talk(Sample.presented())
    talk.type("/STORM")
    #expect(talk.told.contains { $0.contains("before a storm") })
    talk.type("zz")
    #expect(talk.told.contains { $0.contains("? tells all of them") })
  }

  @Test("A line is a text; a backslash goes on, a colon gives a key")
  func text() {
    let question = Question(id: QuestionID("why"), kind: .text(maxLength: 20, pattern: nil), prompt: "Why?")
    var talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("one\\")
    #expect(talk.submitted == nil)
    talk.type("two")
    #expect(talk.submitted == Answer([question.id: .text("one\ntwo")]))
    talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("much more than twenty characters")
    #expect(talk.submitted == nil)
    #expect(talk.told.contains { $0.contains("room for 20") })
    talk.type(":s too long")
    #expect(talk.effects.contains { if case .end = $0 { true } else { false } })
    talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("::s")
    #expect(talk.submitted == Answer([question.id: .text(":s")]))
  }

  @Test("Hostile text is told clean")
  func hostile() {
    let talk = Talk(Sample.presented(title: "\u{1B}[2J\u{202E}", plot: "a\u{7}b\nc"))
    #expect(!talk.told.joined().unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" })
    #expect(talk.told.contains("a^Gb"))
    #expect(talk.told.contains("c"))
  }

  @Test("A half-made answer is kept after every line, and at the end of input")
  func drafts() {
    let question = Sample.topics(min: 2, max: nil)
    var talk = Talk(Sample.presented(build: Sample.build([question])))
    talk.type("2")
    #expect(talk.effects == [.saveDraft(Answer([question.id: .labels([LabelID("drama")])]), of: AssignmentID("a1"))])
  }
}

@Suite("Spans line by line")
struct PlainMarkingTests {
  private let names = Question(id: QuestionID("names"), kind: .spans(fields: ["plot"], overlap: true), prompt: "Names?")
  private let labels = [
    Label(id: LabelID("person"), title: "Person", key: "p"), Label(id: LabelID("place"), title: "Place", key: "l"),
  ]

  private func talk(_ plot: String) -> Talk {
    var question = names
    question.isOptional = false
    return Talk(Sample.presented(build: Sample.build([question], labels: labels), plot: plot))
  }

  private func span(_ start: Int, _ end: Int, _ label: String) -> Span {
    Span(field: "plot", start: start, end: end, label: LabelID(label))
  }

  @Test("Words, all of them, numbers, and away again: offsets in scalars")
  func marks() {
    var talk = talk("👩‍👩‍👧 Bo met Bo in Nairobi.")
    talk.type("p Bo")
    talk.type("p Bo")
    talk.type("l #6")
    #expect(talk.told == ["Bo: Person", "Bo: Person", "Nairobi: Place"])
    talk.type("")
    #expect(
      talk.submitted
        == Answer([names.id: .spans([span(6, 8, "person"), span(13, 15, "person"), span(19, 26, "place")])])
    )
  }

  @Test func allAtOnce() {
    var talk = talk("Bo met Bo, and Bobby met Bo.")
    talk.type("p* Bo")
    talk.type("- Bo")
    talk.type("")
    #expect(talk.submitted == Answer([names.id: .spans([span(7, 9, "person"), span(25, 27, "person")])]))
  }

  @Test("Places that want a label again are told, and a label alone is for the first of them")
  func again() {
    let said = [Sample.span(0, 6, "action"), Sample.span(11, 21, "action"), Sample.span(30, 35, "drama")]
    var presented = Sample.settlement(
      of: Answer([Sample.entities: .spans(said)]), [Sample.entities(overlap: true)])
    presented.fields[3].text = "Batman and Mulholland fight a Storm on ABC"
    var talk = Talk(presented)
    #expect(talk.told.contains("Batman: Action or Superhero?"), "\(talk.told)")
    talk.type("9")
    #expect(talk.told == ["Batman: Superhero", "Storm: Drama", "Mulholland: Action or Superhero?"])
    talk.type("8")
    talk.type("8")
    #expect(talk.told == ["Say which words too, after the label."])
    talk.type("")
    let told = [Sample.span(0, 6, "superhero"), Sample.span(11, 21, "action"), Sample.span(30, 35, "drama")]
    #expect(talk.submitted == Answer([Sample.entities: .spans(told)]))
  }

  @Test func mistakes() {
    var talk = talk("Bo met Bo.")
    talk.type("p Amara")
    #expect(talk.told.contains { $0.contains("'Amara' is not in the text") })
    talk.type("- Bo")
    #expect(talk.told.contains { $0.contains("not marked") })
    talk.type("#")
    #expect(talk.told.contains { $0.hasPrefix("1:Bo 2:met") })
    talk.type("p #9")
    #expect(talk.submitted == nil)
    talk.type("")
    #expect(talk.told.contains { $0.contains("there are none") })
    talk.type("")
    #expect(talk.submitted == Answer([names.id: .spans([])]))
  }

  @Test("Labels are found by their words, and chosen by their number once")
  func foundLabels() {
    let labels = (1...30).map { Label(id: LabelID("l\($0)"), title: "Label number \($0)") }
    var talk = Talk(Sample.presented(build: Sample.build(labels: labels)))
    talk.type("l number 27")
    #expect(talk.told.contains("1 Label number 27"))
    talk.type("1")
    #expect(talk.submitted == Answer([QuestionID("genre"): .label(LabelID("l27"))]))
  }
}
