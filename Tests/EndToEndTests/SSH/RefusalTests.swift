import Driving
import Glibc
import Testing

extension EndToEnd {
  /// What each role could hope to slip through, and that every try is on record.
  @Suite("Refused over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct RefusalTests {
    private static let tries: [(role: String, commands: [String])] = [
      (
        "annotator",
        [
          "status --queue /tmp/x", "status --as root", "status --", "-h", "status -h",
          "annotate film --keys /etc/passwd",
          "annotate --theme ../../x", "annotate --theme /etc/passwd", "annotate film --channel=../x", "status > /tmp/x",
          "status | cat", "status 'a b'", "status \"a\"", "status\\ x", "status *", "status ~", "status $HOME",
          "status \u{1B}[31mPWNED", "status \u{9B}31m", "status a\u{202E}b", "status\u{00A0}film", "status\rid",
          "status\tid", "pipe film", "export film", "audit", "status \(String(repeating: "x", count: 100_000))",
        ]
      ),
      (
        "engineer",
        [
          "import film /etc/passwd", "import film ../queue.sqlite", "publish ../x", "publish film --pool ../x",
          "check /etc", "export film", "annotators add eve --role admin", "publish film --workspace /tmp",
        ]
      ),
      (
        "admin",
        [
          "annotators add x --key /etc/ssh/ssh_host_rsa_key.pub", "annotators add am\u{1B}[31mara", "annotators add -x",
          "export film -o /tmp/stolen", "export film --output=/tmp/stolen", "backup /tmp/stolen", "restore /tmp/stolen",
          "ssh keys", "ssh setup --remove --yes", "ssh session --key SHA256:x", "doctor --queue /tmp/x",
        ]
      ),
      ("job", ["pipe film --as amara", "pipe film --queue /tmp/x", "annotate film", "pipe"]),
    ]

    @Test(
      "Nothing is executed, nothing comes back raw, and who asked for what is on record",
      .enabled(if: Program.find("strace") != nil, "strace is not installed"))
    func refusals() throws {
      let server = try LoopbackServer(films: ["Film 1"], isRecorded: true)
      for (role, commands) in Self.tries {
        try server.admit(role, role: role)
        for command in commands { expectRefused(try server.ssh(as: role, command), command) }
      }
      // A byte that is no UTF-8, which a shell of the client's writes.
      let words = try ["/bin/sh", "-c", #"exec "$@" "$(printf 'status \377')""#, "sh"] + server.words(as: "annotator")
      expectRefused(try Program.run(words), "invalid UTF-8")
      // What sshd itself cannot hand on, or does not take.
      for size in [200_000, 1_000_000] {
        let words = Array(repeating: String(repeating: "x", count: 100_000), count: size / 100_000)
        let outcome = try Program.run(server.words(as: "annotator", words))
        #expect(outcome.status != 0 && outcome.output.isEmpty, "\(size)")
      }

      // What leads to another program where somebody sits at the machine leads to none here.
      try server.workspace.require(server.ssh(as: "engineer", "publish", "film"))
      try server.workspace.require(server.ssh(as: "admin", "doctor"))
      try server.workspace.require(server.ssh(as: "admin", "export", "film"))
      let sshd = try #require(TestAccount.find("sshd"))
      #expect(try Set(server.executed) == [sshd, server.place.program])

      let trail = try Trail(of: server.workspace)
      for (role, commands) in Self.tries {
        for command in commands where command.utf8.count <= 4096 {
          #expect(trail.refused(role, command), "\(command) of \(role) is not on record")
        }
      }
      #expect(trail.refused("annotator", "status \u{FFFD}"))
      #expect(trail.has("exported", by: "admin"))
    }

    private func expectRefused(
      _ outcome: Program.Outcome, _ command: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let told = "\(command.prefix(100)): \(outcome.messages)\(outcome.text)"
      #expect(outcome.status == 77, "\(told)", sourceLocation: sourceLocation)
      #expect(outcome.output.isEmpty, "\(told)", sourceLocation: sourceLocation)
      #expect(outcome.messages.contains("you may ask for:"), "\(told)", sourceLocation: sourceLocation)
      #expect(Harmful.first(in: outcome.errors) == nil, "\(told)", sourceLocation: sourceLocation)
    }
  }
}
