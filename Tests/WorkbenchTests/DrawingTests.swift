import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("Drawing one frame after another")
struct DrawingTests {
  @Test("What is kept from frame to frame changes no frame, whatever is typed")
  func walk() throws {
    for seed in Lengths.seed..<Lengths.seed + 4 {
      var walk = try Walk(seed: seed)
      var drawing = Drawing()
      for _ in 0..<Lengths.steps / 40 {
        try walk.step()
        if drawing.frame(of: walk.state) != walk.state.frame {
          Issue.record("seed \(seed), step \(walk.steps): another frame, after \(walk.account)")
          return
        }
      }
    }
  }

  private static let keys: [Key] =
    [.right, .left, .up, .down, .home, .end, .shiftRight, .pageDown, .pageUp, .delete, .escape, .tab]
    + "12[] ;.><}{*u".map { .character($0) }

  @Test(
    "Nor while marks are made in a text, whatever its size is",
    arguments: [
      (words: 12, columns: 80, rows: 24), (600, 100, 24), (40, 90, 60), (600, 140, 60), (30, 40, 12),
    ])
  func marking(words: Int, columns: Int, rows: Int) {
    var random = SeededGenerator(state: UInt64(words + columns))
    let text = (0..<words).map { _ in random.one(of: ["Ada", "met", "東京", "e\u{301}t\u{202E}é", "Bo.", "\n"]) }
    for asked in [[Sample.entities()], [Sample.genre(), Sample.entities()]] {
      let build = Sample.build(asked, labels: Sample.entityLabels)
      var bench = Bench(
        Sample.presented(build: build, plot: text.joined(separator: " ")), size: Size(columns: columns, rows: rows))
      var drawing = Drawing()
      for step in 0..<400 {
        let key = random.one(of: Self.keys)
        bench.press(key, after: random.once(in: 30) ? 90 : 1)
        if random.once(in: 20) {
          bench.wait(90)
          bench.send(.tick(at: bench.now))
        }
        guard drawing.frame(of: bench.state) != bench.state.frame else { continue }
        Issue.record("step \(step): after \(key) another frame is drawn than\n\(bench.state.frame.text)")
        return
      }
    }
  }
}
