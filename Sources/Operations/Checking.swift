import Labeling
import Queue
import TaskFiles

/// What compiling the tasks of a workspace came to.
public struct Checking: Sendable {
  /// The tasks that compile.
  public var definitions: [TaskDefinition]
  /// In the order of tasks, files and lines.
  public var faults: [Fault]

  /// True where every task compiles; warnings do not hinder it.
  public var holds: Bool { !faults.contains { $0.severity == .error } }

  /// Compiles the named tasks, or all of the workspace, and holds them against what is published.
  ///
  /// - Parameter store: the queue, which is only read; nil where there is none.
  public init(_ tasks: [TaskName], in workspace: String, against store: (any QueueStore)?) throws {
    let known = TaskFiles.tasks(in: workspace)
    if let unknown = tasks.first(where: { !known.contains($0) }) {
      throw OperationError.missing(
        "there is no task '\(unknown)' in \(workspace)/tasks (\(known.isEmpty ? "there are none yet: scholium init makes one" : "there are: " + known.map(\.rawValue).joined(separator: ", ")))"
      )
    }
    definitions = []
    faults = []
    for task in tasks.isEmpty ? known : tasks {
      let compiled = TaskFiles.read(workspace: workspace, task: task)
      let builds = try store.map { try $0.publishedBuilds(of: task) } ?? []
      let found = (compiled.faults + PublishedCheck(compiled, against: builds).faults).inOrder
      faults += found
      if let definition = compiled.definition, !found.contains(where: { $0.severity == .error }) {
        definitions.append(definition)
      }
    }
  }
}

extension QueueStore {
  /// Every build of a task, oldest first; none before its first publish.
  func publishedBuilds(of task: TaskName) throws -> [Build] {
    try read { snapshot in
      guard try snapshot.tasks().contains(where: { $0.name == task }) else { return [] }
      return try snapshot.builds(of: task, at: snapshot.revision)
    }
  }
}
