import Interchange
import Labeling
import Queue
import Records
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

  /// What the rows of a published task must look like.
  ///
  /// - Parameter identity: the dataset's, nil where it has no rows yet.
  init(of task: PublishedTask, like build: Build, identity: ExampleIdentity?) {
    dataset = task.dataset
    schema = build.schema
    self.identity = identity ?? ExampleIdentity(fields: build.schema.identity)
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
    return ImportTarget(of: task, like: build, identity: try snapshot.identity(ofDataset: task.dataset))
  }

  /// Checks a row against the schema and names it.
  func example(_ row: JSONObject, raw: [UInt8]) throws(RowProblem) -> ImportBatch.Row {
    let problems = schema.problems(in: row)
    guard problems.isEmpty else { throw RowProblem(problems.map(\.description).joined(separator: "; ")) }
    let whole = ExampleIdentity(fields: nil).digest(of: row)
    return ImportBatch.Row(example: try id(of: row, whole: whole), content: whole, data: raw)
  }

  /// What a row identifies, whether it fits the schema or not.
  func id(of row: JSONObject) throws(RowProblem) -> Digest {
    try id(of: row, whole: ExampleIdentity(fields: nil).digest(of: row))
  }

  private func id(of row: JSONObject, whole: Digest) throws(RowProblem) -> Digest {
    guard let fields = identity.fields else { return whole }
    guard fields.contains(where: { row[$0] != nil }) else {
      throw RowProblem("none of the fields that identify it is there (\(fields.joined(separator: ", ")))")
    }
    return identity.digest(of: row)
  }
}
