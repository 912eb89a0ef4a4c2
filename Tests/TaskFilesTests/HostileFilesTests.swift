import Labeling
import TaskFiles
import Testing

@Suite struct HostileFilesTests {
  private func faults(_ name: String, _ text: String) throws -> [Fault] {
    let compiled = try TemporaryWorkspace().task([name: text])
    #expect(compiled.definition == nil)
    return compiled.faults
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func deepNestingIsRefused(unit: String) throws {
    for depth in [40, 900, 100_000] {
      #expect(try !faults("ui.yaml", String(repeating: unit, count: depth) + "\n").isEmpty)
    }
  }

  @Test func depthIsCounted() throws {
    let text = "version: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "\n"
    #expect(try faults("ui.yaml", text).contains { $0.message.contains("32 levels") })
  }

  @Test func anchorAndAliasAreEachLocated() throws {
    let places = try faults("task.yaml", "title: &x Film\ndataset: *x\n").filter { $0.message.contains("aliases") }
    #expect(places.map(\.line) == [1, 2])
  }

  @Test func multiplyingAliasesAreRefusedBeforeTheyMultiply() throws {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? [*a40, *a40]\n: 1\n"
    #expect(try faults("ui.yaml", text).contains { $0.message.contains("aliases") })
  }

  @Test func longTextsAndLargeFilesAreRefused() throws {
    #expect(
      try faults("task.yaml", "title: \(String(repeating: "x", count: 70_000))\n").contains {
        $0.message.contains("64 kB")
      })
    #expect(
      try faults("task.yaml", "#" + String(repeating: "x", count: 1 << 20)).contains { $0.message.contains("1 MiB") })
    let many = "version: 1\nlabels: [" + String(repeating: "a,", count: 210_000) + "]\n"
    #expect(try faults("taxonomy.yaml", many).contains { $0.message.contains("200,000") })
  }

  @Test func bytesThatAreNotUTF8AreRefused() throws {
    let workspace = try TemporaryWorkspace()
    _ = try workspace.task()
    try workspace.write("tasks/genre/guidelines.md", bytes: [0x61, 0xFF])
    let compiled = TaskFiles.read(workspace: workspace.path, task: "genre")
    #expect(
      compiled.faults.map(\.description) == [
        "tasks/genre/guidelines.md:1:1: error: the file is not UTF-8 (save it as UTF-8)"
      ])
  }

  @Test func linksOutOfTheWorkspaceAreRefused() throws {
    let workspace = try TemporaryWorkspace()
    let outside = try TemporaryWorkspace()
    try outside.write("task.yaml", "title: Outside\n")
    _ = try workspace.task()
    workspace.link("tasks/genre/task.yaml", to: "\(outside.path)/task.yaml")
    let compiled = TaskFiles.read(workspace: workspace.path, task: "genre")
    #expect(compiled.faults.contains { $0.message.contains("leaves the workspace") })
    try workspace.write("shared.yaml", "title: Inside\n")
    workspace.link("tasks/genre/task.yaml", to: "../../shared.yaml")
    #expect(TaskFiles.read(workspace: workspace.path, task: "genre").definition?.title == "Inside")
  }

  @Test func namesThatLeaveTheFolderAreRefused() throws {
    let workspace = try TemporaryWorkspace()
    for name in ["../genre", "", ".", "..", "a/b", "a\u{1B}"] {
      #expect(TaskFiles.read(workspace: workspace.path, task: TaskName(name)).faults.count == 1)
    }
  }

  @Test func emptyAndMissingFoldersAreOneFault() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("tasks/notes/readme.txt", "hello")
    #expect(
      TaskFiles.read(workspace: workspace.path, task: "notes").faults.map(\.message).first?.contains("no task in it")
        == true)
    #expect(TaskFiles.read(workspace: workspace.path, task: "none").faults.count == 1)
  }

  @Test func screensAndTheirFieldsAreBounded() throws {
    let head = "version: 1\nshow: [{field: title}]\nask:\n"
    let questions = (1...201).map { "  - {id: q\($0), kind: choice, prompt: W?}\n" }.joined()
    #expect(try faults("ui.yaml", head + questions).map(\.line) == [204])
    let fields = Array(repeating: "title", count: 65).joined(separator: ", ")
    let found = try faults("ui.yaml", head + "  - {id: q, kind: spans, fields: [\(fields)], prompt: W?}\n")
    #expect(found.count == 1 && found[0].message.contains("at most 64"), "\(found)")
  }

  /// Lists as long as a file may be take the time of reading it.
  @Test(.timeLimit(.minutes(1)))
  func longListsOfLabelsTakeNoLongerThanTheyAre() throws {
    let ids = (1...30_000).map { "x\($0)" }.joined(separator: ", ")
    let text =
      "version: 2\nlabels: [{id: a}]\nfrom: {version: 1, changes: [{merge: [\(ids)], to: a}, {merge: [\(ids)], to: a}]}\n"
    let found = try faults("taxonomy.yaml", text)
    #expect(found.count == 101)
    #expect(found.allSatisfy { $0.message.utf8.count < 400 })
  }

  @Test func mutatedFilesNeverCrashTheReader() throws {
    var random = Seeded(5)
    let workspace = try TemporaryWorkspace()
    let alphabet = Array("\n\n  :-?[]{}&*!|>'\"%@`#,abc0\t".utf8)
    for _ in 0..<500 {
      var bytes = Array((TemporaryWorkspace.ui).utf8)
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      let compiled = try workspace.task(["ui.yaml": String(decoding: bytes, as: UTF8.self)])
      #expect((compiled.definition == nil) == compiled.faults.contains { $0.severity == .error })
    }
  }
}
