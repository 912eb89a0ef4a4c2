import Labeling
import TaskFiles
import Testing

@Suite struct LineageFilesTests {
  private func read(_ from: String, version: Int = 2, labels: String = "[{id: a}, {id: b}, {id: c}]") throws -> Compiled
  {
    try TemporaryWorkspace().task([
      "taxonomy.yaml": "version: \(version)\nlabels: \(labels)\n\(from)\n",
      "ui.yaml": "version: 1\nshow: [{field: title}]\nask: [{id: q, kind: choice, prompt: W?}]\n",
    ])
  }

  private func read(change: String) throws -> Compiled {
    try read("from:\n  version: 1\n  changes:\n    - {rename: z, to: c}\n    - \(change)")
  }

  @Test(arguments: [
    ("{rename: x, to: a}", LabelChange.rename("x", to: "a")),
    ("{merge: [x, y], to: a}", .merge(["x", "y"], to: "a")),
    ("{split: x, into: [a, b]}", .split("x", into: ["a", "b"])),
    ("{carve: a, out-of: [x, y]}", .carve("a", outOf: .labels(["x", "y"]))),
    ("{carve: a, out-of: x}", .carve("a", outOf: .labels(["x"]))),
    ("{carve: a, out-of: all}", .carve("a", outOf: .all)),
    ("{carve: a, out-of: [all]}", .carve("a", outOf: .labels(["all"]))),
    ("{add: a}", .add("a", unseen: false)),
    ("{add: a, unseen: true}", .add("a", unseen: true)),
    ("{retire: x}", .retire("x", unseen: false)),
    ("{retire: x, unseen: true}", .retire("x", unseen: true)),
    ("{redefine: a}", .redefine("a")),
    ("{rename: T1547.004, to: a}", .rename("T1547.004", to: "a")),
  ])
  func everyChangeIsRead(text: String, change: LabelChange) throws {
    let compiled = try read(change: text)
    #expect(compiled.faults == [])
    let taxonomy = try #require(compiled.definition?.taxonomy)
    #expect(taxonomy.lineage == [Lineage(parent: 1, changes: [.rename("z", to: "c"), change])])
    let back = try Taxonomy(version: 2, canonical: taxonomy.canonical)
    #expect(back.digest == taxonomy.digest)
    #expect(Set(back.lineage[0].changes) == Set(taxonomy.lineage[0].changes))
  }

  @Test func severalParentsAndConflicts() throws {
    let from = "from:\n  - {version: 1, conflict: void}\n  - version: 2\n    changes: [{add: a}]"
    let taxonomy = try #require(try read(from, version: 3).definition?.taxonomy)
    #expect(taxonomy.lineage == [Lineage(parent: 1), Lineage(parent: 2, changes: [.add("a", unseen: false)])])
    #expect(taxonomy.conflict == .void)
    #expect(try read("conflict: void\nfrom: {version: 1}").definition?.taxonomy.conflict == .void)
    #expect(try read("from: {version: 1}").definition?.taxonomy.conflict == .refuse)
  }

  @Test(arguments: [
    ("{rename: x, to: d}", 23, "'d' is not among this version's labels"),
    ("{merge: [x, y], to: d}", 27, "'d' is not among"),
    ("{split: x, into: [a, d]}", 28, "'d' is not among"),
    ("{carve: d, out-of: a}", 15, "'d' is not among"),
    ("{add: d}", 13, "'d' is not among"),
    ("{redefine: d}", 18, "'d' is not among"),
    ("{rename: a, to: a}", 7, "renamed to itself"),
    ("{rename: x, to: c}", 7, "'c' is taken: 'z' becomes it too (say {merge: [z, x], to: c})"),
    ("{merge: [x, y], to: c}", nil, "say {merge: [z, x, y], to: c}"),
    ("{merge: [x], to: a}", 7, "say {rename: x, to: a}"),
    ("{merge: x, to: a}", 7, "say {rename: x, to: a}"),
    ("{split: x, into: [a]}", 7, "say {rename: x, to: a}"),
    ("{merge: [], to: a}", 15, "names no label"),
    ("{split: x, into: []}", 24, "names no label"),
    ("{carve: a, out-of: []}", 26, "names no label"),
    ("{merge: [x, x, y], to: a}", 19, "names 'x' twice"),
    ("{retire: z}", 7, "'z' has two fates: z is renamed to c, and z is retired"),
    ("{rename: x}", 7, "no 'to'"),
    ("{renmae: x, to: a}", 8, "did you mean 'rename'?"),
    ("{rename: x, merge: [y, z], to: a}", 7, "both 'rename' and 'merge'"),
    ("{rename: x, into: a}", 19, "unknown key 'into'"),
    ("{add: a, unseen: 1}", 24, "true or false"),
    ("rename", 7, "a change must be a mapping"),
    ("{rename: \"x y\", to: a}", 16, "can't be 'x y'"),
    ("{carve: a, out-of: {b: c}}", 26, "must be a text"),
  ])
  func wrongChangesAreFaultsInTheirPlace(change: String, column: Int?, message: String) throws {
    let compiled = try read(change: change)
    #expect(compiled.definition == nil)
    let found = compiled.faults.contains {
      $0.file == "tasks/genre/taxonomy.yaml" && $0.line == (column == nil ? 6 : 7)
        && $0.column == column ?? $0.column && $0.message.contains(message) && $0.message.contains("(")
    }
    #expect(found, "\(compiled.faults)")
  }

