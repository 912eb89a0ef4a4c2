import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("Reading")
struct ReadingTests {
  private func reading(_ text: String, width: Int = 20) -> Reading { Reading(Passage.body(text), width: width) }

  @Test("Scrolling stays inside the text")
  func scrolling() {
    var reading = reading((1...30).map { "line \($0)" }.joined(separator: "\n"))
    reading.scroll(by: -5, height: 10)
    #expect(reading.top(height: 10) == 0)
    reading.scroll(by: 100, height: 10)
    #expect(reading.top(height: 10) == 20)
    #expect(reading.top(height: 25) == 5)
  }

  @Test("A new width keeps the place")
  func resizing() {
    var reading = reading((1...200).map { "word\($0)" }.joined(separator: " "), width: 40)
    reading.scroll(by: 10, height: 5)
    let place = reading.lines[10].glyphs.first?.source ?? ScalarOffset(0)
    for width in [7, 90, 13, 40] {
      reading.resize(width: width)
      let line = reading.lines[reading.top(height: 1)]
      let first = line.glyphs.first?.source ?? ScalarOffset(0)
      let last = line.glyphs.last?.source ?? ScalarOffset(0)
      #expect(first <= place && last.rawValue >= first.rawValue)
    }
  }

  @Test("Finding ignores case, crosses wrapped lines and goes around")
  func finding() {
    var reading = reading("A Storm came. Then another sTORM, and a last storm over the sea.", width: 12)
    reading.find("storm", height: 2)
    #expect(reading.found.count == 3)
    #expect(reading.current == 0)
    reading.findNext(by: 1, height: 2)
    reading.findNext(by: 1, height: 2)
    reading.findNext(by: 1, height: 2)
    #expect(reading.current == 0)
    reading.findNext(by: -1, height: 2)
    #expect(reading.current == 2)
    reading.find("came. then", height: 2)
    #expect(reading.found.count == 1)
    reading.find("nowhere", height: 2)
    #expect(reading.found.isEmpty)
  }

  @Test("What is found in guidelines comes into sight, and a new width keeps the place in them")
  func guidelines() throws {
    let items = (1...60).map { "- item \($0) of a list that wraps where there is no room" }
    let table = "\n\n| a | b |\n|---|---|\n| one | needle two |\n"
    let text = items.joined(separator: "\n") + table + "\nAnd an end."
    var reading = Reading(MarkdownPassages(Markdown(text)).passages, width: 30)
    for (wanted, seen) in [("item 47", "item 47"), ("item 3 ", "item 3 "), ("needle", "needle")] {
      reading.find(wanted, height: 5)
      let shown = reading.visible(height: 5).map { reading.lines[$0.line].glyphs.map { "\($0.text)" }.joined() }
      #expect(shown.contains { $0.contains(seen) }, "\(wanted): \(shown)")
    }
    reading.find("item 20", height: 5)
    let passage = try #require(reading.lines[reading.scroll].passage)
    reading.resize(width: 90)
    #expect(reading.lines[reading.scroll].passage == passage)
  }

  @Test("Places found are where the text says they are")
  func places() {
    var reading = reading("abcabc")
    reading.find("bc", height: 2)
    let marked = (0..<6).map { reading.place(of: ScalarOffset($0), in: 0) }
    #expect(marked == [nil, 0, 0, nil, 1, 1])
  }

  @Test(
    "Finding ignores accents, and a place has all scalars of its letters", arguments: ["cafe", "CAFÉ", "cafe\u{301}"])
  func accents(_ wanted: String) {
    var reading = reading("cafe\u{301} Café", width: 5)
    reading.find(wanted, height: 2)
    #expect(reading.found.map { $0.range.lowerBound.rawValue..<$0.range.upperBound.rawValue } == [0..<5, 6..<10])
  }

  @Test("What is left out of a huge text is counted")
  func hugeText() {
    let passages = Passage.body(String(repeating: "ab\n", count: 100_000))
    #expect(passages.last?.text == "… +\(300_000 - Passage.limit) characters that are not shown")
  }

  @Test("Several bodies have captions, one has none")
  func captions() {
    func kinds(_ bodies: Int) -> Int {
      Passage.of((0..<bodies).map { ShownText(name: "f\($0)", style: .body, text: "x") }).count { $0.kind == .caption }
    }
    #expect(kinds(1) == 0)
    #expect(kinds(2) == 2)
  }

  @Test("Meta fields that don't fit beside a heading go below it")
  func metaBelow() {
    let fields = [
      ShownText(name: "t", style: .heading, text: "A long heading"),
      ShownText(name: "m", style: .meta, text: "some metadata"),
    ]
    #expect(Reading(Passage.of(fields), width: 60).lines.count == 1)
    #expect(Reading(Passage.of(fields), width: 20).lines.count == 2)
  }
}
