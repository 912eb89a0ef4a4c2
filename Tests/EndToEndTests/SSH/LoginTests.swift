import Driving
import Glibc
import Testing

extension EndToEnd {
  /// Through a real sshd, from another account of the system.
  @Suite("Logging in over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct LoginTests {
    @Test("A key says who somebody is, and lets them do what their role permits")
    func status() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let outcome = try server.workspace.require(server.ssh(as: "amara", "status"))
      #expect(outcome.text.contains("film: 1 example"), "\(outcome.text)")
      let refused = try server.ssh(as: "amara", "sh")
      #expect(refused.status == 77)
      #expect(refused.messages.contains("status [NAME]"), "\(refused.messages)")
    }

    @Test(
      "ssh opens the workbench, an answer counts, and leaving it ends the connection", .enabled(if: EndToEnd.hasTmux))
    func annotating() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let terminal = try Tmux(try Workspace())
      try terminal.shell("clear; \(try server.line(as: "amara"))")
      try terminal.see("Film 1", "amara")
      try terminal.type("2")
      try terminal.see("▸2 Drama")
      try terminal.press("Enter")
      let saved: Bool? = try awaited { try server.workspace.responses().isEmpty ? nil : true }
      #expect(saved == true)
      try terminal.type("q")
      try terminal.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }
      #expect(try server.workspace.responses().map { $0["annotator"]?.string } == ["amara"])
      server.seeNoSessions()
    }

    @Test("A key that is not in the queue is refused, and so is every other way in")
    func strangers() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      let key = try server.makeKey("stranger")
      let others = ["-o", "PreferredAuthentications=password,keyboard-interactive,hostbased,gssapi-with-mic"]
      for options in [[], others] {
        let outcome = try server.ssh(as: "stranger", "status", options: options)
        #expect(outcome.status == 255)
        #expect(outcome.messages.contains("Permission denied (publickey)"), "\(outcome.messages)")
      }
      // A file of keys in the account's home is no way in.
      try server.workspace.require(
        Program.run(["/usr/bin/install", "-D", "-m", "644", key, server.workspace.path(".ssh/authorized_keys")]))
      #expect(try server.ssh(as: "stranger", "status").status == 255)
      server.seeNoSessions()
    }

    @Test("The account opens no shell for another account of the system, nor for root")
    func noShell() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      let runuser = try #require(TestAccount.find("runuser"))
      for words in [["-", server.account], [server.account, "-c", "id"]] {
        let outcome = try Program.run([runuser] + words)
        #expect(outcome.status == 77, "\(outcome.messages)\(outcome.text)")
        #expect(outcome.messages.contains("has no shell"), "\(outcome.messages)")
      }
    }

    @Test("What the client's environment says does not come along")
    func environment() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let options = ["-o", "SendEnv=LC_ALL SCHOLIUM_NONE", "-o", "SetEnv=LC_CTYPE=evil LANG=evil LD_PRELOAD=/evil"]
      let terminal = try PseudoTerminal()
      let child = try server.client(
        as: "amara", options: options, at: terminal, environment: ["TERM": "xterm", "LC_ALL": "\u{1B}[31m"])
      #expect(terminal.sees("Film 1"))
      let session = try #require(server.sessions.first { server.isProgram($0) })
      let variables = try #require(LoopbackPlace.text("/proc/\(session)/environ"))
      #expect(!variables.contains("evil") && !variables.contains("\u{1B}"), "\(variables)")
      #expect(variables.contains("SSH_USER_AUTH="), "\(variables)")
      child.signal(SIGTERM)
    }
  }
}
