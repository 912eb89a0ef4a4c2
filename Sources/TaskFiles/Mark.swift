import Labeling

/// A place in one of a task's files.
struct Mark: Hashable {
  /// The path from the workspace.
  var file: String
  var place: Place

  func fault(severity: Fault.Severity = .error, _ message: String) -> Fault {
    Fault(file: file, line: place.line, column: place.column, severity: severity, message: message)
  }
}

/// Where the things stand that faults found later, against published versions, are about.
struct TaskMarks: Sendable {
  var taxonomy = TaxonomyMarks()
  var userInterface = UserInterfaceMarks()
  var gold = GoldMarks()
}

struct TaxonomyMarks: Sendable {
  /// One entry of `from:`.
  struct Parent: Sendable {
    var place: Mark
    var changes: [Mark] = []
    var rows: [Mark] = []
    /// Places among `changes` and `rows` that have errors of their own already.
    var changesWithErrors: Set<Int> = []
    var rowsWithErrors: Set<Int> = []
  }

  var file = Mark(file: "taxonomy.yaml", place: .start)
  /// By the place in `Taxonomy.lineage`.
  var parents: [Parent] = []
  var labels: [LabelID: Mark] = [:]

  func parent(at index: Int) -> Parent? { parents.indices.contains(index) ? parents[index] : nil }
}

struct UserInterfaceMarks: Sendable {
  var file = Mark(file: "ui.yaml", place: .start)
  var questions: [QuestionID: Mark] = [:]
  /// Where `under` and `when` name labels, each at its first place.
  var namedLabels: [LabelID: Mark] = [:]
}
