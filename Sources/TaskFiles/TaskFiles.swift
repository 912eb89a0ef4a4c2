import Labeling

/// Reads a task's folder: either a definition or everything that is wrong with it.
public enum TaskFiles {
  /// Bytes of a file; `taxonomy.yaml` may hold official code lists and has a limit of its own.
  static let sizeLimit = 1 << 20
  static let taxonomySizeLimit = 8 << 20

  /// The tasks of a workspace by name: every folder under `tasks/`.
  public static func tasks(in workspace: String) -> [TaskName] {
    (Folder.names(in: "\(workspace)/tasks") ?? [])
      .filter { Folder.isFolder("\(workspace)/tasks/\($0)") }
      .map { TaskName($0) }
  }

  /// Reads `tasks/NAME/`. A definition comes only without errors; warnings may stand beside it.
  public static func read(workspace: String, task: TaskName) -> Compiled {
    let folder = TaskFolder(workspace: workspace, task: task)
    if let fault = folder.unusable { return Compiled(definition: nil, faults: [fault]) }
    return folder.compile()
  }
}

/// One task's folder.
private struct TaskFolder {
  let workspace: String
  let task: TaskName

  private var path: String { "tasks/\(task)" }

  /// Why there is nothing to read at all.
  var unusable: Fault? {
    let isName = !task.rawValue.isEmpty && !task.rawValue.hasPrefix(".") && !task.rawValue.contains("/")
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8)
    guard isName, task.rawValue.utf8.count <= 64, task.rawValue.utf8.allSatisfy(allowed.contains) else {
      return fault("", "'\(task)' can't be a task's name (take 1 to 64 letters, digits, '-', '_' and '.')")
    }
    guard Folder.isFolder("\(workspace)/\(path)") else {
      return fault("", "there is no task '\(task)' (make the folder \(path) with a task.yaml)")
    }
    let names = ["task.yaml", "ui.yaml", "taxonomy.yaml"]
    guard let found = Folder.names(in: "\(workspace)/\(path)") else {
      return unreadable
    }
    guard found.contains(where: names.contains) else {
      return fault("", "the folder has no task in it (add task.yaml, ui.yaml and taxonomy.yaml, or remove it)")
    }
    return nil
  }

  /// Said right after the folder could not be read.
  private var unreadable: Fault { fault("", "the folder can't be read: \(ReadFailure.last)") }

  func compile() -> Compiled {
    var faults: [Fault] = []
    let head = read("task.yaml", &faults) { $0.taskHead($1) }
    let endOfHead = faults.endIndex
    let tables = TaskTables(workspace: workspace, folder: path)
    let vocabulary = read("taxonomy.yaml", limit: TaskFiles.taxonomySizeLimit, &faults) { $0.taxonomy($1, in: tables) }
    let endOfTaxonomy = faults.endIndex
    let names = Folder.names(in: "\(workspace)/\(path)")
    // A schema that was not found because the machine failed must not pass for none.
    if names == nil { faults.append(unreadable) }
    let schema = names?.contains("schema.yaml") ?? false ? read("schema.yaml", &faults) { $0.schema($1) } : .open
    let guidelines = guidelines(&faults)
    let known = vocabulary.flatMap { $0.isWhole ? $0.taxonomy : nil }
    let screen = read("ui.yaml", &faults) {
      $0.userInterface($1, taxonomy: known, schema: schema, guidelines: guidelines)
    }
    let ui = screen?.userInterface
    if let empty = vocabulary?.emptyLabels, ui?.ask.contains(where: \.kind.takesLabels) ?? true {
      faults.insert(empty.fault("there are no labels (list at least one)"), at: endOfTaxonomy)
    }
    let isSound = !faults.contains { $0.severity == .error }
    let gold = names?.contains(GoldRows.name) ?? false ? gold(&faults) : GoldRows()
    if let head, let gold {
      let ofHead = faults[..<endOfHead] + head.faults(beside: gold)
      faults.replaceSubrange(..<endOfHead, with: ofHead.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
      faults += [head.idle(gold)].compactMap { $0 }
    }
    let marks = TaskMarks(
      taxonomy: vocabulary?.marks ?? TaxonomyMarks(), userInterface: screen?.marks ?? UserInterfaceMarks(),
      gold: gold?.marks ?? GoldMarks())
    guard let head, let taxonomy = vocabulary?.taxonomy, let schema, let ui, isSound else {
      return Compiled(definition: nil, faults: faults, taxonomy: known, marks: marks)
    }
    let definition = TaskDefinition(
      name: task, title: head.title, dataset: head.dataset, exposureScope: head.exposureScope, policy: head.policy,
      ui: ui, taxonomy: taxonomy, schema: schema, gold: gold?.examples ?? [])
    let isUsable = !faults.contains { $0.severity == .error }
    return Compiled(definition: isUsable ? definition : nil, faults: faults, readable: definition, marks: marks)
  }

  /// Nil where the file could not be read at all.
  private func gold(_ faults: inout [Fault]) -> GoldRows? {
    let file = WorkspaceFile(workspace: workspace, path: "\(path)/\(GoldRows.name)")
    do throws(WorkspaceFile.Problem) {
      let bytes = try file.bytes(limit: GoldRows.sizeLimit)
      var reader = StrictReader(file: file.path)
      let rows = reader.gold(bytes)
      faults += reader.faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
      return rows
    } catch {
      switch error {
      case .missing: return GoldRows()
      case .refused(let message):
        faults.append(fault("/\(GoldRows.name)", message))
        return nil
      }
    }
  }

  private func read<Value>(
    _ name: String, limit: Int = TaskFiles.sizeLimit, _ faults: inout [Fault],
    _ body: (inout StrictReader, YAMLNode) -> Value?
  ) -> Value? {
    let reading = YAMLFile.read(WorkspaceFile(workspace: workspace, path: "\(path)/\(name)"), limit: limit, body)
    faults += reading.faults
    return reading.value
  }

  private func guidelines(_ faults: inout [Fault]) -> String {
    let name = "guidelines.md"
    do throws(WorkspaceFile.Problem) {
      return try WorkspaceFile(workspace: workspace, path: "\(path)/\(name)").text(limit: TaskFiles.sizeLimit)
    } catch {
      if case .refused(let message) = error { faults.append(fault("/\(name)", message)) }
      return ""
    }
  }

  private func fault(_ name: String, _ message: String) -> Fault {
    Fault(file: path + name, line: 1, column: 1, message: message)
  }
}
