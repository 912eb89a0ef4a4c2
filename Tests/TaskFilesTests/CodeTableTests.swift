import Labeling
import Records
import TaskFiles
import Testing

@Suite struct CodeTableTests {
  private static let labels = "code,title,group\nA,Alpha,\nB,\"Beta, \"\"the second\"\"\",A\nC,Gamma,A\n"
  private static let yaml = """
    version: 2
    labels: {file: codes.csv, id: code, title: title, parent: group}
    from:
      version: 1
      concordance: {file: table.csv, old: "old code", new: new}

    """
  private static let ui = "version: 1\nshow: [{field: title}]\nask: [{id: q, kind: choice, prompt: W?, select: any}]\n"

  private func read(
    labels: String = Self.labels, table: String = "old code,new\nX,B\nY,C\nA,A\n", yaml: String = Self.yaml
  ) throws -> Compiled {
    try TemporaryWorkspace().task([
      "taxonomy.yaml": yaml, "codes.csv": labels, "table.csv": table, "ui.yaml": Self.ui,
    ])
  }

  @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func labelsAndRowsComeFromTables(newline: String, mark: String) throws {
    func file(_ text: String) -> String { mark + text.split(separator: "\n").joined(separator: newline) + newline }
    let compiled = try read(labels: file(Self.labels), table: file("old code,new\nX,\"B\"\n Y ,C\nA,A\nZ,\n,C\n"))
    #expect(compiled.faults == [])
    let taxonomy = try #require(compiled.definition?.taxonomy)
    #expect(taxonomy.labels.map(\.id) == ["A", "B", "C"])
    #expect(taxonomy.labels.map(\.title) == ["Alpha", "Beta, \"the second\"", "Gamma"])
    #expect(taxonomy.labels.map(\.parent) == [nil, "A", "A"])
    let rows = try #require(taxonomy.lineage.first?.concordance?.rows)
    #expect(rows.map(\.old) == ["X", "Y", "A", "Z", nil])
    #expect(rows.map(\.new) == ["B", "C", "A", nil, "C"])
    #expect(try Taxonomy(version: 2, canonical: taxonomy.canonical).digest == taxonomy.digest)
  }

  @Test func labelsInTheFileAndChangesBesideATable() throws {
    let yaml = """
      version: 2
      labels: [{id: A}, {id: B}]
      from:
        version: 1
        concordance: {file: table.csv, old: old, new: new, unlisted: same}
        changes: [{rename: X, to: B}]

      """
    let lineage = try #require(try read(table: "new,old\nA,Y\n", yaml: yaml).definition?.taxonomy.lineage.first)
    #expect(lineage.concordance == Concordance(rows: [Concordance.Row(old: "Y", new: "A")], unlisted: .same))
    #expect(lineage.changes == [.rename("X", to: "B")])
  }

  /// Table, line, column, message; the first line is the header.
  @Test(arguments: [
    ("old code,new\nX,B\nY,\"C\nA,A\n", 3, 1, "a quote is opened and never closed"),
    ("old code,new\nX,B\nY,C\"\nA,A\n", 3, 1, "quote inside a cell"),
    ("old code,new\nX,B,Y\n", 2, 1, "3 cells where the header has 2"),
    ("old code,new\nX,B\nY,D\n", 3, 3, "'D' is not among this version's labels"),
    ("old code,new\n\"X\",D\n", 2, 5, "'D' is not among"),
    ("old code,new\nX,B\nY,C\nX,B\n", 4, 1, "there twice, first on line 2"),
    ("old code,new\nX,B\n,\n", 3, 1, "neither an old code nor a new one"),
    ("old code,new\nX,B\n\n , \n", 4, 1, "neither an old code nor a new one"),
    ("old code,new\n\u{00FC},B\n", 2, 1, "an old code can't be"),
    ("old code,new\nx,y z\n", 2, 3, "a new code can't be 'y z'"),
    ("old cod,new\nX,B\n", 1, 1, "did you mean 'old cod'?"),
    ("code,new\nX,B\n", 1, 1, "there is no column 'old code', which 'old' names (its columns: code, new)"),
    ("old code;new\nX;B\n", 1, 1, "semicolons"),
    ("old code,old code\nX,B\n", 1, 1, "there twice"),
    ("old code,new\n", 1, 1, "no rows"),
    ("", 1, 1, "no header"),
    ("old code,new\nX,B\0\n", 1, 1, "NUL"),
    ("note,old code,new\n\"two\nlines\",X,D\n", 3, 10, "'D' is not among"),
  ])
  func wrongRowsAreFaultsInTheTable(table: String, line: Int, column: Int, message: String) throws {
    let compiled = try read(table: table)
    #expect(compiled.definition == nil)
    let found = compiled.faults.contains {
      $0.file == "tasks/genre/table.csv" && $0.line == line && $0.column == column && $0.message.contains(message)
        && $0.message.contains("(")
    }
    #expect(found, "\(compiled.faults)")
  }

