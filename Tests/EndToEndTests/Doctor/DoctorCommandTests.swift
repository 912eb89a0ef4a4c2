import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("doctor")
  struct DoctorCommandTests {
    private func findings(_ outcome: Program.Outcome, _ check: String) throws -> [JSON] {
      (try outcome.json["findings"]?.array ?? []).filter { $0["check"]?.string == check }
    }

    @Test("A queue at work is sound, and each thing that was checked is listed")
    func sound() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      chmod(workspace.folder, 0o700)
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      _ = try pipe.ask(["op": "next"])
      let outcome = try workspace.scholium("doctor", "--json")
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.messages)")
      #expect(try outcome.json["sound"] == true)
      let checks = Set(try outcome.json["findings"]?.array?.compactMap { $0["check"]?.string } ?? [])
      #expect(
        checks == [
          "file", "permissions", "disk", "writer", "connections", "log", "integrity", "sessions", "sqlite", "workspace",
        ])
      let connections = try #require(findings(outcome, "connections").first?["message"]?.string)
      #expect(connections.contains("\(pipe.pid) (scholium pipe film --as amara"))
      #expect(pipe.finish().status == 0)
      let plain = try workspace.scholium("doctor")
      #expect(plain.status == 0)
      #expect(plain.lines.last == "All is well.")
    }

    @Test("A writer that was stopped in the middle is named, with what ends it; doctor does not wait for it")
    func stuckWriter() throws {
      let workspace = try Workspace(films: ["Film 1"])
      chmod(workspace.folder, 0o700)
      try workspace.write(Workspace.rows((1...30_000).map { "Movie \($0)" }), to: "many.jsonl")
      let child = try Child(
        [Program.scholium, "import", "film", "many.jsonl"], environment: Program.plainEnvironment,
        folder: workspace.folder)
      // Stopped until it is stopped with the turn in its hands, and with something in the log: while it opens the queue, or
      // carries the log over, nobody can read either.
      let turn = "\(workspace.queue)-turn"
      var log = stat()
      let isStuck: Bool? = try awaited(seconds: 40) {
        child.signal(SIGSTOP)
        let isWriting = stat("\(workspace.queue)-wal", &log) == 0 && log.st_size > 0
        if try isWriting && holdsFileLock(child.pid, turn) { return true }
        child.signal(SIGCONT)
        usleep(3_000)
        return nil
      }
      try #require(isStuck == true, "the import was never stopped inside a transaction")
      let start = Deadline(seconds: 20)
      let outcome = try workspace.scholium("doctor", "--json", seconds: 20)
      #expect(start.elapsed < 15)
      #expect(outcome.status == 1, "\(outcome.text)\(outcome.messages)")
      let writer = try #require(findings(outcome, "writer").first)
      #expect(writer["severity"] == "error")
      let message = try #require(writer["message"]?.string)
      #expect(message.hasPrefix("nobody can write: process \(child.pid) (scholium import film many.jsonl) of "))
      #expect(message.contains(", stopped, has held the writer's lock for "))
      #expect(writer["remedy"]?.string?.hasPrefix("kill -CONT \(child.pid) ") == true)

      // A restore does not wait for it either, and changes nothing.
      let refused = try workspace.scholium("restore", "many.jsonl")
      #expect(refused.status == 65)
      child.signal(SIGCONT)
      #expect(child.wait() == 0)
      let after = try workspace.scholium("doctor", "--json")
      #expect(after.status == 0, "\(after.text)")
    }

    @Test("What others broke is found, and mended where it can be", .enabled(if: EndToEnd.hasSQLite))
    func mends() throws {
      let workspace = try Workspace(films: (1...5).map { "Film \($0)" }, overlap: 2)
      chmod(workspace.folder, 0o700)
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      _ = try pipe.ask(["op": "next"])
      #expect(pipe.finish().status == 0)
      _ = try workspace.sql("UPDATE work SET counted = 1; DROP TRIGGER exposure_is_never_deleted")
      let found = try workspace.scholium("doctor")
      #expect(found.status == 1)
      #expect(found.text.contains("-> scholium doctor --mend"), "\(found.text)")
      #expect(found.text.contains("'exposure_is_never_deleted' is missing"))
      let mended = try workspace.scholium("doctor", "--mend")
      #expect(mended.status == 0, "\(mended.text)\(mended.messages)")
      #expect(mended.messages.contains("The work of 1 channel is made anew"))

      _ = try workspace.sql("DROP TRIGGER exposure_is_never_deleted; DELETE FROM exposure")
      let broken = try workspace.scholium("doctor", "--json")
      #expect(broken.status == 1)
      let rule = try #require(findings(broken, "rules").first)
      #expect(rule["message"]?.string?.hasPrefix("an assignment without an exposure") == true)
      #expect(rule["remedy"] == "scholium restore BACKUP")
    }

    @Test(
      "What cannot be opened ends with its own status, and says why",
      arguments: [
        ("not a queue at all", 65, "foreign"), ("", 66, "link"),
      ] as [(String, Int32, String)])
    func unopenable(content: String, status: Int32, name: String) throws {
      let workspace = try Workspace(films: ["Film 1"])
      if content.isEmpty {
        symlink(workspace.queue, workspace.path(name))
      } else {
        try workspace.write(content, to: name)
      }
      let outcome = try workspace.scholium("doctor", "--queue", name, "--json")
      #expect(outcome.status == status, "\(outcome.text)\(outcome.messages)")
      #expect(try outcome.json["sound"] == false)
      #expect(try findings(outcome, "file").first?["remedy"]?.string?.isEmpty == false)
    }

    @Test("A terminal that the workbench cannot use is told of", .enabled(if: EndToEnd.hasTmux))
    func terminal() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let terminal = try Tmux(workspace, columns: 70, rows: 30)
      try terminal.scholium("doctor 2>&1 | cut -c1-60; echo done")
      try terminal.see("done", "ready>")
      try terminal.shell(
        "clear; '\(Program.scholium)' doctor | tail -3; TERM=dumb '\(Program.scholium)' doctor </dev/tty >out 2>&1; grep terminal out"
      )
      try terminal.see("can't place its cursor")
      try terminal.shell("clear; '\(Program.scholium)' doctor </dev/tty >out 2>&1; grep terminal out")
      try terminal.see("the window has 70 columns and 30 rows")
    }

    private func holdsFileLock(_ process: pid_t, _ path: String) throws -> Bool {
      let inode = try Program.run(["/usr/bin/stat", "-c", "%i", path]).text.split(separator: "\n").first ?? "?"
      return try Program.run(["/bin/cat", "/proc/locks"]).lines.contains { line in
        let words = line.split(separator: " ")
        return words.count > 5 && words[1] == "FLOCK" && words[4] == "\(process)" && words[5].hasSuffix(":\(inode)")
      }
    }
  }
}
