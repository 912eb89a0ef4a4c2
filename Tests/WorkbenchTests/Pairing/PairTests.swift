import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

extension Sample {
  static func better(tie: Bool = true) -> Question {
    Question(
      id: QuestionID("better"), kind: .pairwise(first: "first", second: "second", tie: tie),
      prompt: "Which summary tells more of the film?")
  }

  /// Two texts to be compared, below the title of a film.
  static func pair(
    _ first: String?, _ second: String?, isSwapped: Bool = false, number: Int = 1, asking questions: [Question] = []
  ) -> Presented {
    var presented = presented(number, build: build([better()] + questions))
    presented.isSwapped = isSwapped
    presented.fields = [
      ShownText(name: "title", style: .heading, text: "The Long Tide"),
      ShownText(name: "first", style: .body, text: first), ShownText(name: "second", style: .body, text: second),
    ]
    return presented
  }
}

@Suite("Comparing two texts")
struct PairTests {
  private static let sizes = [(40, 12), (78, 24), (80, 24), (120, 40), (200, 60)].map { Size(columns: $0, rows: $1) }

  private func submitted(_ bench: Bench) -> AnswerValue? {
    if case .submit(let answer, _, _, _)? = bench.effects.first { answer[QuestionID("better")] } else { nil }
  }

  @Test(arguments: [
    (false, "a", Side.a), (false, "b", .b), (false, "t", .tie), (true, "a", .b), (true, "b", .a), (true, "t", .tie),
    (false, "1", .a), (false, "2", .b), (false, "3", .tie), (true, "1", .b), (true, "2", .a), (true, "3", .tie),
  ])
  func keysMeanWhatStandsThere(isSwapped: Bool, key: Character, side: Side) {
    var bench = Bench(Sample.pair("one text", "another text", isSwapped: isSwapped))
    bench.press(.character(key), .enter)
    #expect(submitted(bench) == .side(side))
  }

  @Test("Whatever stands where: the screen is the same whether the fields or the sides were swapped", arguments: sizes)
  func isBlind(size: Size) {
    let mood = Question(id: QuestionID("mood"), kind: .choice, prompt: "Mood?")
    for keys in ["", "a", "b", "t", "ad", "bd", "b\ru", "x", "g", "a\r1\ru", "a\r1\rT"] {
      var swapped = Bench(Sample.pair("one text", "another text", isSwapped: true, asking: [mood]), size: size)
      var plain = Bench(Sample.pair("another text", "one text", asking: [mood]), size: size)
      for key in keys {
        let key: Key = key == "\r" ? .enter : .character(key)
        swapped.press(key)
        plain.press(key)
        if case .submit? = plain.effects.first {
          swapped.commit(next: Sample.pair("third", "fourth", isSwapped: true, number: 2, asking: [mood]))
          plain.commit(next: Sample.pair("fourth", "third", number: 2, asking: [mood]))
        }
        #expect(swapped.state.frame == plain.state.frame, "\(keys) at \(size)")
      }
      #expect(!swapped.state.frame.text.contains("first") && !swapped.state.frame.text.contains("second"))
    }
  }

  @Test("An earlier answer comes back as it was seen, and a change of it maps back")
  func revises() {
    var bench = Bench(Sample.pair("one", "other", isSwapped: true))
    bench.press(.character("a"), .enter)
    bench.commit(next: Sample.pair("x", "y", number: 2))
    bench.press(.character("u"))
    #expect(bench.state.frame.text.contains("▸a A") && bench.state.frame.text.contains("▸A ─"))
    bench.press(.character("b"), .enter)
    guard case .correct(_, let answer, _)? = bench.effects.first else {
      Issue.record("nothing was corrected")
      return
    }
    #expect(answer[QuestionID("better")] == .side(.a))
  }

  @Test("Side by side where both columns are wide enough, else one below the other")
  func arranges() {
    let wide = Bench(Sample.pair("left text", "right text"), size: Size(columns: 80, rows: 24)).state.frame.text
    #expect(wide.split(separator: "\n").contains { $0.contains("left text") && $0.contains("│ right text") })
    let narrow = Bench(Sample.pair("left text", "right text"), size: Size(columns: 78, rows: 24)).state.frame.text
    #expect(!narrow.contains("│") && narrow.contains("left text") && narrow.contains("right text"))
  }

  @Test("Texts scroll together, with their names in sight, and the rule tells what is hidden")
  func scrolls() {
    let text = (1...100).map { "line \($0)" }.joined(separator: "\n")
    var bench = Bench(Sample.pair(text, "short"), size: Size(columns: 80, rows: 24))
    #expect(bench.state.frame.text.contains("more lines of A"))
    bench.press(.pageDown)
    #expect(bench.state.frame.text.contains("A ──") && bench.state.frame.text.contains("┬─B ──"))
    #expect(!bench.state.frame.text.contains("The Long Tide"))
    bench.press(.end)
    #expect(bench.state.frame.text.contains("line 100") && bench.state.frame.text.contains("end of text"))
    bench.press(.home)
    #expect(bench.state.frame.text.contains("The Long Tide"))
  }

