import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

@Suite("Marking on the screen")
struct MarkingSessionTests {
  private static let text = "one two three\nfour five six\nseven eight nine"

  @Test("By lines, and to their ends")
  func lines() {
    var bench = Bench(Sample.marked(Self.text))
    bench.keys("→↓")
    #expect(bench.selected == "four", "the word nearest to the column")
    bench.press(.end)
    #expect(bench.selected == "six")
    bench.keys("↓")
    #expect(["eight", "nine"].contains(bench.selected))
    bench.press(.home)
    #expect(bench.selected == "seven")
    bench.keys("↓↑↑")
    #expect(bench.selected == "one")
    bench.keys(" ↓")
    #expect(bench.selected == "one two three\nfour")
    bench.press(.end)
    #expect(bench.selected == "one two three\nfour five six")
  }

  @Test("What is found is selected, ready to be marked; held, the selection goes on to there")
  func find() {
    var bench = Bench(Sample.marked(Self.text + " two"))
    bench.keys("/two↵1")
    #expect(bench.spans == ["person:two"])
    bench.keys("n2")
    #expect(bench.spans == ["person:two", "place:two"])
    bench.keys("p⌫")
    #expect(bench.spans == ["place:two"])
    bench = Bench(Sample.marked(Self.text))
    bench.keys(" /three↵")
    #expect(bench.selected == "one two three")
  }

  @Test("The cursor is on the screen wherever it goes, and stays where it was through everything else")
  func inSight() {
    let long = (0..<400).map { "word\($0)" }.joined(separator: " ")
    var bench = Bench(Sample.marked(long), size: Size(columns: 40, rows: 12))
    bench.keys("/word399↵⎋")
    #expect(bench.state.frame.text.contains("word399"))
    bench.keys("→←")
    #expect(bench.state.frame.cursor != nil)
    let selected = bench.selected
    bench.send(.resized(Size(columns: 80, rows: 24)))
    bench.press(.function(1), .escape)
    #expect(bench.selected == selected)
  }

  @Test("Pasted text marks nothing")
  func paste() {
    var bench = Bench(Sample.marked(Self.text))
    bench.press(.paste("1]2 ⌫*\n\n"))
    #expect(bench.value == nil)
    #expect(bench.effects.isEmpty)
  }

  @Test("6,000 keys on hostile texts: the answer is always what is marked, and can always be stored")
  func manyKeys() throws {
    let pieces = [
      "word ", "Bob ", "Bob's ", "\n", "\r\n", "\t", "世界", "e\u{301}", "👩‍👩‍👧‍👦", "🇩🇪🇫", "\u{202E}", "\u{0}", "\u{1B}[2J",
      "שלום ",
      ", ", "... ", "\u{301}", "한", "3.14 ",
    ]
    let keys: [Key] =
      [
        .right, .right, .right, .left, .up, .down, .home, .end, .enter, .escape, .tab, .backspace, .pageDown, .pageUp,
        .shiftLeft, .shiftRight, .paste("1\n1"), .control("l"),
      ] + "123123[];. ><}{*u/noBb".map { .character($0) }
    var random = SeededGenerator(state: 11)
    var number = 1
    func next() -> Presented {
      let text = (0..<30).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let spans = Sample.entities(
        Bool.random(using: &random) ? [] : ["plot"], overlap: .random(using: &random),
        isOptional: .random(using: &random))
      let build = Sample.build(
        Bool.random(using: &random) ? [spans] : [Sample.genre(), spans], labels: Sample.entityLabels)
      return Sample.presented(number, build: build, plot: text)
    }
    var bench = Bench(next())
    var submits = 0
    for step in 0..<6_000 {
      let key = keys.randomElement(using: &random) ?? .enter
      bench.press(key, after: 1)
      if let sheet = bench.state.sheet, let marking = sheet.markings[Sample.entities] {
        let question = try #require(sheet.questions.first { $0.id == Sample.entities })
        let isKept = sheet.answer[question.id] == marking.value(under: question)
        let saysNone = sheet.answer[question.id] == .spans([]) && marking.spans.isEmpty
        if !isKept, !saysNone { Issue.record("step \(step): \(key) left \(marking.spans) unanswered") }
      }
      if step % 50 == 0 {
        #expect(bench.state.frame.size == bench.state.size)
        bench.send(
          .resized(Size(columns: .random(in: 40..<120, using: &random), rows: .random(in: 12..<40, using: &random))))
      }
      switch bench.effects.first {
      case .submit(let answer, _, _, _):
        submits += 1
        let build = try #require(bench.state.openSheet?.build)
        #expect(try Answer(answer.json, under: build) == answer)
        number += 1
        bench.commit(next: next())
      case .correct(let earlier, _, _):
        let receipt = Receipt(response: earlier, revision: number, counted: true, at: bench.now)
        bench.send(.corrected(.success(Delivery(receipt: receipt, next: nil)), at: bench.now))
      default: break
      }
    }
    #expect(submits > 30, "the session got nowhere")
  }
}
