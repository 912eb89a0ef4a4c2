/// The file in a workspace that holds its queue.
enum QueueFile {
  /// What the names of the files beside it, of its log and its locks, begin with too.
  static let name = "queue.sqlite"

  static func path(in workspace: String) -> String { "\(workspace)/\(name)" }
}
