import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

@Suite("Marking spans")
struct MarkingTests {
  private let text = "Obama met Obama in Nairobi."

  @Test("A label's key marks the selection, and the answer is the spans")
  func mark() {
    var bench = Bench(Sample.marked("Barack Obama spoke"))
    #expect(bench.value == nil)
    bench.keys("]1→→→2")
    #expect(bench.value == .spans([Sample.span(0, 12, "person"), Sample.span(13, 18, "place")]))
    bench.keys("↵")
    #expect(bench.submitted?[Sample.entities]?.labels.map(\.rawValue) == ["person", "place"])
  }

  @Test(
    "Offsets are scalars of the raw text, however many bytes or columns they have",
    arguments: [
      ("👩‍👩‍👧‍👦 Zoë met 東京", "→1", 8, 11), ("e\u{301}e\u{301} x", "1", 0, 4), ("\r\n\r\nx y", "→1", 6, 7),
      ("שלום עולם", "→1", 5, 9), ("\u{202E}\u{0}abc", "→1", 2, 5),
    ])
  func offsets(_ text: String, _ keys: String, _ start: Int, _ end: Int) {
    var bench = Bench(Sample.marked(text))
    bench.keys(keys)
    #expect(bench.value == .spans([Sample.span(start, end, "person")]))
  }

  @Test("The same key takes the label off, another one replaces it", arguments: [true, false])
  func relabel(overlap: Bool) {
    var bench = Bench(Sample.marked(text, Sample.entities(overlap: overlap)))
    bench.keys("12")
    #expect(bench.spans == ["place:Obama"])
    bench.keys("2")
    #expect(bench.spans == [])
  }

  @Test("Held, a second label stands beside the first where spans may overlap")
  func secondLabel() {
    var bench = Bench(Sample.marked(text))
    bench.keys("1 2")
    #expect(bench.spans == ["person:Obama", "place:Obama"])
    #expect(bench.state.sheet?.marking?.isHeld == false)
    bench.keys("1")
    #expect(bench.spans == ["place:Obama"])
    bench = Bench(Sample.marked(text, Sample.entities(overlap: false)))
    bench.keys("1 2")
    #expect(bench.spans == ["place:Obama"])
  }

  @Test("Where spans may not overlap, the one in the way is named and nothing is lost")
  func overlap() {
    var bench = Bench(Sample.marked("Barack Obama spoke", Sample.entities(overlap: false)))
    bench.keys("→1←]2")
    #expect(bench.spans == ["person:Obama"])
    #expect(bench.notice.contains("'Obama' is Person already"))
    #expect(bench.selected == "Barack Obama")
    bench.keys("⌫2")
    #expect(bench.spans == ["place:Barack Obama"])
  }

  @Test("Where they may, they nest")
  func nested() {
    var bench = Bench(Sample.marked("University of Nairobi"))
    bench.keys("]]3→←2")
    #expect(bench.spans == ["org:University of Nairobi", "place:of"])
    bench.keys("⌫")
    #expect(bench.spans == ["org:University of Nairobi"], "the innermost one at the cursor goes")
    bench.keys("⌫")
    #expect(bench.spans == [])
  }

  @Test("All other places with the same text in one key, and back in one")
  func markAll() {
    var bench = Bench(Sample.marked("Bob, Bob's Bobby Bob"))
    bench.keys("1*")
    #expect(bench.spans == ["person:Bob", "person:Bob", "person:Bob"])
    #expect(bench.notice == "2 more places are Person now.")
    bench.keys("*")
    #expect(bench.notice == "No other place with this text is left to mark.")
    bench.keys("u")
    #expect(bench.spans == ["person:Bob"])
  }

  @Test("Places that are marked otherwise stay so when all are marked")
  func markAllBesideOthers() {
    var bench = Bench(Sample.marked("Bob Bob Bob"))
    bench.keys("→2←1*")
    #expect(bench.spans == ["person:Bob", "place:Bob", "person:Bob"])
    #expect(bench.notice == "1 more place is Person now; 1 is marked otherwise and stays so.")
    bench = Bench(Sample.marked("Bob Bob Lee Bob", Sample.entities(overlap: false)))
    bench.keys("→]2←←1*")
    #expect(bench.spans == ["person:Bob", "place:Bob Lee", "person:Bob"])
  }

  @Test("A part of a word is marked inside of words, too")
  func markAllParts() {
    var bench = Bench(Sample.marked("bananas ana"))
    bench.state.sheet?.marking?.select("plot", 1..<4)
    bench.keys("1*")
    #expect(bench.value == .spans([Sample.span(1, 4, "person"), Sample.span(8, 11, "person")]))
  }

  @Test("Spans are jumped between, around and over texts")
  func jump() {
    var bench = Bench(Sample.marked("one two", Sample.entities(["title", "plot"])))
    bench.keys("}")
    #expect(bench.notice.contains("Nothing is marked yet"))
    bench.keys("→1→→→2")
    #expect(bench.selected == "two")
    bench.keys("}")
    #expect(bench.selected == "Long")
    bench.keys("}")
    #expect(bench.selected == "two")
    bench.keys("{{")
    #expect(bench.selected == "two")
  }

