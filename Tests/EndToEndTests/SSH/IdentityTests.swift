import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  /// The key says who somebody is. What else comes along with a request does not, however it comes.
  @Suite("A forged identity")
  struct IdentityTests {
    private static let forged = [
      "SCHOLIUM_ANNOTATOR": "ada", "SCHOLIUM_QUEUE": "/tmp/other.sqlite", "USER": "ada", "LOGNAME": "ada",
      "SUDO_USER": "ada", "LANG": "\u{1B}[31mPWNED", "LC_ALL": "\u{1B}]0;x\u{7}", "TZ": "/etc/passwd",
      "TERMINFO": "/tmp", "COLUMNS": "99999999", "LINES": "-1", "NO_COLOR": "\u{1B}[2J", "COLORFGBG": "\u{1B};15",
      "HOME": "/etc", "XDG_CONFIG_HOME": "/etc",
    ]

    /// What sshd runs for somebody's key, where all of the environment could be the client's.
    private func session(
      _ workspace: Workspace, key: String, _ request: String?, input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Program.Outcome {
      var variables = ["SSH_CONNECTION": "10.1.2.3 40000 10.1.2.4 22"].merging(environment) { $1 }
      variables["SSH_ORIGINAL_COMMAND"] = request
      let command = "\(Program.scholium) ssh session --workspace \(workspace.folder) --key \(key)"
      return try Program.run(
        [Program.scholium, "-c", command], input: input, in: workspace.folder, environment: variables)
    }

    @Test("No variable changes who somebody is, nor which queue is theirs, nor gets to the screen")
    func variables() throws {
      let (workspace, keys) = try Self.workspace()
      let hello = Array("{\"op\":\"hello\"}\n".utf8)
      let outcome = try workspace.require(
        session(workspace, key: keys["jay"] ?? "", "pipe film", input: hello, environment: Self.forged))
      #expect(try outcome.json["annotator"]?.string == "jay")
      for term in ["\u{1B}[31mPWNED", "../../tmp/x", String(repeating: "x", count: 100_000)] {
        let environment = Self.forged.merging(["TERM": term]) { $1 }
        let outcome = try session(workspace, key: keys["amara"] ?? "", nil, environment: environment)
        #expect(outcome.status == 64, "\(outcome.messages)")
        #expect(Harmful.first(in: outcome.errors + outcome.output) == nil, "\(outcome.messages)")
      }
      for place in ["\u{1B}[31mPWNED 1 2 3", String(repeating: "1", count: 100_000), ""] {
        let outcome = try session(
          workspace, key: keys["amara"] ?? "", "audit", environment: ["SSH_CONNECTION": place])
        #expect(outcome.status == 77)
        #expect(try Trail(of: workspace).refused("amara", "audit", from: "unknown"))
      }
    }

    @Test("sshd's word which key was used stands above the one in the command, and only where it can be read")
    func proof() throws {
      let (workspace, keys) = try Self.workspace()
      let amara = String(decoding: try workspace.read("amara.pub"), as: UTF8.self)
      try workspace.write("publickey \(amara)", to: "proof")
      let honest = ["SSH_USER_AUTH": workspace.path("proof")]
      try workspace.require(session(workspace, key: keys["amara"] ?? "", "status", environment: honest))
      #expect(try session(workspace, key: keys["jay"] ?? "", "status", environment: honest).status == 77)
      for path in ["/dev/zero", "/nowhere", workspace.folder, "/etc/passwd"] {
        let started = Deadline(seconds: 20)
        let outcome = try session(workspace, key: keys["amara"] ?? "", "status", environment: ["SSH_USER_AUTH": path])
        #expect(outcome.status == 77, "\(path): \(outcome.messages)")
        #expect(!started.hasPassed, "\(path)")
      }
      #expect(try session(workspace, key: "SHA256:nobody", "status").status == 77)
      #expect(try Trail(of: workspace).has("refused", by: "unknown"))
    }

    @Test(
      "sshd, though it takes all variables from others, takes none from annotators",
      .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
    func throughSSHD() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("jay", role: "job")
      let variables = Self.forged.merging([
        "LD_PRELOAD": "/tmp/evil.so", "LD_LIBRARY_PATH": "/tmp", "SSH_USER_AUTH": "/tmp/forged",
        "SSH_ORIGINAL_COMMAND": "export film", "SSH_CONNECTION": "6.6.6.6 1 2 3", "SWIFT_BACKTRACE": "enable=yes",
      ]) { $1 }
      let names = variables.keys.sorted().joined(separator: " ")
      let client = try Child(
        server.words(as: "jay", ["pipe", "film"], options: ["-o", "SendEnv=\(names)"]),
        environment: Program.plainEnvironment.merging(variables) { $1 }, folder: "/")
      let session = try #require(awaited { server.session })
      let seen = try #require(LoopbackPlace.text("/proc/\(session)/environ"))
      for text in ["evil", "forged", "6.6.6.6", "ada", "PWNED", "export film", "\u{1B}"] {
        #expect(!seen.contains(text), "\(seen)")
      }
      let outcome = Conversation.run(client, input: Array("{\"op\":\"hello\"}\n".utf8), until: Deadline(seconds: 20))
      #expect(try outcome.json["annotator"]?.string == "jay")
    }

    /// Films, with an annotator and a job, and the fingerprints of their keys.
    private static func workspace() throws -> (Workspace, [String: String]) {
      let workspace = try Workspace(films: ["Film 1"])
      let keygen = try #require(Program.find("ssh-keygen"))
      for (name, role) in [("amara", "annotator"), ("jay", "job")] {
        try workspace.require(Program.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", workspace.path(name)]))
        try workspace.require(
          workspace.scholium("annotators", "add", name, "--role", role, "--key", workspace.path("\(name).pub")))
      }
      let keys = try workspace.require(workspace.scholium("annotators", "keys", "--json")).json["keys"]?.array ?? []
      return (
        workspace,
        Dictionary(keys.map { ($0["annotator"]?.string ?? "", $0["fingerprint"]?.string ?? "") }) { first, _ in first }
      )
    }
  }
}
