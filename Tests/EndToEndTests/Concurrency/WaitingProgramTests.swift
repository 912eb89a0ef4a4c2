import Driving
import FoundationEssentials
import Glibc
import Records
import Testing

extension EndToEnd {
  /// No transaction, statement or lock is open while the program waits for a person or a terminal (DESIGN.md, rule 8).
  @Suite("While the program waits") struct WaitingProgramTests {
    private static let next: JSON = ["op": "next"]

    @Test("a pipe that waits for its next line holds no lock, and others write")
    func pipeWaitsForInput() throws {
      let workspace = try Workspace(films: (1...20).map { "Film \($0)" })
      let client = try PipeClient(workspace, task: "film", as: "amara")
      for _ in 0..<5 {
        let id = try client.ask(Self.next)["assignment"]?["id"] ?? .null
        _ = try client.ask(["op": "submit", "assignment": id, "answer": ["genre": "drama"]])
        try expectNoLocks(of: client.pid, in: workspace)
      }
      try expectOthersWrite(in: workspace)
    }

    @Test("a pipe that nobody reads holds no lock, and others write")
    func pipeWaitsForItsReader() throws {
      let workspace = try Workspace(films: (1...20).map { "Film \($0)" })
      let child = try Child(
        [Program.scholium, "pipe", "film", "--as", "amara"], environment: Program.plainEnvironment,
        folder: workspace.folder)
      try fill(child)
      // What it wrote fills the pipe, too: the program itself waits to write.
      #expect(try state(of: child.pid) == "S")
      try expectNoLocks(of: child.pid, in: workspace)
      try expectOthersWrite(in: workspace)
    }

    @Test("the workbench holds no lock while nobody presses a key", .enabled(if: EndToEnd.hasTmux))
    func workbenchWaitsForAKey() throws {
      let scene = try Scene(films: (1...20).map { "Film \($0)" })
      try scene.open()
      try scene.see("Film 1")
      // The open one, and the one that is reserved ahead.
      try scene.workspace.seeLeased(2)
      try expectNoLocks(of: try scene.terminal.runningProcess(), in: scene.workspace)
      try expectOthersWrite(in: scene.workspace)
      try scene.leave()
    }

    /// Sends requests until none is taken any more: both pipes are full.
    private func fill(_ child: Child) throws {
      _ = fcntl(child.input, F_SETFL, O_NONBLOCK)
      let line = Self.next.utf8() + [UInt8(ascii: "\n")]
      var sinceTaken = Deadline(seconds: 2)
      let giveUp = Deadline(seconds: 60)
      while !sinceTaken.hasPassed {
        try #require(!giveUp.hasPassed, "the program reads on, though nobody reads what it writes")
        if write(child.input, line, line.count) > 0 { sinceTaken = Deadline(seconds: 2) } else { usleep(10_000) }
      }
    }

    private func state(of process: pid_t) throws -> Substring {
      let status = try #require(FileManager.default.contents(atPath: "/proc/\(process)/stat"))
      return try #require(String(decoding: status, as: UTF8.self).split(separator: ")").last).split(separator: " ")[0]
    }

    /// What a connection holds as long as it is open is no transaction: the shared lock of the database, and the mark in
    /// the shared memory that somebody uses it (byte 128).
    private func expectNoLocks(
      of process: pid_t, in workspace: Workspace, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let shared = try inode(workspace.queue + "-shm")
      let fair = [try inode(workspace.queue + "-gate"), try inode(workspace.queue + "-turn")]
      let locks = try #require(FileManager.default.contents(atPath: "/proc/locks"))
      let held = String(decoding: locks, as: UTF8.self).split(separator: "\n").filter { line in
        let words = line.split(separator: " ")
        guard words.count >= 8, words[4] == "\(process)", let file = words[5].split(separator: ":").last else {
          return false
        }
        let isTransaction = file == shared && words[6] != "128"
        return isTransaction || fair.contains(String(file))
      }
      #expect(held == [], sourceLocation: sourceLocation)
    }

    private func inode(_ path: String) throws -> String {
      var status = stat()
      try #require(stat(path, &status) == 0)
      return "\(status.st_ino)"
    }

    /// Somebody else answers at once, and the whole log can be carried over: no statement of anybody reads.
    private func expectOthersWrite(in workspace: Workspace) throws {
      let waited = Deadline(seconds: 5)
      let other = try PipeClient(workspace, task: "film", as: "bo")
      let id = try other.ask(Self.next)["assignment"]?["id"] ?? .null
      let reply = try other.ask(["op": "submit", "assignment": id, "answer": ["genre": "horror"]])
      #expect(reply["ok"] == true, "\(reply.text())")
      #expect(!waited.hasPassed)
      _ = other.finish()
      guard let shell = Program.find("sqlite3") else { return }
      let outcome = try Program.run([shell, workspace.queue, "PRAGMA wal_checkpoint(TRUNCATE)"])
      #expect(outcome.text == "0|0|0\n")
    }
  }
}
