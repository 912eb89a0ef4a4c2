import Labeling
import TaskFiles

/// What compiling the tasks of a workspace came to.
public struct Checking: Sendable {
  /// The tasks that compile.
  public var definitions: [TaskDefinition]
  /// In the order of tasks, files and lines.
  public var faults: [Fault]

  /// True where every task compiles; warnings do not hinder it.
  public var holds: Bool { !faults.contains { $0.severity == .error } }

  /// Compiles the named tasks, or all of the workspace.
  public init(_ tasks: [TaskName], in workspace: String) throws(OperationError) {
    let known = TaskFiles.tasks(in: workspace)
    if let unknown = tasks.first(where: { !known.contains($0) }) {
      throw .missing(
        "there is no task '\(unknown)' in \(workspace)/tasks (\(known.isEmpty ? "there are none yet: scholium init makes one" : "there are: " + known.map(\.rawValue).joined(separator: ", ")))"
      )
    }
    let compiled = (tasks.isEmpty ? known : tasks).map { TaskFiles.read(workspace: workspace, task: $0) }
    definitions = compiled.compactMap(\.definition)
    faults = compiled.flatMap(\.faults)
  }
}