  @Test("u takes marks back to any depth, and only then goes to the answer before")
  func undo() {
    var bench = Bench(Sample.marked(text))
    bench.keys("1↵")
    bench.commit(next: Sample.marked("Ann met Bo"))
    bench.wait(2)
    bench.keys("1→→2⌫")
    #expect(bench.spans == ["person:Ann"])
    bench.keys("u")
    #expect(bench.spans == ["person:Ann", "place:Bo"])
    bench.keys("uu")
    #expect(bench.value == nil)
    #expect(bench.state.revising == nil)
    bench.keys("u")
    #expect(bench.state.revising != nil)
    #expect(bench.spans == ["person:Obama"])
    bench.keys("2u")
    #expect(bench.spans == ["person:Obama"])
    #expect(bench.state.revising != nil)
    bench.keys("2↵")
    #expect(
      bench.effects.contains {
        if case .correct(_, let answer, _) = $0 {
          answer == Answer([Sample.entities: .spans([Sample.span(0, 5, "place")])])
        } else {
          false
        }
      })
  }

  @Test("Nothing to take back says so")
  func nothingToUndo() {
    var bench = Bench(Sample.marked(text))
    bench.keys("u")
    #expect(bench.notice.contains("no mark to take back"))
  }

  @Test("Enter with nothing marked asks, the same key again says that there are none")
  func none() {
    var bench = Bench(Sample.marked(text))
    bench.keys("↵")
    #expect(bench.effects.isEmpty)
    #expect(bench.notice == "Nothing is marked. The same key again says: there are none.")
    bench.keys("↵")
    #expect(bench.submitted == Answer([Sample.entities: .spans([])]))
    bench = Bench(Sample.marked(text))
    bench.keys("1⌫↵")
    #expect(bench.effects.isEmpty, "taking the last mark away does not say that there are none")
    bench.keys("12⌫↵↵")
    #expect(bench.submitted == Answer([Sample.entities: .spans([])]))
  }

  @Test("An optional question may stay open")
  func optional() {
    var bench = Bench(Sample.marked(text, Sample.entities(isOptional: true)))
    bench.keys("↵")
    #expect(bench.submitted == Answer())
  }

  @Test("A draft brings the marks back, and each change is kept")
  func draft() {
    var bench = Bench(Sample.marked(text))
    bench.keys("1")
    bench.wait(2)
    bench.send(.tick(at: bench.now))
    let draft = Answer([Sample.entities: .spans([Sample.span(0, 5, "person")])])
    #expect(bench.effects == [.saveDraft(draft, of: AssignmentID("a1"))])
    bench = Bench(Sample.marked(text, draft: draft))
    #expect(bench.spans == ["person:Obama"])
    bench.keys("⌫")
    bench.wait(2)
    bench.send(.tick(at: bench.now))
    #expect(bench.effects == [.saveDraft(Answer(), of: AssignmentID("a1"))])
  }

  @Test("Marks come back with their question when a condition holds again")
  func condition() {
    let genre = Question(id: QuestionID("kind"), kind: .choice, prompt: "What is it?")
    var spans = Sample.entities()
    spans.when = [Question.Condition(question: genre.id, labels: [LabelID("person")])]
    var bench = Bench(Sample.presented(build: Sample.build([genre, spans], labels: Sample.entityLabels), plot: text))
    bench.keys("1⇥2")
    #expect(bench.spans == ["place:Obama"])
    bench.keys("⇥2")
    #expect(bench.value == nil)
    bench.keys("1")
    #expect(bench.value == .spans([Sample.span(0, 5, "place")]))
  }

  @Test("A cursor that only moves changes the two words that it is about, and nothing else")
  func still() {
    var bench = Bench(Sample.marked(text))
    bench.keys("→→")
    let before = bench.state.frame
    bench.keys("→")
    let after = bench.state.frame
    let changed = (0..<before.size.rows).flatMap { row in
      (0..<before.size.columns).filter { before[row, $0] != after[row, $0] }
    }
    #expect(!changed.isEmpty)
    #expect(changed.count <= 20, "\(changed.count) cells")
    #expect(before.text == after.text)
  }

  @Test("Ten names in a sentence cost a key each beyond the movement, with trimming four")
  func keystrokes() {
    var bench = Bench(Sample.marked("Ann's Bo"))
    bench.keys(";[[1")
    #expect(bench.spans == ["person:Ann"])
  }
}

extension MarkingTests {
  @Test(
    "What the footer offers while marking is never refused; what keeps its place is dim while there is nothing for it",
    arguments: ["", "1", "1]", " →", "1→", "1u"])
  func footerKeepsItsWord(_ keys: String) {
    var bench = Bench(Sample.marked("Obama met Obama in Nairobi."), size: Size(columns: 200, rows: 60))
    bench.keys(keys)
    let foot = bench.state.frame.text.split(separator: "\n").last ?? ""
    for binding in Bindings.all where binding.modes.contains(.marking) && binding.rank != nil {
      guard binding.refusal(bench.state) != nil, let key = binding.keys.first,
        let column = foot.indices.first(where: {
          foot[$0...].hasPrefix("\(key.title.description) \(binding.footer.description)")
        }).map({ foot.distance(from: foot.startIndex, to: $0) })
      else { continue }
      // Where something is marked, these want only that the cursor goes there.
      let isNear = [.deleteSpan, .markAll].contains(binding.command) && !bench.spans.isEmpty
      #expect(bench.state.frame[59, column].style.role == (isNear ? .key : .dim), "\(binding.command)")
    }
  }
}
