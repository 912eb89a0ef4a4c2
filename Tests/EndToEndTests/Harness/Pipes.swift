import Driving
import Records
import Testing

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

extension Workspace {
  /// Somebody answers what comes next of the films, over a pipe.
  func answer(as annotator: String, _ genres: [String]) throws {
    let pipe = try PipeClient(self, task: "film", as: annotator)
    for genre in genres {
      let assignment = try #require(try pipe.ask(["op": "next"])["assignment"]?["id"])
      let reply = try pipe.ask(["op": "submit", "assignment": assignment, "answer": ["genre": .string(genre)]])
      try #require(reply["ok"] == true, "\(reply.text())")
    }
    #expect(pipe.finish().status == 0)
  }
}
