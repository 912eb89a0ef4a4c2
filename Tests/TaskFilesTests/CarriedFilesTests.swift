import Canvas
import Labeling
import Records
import TaskFiles
import Testing

@Suite struct CarriedFilesTests {
  @Test func theSampleTaskIsAWorkspaceWithoutFaults() throws {
    let workspace = try TemporaryWorkspace()
    for file in SampleTask.files { try workspace.write(file.path, bytes: file.bytes) }
    let compiled = TaskFiles.read(workspace: workspace.path, task: TaskName(SampleTask.name))
    #expect(compiled.faults == [])
    let definition = try #require(compiled.definition)
    let build = Build(
      task: definition.name, title: definition.title, ui: definition.ui, taxonomy: definition.taxonomy,
      schema: definition.schema, policy: definition.policy)
    #expect(build.offered.values.allSatisfy { (8...10).contains($0.count) })
    #expect(TaskFiles.tasks(in: workspace.path).map(\.rawValue) == ["genre"])
  }

  @Test func theSampleExamplesFitTheirSchema() throws {
    let workspace = try TemporaryWorkspace()
    for file in SampleTask.files { try workspace.write(file.path, bytes: file.bytes) }
    let schema = try #require(TaskFiles.read(workspace: workspace.path, task: "genre").definition).schema
    let examples = try #require(SampleTask.files.first { $0.path.hasSuffix("examples.jsonl") })
    var reader = JSONLinesReader(BytesInMemory(examples.bytes))
    var identities: Set<Digest> = []
    while let line = try reader.next() {
      let row = try #require(try JSONParser.parse(try line.bytes.get()).object)
      #expect(schema.problems(in: row) == [])
      identities.insert(ExampleIdentity(fields: schema.identity).digest(of: row))
    }
    #expect(identities.count == 24)
  }

  @Test func theWorkspaceIsFoundFromInsideIt() throws {
    let workspace = try TemporaryWorkspace()
    #expect(WorkspaceLocator.nearest(from: workspace.path) == nil)
    _ = try workspace.task()
    #expect(WorkspaceLocator.nearest(from: "\(workspace.path)/tasks/genre") == workspace.path)
    #expect(WorkspaceLocator.nearest(from: "\(workspace.path)/nowhere") == nil)
  }

  @Test func theCarriedThemesAreThere() {
    #expect(Theme.builtInNames.prefix(2) == ["dark", "light"])
    #expect(Theme.builtInNames.compactMap { Theme.builtIn($0)?.name } == Theme.builtInNames)
    #expect(Theme.builtIn("nowhere") == nil)
  }

  @Test(arguments: [
    ("roles: {txt: {bold: true}}", "did you mean 'text'"), ("roles: {text: {color: \"#12\"}}", "no colour"),
    ("roles: {text: {color: 16}}", "no colour"), ("rolls: {}", "did you mean 'roles'"),
    ("roles: {text: {bold: 1}}", "true or false"),
  ])
  func themeFaultsSayWhat(text: String, message: String) throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("themes/mine.yaml", text)
    let reading = ThemeFiles.read(workspace: workspace.path, name: "mine")
    #expect(reading.theme == nil)
    #expect(reading.faults.contains { $0.message.contains(message) }, "\(reading.faults)")
    #expect(ThemeFiles.names(in: workspace.path) == ["mine"])
  }

  @Test func themesTakeTheTerminalsOwnColours() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("themes/mine.yaml", "roles: {text: {color: 7, background: \"#0A0b0c\", italic: true}}")
    let theme = ThemeFiles.read(workspace: workspace.path, name: "mine").theme
    #expect(theme?.colors == [.text: Appearance(foreground: .ansi(7), background: .rgb(10, 11, 12), italic: true)])
  }
}
