import Driving

extension PipeClient {
  /// A conversation with `scholium pipe` in a workspace.
  convenience init(
    _ workspace: Workspace, task: String, as annotator: String, channel: String = "production"
  ) throws {
    try self.init(
      [Program.scholium, "pipe", task, "--as", annotator, "--channel", channel],
      environment: Program.plainEnvironment, folder: workspace.folder)
  }
}
