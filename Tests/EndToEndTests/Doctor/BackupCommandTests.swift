import Dispatch
import Driving
import Glibc
import Records
import Synchronization
import Testing

extension EndToEnd {
  @Suite("backup and restore")
  struct BackupCommandTests {
    /// People who answer without a pause until they are told to stop, or nothing is left.
    private final class Annotators: Sendable {
      private let isOver = Mutex(false)
      private let group = DispatchGroup()

      init(_ count: Int, in workspace: Workspace) {
        for index in 0..<count {
          DispatchQueue(label: "annotator \(index)").async(group: group) { [self] in
            #expect(throws: Never.self) {
              let pipe = try PipeClient(workspace, task: "film", as: "person-\(index)")
              while !isOver.withLock({ $0 }), let id = try pipe.ask(["op": "next"])["assignment"]?["id"]?.string {
                let answer: JSON = ["genre": .string(Workspace.labels[index % 3])]
                let reply = try pipe.ask(["op": "submit", "assignment": .string(id), "answer": answer])
                #expect(reply["ok"] == true, "\(reply.text())")
              }
              #expect(pipe.finish().status == 0)
            }
          }
        }
      }

      func leave() {
        isOver.withLock { $0 = true }
        group.wait()
      }
    }

    private func answers(_ workspace: Workspace, in queue: String) throws -> [[UInt8]] {
      let rows = try workspace.require(
        workspace.scholium("export", "film", "--channel", "all", "--responses", "--queue", queue))
      return rows.output.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    @Test(
      "Backups in a storm of answers are each true to one moment, and nobody is refused",
      .enabled(if: EndToEnd.hasSQLite))
    func storm() throws {
      let workspace = try Workspace(films: (1...600).map { "Film \($0)" }, overlap: 3)
      let annotators = Annotators(4, in: workspace)
      var told: [JSON] = []
      for number in 1...5 {
        told.append(try workspace.require(workspace.scholium("backup", "backup-\(number)", "--json")).json)
      }
      annotators.leave()
      let all = try answers(workspace, in: workspace.queue)
      for (number, backup) in zip(1..., told) {
        let name = "backup-\(number)"
        let sum = try Program.run([try #require(Program.find("sha256sum")), name], in: workspace.folder)
        #expect(sum.text.hasPrefix("\(backup["sha256"]?.string ?? "?") "))
        let checked = try workspace.scholium("doctor", "--thorough", "--queue", workspace.path(name), "--json")
        let errors = try checked.json["findings"]?.array?.filter { $0["severity"] == "error" } ?? []
        #expect(errors == [], "\(checked.text)")
        let copied = try answers(workspace, in: workspace.path(name))
        #expect(copied.count == backup["answers"]?.int)
        #expect(copied == Array(all.prefix(copied.count)), "what stands in it stands in the queue, in the same order")
      }
      #expect(told.compactMap { $0["revision"]?.int }.sorted() == told.compactMap { $0["revision"]?.int })
    }

    @Test("A backup that is killed leaves nothing under its name, or all of it")
    func killedBackup() throws {
      let workspace = try Workspace(films: (1...3000).map { "Film \($0)" })
      var chance = Seeded(seed: 7)
      var killed = 0
      for number in 1...20 {
        let child = try Child(
          [Program.scholium, "backup", "backup-\(number)"], environment: Program.plainEnvironment,
          folder: workspace.folder)
        usleep(UInt32.random(in: 0..<150_000, using: &chance))
        child.signal(SIGKILL)
        if child.wait() == 137 { killed += 1 }
        guard workspace.has("backup-\(number)") else { continue }
        let there = try workspace.scholium("restore", "backup-\(number)", "--queue", "restored-\(number)")
        #expect(there.status == 0, "\(there.messages)")
      }
      #expect(killed > 5, "only \(killed) of 20 were killed at work")
      try workspace.require(workspace.scholium("backup", "whole"))
    }

    @Test("A restore that is killed leaves the old queue or the new one")
    func killedRestore() throws {
      let workspace = try Workspace(films: (1...2000).map { "Film \($0)" })
      let before = try workspace.require(workspace.scholium("backup", "backup", "--json")).json["revision"]?.int
      for title in ["One more", "And another"] {
        try workspace.write(Workspace.rows([title]), to: "more.jsonl")
        try workspace.require(workspace.scholium("import", "film", "more.jsonl"))
      }
      let after = try workspace.require(workspace.scholium("status", "--json")).json["revision"]?.int
      #expect(before != after)
      try workspace.require(workspace.scholium("backup", "newer"))
      var chance = Seeded(seed: 11)
      var killed = 0
      for number in 1...24 {
        let file = number % 2 == 0 ? "newer" : "backup"
        let child = try Child(
          [Program.scholium, "restore", file], environment: Program.plainEnvironment, folder: workspace.folder)
        usleep(UInt32.random(in: 10_000..<200_000, using: &chance))
        child.signal(SIGKILL)
        if child.wait() == 137 { killed += 1 }
        let status = try workspace.scholium("status", "--json")
        #expect(status.status == 0, "\(status.messages)")
        let revision = try status.json["revision"]?.int
        #expect([before, after].contains(revision))
      }
      #expect(killed > 5, "only \(killed) of 24 were killed at work")
      let checked = try workspace.scholium("doctor", "--thorough", "--json")
      let errors = try checked.json["findings"]?.array?.filter { $0["severity"] == "error" } ?? []
      #expect(errors == [], "\(checked.text)")
    }

    @Test("The copy is one file for its owner only, and a restore keeps what it replaced")
    func roundTrip() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      try workspace.require(workspace.scholium("backup", "backup"))
      #expect(!workspace.has("backup-wal") && !workspace.has("backup-shm"))
      #expect(try Program.run(["/usr/bin/stat", "-c", "%a", workspace.path("backup")]).text == "600\n")
      let again = try workspace.scholium("backup", "backup")
      #expect(again.status == 74)
      #expect(again.messages.contains("--force"))
      try workspace.require(workspace.scholium("backup", "backup", "--force"))

      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      let id = try pipe.ask(["op": "next"])["assignment"]?["id"] ?? .null
      let refused = try workspace.scholium("restore", "backup")
      #expect(refused.status == 69)
      #expect(refused.messages.contains("process \(pipe.pid) (scholium pipe film --as amara"))
      // It went on as if nothing had been.
      let reply = try pipe.ask(["op": "submit", "assignment": id, "answer": ["genre": "horror"]])
      #expect(reply["ok"] == true)
      #expect(pipe.finish().status == 0)

      let restored = try workspace.require(workspace.scholium("restore", "backup", "--json")).json
      #expect(restored["answers"] == 0)
      let replaced = try #require(restored["replaced"]?.string)
      #expect(try answers(workspace, in: workspace.queue).isEmpty)
      #expect(try answers(workspace, in: replaced).count == 1)
    }

    @Test("Damaged, foreign and missing backups are refused")
    func refused() throws {
      let workspace = try Workspace(films: ["Film 1"])
      try workspace.require(workspace.scholium("backup", "backup"))
      var bytes = try workspace.read("backup")
      for index in 8192..<20_000 { bytes[index] ^= 0x5A }
      try workspace.write(bytes, to: "damaged")
      try workspace.write("no queue", to: "foreign")
      for (file, status) in [("damaged", 65), ("foreign", 65), ("missing", 66), ("queue.sqlite", 66)]
        as [(String, Int32)]
      {
        let outcome = try workspace.scholium("restore", file)
        #expect(outcome.status == status, "\(outcome.messages)")
        #expect(!outcome.messages.contains("please report"))
      }
      #expect(try workspace.scholium("status").status == 0)
    }
  }
}
