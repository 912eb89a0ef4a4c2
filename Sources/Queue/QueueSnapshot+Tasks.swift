import Labeling

extension QueueSnapshot {
  /// Throws `unknownTask`, with the tasks there are, for one that is not published.
  public func expect(_ task: TaskName) throws {
    let known = try tasks().map(\.name)
    guard known.contains(task) else { throw QueueError.unknownTask(task, known: known.sorted()) }
  }
}
