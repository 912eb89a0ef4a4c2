import Driving
import Glibc
import Testing

extension EndToEnd {
  /// Where Swift's runtime finds its own program for crashes, that one offers a debugger to whoever is at the terminal; and
  /// the key that quits is a crash to it.
  @Suite("Crashes over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct CrashTests {
    private static let hasStrace = Program.find("strace") != nil

    @Test(
      "Neither the key that quits nor a crash starts a debugger", .enabled(if: hasStrace, "strace is not installed"))
    func noDebugger() throws {
      let server = try LoopbackServer(films: ["Film 1"], isRecorded: true)
      try server.admit("amara")
      for signal in [nil, SIGSEGV, SIGILL, SIGTRAP, SIGABRT] {
        let terminal = try PseudoTerminal()
        let child = try server.client(as: "amara", ["annotate", "--plain"], options: ["-tt"], at: terminal)
        #expect(terminal.sees("Film 1"))
        let session = try #require(server.session)
        if let signal { kill(session, signal) } else { terminal.type([0x1C]) }
        let isOver: Bool? = awaited { kill(session, 0) == 0 ? nil : true }
        #expect(isOver == true, "\(signal ?? SIGQUIT)")
        _ = child.wait()
        terminal.read(seconds: 0.1)
        let seen = String(decoding: terminal.painted, as: UTF8.self)
        #expect(!seen.contains("to interact") && !seen.contains("Backtrace"), "\(seen)")
      }
      let sshd = try #require(TestAccount.find("sshd"))
      #expect(try Set(server.executed) == [sshd, server.place.program])
    }

    @Test("The runtime is told so before the program's first instruction: a key may come sooner")
    func fromTheStart() throws {
      let server = try LoopbackServer { try Workspace(films: ["Film 1"], in: $0) }
      try server.setUp()
      let sshd = try #require(TestAccount.find("sshd"))
      let settings = try server.workspace.require(
        Program.run(
          [sshd, "-T", "-f", server.place.configuration, "-C", "user=\(server.account),host=localhost,addr=127.0.0.1"]))
      #expect(settings.lines.contains("setenv SWIFT_BACKTRACE=enable=no"), "\(settings.text)")
    }
  }
}
