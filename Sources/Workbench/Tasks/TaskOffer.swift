import Labeling
import Queue
import Text

/// A task that a person may open.
public struct TaskOffer: Hashable, Sendable {
  /// What there is for them.
  public enum Standing: Hashable, Sendable {
    case open, finished, paused
    /// Whoever runs it lets them go on.
    case unqualified
  }

  public var task: TaskName
  public var title: String
  public var progress: Progress
  public var standing: Standing

  public init(task: TaskName, title: String, progress: Progress, standing: Standing) {
    self.task = task
    self.title = title
    self.progress = progress
    self.standing = standing
  }

  /// What people know it by.
  var words: Displayable { Displayable(title.isEmpty ? task.rawValue : title).oneLine }

  /// What is to be said beside how far it is; empty where there is work.
  var remark: Displayable {
    switch standing {
    case .open: progress.wanted > 0 ? "" : "empty"
    case .finished: progress.wanted > 0 ? "finished" : "empty"
    case .paused: "paused"
    case .unqualified: "waits for whoever runs it"
    }
  }
}
