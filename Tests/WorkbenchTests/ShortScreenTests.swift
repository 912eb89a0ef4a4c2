import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("What short screens keep in sight")
struct ShortScreenTests {
  private static let size = Size(columns: 40, rows: 12)
  private static let text = """
    Ada Lovelace met Charles Babbage in London in 1833. Babbage showed her a piece of his Difference Engine; \
    Lovelace, the daughter of Lord Byron, wrote the first program for the machine that was to follow it.
    """

  private func bench() -> Bench {
    Bench(Sample.marked(Self.text, Sample.entities(overlap: false)), size: Self.size)
  }

  @Test("No sentence takes away the row with the cursor")
  func cursor() {
    var bench = bench()
    var random = SeededGenerator(state: 5)
    var refusals = 0
    let keys: [Key] = [.right, .down, .up, .left] + "123] ;z*}<".map { .character($0) }
    for step in 0..<400 {
      let key = random.one(of: keys)
      bench.press(key)
      if bench.state.notice != nil { refusals += 1 }
      guard bench.state.frame.cursor == nil else { continue }
      Issue.record("step \(step): \(key) hides the cursor\n\(bench.state.frame.text)")
      return
    }
    #expect(refusals > 50)
  }

  @Test("A text that was scrolled away from the cursor stays where it is")
  func scrolled() throws {
    var bench = bench()
    bench.press(.pageDown, .pageDown)
    let scroll = try #require(bench.state.sheet?.reading.scroll)
    #expect(scroll > 2)
    bench.keys("z")
    #expect(bench.notice.contains("does nothing here"))
    #expect(bench.state.sheet?.reading.scroll == scroll)
  }

  @Test("The labels that are asked about have the same keys, however many there is room for", arguments: [1, 2, 4, 9])
  func keys(capacity: Int) {
    let labels = (1...20).map { Label(id: LabelID("l\($0)"), title: "Label \($0)") }
    for asked in [["l8", "l9"], ["l2", "l11", "l20"], ["l3", "l15", "l16", "l17"]] {
      func keys(_ capacity: Int) -> [Character?] {
        Shortcuts(labels, asked: asked.map { LabelID($0) }, fixed: [LabelID("l1")], capacity: capacity)
          .pages.joined().map(\.key)
      }
      #expect(keys(capacity) == keys(.max))
    }
  }

  @Test("While spans are settled, what a place may be is told, and which labels changed")
  func settled() {
    let said = Answer([
      Sample.entities: .spans([Sample.span(0, 3, "action"), Sample.span(4, 12, "scifi"), Sample.span(17, 24, "action")])
    ])
    var presented = Sample.settlement(of: said, [Sample.entities()])
    presented.fields[3].text = Self.text
    var bench = Bench(presented, size: Self.size)
    bench.wait(2)
    #expect(bench.state.frame.text.contains("Action changed: which now?"))
    #expect(bench.state.frame.text.contains("? Action or Superhero"))
    bench.keys("8")
    #expect(bench.state.frame.text.contains("2 of 3 decided"))
    bench.keys("}}9")
    #expect(bench.state.frame.text.contains("3 spans"))
  }
}
