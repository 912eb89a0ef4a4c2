import Driving
import Glibc
import Testing

extension EndToEnd {
  /// What else an SSH connection can carry, asked for beside a session that is really open.
  @Suite("Channels beside the session", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct ChannelTests {
    /// A session that stays open while it is not spoken to.
    private func open(_ server: LoopbackServer, options: [String], environment: [String: String] = [:]) throws -> Child
    {
      let child = try Child(
        server.words(as: "jay", ["pipe", "film"], options: options),
        environment: Program.plainEnvironment.merging(environment) { $1 }, folder: "/")
      #expect(awaited { server.session } != nil, "\(server.place.logText)")
      return child
    }

    @Test("Nothing comes through a forwarded port: not by -L, not by -D, and -R gets none")
    func ports() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("jay", role: "job")
      let (local, dynamic) = (try LoopbackPort.free(), try LoopbackPort.free())
      let child = try open(
        server,
        options: ["-L", "127.0.0.1:\(local):127.0.0.1:\(server.port)", "-D", "127.0.0.1:\(dynamic)"])
      // sshd greets whoever reaches it (RFC 4253, 4.2).
      #expect(try LoopbackPort.greeting(server.port).hasPrefix("SSH-2.0"))
      #expect(try LoopbackPort.greeting(local) == "")
      // SOCKS 4 (1996): connect to 127.0.0.1; the reply's second byte is 90 where it was granted.
      let port = [UInt8(server.port >> 8), UInt8(server.port & 0xFF)]
      #expect(try !LoopbackPort.greeting(dynamic, after: [4, 1] + port + [127, 0, 0, 1, 0]).contains("SSH-2.0"))
      child.closeInput()
      #expect(child.wait() == 0)
      let log = server.place.logText
      #expect(log.contains("refused local port forward"), "\(log)")

      let remote = try LoopbackPort.free()
      let refused = try server.ssh(
        as: "jay", "status",
        options: ["-o", "ExitOnForwardFailure=yes", "-R", "127.0.0.1:\(remote):127.0.0.1:\(server.port)"])
      #expect(refused.status == 255 && refused.output.isEmpty, "\(refused.messages)")
    }

    @Test("No agent, no display and no socket is handed to the session")
    func agentAndDisplay() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("jay", role: "job")
      let socket = "\(server.place.clients)/agent"
      let agent = try Child(
        TestAccount.run(as: server.outsider) + [try #require(Program.find("ssh-agent")), "-D", "-a", socket],
        environment: Program.plainEnvironment, folder: "/")
      defer { agent.signal(SIGKILL) }
      let isThere: Bool? = awaited { access(socket, F_OK) == 0 ? true : nil }
      #expect(isThere == true)
      let child = try open(
        server, options: ["-A", "-Y", "-v", "-o", "IdentityAgent=\(socket)", "-o", "XAuthLocation=/none"],
        environment: ["DISPLAY": "127.0.0.1:0"])
      let session = try #require(server.session)
      let variables = try #require(LoopbackPlace.text("/proc/\(session)/environ"))
      #expect(variables.contains("SSH_USER_AUTH="))
      #expect(!variables.contains("SSH_AUTH_SOCK") && !variables.contains("DISPLAY"), "\(variables)")
      let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 20))
      // The client did ask.
      #expect(outcome.messages.contains("Requesting authentication agent forwarding"), "\(outcome.messages)")
      #expect(outcome.messages.contains("X11 forwarding request failed"), "\(outcome.messages)")
    }

    @Test(
      "No tunnel for packets is opened, though sshd gives them to others",
      .enabled(if: access("/dev/net/tun", R_OK | W_OK) == 0, "this system has no tunnels"))
    func tunnel() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("jay", role: "job")
      // Only root can open the near end.
      let account = try TestAccount.run(as: server.outsider)
      let words = try server.words(as: "jay", ["status"], options: ["-v", "-w", "any:any"]).dropFirst(account.count)
      let outcome = try Program.run(Array(words))
      #expect(outcome.messages.contains("Requesting tun"), "\(outcome.messages)")
      #expect(outcome.messages.contains("Server has rejected tunnel device forwarding"), "\(outcome.messages)")
    }
  }
}
