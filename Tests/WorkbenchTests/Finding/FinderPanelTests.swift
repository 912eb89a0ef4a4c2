import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("Labels on the screen, where there are many")
struct FinderPanelTests {
  private static let sizes = [(40, 12), (80, 24), (120, 40), (200, 60)].map { Size(columns: $0.0, rows: $0.1) }

  private func row(_ text: String, of frame: Frame) -> Int? {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(text) }
  }

  @Test("At least three labels, at most half of the rows, and the example stays in sight", arguments: sizes)
  func room(_ size: Size) throws {
    var bench = Bench(Industries.presented(), size: size)
    bench.press(.enter)
    bench.type("s")
    let layout = AnswerLayout(bench.state)
    guard case .finder(let panel)? = layout.panel else {
      Issue.record("no panel")
      return
    }
    #expect(panel.listRows(of: layout.labels.rows) >= 3)
    #expect(layout.labels.rows == panel.rows)
    #expect(panel.rows + 1 <= size.rows / 2)
    #expect(layout.text.rows >= 1)
    #expect(bench.state.frame.text.contains("The Long Tide"))
  }

  @Test("The cursor stands behind what was typed", arguments: sizes)
  func cursor(_ size: Size) throws {
    var bench = Bench(Industries.presented(), size: size)
    bench.press(.enter)
    for text in ["ra", "世界", String(repeating: "long words ", count: 20)] {
      bench.type(text)
      let cursor = try #require(bench.state.frame.cursor)
      let title = try #require(row("abel: ", of: bench.state.frame))
      #expect(cursor.row == title)
      #expect(cursor.column < size.columns)
    }
    bench.press(.control("u"))
    bench.type("世a")
    let cursor = try #require(bench.state.frame.cursor)
    #expect(bench.state.frame[cursor.row, cursor.column - 1].text == "a")
  }

  @Test("What matched stands out without colour, and the row at the cursor too")
  func emphasis() throws {
    var bench = Bench(Industries.presented())
    bench.press(.enter)
    bench.type("baker")
    let frame = bench.state.frame
    let found = try #require(row("Commercial Bakeries", of: frame))
    let emphasised = frame.row(found).filter { $0.style.bold && $0.style.underline }.map(\.text).joined()
    #expect(emphasised == "Baker")
    #expect(frame.row(found).contains { $0.text == "▸" })
    #expect(frame.text.contains("Manufacturing › Food"))
    #expect(frame.text.contains("Bread and cakes for shops."))
  }

  @Test("A code is shown where it was looked for")
  func codes() {
    var bench = Bench(Industries.presented())
    bench.press(.enter)
    #expect(!bench.state.frame.text.contains("3201"))
    bench.type("320")
    #expect(bench.state.frame.text.contains("3201"))
  }

  @Test("The grid tells where it is and how to find more", arguments: sizes)
  func pages(_ size: Size) {
    let labels = Industries.many(1000)
    var bench = Bench(
      Sample.presented(build: Sample.build([Industries.question(selection: .any)], labels: labels)), size: size)
    #expect(bench.state.frame.text.contains("of 1000 ← →"))
    #expect(bench.state.frame.text.contains("l finds by words") == (size.columns >= 60))
    bench.press(.right)
    #expect(bench.state.frame.text.contains("of 1000 ← →"))
    for page in bench.state.shortcuts?.pages ?? [] { #expect(page.allSatisfy { $0.key != nil }) }
  }

  @Test("Groups are named with their keys where labels of several are listed")
  func groups() {
    let bench = Bench(Industries.presented(), size: Size(columns: 120, rows: 40))
    #expect(bench.state.frame.text.contains("1–3 Crops   4 z Animals   6–9 Food"), "\(bench.state.frame.text)")
  }

  @Test("Where labels end far above the foot, the rule above them tells which are shown")
  func pager() throws {
    for (size, isAbove) in [(Size(columns: 100, rows: 60), true), (Size(columns: 100, rows: 30), false)] {
      let bench = Bench(Industries.presented(), size: size)
      let rows = bench.state.frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      let place = try #require(rows.firstIndex { $0.contains("labels 1–9 of 22") })
      #expect(place == (isAbove ? AnswerLayout(bench.state).panelRule : size.rows - 2))
    }
  }

  @Test("The chosen label is explained below the others, where there is room")
  func description() {
    var bench = Bench()
    bench.press(.character("1"))
    #expect(bench.state.frame.text.contains("Meant to make you laugh."))
    bench.send(.resized(Size(columns: 40, rows: 12)))
    #expect(!bench.state.frame.text.contains("Meant to make you laugh."))
  }

  @Test("Hostile titles never tear a row", arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)])
  func hostile(_ size: Size) {
    var random = SeededGenerator(state: 21)
    let labels = (0..<60).map { index in
      Label(
        id: LabelID("i\(index)\u{202E}"), title: FoundStrings.title(&random), description: FoundStrings.title(&random),
        parent: index > 3 ? LabelID("i\(index % 4)\u{202E}") : nil)
    }
    let question = Industries.question(.choices(min: 1, max: 3), selection: .any)
    var bench = Bench(Sample.presented(build: Sample.build([question], labels: labels)), size: size)
    for _ in 0..<60 {
      bench.press(.character("l"))
      bench.type(String(FoundStrings.title(&random).prefix(4)))
      bench.press(.down, .down, .enter, .pageDown)
      let frame = bench.state.frame
      for row in 0..<size.rows {
        let cells = frame.row(row)
        #expect(cells.reduce(0) { $0 + $1.width } == size.columns && cells.last?.width != 2, "row \(row)")
      }
      bench.press(.escape)
    }
  }
}
