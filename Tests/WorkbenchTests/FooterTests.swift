import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("Keys in the foot")
struct FooterTests {
  private func foot(_ bench: Bench) -> String {
    bench.state.frame.text.split(separator: "\n", omittingEmptySubsequences: false)[bench.state.size.rows - 1]
      .description
  }

  @Test("What can't be used yet takes no room from what can")
  func refused() {
    var bench = Bench(Sample.marked("Ada met Bo in Rome."), size: Size(columns: 120, rows: 40))
    for word in ["] longer", "[ shorter", "/ find", "? help", "q leave"] { #expect(foot(bench).contains(word)) }
    for word in ["undo", "delete", "mark all"] { #expect(!foot(bench).contains(word)) }
    bench.keys("1")
    for word in ["u undo", "del delete span", "* mark all", "? help"] { #expect(foot(bench).contains(word)) }
  }

  @Test("While a cursor goes over marks and beside them, the keys stay where they are")
  func steady() {
    var bench = Bench(Sample.marked("Ada met Bo in Rome."))
    bench.keys("1")
    let before = foot(bench)
    for key: Key in [.right, .right, .left, .left, .right] {
      bench.press(key)
      #expect(foot(bench) == before)
    }
  }

  @Test("While a reason is being kept, there is no cursor and no key to press")
  func keeping() {
    var bench = Bench()
    bench.keys("s")
    #expect(foot(bench).contains("never mind") && bench.state.frame.cursor != nil)
    bench.keys("dull↵")
    #expect(bench.state.frame.text.contains("dull"))
    #expect(!foot(bench).contains("never mind") && bench.state.frame.cursor == nil)
  }
}
