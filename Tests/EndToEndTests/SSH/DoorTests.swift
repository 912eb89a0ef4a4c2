import Driving
import Glibc
import Testing

extension EndToEnd {
  /// What sshd itself keeps out, as `scholium ssh setup` configured it, tried from another account of the system.
  @Suite("Ways around the workbench", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct DoorTests {
    private static let hasStrace = Program.find("strace") != nil

    @Test(
      "Whatever is asked for, nothing but scholium is executed",
      .enabled(if: hasStrace, "strace is not installed"))
    func commands() throws {
      let server = try LoopbackServer(films: ["Film 1"], isRecorded: true)
      try server.admit("amara")
      for command in [
        "sh", "/bin/sh -i", "sh -c id", "status; id", "status && id", "status | sh", "status `id`", "status $(id)",
        "status\nid", "-c id", "--help", "scholium -c id", "git-upload-pack /", "rsync --server . /", "scp -t /tmp",
        "internal-sftp", "/usr/lib/openssh/sftp-server", "ssh session --key x", "ssh setup", "backup /tmp/stolen", "vi",
        "export film -o /tmp/stolen", "import film /etc/passwd", "status --workspace /", "annotate film --as bo",
      ] {
        let outcome = try server.ssh(as: "amara", command)
        #expect(outcome.status == 77, "\(command): \(outcome.messages)\(outcome.text)")
        #expect(outcome.output.isEmpty, "\(command): \(outcome.text)")
        #expect(outcome.messages.contains("you may ask for:"), "\(command): \(outcome.messages)")
      }
      try server.workspace.require(server.ssh(as: "amara", "status"))
      // Newer servers are made of several programs.
      let others = try server.executed.filter { $0 != "/usr/sbin/sshd" && !$0.hasPrefix("/usr/lib/openssh/sshd-") }
      #expect(Set(others) == [server.place.program], "\(others)")
      #expect(access("/tmp/stolen", F_OK) != 0)
    }

    @Test(
      "The record would show a shell, if one were on the way", .enabled(if: hasStrace, "strace is not installed"))
    func teeth() throws {
      let server = try LoopbackServer(films: ["Film 1"], isRecorded: true)
      try server.admit("amara")
      let usermod = try #require(TestAccount.find("usermod"))
      try server.workspace.require(Program.run([usermod, "--shell", "/bin/sh", server.account]))
      try server.workspace.require(server.ssh(as: "amara", "status"))
      #expect(try server.executed.contains("/bin/sh"))
    }

    @Test("No subsystem is served: neither sftp nor scp reads or writes a file")
    func fileTransfer() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      for name in ["sftp", "internal-sftp", "netconf"] {
        let outcome = try server.ssh(as: "amara", name, options: ["-s"], input: [0, 0, 0, 5, 1, 0, 0, 0, 3])
        #expect(outcome.status != 0)
        #expect(outcome.output.isEmpty, "\(outcome.output)")
      }
      for words in [["scp", "-F"], ["scp", "-O", "-F"], ["sftp", "-b", "-", "-F"]] {
        let program = try #require(Program.find(words[0]))
        let target = words[0] == "scp" ? ["amara:queue.sqlite", "\(server.place.clients)/stolen"] : ["amara"]
        let outcome = try server.outside(
          [program] + words.dropFirst() + [server.place.clientConfiguration] + target,
          input: Array("get queue.sqlite \(server.place.clients)/stolen\n".utf8))
        #expect(outcome.status != 0, "\(words)")
      }
      #expect(access("\(server.place.clients)/stolen", F_OK) != 0)
    }

    @Test("No tunnel leads through it, in either direction")
    func forwarding() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let there = try LoopbackPort.free()
      let refused = try server.ssh(as: "amara", options: ["-W", "127.0.0.1:\(server.port)"])
      #expect(refused.status == 255)
      #expect(refused.output.isEmpty, "sshd's own greeting came through the tunnel")
      for option in ["-R", "-L", "-D"] {
        let place = option == "-D" ? "127.0.0.1:\(there)" : "127.0.0.1:\(there):127.0.0.1:\(server.port)"
        let outcome = try server.ssh(
          as: "amara", "status", options: ["-o", "ExitOnForwardFailure=yes", option, place])
        // The client itself listens for -L and -D; only what comes through could be refused.
        #expect(option == "-R" ? outcome.status == 255 : outcome.status == 0, "\(option): \(outcome.messages)")
      }
      let agent = try server.ssh(as: "amara", "status", options: ["-A", "-X", "-o", "LogLevel=VERBOSE"])
      #expect(agent.status == 0, "\(agent.messages)")
      server.seeNoSessions()
    }

    @Test("One connection is one session: no second one goes through it")
    func multiplexing() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let control = ["-o", "ControlPath=\(server.place.clients)/control"]
      let terminal = try PseudoTerminal()
      let master = try server.client(as: "amara", options: ["-M"] + control, at: terminal)
      #expect(terminal.sees("Film 1"))
      let second = try server.ssh(as: "amara", "status", options: ["-o", "ProxyCommand=false"] + control)
      #expect(second.status == 255 && second.output.isEmpty, "\(second.messages)\(second.text)")
      let log = server.place.logText
      #expect(log.contains("no more sessions"), "\(log)")
      master.signal(SIGTERM)
    }

    @Test("64 people log in at the same moment")
    func rush() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let children = try (0..<64).map { _ in
        try Child(server.words(as: "amara", ["status"]), environment: Program.plainEnvironment, folder: "/")
      }
      let outcomes = children.map { Conversation.run($0, input: [], until: Deadline(seconds: 120)) }
      let failed = outcomes.filter { $0.status != 0 }
      #expect(failed.isEmpty, "\(failed.count) of 64: \(failed.first.map(\.messages) ?? "")")
    }

    @Test("Another account of the system can neither read, change nor replace the database")
    func database() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      let queue = server.workspace.queue
      for words in [
        ["/bin/cat", queue], ["/bin/ls", server.workspace.folder], ["/bin/rm", "-f", queue],
        ["/bin/mv", server.workspace.folder, "\(server.place.clients)/mine"],
        ["/bin/ln", queue, "\(server.place.clients)/mine"], ["/bin/ln", "-s", "/dev/null", "\(queue)-wal"],
        ["/usr/bin/touch", "\(queue)-wal"], [server.place.program, "status", "--workspace", server.workspace.folder],
        [server.place.program, "ssh", "keys", "--workspace", server.workspace.folder],
        [server.place.program, "ssh", "session", "--workspace", server.workspace.folder, "--key", "SHA256:x"],
      ] {
        let outcome = try server.outside(words)
        #expect(outcome.status != 0, "\(words)")
        #expect(outcome.output.isEmpty, "\(words): \(outcome.text)")
      }
      try server.workspace.expectSound()
    }
  }
}