  @Test("Nothing is skipped when a page is turned", arguments: sizes)
  func pages(size: Size) {
    let text = (1...200).map { "line-\($0)" }.joined(separator: "\n")
    var bench = Bench(Sample.pair(text, text), size: size)
    var seen: Set<Substring> = []
    for _ in 0..<400 {
      seen.formUnion(bench.state.frame.text.split { " \n".contains($0) }.filter { $0.hasPrefix("line-") })
      bench.press(.pageDown)
    }
    #expect(seen.count == 200)
  }

  @Test("A resize keeps the place, from columns to one column and back")
  func keepsThePlace() throws {
    let text = (1...300).map { "word\($0)" }.joined(separator: " ")
    let other = (1...300).map { "term\($0)" }.joined(separator: " ")
    var bench = Bench(Sample.pair(text, other), size: Size(columns: 120, rows: 20))
    bench.press(.pageDown, .pageDown)
    func first(_ bench: Bench) throws -> Int {
      let words = bench.state.frame.text.split { " \n".contains($0) }.filter { $0.hasPrefix("word") }
      return try #require(words.first.flatMap { Int($0.dropFirst(4)) })
    }
    let before = try first(bench)
    for columns in [60, 44, 200, 80, 120] {
      bench.send(.resized(Size(columns: columns, rows: 20)))
      #expect(abs(try first(bench) - before) <= 40, "\(columns) columns")
    }
  }

  @Test("Finds in all parts, and goes through them in the order of the screen")
  func finds() {
    let text = (1...50).map { "line \($0) needle\($0 % 25 == 0 ? "s" : "")" }.joined(separator: "\n")
    var bench = Bench(Sample.pair(text, "no\nneedles here"), size: Size(columns: 80, rows: 24))
    bench.press(.character("/"))
    bench.type("NEEDLES")
    bench.press(.enter)
    #expect(bench.state.frame.text.contains("Found 3 times"))
    let rows = (0..<3).map { _ -> Int? in
      bench.press(.character("n"))
      return bench.state.sheet?.pair?.top(height: 10)
    }
    // From the one on the right, which is first, down to both on the left and around.
    #expect(rows == rows.sorted { ($0 ?? 0) < ($1 ?? 0) } || rows.last == 0)
    #expect(Set(rows).count == 3)
  }

  @Test("Differences are shown on a key, stay for the next example, and are told without colour")
  func differences() {
    var bench = Bench(Sample.pair("the cat sat", "the dog sat"))
    func marked(_ bench: Bench) -> String {
      (0..<24).flatMap { bench.state.frame.row($0) }.filter { $0.style.underline && $0.style.bold }.map(\.text).joined()
    }
    #expect(marked(bench).isEmpty)
    bench.press(.character("d"))
    #expect(marked(bench) == "catdog")
    #expect(bench.state.frame.text.contains("A and B differ in one place."))
    bench.press(.character("b"), .enter)
    bench.commit(next: Sample.pair("same words", "other words", number: 2))
    #expect(marked(bench) == "sameother")
    bench.press(.character("d"))
    #expect(marked(bench).isEmpty)
  }

  @Test("Where nothing is compared the key says so")
  func refusesDifferences() {
    var bench = Bench()
    bench.press(.character("d"))
    #expect(bench.state.frame.text.contains("Nothing is compared here."))
  }

  @Test("Enter without an answer says which keys answer")
  func missing() {
    var bench = Bench(Sample.pair("x", "y"))
    bench.press(.enter)
    #expect(bench.effects.isEmpty && bench.state.frame.text.contains("a, b, or t for a tie"))
  }

  @Test("Hostile texts, keys and sizes: no row is torn, every answer is the side that was meant")
  func random() {
    var random = SeededGenerator(state: 11)
    let keys: [Key] =
      [.enter, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab]
      + "abt123dxnp".map { .character($0) }
    var bench = Bench(Sample.pair("x", "y"))
    var (number, answers) = (1, 0)
    for step in 0..<4000 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        bench.send(
          .resized(Size(columns: .random(in: 38..<220, using: &random), rows: .random(in: 10..<62, using: &random))))
      }
      let sheet = bench.state.sheet
      bench.press(keys.randomElement(using: &random) ?? .enter)
      if case .submit(let answer, _, _, _)? = bench.effects.first, case .side(let side)? = answer[QuestionID("better")]
      {
        answers += 1
        let name = side.name(isSwapped: sheet?.presented.isSwapped ?? false)
        let shown = sheet?.offered.first { sheet?.isChosen($0.id) == true }?.title
        #expect(name == shown)
        number += 1
        bench.commit(
          next: Sample.pair(
            RandomSessionTests.text(&random), RandomSessionTests.text(&random), isSwapped: .random(using: &random),
            number: number))
      }
      guard step % 5 == 0 else { continue }
      let frame = bench.state.frame
      for row in 0..<frame.size.rows {
        let cells = frame.row(row)
        #expect(cells.reduce(0) { $0 + $1.width } == frame.size.columns && cells.last?.width != 2)
      }
    }
    #expect(answers > 50)
  }
}
