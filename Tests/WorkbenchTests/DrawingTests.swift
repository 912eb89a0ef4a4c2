import Canvas
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
}