  @Test(arguments: [
    ("from: {version: 2}", "version 2 can't come from version 2"),
    ("from: {version: 9}", "version 2 can't come from version 9"),
    ("from: {version: 0}", "1 or more"),
    ("from: []", "from is empty"),
    ("from: {changes: [{add: a}]}", "no 'version'"),
    ("from: 1", "must be a mapping"),
    ("from: [{version: 1}, {version: 1}]", "names version 1 twice"),
    ("from: {version: 1, changes: {add: a}}", "must be a list"),
    ("from: {version: 1, conflict: ignore}", "refuse, void"),
    ("from: {version: 1, changes: [{add: a}, {add: a, unseen: true}]}", "'a' is added twice"),
    ("conflict: void", "without 'from'"),
  ])
  func wrongParentsAreFaults(from: String, message: String) throws {
    let compiled = try read(from)
    #expect(compiled.definition == nil)
    #expect(compiled.faults.contains { $0.line == 3 && $0.message.contains(message) }, "\(compiled.faults)")
  }

  @Test func aTargetThatCouldNotBeReadIsNotMissingToo() throws {
    let compiled = try read("from: {version: 1, changes: [{rename: x, to: d}]}", labels: "[{id: a}, {id: d d}]")
    #expect(compiled.faults.count == 1)
    #expect(compiled.taxonomy == nil)
  }

  @Test func faultsBesideTheParentGetTheirPlaces() throws {
    let compiled = try read(
      "from:\n  version: 1\n  changes:\n    - {rename: x, to: a}\n    - {split: n, into: [b, c]}\n")
    let taxonomy = try #require(compiled.taxonomy)
    let parent = Taxonomy(version: 1, labels: ["x", "y"].map { Label(id: $0, title: "") })
    let faults = compiled.faults(for: taxonomy.lineageFaults(from: parent, lineage: 0))
    #expect(faults.map(\.line) == [4, 7], "\(faults)")
    #expect(faults.map(\.column) == [3, 7])
    #expect(faults[0].message.contains("'y'") && faults[1].message.contains("'n'"))
    let unexplained = compiled.fault(for: LineageFault(.label("b"), severity: .warning, "m (r)"))
    #expect(unexplained.description == "tasks/genre/taxonomy.yaml:2:24: warning: m (r)")
    #expect(compiled.fault(for: LineageFault(.change(9, parent: 4), "m (r)")).line == 1)
  }

  @Test func whatTheFilesSayAlreadyIsNotSaidAgain() throws {
    let compiled = try read(
      "from:\n  version: 1\n  changes:\n    - {rename: x, to: d}\n    - {retire: y}\n    - {retire: y}")
    #expect(compiled.definition == nil)
    #expect(compiled.faults.map(\.line) == [6, 8])
    let taxonomy = try #require(compiled.taxonomy)
    let parent = Taxonomy(version: 1, labels: ["a", "b", "c", "x", "y", "w"].map { Label(id: $0, title: "") })
    let faults = compiled.faults(for: taxonomy.lineageFaults(from: parent, lineage: 0))
    #expect(faults.count == 1)
    #expect(faults.first?.message.contains("'w'") == true, "\(faults)")
  }
}

extension LabelID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
