import Driving
import FoundationEssentials
import Glibc
import Records
import Testing

extension EndToEnd {
  /// `scholium ssh setup` on a system of which the tests are root: what it shows, does, leaves alone and takes away.
  @Suite("Setting up SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct SetupCommandTests {
    private func bareServer() throws -> LoopbackServer {
      try LoopbackServer { try Workspace(films: ["Film 1"], in: $0) }
    }

    private func mode(_ path: String) -> (mode: mode_t, owner: uid_t) {
      var status = stat()
      return lstat(path, &status) == 0 ? (status.st_mode & 0o7777, status.st_uid) : (0, uid_t.max)
    }

    @Test("A dry run shows all of it and changes nothing, for anybody")
    func dryRun() throws {
      let server = try bareServer()
      let before = mode(server.workspace.folder)
      let asRoot = try server.workspace.require(server.setup("--dry-run"))
      let asAnybody = try server.workspace.require(server.outside(server.setupWords(["--dry-run"])))
      for text in [asRoot.text, asAnybody.text] {
        #expect(text.contains("useradd --system --user-group --no-create-home"), "\(text)")
        #expect(text.contains("+Match User \(server.account)"), "\(text)")
        #expect(text.contains("chmod 700 \(server.workspace.folder)"), "\(text)")
      }
      #expect(!TestAccount.exists(server.account))
      #expect(access(server.place.snippet, F_OK) != 0)
      #expect(mode(server.workspace.folder) == before)
    }

    @Test("It is done once, a second run says that it is so already, and removing it keeps every answer")
    func doingAndUndoing() throws {
      let server = try bareServer()
      try server.workspace.require(server.workspace.scholium("annotators", "add", "amara"))
      try server.setUp()
      let account = try #require(SystemUser(server.account))
      #expect(account.shell == server.place.program)
      #expect(account.home == server.workspace.folder)
      #expect(mode(server.workspace.folder) == (0o700, account.number))
      #expect(mode(server.workspace.queue) == (0o600, account.number))
      #expect(mode("\(server.workspace.queue)-turn") == (0o600, account.number))
      #expect(try server.outside(["/bin/cat", server.workspace.queue]).status != 0)

      let user = account.number
      let again = try server.workspace.require(server.setup("--yes"))
      #expect(again.text.hasSuffix("All of it is so already.\n"), "\(again.text)")
      let plan = try server.workspace.require(server.setup("--yes", "--json")).json
      #expect(plan["steps"]?.array?.allSatisfy { $0["state"]?.string == "done" } == true, "\(plan)")

      try server.workspace.require(server.setup("--remove", "--yes"))
      #expect(!TestAccount.exists(server.account))
      #expect(access(server.place.snippet, F_OK) != 0)
      #expect(mode(server.workspace.folder) == (0o700, 0))
      #expect(TestAccount.processes(of: user).isEmpty)
      let people = try server.workspace.require(server.workspace.scholium("annotators"))
      #expect(people.text.contains("amara"))
      let nothing = try server.workspace.require(server.setup("--remove", "--yes"))
      #expect(nothing.text.hasSuffix("Nothing is left to take away.\n"), "\(nothing.text)")
    }

    @Test("What root writes after the setup is the account's, too")
    func rootGoesOnWorking() throws {
      let server = try LoopbackServer { try Workspace(hasSampleTask: true, in: $0) }
      try server.setUp()
      try server.workspace.require(server.workspace.scholium("publish", "genre"))
      let account = try #require(SystemUser(server.account))
      for name in try FileManager.default.contentsOfDirectory(atPath: server.workspace.folder)
      where name.hasPrefix("queue.sqlite") {
        #expect(mode(server.workspace.path(name)) == (0o600, account.number), "\(name)")
      }
      let words = try TestAccount.run(as: server.account) + [server.place.program, "status"]
      try server.workspace.require(Program.run(words, in: server.workspace.folder))
    }

    @Test("Nothing is done for who is not root, for whom nobody can ask, and for who says no")
    func asking() throws {
      let server = try bareServer()
      let outsider = try server.outside(server.setupWords(["--yes"]))
      #expect(outsider.status == 77)
      #expect(outsider.messages.contains("sudo "), "\(outsider.messages)")
      #expect(try server.setup().status == 64)

      let terminal = try PseudoTerminal()
      let child = try Child(
        server.setupWords([]), environment: Program.plainEnvironment, folder: "/", on: terminal.path)
      #expect(terminal.sees("Do this? [y/N]"))
      terminal.type(Array("n\n".utf8))
      #expect(child.wait() == 0)
      #expect(!TestAccount.exists(server.account))
      #expect(access(server.place.snippet, F_OK) != 0)
    }

    @Test("sshd's configuration is put back where sshd refuses it, or would not do what it says")
    func refusedConfigurations() throws {
      let server = try bareServer()
      let other = "\(server.place.folder)/sshd_config.d/00-other.conf"
      for (text, word) in [
        ("Nonsense yes\n", "Nonsense"), ("Match all\n  PasswordAuthentication yes\n", "PasswordAuthentication"),
        ("AllowUsers somebody-else\n", "AllowUsers"), ("DenyUsers scholium-*\n", "DenyUsers"),
      ] {
        try server.place.put(text, to: other)
        let outcome = try server.setup("--yes")
        #expect(outcome.status == 65, "\(outcome.messages)")
        #expect(outcome.messages.contains(word), "\(outcome.messages)")
        #expect(access(server.place.snippet, F_OK) != 0, "\(word)")
      }
      try server.place.put("AllowUsers scholium-*\n", to: other)
      try server.setUp()
      let kept = try String(contentsOfFile: server.place.snippet, encoding: .utf8)
      try server.place.put("Nonsense yes\n", to: other)
      try server.place.put("\(kept)# by hand\n", to: server.place.snippet)
      #expect(try server.setup("--yes").status == 65)
      #expect(try String(contentsOfFile: server.place.snippet, encoding: .utf8) == "\(kept)# by hand\n")
    }

    @Test("What is somebody else's is refused before anything is changed")
    func strangersThings() throws {
      let server = try bareServer()
      func expectRefused(
        _ status: Int32, _ word: String, _ options: [String], location: SourceLocation = #_sourceLocation
      )
        throws
      {
        let outcome = try Program.run(server.setupWords(options + ["--yes"]), in: "/")
        #expect(outcome.status == status, "\(outcome.messages)", sourceLocation: location)
        #expect(outcome.messages.contains(word), "\(outcome.messages)", sourceLocation: location)
        #expect(!TestAccount.exists(server.account), sourceLocation: location)
        #expect(access(server.place.snippet, F_OK) != 0, sourceLocation: location)
      }
      try expectRefused(77, "was not made by scholium ssh setup", ["--account", server.outsider])
      try expectRefused(64, "cannot be called", ["--account", "root"])
      try expectRefused(77, "install -m 755", ["--program", server.place.clients])

      let loose = try Workspace(films: ["Film 1"])
      try expectRefused(64, "others than root may write to", ["--workspace", loose.folder])
      try expectRefused(64, "is no workspace", ["--workspace", "\(server.place.folder)/sshd_config.d"])
      try expectRefused(64, "is a folder of the system's", ["--workspace", "/home"])
      try expectRefused(64, "cannot be served", ["--workspace", "\(server.place.folder)/two words"])
      let link = "\(server.place.folder)/link"
      try #require(symlink(server.workspace.folder, link) == 0)
      try expectRefused(64, "is a symbolic link", ["--workspace", link])

      try #require(Glibc.link(server.workspace.queue, "\(server.workspace.queue)-twin") == 0)
      try expectRefused(64, "is not one file of its own", [])
      try server.workspace.remove("queue.sqlite-twin")

      try server.place.put("MaxSessions 3\n", to: server.place.snippet)
      let foreign = try server.setup("--yes")
      #expect(foreign.status == 77 && foreign.messages.contains("move it away"), "\(foreign.messages)")
      #expect(try String(contentsOfFile: server.place.snippet, encoding: .utf8) == "MaxSessions 3\n")
    }
  }
}
