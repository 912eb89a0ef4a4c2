import Canvas
import Testing

@testable import Workbench

@Suite("Without a shell behind the program")
struct WithoutShellTests {
  @Test("No key stops it, on any screen, and nothing tells of one")
  func keys() {
    let keymap = Keymap.standard.without(.suspend)
    var bench = Bench()
    bench.state = WorkbenchState(desk: Sample.desk, size: Size(columns: 80, rows: 60), keymap: keymap)
    bench.send(.started(at: bench.now))
    bench.send(.claimed(.success(Sample.served(Sample.presented())), at: bench.now))
    for opening in [Key.escape, .character("?"), .escape, .character("c"), .escape, .character("t"), .escape] {
      bench.press(opening)
      bench.press(.control("z"))
      #expect(!bench.effects.contains(.suspend))
    }
    bench.press(.character("?"))
    #expect(bench.state.frame.text.contains("help") && !bench.state.frame.text.contains("shell"))
    #expect(Mode.allCases.allSatisfy { keymap.binding(for: .control("z"), in: $0) == nil })
    // All other keys are what they were.
    for binding in Keymap.standard.bindings where binding.command != .suspend {
      for (mode, key) in binding.modes.flatMap({ mode in binding.keys.map { (mode, $0) } }) {
        #expect(
          keymap.binding(for: key, in: mode)?.command == Keymap.standard.binding(for: key, in: mode)?.command)
      }
    }
    #expect(keymap != .standard)
  }
}
