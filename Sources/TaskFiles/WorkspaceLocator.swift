import Glibc

/// Finds the workspace that a command is meant for.
public enum WorkspaceLocator {
  /// The nearest folder from `folder` upwards with a `tasks/*/task.yaml`; nil if there is none.
  public static func nearest(from folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    var path = String(cString: resolved)
    while true {
      if isWorkspace(path) { return path }
      guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
  }

  /// True where a folder has at least one `tasks/*/task.yaml`.
  public static func isWorkspace(_ folder: String) -> Bool {
    (Folder.names(in: "\(folder)/tasks") ?? []).contains { Folder.isFile("\(folder)/tasks/\($0)/task.yaml") }
  }
}
