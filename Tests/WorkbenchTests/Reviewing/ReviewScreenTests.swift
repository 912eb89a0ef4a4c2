import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("The review screen, as it looks")
struct ReviewScreenTests {
  private static let sizes = [(80, 24), (100, 30), (132, 43), (200, 60)].map { Size(columns: $0.0, rows: $0.1) }

  private func bench(_ shown: ReviewedCase?, _ size: Size, hidesNames: Bool = false) -> ReviewBench {
    ReviewBench(shown, columns: size.columns, rows: size.rows, hidesNames: hidesNames)
  }

  private func expect(
    _ bench: ReviewBench, _ name: String, _ size: Size, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    KeptScreen.expect(bench.state.frame, name, in: "ReviewScreens", size, sourceLocation: sourceLocation)
  }

  @Test("The list, full and empty", arguments: sizes)
  func list(_ size: Size) {
    var bench = bench(nil, size)
    bench.press(.down, .down)
    expect(bench, "list", size)
    expect(ReviewBench(entries: [], columns: size.columns, rows: size.rows), "empty", size)
    bench.press(.character("?"))
    expect(bench, "list-help", size)
  }

  @Test(
    "A choice across two taxonomy versions, with names and without, and one that may only be looked at",
    arguments: sizes)
  func choice(_ size: Size) {
    var bench = bench(ReviewSample.choice(), size)
    bench.press(.down, .character("4"))
    expect(bench, "choice", size)
    bench.press(.enter)
    bench.type("the fog is the point")
    expect(bench, "choice-reason", size)
    expect(self.bench(ReviewSample.choice(), size, hidesNames: true), "choice-hidden", size)
    expect(self.bench(ReviewSample.choice(bar: true), size), "choice-barred", size)
    bench = self.bench(ReviewSample.choice(), size)
    bench.press(.character("?"))
    expect(bench, "choice-help", size)
  }

  @Test("Labels of a choices one by one", arguments: sizes)
  func choices(_ size: Size) {
    expect(bench(ReviewSample.choices(), size), "choices", size)
  }

  @Test("Spans of three people over one text, stepped through", arguments: sizes)
  func spans(_ size: Size) {
    var bench = bench(ReviewSample.spans(), size)
    expect(bench, "spans", size)
    bench.press(.character("]"), .character("]"))
    expect(bench, "spans-stepped", size)
  }

  @Test("A form with several questions", arguments: sizes)
  func form(_ size: Size) {
    var bench = bench(ReviewSample.form(), size)
    expect(bench, "form", size)
    bench.press(.tab)
    expect(bench, "form-words", size)
  }

  @Test("Only the line at the cursor looks chosen")
  func cursor() throws {
    var bench = bench(ReviewSample.choices(), Size(columns: 80, rows: 24))
    for line in ["A amara", "B ben", "C chloé", "Most say"] {
      let frame = bench.state.frame
      let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      let table = try #require(rows.firstIndex { $0.contains("who ") })
      let chosen = (table..<table + 5).filter { row in
        (0..<4).contains { frame[row, $0].style.role == .selected }
      }
      #expect(chosen.count == 1 && chosen.allSatisfy { rows[$0].contains("▸ \(line)") }, "\(line): rows \(chosen)")
      bench.press(.down)
    }
  }

  @Test("Small screens don't break", arguments: [(40, 12), (60, 15), (20, 5), (1, 1), (0, 0), (400, 12), (40, 200)])
  func small(_ columns: Int, _ rows: Int) {
    let size = Size(columns: columns, rows: rows)
    for shown in [
      ReviewSample.choice(), ReviewSample.choices(), ReviewSample.spans(), ReviewSample.form(),
      ReviewSample.choice(bar: true),
    ] {
      var bench = bench(shown, size)
      #expect(bench.state.frame.size == size)
      bench.press(.character("]"), .tab, .down, .pageDown, .end, .character("?"))
      #expect(bench.state.frame.size == size)
      bench.press(.escape, .character("e"))
      bench.press(.enter)
      #expect(bench.state.frame.size == size)
    }
    #expect(bench(nil, size).state.frame.size == size)
  }
}
