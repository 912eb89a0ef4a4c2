import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("Guidelines on the screen")
struct GuidelinesScreenTests {
  private static let text = """
    # Which genre?

    """
    + Sample.genres.map { label in
      "## \(label.title)\n\n" + (1...12).map { "\(label.title) \($0) storm." }.joined(separator: "\n\n")
    }.joined(separator: "\n\n")

  private static let wide = Size(columns: 120, rows: 30)

  private func bench(_ size: Size = wide, guidelines: String = text, plot: String = Sample.plot) -> Bench {
    Bench(Sample.presented(build: Sample.build(guidelines: guidelines), plot: plot), size: size)
  }

  /// The part of the screen that the guidelines beside the example take.
  private func beside(_ bench: Bench) -> [String] {
    guard let rect = AnswerLayout(bench.state).beside else { return [] }
    let frame = bench.state.frame
    return rect.rowRange.map { row in
      frame.row(row)[(frame.row(row).startIndex + rect.column - 1)...].map(\.text).joined()
    }
  }

  @Test("They stand beside the example where there is room, and go away with a key")
  func besideAndAway() {
    var bench = bench()
    #expect(beside(bench).first?.contains("guidelines · ui 3") == true)
    #expect(bench.state.sheet?.reading.width == BesideLayout.textColumns(Self.wide, compares: false))
    bench.press(.character("b"))
    #expect(beside(bench) == [])
    #expect(bench.state.sheet?.reading.width == AnswerLayout.readingWidth(Self.wide))
    bench.press(.character("b"))
    #expect(!beside(bench).isEmpty)
  }

  @Test("Without room or guidelines the key says why")
  func refusals() {
    for bench in [bench(Size(columns: 80, rows: 24)), bench(guidelines: " \n")] {
      var bench = bench
      #expect(AnswerLayout(bench.state).beside == nil)
      bench.press(.character("b"))
      #expect(bench.state.notice != nil)
      #expect(bench.state.wantsGuidelinesBeside)
    }
  }

  @Test("On every size with room both can be read, side by side", arguments: [116, 120, 137, 160, 200, 260])
  func widths(_ columns: Int) throws {
    let bench = bench(Size(columns: columns, rows: 40))
    let layout = AnswerLayout(bench.state)
    let rect = try #require(layout.beside)
    #expect(layout.text.columns >= 60)
    #expect(rect.columns >= 30)
    #expect(layout.text.columnRange.upperBound < rect.column - 2)
    #expect(rect.columnRange.upperBound < columns)
    #expect(rect.rowRange.upperBound == layout.panelRule)
  }

  @Test("They follow the label that was chosen, and only that")
  func followsLabel() {
    var bench = bench()
    bench.press(.character("4"))
    #expect(beside(bench)[2].hasPrefix("▸Horror"))
    let shown = beside(bench)
    bench.press(.pageDown, .character("u"), .up)
    #expect(beside(bench) == shown)
    bench.press(.character("2"))
    #expect(beside(bench)[2].hasPrefix("▸Drama"))
    bench.press(.enter)
    bench.commit(next: Sample.presented(2, build: bench.state.sheet?.build ?? Sample.build()))
    // The next example has no label in hand: nothing points, and nothing moves.
    #expect(beside(bench)[2].hasPrefix(" Drama"))
    bench.press(.character("2"))
    #expect(beside(bench)[2].hasPrefix("▸Drama"))
  }

  @Test("A section that is in sight already is pointed at where it stands")
  func staysInSight() {
    var bench = bench(guidelines: "# All\n\n- Comedy: laughs\n- Drama: tears")
    let before = beside(bench)
    bench.press(.character("2"))
    let after = beside(bench)
    #expect(before.count == after.count)
    #expect(zip(before, after).filter { $0 != $1 }.map { $1.prefix(9) } == ["▸• Drama:"])
  }

  @Test(
    "The key opens them at the label in hand, at every size",
    arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)])
  func opensAtLabel(_ size: Size) {
    var bench = bench(size)
    bench.press(.character("4"), .character("g"))
    #expect(bench.state.frame.text.split(separator: "\n", omittingEmptySubsequences: false)[2].contains("▸Horror"))
    bench.press(.escape)
    #expect(bench.state.overlay == nil)
  }

  @Test("Opened again without a label in hand they are where they were left")
  func keepsPlace() {
    var bench = bench(Size(columns: 80, rows: 24))
    bench.press(.character("g"), .pageDown, .pageDown, .down)
    let left = bench.state.frame
    bench.press(.character("g"))
    #expect(bench.state.frame != left)
    bench.press(.character("g"))
    #expect(bench.state.frame == left)
  }

  @Test("Searching them comes back to them, and tells how many there are")
  func finding() {
    var bench = bench(Size(columns: 80, rows: 24))
    bench.press(.character("g"), .character("/"))
    #expect(bench.state.mode == .typing)
    #expect(bench.state.frame.text.contains("Which genre?"))
    bench.type("STORM")
    bench.press(.enter)
    #expect(bench.state.mode == .reading)
    #expect(bench.state.frame.text.contains("Found 72 times"))
    bench.press(.character("n"), .character("n"))
    #expect(bench.state.frame.text.contains("3 of 72 found"))
    bench.press(.character("p"))
    #expect(bench.state.frame.text.contains("2 of 72 found"))
    // The example was not searched.
    #expect(bench.state.sheet?.reading.found.isEmpty == true)
    bench.press(.character("/"), .escape)
    #expect(bench.state.mode == .reading)
    bench.press(.escape)
    #expect(bench.state.mode == .answering)
  }

  @Test("Searching works over the help too, where there is no example")
  func findingInHelp() {
    var bench = Bench(nil)
    bench.send(.claimed(.failure(Failure("no")), at: bench.now))
    bench.press(.character("?"), .character("/"))
    bench.type("guidelines")
    bench.press(.enter)
    #expect(bench.state.mode == .reading)
    #expect(bench.state.placesFound > 0)
  }

  @Test("Whatever is pressed and however the screen changes, no row is torn", arguments: 1...6)
  func neverTorn(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let nasty = [
      "\u{1B}[2J", "\u{202E}", "👩‍👩‍👧‍👦", "灯台", "e\u{301}", "\u{0}", "| a | b |\n|---|---|\n| 灯 | `x` |\n", "- ", "> ",
      "\n\n", "Horror ",
    ]
    let text = (0..<120).map { _ in nasty.randomElement(using: &random) ?? "" }.joined() + "\n\n" + Self.text
    var bench = bench(guidelines: text, plot: text)
    for _ in 0..<150 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let size = Size(columns: .random(in: 38..<210, using: &random), rows: .random(in: 11..<64, using: &random))
        bench.send(.resized(size))
      case 1: bench.press(.character("g"))
      case 2: bench.press(.character("b"), .character("/"), .character("o"), .enter)
      default:
        let key: Key = [.pageDown, .escape, .end, .character("n"), .up].randomElement(using: &random) ?? .enter
        bench.press(Bool.random(using: &random) ? key : .character("123456".randomElement(using: &random) ?? "1"))
      }
      let (frame, size) = (bench.state.frame, bench.state.size)
      for row in 0..<size.rows where frame.row(row).reduce(0, { $0 + $1.width }) != size.columns {
        Issue.record("row \(row) of \(size) is torn")
      }
    }
  }
}