  @Test(arguments: [
    ("code,title,group\nA,a,\nA,b,\n", 3, 1, "there twice, first on line 2"),
    ("code,title,group\nA,a,B\n", 2, 5, "no label 'B'"),
    ("code,title,group\n,a,\n", 2, 1, "a label's id is empty"),
    ("code,title\nA,a\n", 1, 1, "there is no column 'group', which 'parent' names"),
    ("code,title,group\nA,a,B\nB,b,A\n", 2, 5, "its own ancestor"),
  ])
  func wrongLabelsAreFaultsInTheirTable(labels: String, line: Int, column: Int, message: String) throws {
    let compiled = try read(labels: labels)
    #expect(compiled.definition == nil)
    let found = compiled.faults.contains {
      $0.file == "tasks/genre/codes.csv" && $0.line == line && $0.column == column && $0.message.contains(message)
    }
    #expect(found, "\(compiled.faults)")
  }

  @Test(arguments: [
    ("../table.csv", "leads out"), ("/etc/passwd", "leads out"), ("a/../../x.csv", "leads out"), ("''", "leads out"),
    ("none.csv", "no file 'none.csv'"), ("link.csv", "leaves the task's folder"), ("folder", "not a regular file"),
  ])
  func tablesLieInTheTasksFolder(name: String, message: String) throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("other.csv", "old,new\nX,A\n")
    try workspace.write("tasks/genre/folder/x", "")
    workspace.link("tasks/genre/link.csv", to: "../../other.csv")
    let compiled = try workspace.task([
      "taxonomy.yaml":
        "version: 2\nlabels: [{id: A}]\nfrom: {version: 1, concordance: {file: \(name), old: old, new: new}}\n",
      "ui.yaml": Self.ui,
    ])
    #expect(compiled.definition == nil)
    #expect(compiled.faults.map(\.file) == ["tasks/genre/taxonomy.yaml"])
    #expect(compiled.faults.first?.line == 3)
    #expect(compiled.faults.first?.message.contains(message) == true, "\(compiled.faults)")
  }

  @Test func faultsOfAllFilesAreToldTogether() throws {
    let compiled = try read(
      labels: "code,title,group\nA,a,\nB,b,\nB,b,\n", table: "old code,new\nX,B\nY,D\nZ\n",
      yaml: Self.yaml + "  changes: [{rename: q, to: E}]\n")
    #expect(
      compiled.faults.map { "\($0.file):\($0.line):\($0.column)" } == [
        "tasks/genre/taxonomy.yaml:6:29", "tasks/genre/codes.csv:4:1", "tasks/genre/table.csv:3:3",
        "tasks/genre/table.csv:4:1",
      ], "\(compiled.faults)")
  }

  @Test func manyFaultsOfAKindAreCounted() throws {
    let rows = (1...1000).map { "x\($0),D\($0)\n" }.joined()
    let compiled = try read(table: "old code,new\n" + rows + "x,\ny,\"")
    #expect(compiled.faults.count == 102)
    #expect(compiled.faults.map(\.message).filter { $0.contains("and 900 more like this") }.count == 1)
    #expect(compiled.faults.contains { $0.message.contains("never closed") && $0.line == 1003 })
  }

  @Test func oldCodesThatTheParentLacksAreFaultsOfTheirRow() throws {
    let rows = (1...300).map { "x\($0),A\n" }.joined()
    let compiled = try read(table: "old code,new\n" + rows + "Y,B\nY,C\n")
    let taxonomy = try #require(compiled.taxonomy)
    let parent = Taxonomy(version: 1, labels: [Label(id: "Y", title: "")])
    let faults = compiled.faults(for: taxonomy.lineageFaults(from: parent, lineage: 0))
      .filter { $0.file == "tasks/genre/table.csv" }
    #expect(faults.count == 101)
    #expect(faults.first?.description.hasPrefix("tasks/genre/table.csv:2:1: error: ") == true)
    #expect(faults.last?.message.contains("and 200 more like this") == true)
  }

  @Test func aTableOfAThousandRows() throws {
    let labels = (0..<1000).map { "\(100_000 + $0),\"Industry, no. \($0)\",\n" }.joined()
    let rows = (0..<1000).map { "\(200_000 + $0),\(100_000 + $0)\n" }.joined()
    let compiled = try read(labels: "code,title,group\n" + labels, table: "old code,new\n" + rows)
    #expect(compiled.faults == [])
    let taxonomy = try #require(compiled.definition?.taxonomy)
    #expect(taxonomy.labels.count == 1000)
    let parent = Taxonomy(version: 1, labels: (0..<1000).map { Label(id: LabelID("\(200_000 + $0)"), title: "") })
    #expect(taxonomy.lineageFaults(from: parent, lineage: 0) == [])
    let relation = try #require(taxonomy.declaredRelation(from: parent))
    #expect(relation.exactImage(of: "200777") == "100777")
  }

  @Test func mutatedTablesNeverCrashTheReader() throws {
    var random = Seeded(11)
    let alphabet = Array("\n\r,\"\"; AX\t\u{0}b".utf8)
    for _ in 0..<300 {
      var bytes = Array(Self.labels.utf8)
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      let compiled = try read(labels: String(decoding: bytes, as: UTF8.self))
      #expect((compiled.definition == nil) == compiled.faults.contains { $0.severity == .error })
    }
  }
}
