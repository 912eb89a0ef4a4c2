import FoundationEssentials

/// A workspace with the files of one task, made for measuring.
struct TaskFolder {
  let path: String

  init(_ path: String, task: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: "\(path)/tasks/\(task)", withIntermediateDirectories: true)
  }

  /// - Parameter name: below the workspace.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }
}
