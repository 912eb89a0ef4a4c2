import Labeling
import Queue

/// Who answered the qualification round of a task, and waits for an admin to let them go on.
public enum GoldWaiting {
  /// Their names; reads answers to gold only where a channel that serves may keep somebody waiting.
  public static func read(_ task: TaskName, from store: any QueueStore) throws -> [String] {
    try store.read { snapshot in
      let asking = try snapshot.channels(of: task, at: snapshot.revision).first { channel in
        try channel.state == .live && snapshot.build(channel.build).policy.qualification != nil
      }
      guard let asking else { return [] }
      var fold = try GoldFold(of: task, channel: asking.name, snapshot)
      return try fold.report().waiting.map(\.name)
    }
  }
}
