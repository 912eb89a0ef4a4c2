import Driving
import Glibc
import Testing

extension EndToEnd {
  /// Requests that no list of examples has: pieces of commands, shells and terminals, put together by chance.
  @Suite("Generated requests")
  struct GeneratedRequestTests {
    private static let seed = Program.environment["SCHOLIUM_SEED"].flatMap { UInt64($0) } ?? 7
    private static let isLong = Program.environment["SCHOLIUM_LONG"] == "1"

    /// A folder that is as it was when nothing was done.
    private static func files(of workspace: Workspace) throws -> String {
      let find = try #require(Program.find("find"))
      return try Program.run([
        find, workspace.folder, "-not", "-name", "queue.sqlite*", "-newer", workspace.path("mark"),
      ])
      .text
    }

    @Test("Whatever is asked for is refused with the list of what is allowed, and does nothing")
    func requests() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let keygen = try #require(Program.find("ssh-keygen"))
      try workspace.require(Program.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", workspace.path("key")]))
      try workspace.require(
        workspace.scholium("annotators", "add", "ada", "--role", "admin", "--key", workspace.path("key.pub")))
      let listed = try workspace.require(Program.run([keygen, "-l", "-f", workspace.path("key.pub")]))
      let key = try #require(listed.text.split(separator: " ").dropFirst().first)
      let command = "\(Program.scholium) ssh session --workspace \(workspace.folder) --key \(key)"
      try workspace.write("", to: "mark")
      let before = try workspace.require(workspace.scholium("export", "film")).output
      print("SCHOLIUM_SEED=\(Self.seed)")
      var chance = HostileRequests(seed: Self.seed)
      let count = Self.isLong ? 5000 : 470
      for number in 1...count {
        let request = chance.next()
        let outcome = try Program.run(
          [Program.scholium, "-c", command], in: workspace.folder, environment: ["SSH_ORIGINAL_COMMAND": request])
        let told =
          "request \(number) of seed \(Self.seed): \(request.debugDescription): \(outcome.messages.prefix(300))"
        #expect(outcome.status == 77, "\(told)")
        #expect(outcome.output.isEmpty, "\(told)")
        #expect(outcome.messages.contains("you may ask for:"), "\(told)")
        #expect(Harmful.first(in: outcome.errors) == nil, "\(told)")
      }
      #expect(try workspace.require(workspace.scholium("export", "film")).output == before)
      let made = try Self.files(of: workspace).split(separator: "\n").filter { $0 != workspace.folder }
      #expect(made.isEmpty, "\(made)")
      let refused = try workspace.require(workspace.scholium("audit", "--json")).rows
        .filter { $0["what"]?.string == "refused" && $0["who"]?.string == "ada" }
      #expect(refused.count == count)
      try workspace.require(workspace.scholium("doctor"))
    }

    @Test(
      "The same through a running sshd", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
    func throughSSHD() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("ada", role: "admin")
      var chance = HostileRequests(seed: Self.seed &+ 1)
      var requests: [String] = []
      for number in 1...30 {
        let request = chance.next()
        let outcome = try server.ssh(as: "ada", request)
        let told = "request \(number) of seed \(Self.seed): \(request.debugDescription): \(outcome.messages)"
        #expect(outcome.status == 77, "\(told)")
        #expect(outcome.output.isEmpty, "\(told)")
        #expect(Harmful.first(in: outcome.errors) == nil, "\(told)")
        requests.append(request)
      }
      let trail = try Trail(of: server.workspace)
      for request in requests where request.utf8.count <= 4096 {
        #expect(trail.refused("ada", request), "\(request.debugDescription) is not on record")
      }
    }
  }
}
