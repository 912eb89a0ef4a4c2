import Canvas
import Testing

@testable import Workbench

@Suite("The table of keys")
struct BindingsTests {
  @Test("In no mode does a key mean two things", arguments: Mode.allCases)
  func unambiguous(_ mode: Mode) {
    var seen: Set<Key> = []
    for binding in Bindings.all where binding.modes.contains(mode) {
      for key in binding.keys { #expect(seen.insert(key).inserted, "\(key) in \(mode)") }
    }
  }

  @Test("Every command can be reached, and says what it does")
  func complete() {
    for command in Command.allCases {
      let rows = Bindings.all.filter { $0.command == command }
      #expect(!rows.isEmpty, "\(command)")
      #expect(rows.allSatisfy { !$0.help.isEmpty && !$0.keys.isEmpty })
    }
  }

  @Test("What the footer offers is never refused")
  func footerKeepsItsWord() {
    for key in Bindings.all.filter({ $0.modes.contains(.answering) && $0.rank != nil }).compactMap(\.keys.first) {
      let bench = Bench()
      let binding = Keymap.standard.binding(for: key, in: .answering)
      let refusal = binding?.refusal(bench.state)
      let isOffered = bench.state.frame.text.contains("\(binding?.footer.description ?? "?") ")
      #expect(refusal == nil || !isOffered, "\(key)")
    }
  }

  @Test("Bindings never take a digit: digits choose")
  func digits() {
    for digit in "0123456789" {
      #expect(Bindings.all.allSatisfy { !$0.keys.contains(.character(digit)) })
    }
  }
}
