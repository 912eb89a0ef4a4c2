import Canvas
import Testing

@testable import TaskFiles

@Suite("Files of keys")
struct KeysFileTests {
  private let commands = ["skip", "undo", "find-next", "page-down"]

  @Test("commands and their keys, at their places")
  func entries() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("keys.yaml", "skip: k\nundo: [ctrl-z, \"alt-x\"]\nfind-next:\n  - f3\n  - 'n'\npage-down: []\n")
    let file = try #require(KeysFile(workspace: workspace.path, commands: commands))
    #expect(file.faults == [])
    #expect(file.entries.map(\.command) == ["skip", "undo", "find-next", "page-down"])
    #expect(
      file.entries.map(\.keys) == [
        [.character("k")], [.control("z"), .alt("x")], [.function(3), .character("n")], [],
      ])
    #expect(file.entries[2].fault("no (yes)", at: .character("n")).description == "keys.yaml:5:5: error: no (yes)")
    #expect(file.entries[1].fault("no (yes)", at: .tab).description == "keys.yaml:2:1: error: no (yes)")
  }

  @Test("every fault is told at once, with its place and what to do")
  func faults() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write(
      "keys.yaml", "skipp: k\nnonsense: k\nundo: [page-dwn, contrl-n]\nfind-next: {a: b}\npage-down:\n")
    let file = try #require(KeysFile(workspace: workspace.path, commands: commands))
    #expect(file.entries.isEmpty)
    let told = file.faults.map(\.description)
    #expect(told.count == 6)
    for (start, part) in [
      ("keys.yaml:1:1: error: there is no command 'skipp'", "(did you mean 'skip'?)"),
      ("keys.yaml:2:1: error: there is no command 'nonsense'", "(there are: skip, undo, find-next, page-down)"),
      ("keys.yaml:3:8: error: 'page-dwn' is no key", "did you mean 'page-down'?"),
      ("keys.yaml:3:18: error: 'contrl-n' is no key", "or one of space, enter, esc,"),
      ("keys.yaml:4:12: error: a key must be a text, not a mapping", "[] is no key at all"),
      ("keys.yaml:5:", "a key must be a text, not empty"),
    ] {
      #expect(told.contains { $0.hasPrefix(start) && $0.contains(part) }, "\(start) in \(told)")
    }
  }

  @Test("a file of one's own may lie behind a link, one of the workspace may not; none at all is fine")
  func places() throws {
    let workspace = try TemporaryWorkspace()
    let elsewhere = try TemporaryWorkspace()
    #expect(KeysFile(workspace: workspace.path, commands: commands) == nil)
    #expect(KeysFile(path: elsewhere.path + "/mine.yaml", commands: commands) == nil)
    try elsewhere.write("mine.yaml", "skip: k\n")
    workspace.link("keys.yaml", to: elsewhere.path + "/mine.yaml")
    #expect(
      KeysFile(path: workspace.path + "/keys.yaml", commands: commands)?.entries.map(\.keys) == [[.character("k")]])
    #expect(KeysFile(workspace: workspace.path, commands: commands)?.faults.first?.message.contains("leaves") == true)
  }

  @Test(
    "a huge or broken file is refused in a sentence", arguments: ["", "- skip\n", "skip: [", "\u{0}", "huge", "loop"])
  func hostile(text: String) throws {
    let workspace = try TemporaryWorkspace()
    let content =
      switch text {
      case "huge": String(repeating: "# x\n", count: KeysFile.sizeLimit)
      case "loop": "a: &a [x]\nskip: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
      default: text
      }
    try workspace.write("keys.yaml", content)
    let file = try #require(KeysFile(workspace: workspace.path, commands: commands))
    #expect(file.entries.isEmpty && !file.faults.isEmpty)
    #expect(file.faults.allSatisfy { $0.file == "keys.yaml" && $0.message.hasSuffix(")") })
  }
}
