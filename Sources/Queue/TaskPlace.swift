import Labeling

/// Where a task draws from and with whom it shares its exposures: set by its first publish, for good.
public struct TaskPlace: Hashable, Sendable {
  public let dataset: String
  /// The scope of rule 1: a person's exposure to an example counts in every task of it.
  public let scope: String

  public init(dataset: String, scope: String) {
    self.dataset = dataset
    self.scope = scope
  }

  public init(_ definition: TaskDefinition) {
    self.init(dataset: definition.dataset, scope: definition.exposureScope)
  }

  /// Refuses files that would move a published task.
  public func check(_ definition: TaskDefinition) throws(QueueError) {
    if definition.dataset != dataset {
      throw .taskMoved(
        "task '\(definition.name)' draws from dataset '\(dataset)', and that never changes; task.yaml says '\(definition.dataset)' (put dataset: \(dataset) back, or make another task)"
      )
    }
    if definition.exposureScope != scope {
      throw .taskMoved(
        "task '\(definition.name)' shares its exposures as '\(scope)', and that never changes; task.yaml says '\(definition.exposureScope)' (put exposure_scope: \(scope) back, or make another task)"
      )
    }
  }
}
