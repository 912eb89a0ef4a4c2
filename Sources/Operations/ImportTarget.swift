import Labeling
import Queue
import TaskFiles

/// The dataset that rows go to, and what they must look like.
struct ImportTarget: Hashable, Sendable {
  var dataset: String
  var schema: Schema
  var identity: ExampleIdentity

  /// Finds what a name means: a task's files, a published task, or the dataset of either.
  static func find(_ name: String, in workspace: String?, store: any QueueStore) throws -> ImportTarget {
    if let workspace, let target = try onDisk(name, in: workspace) { return target }
    if let target = try store.read({ snapshot in try published(name, in: snapshot) }) { return target }
    throw OperationError.missing(
      "there is no task or dataset '\(name)' (scholium check lists the tasks of the workspace, scholium status the published ones)"
    )
  }

  private init(_ definition: TaskDefinition) {
    dataset = definition.dataset
    schema = definition.schema
    identity = ExampleIdentity(fields: definition.schema.identity)
  }

  private static func onDisk(_ name: String, in workspace: String) throws -> ImportTarget? {
    let tasks = TaskFiles.tasks(in: workspace)
    if tasks.contains(TaskName(name)) {
      return ImportTarget(try TaskFiles.read(workspace: workspace, task: TaskName(name)).usable())
    }
    // A dataset's own tasks say what it looks like; one that declares a schema says most.
    let sharing = tasks.compactMap { TaskFiles.read(workspace: workspace, task: $0).definition }
      .filter { $0.dataset == name }
    return (sharing.first { $0.schema.isDeclared } ?? sharing.first).map { ImportTarget($0) }
  }

  private static func published(_ name: String, in snapshot: any QueueSnapshot) throws -> ImportTarget? {
    let tasks = try snapshot.tasks()
    guard let task = tasks.first(where: { $0.name.rawValue == name }) ?? tasks.first(where: { $0.dataset == name }),
      let build = try snapshot.builds(of: task.name, at: snapshot.revision).last
    else { return nil }
    var target = ImportTarget(
      TaskDefinition(
        name: task.name, title: build.title, dataset: task.dataset, policy: build.policy, ui: build.ui,
        taxonomy: build.taxonomy, schema: build.schema))
    if let identity = try snapshot.identity(ofDataset: task.dataset) { target.identity = identity }
    return target
  }
}
