import Testing

@testable import Workbench

@Suite("What is kept to undo")
struct EditHistoryTests {
  @Test("Steps are bounded, and the newest can be taken back")
  func steps() {
    var editor = TextEditor("", .line)
    for _ in 0..<3 * EditHistory.mostSteps {
      _ = editor.take(.character("a"))
      editor.move(to: 0)
    }
    // The text is full long before: what found no room is no step.
    #expect(editor.length == TextEditor.longestLine)
    for _ in 0..<5 * EditHistory.mostSteps {
      editor.kill(0..<1, isBack: false)
      editor.move(to: 0)
      _ = editor.insert("b")
      editor.move(to: 0)
    }
    var taken = 0
    while true {
      let before = editor.text
      editor.undo()
      if editor.text == before { break }
      taken += 1
    }
    #expect(taken == EditHistory.mostSteps)
  }

  @Test("Long texts are forgotten sooner, but never the last one")
  func bytes() {
    let long = String(repeating: "x", count: EditHistory.limit / 4)
    var editor = TextEditor("", .lines, limit: 2 * EditHistory.limit)
    for _ in 0..<20 {
      _ = editor.insert(long)
      editor.kill(0..<editor.length, isBack: false)
    }
    editor.undo()
    #expect(editor.text == long)
    for _ in 0..<40 { editor.undo() }
    #expect(editor.length <= long.count)

    var larger = TextEditor("", .lines, limit: 2 * EditHistory.limit)
    _ = larger.insert(String(repeating: "y", count: EditHistory.limit + 1))
    larger.undo()
    #expect(larger.text.isEmpty)
  }
}
