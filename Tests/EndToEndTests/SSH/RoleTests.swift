import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  /// Who somebody is, and what that lets them do.
  @Suite("Keys and roles over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct RoleTests {
    private static let roles = ["annotator", "reviewer", "engineer", "admin", "job"]
    /// Who may ask for it, and how it ends then with nobody at a terminal.
    private static let commands: [(words: String, roles: Set<String>, status: Int32)] = [
      ("status", Set(roles), 0), ("annotate", ["annotator", "reviewer", "engineer", "admin"], 64),
      ("pipe film", ["job"], 0), ("export film", ["admin"], 0), ("annotators", ["reviewer", "engineer", "admin"], 0),
      ("sessions", ["admin"], 0), ("audit", ["admin"], 0), ("publish film", ["engineer", "admin"], 0),
      ("doctor", ["admin"], 0),
      ("review film", ["reviewer", "engineer", "admin"], 64),
      ("browse film", ["annotator", "reviewer", "engineer", "admin"], 64), ("ssh keys", [], 0),
      ("backup /tmp/x", [], 0), ("init", [], 0),
    ]

    @Test("Each role is let do what is its own, and refused all else with the list of that")
    func roles() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      for role in Self.roles {
        try server.admit(role, role: role)
        for (words, roles, status) in Self.commands {
          let outcome = try server.ssh(as: role, words)
          let told = "\(words) as \(role): \(outcome.messages)"
          #expect(outcome.status == (roles.contains(role) ? status : 77), "\(told)")
          #expect(roles.contains(role) != outcome.messages.contains("as \(role) you may ask for:"), "\(told)")
        }
      }
      // A role is what it is at this moment.
      try server.workspace.require(server.ssh(as: "admin", "annotators", "role", "engineer", "annotator"))
      #expect(try server.ssh(as: "engineer", "publish", "film").status == 77)
    }

    @Test("A key is one person's: it is refused to a second one, and no request names another")
    func oneOwner() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      try server.admit("ada", role: "admin")
      let key = "\(server.place.clients)/amara.pub"
      let outcomes = [
        try server.workspace.scholium("annotators", "add", "bo", "--key", key),
        try server.ssh(as: "ada", "annotators", "add", "bo", "--key", "-", input: LoopbackPlace.bytes(key)),
      ]
      for outcome in outcomes {
        #expect(outcome.status == 65)
        #expect(outcome.messages.contains("amara"), "\(outcome.messages)")
      }
      #expect(try !server.ssh(as: "ada", "annotators").text.contains("bo"))
      let fingerprint = try #require(try server.fingerprint(of: "ada"))
      for words in [
        "--key \(fingerprint)", "annotate --key \(fingerprint)",
        "ssh session --workspace \(server.workspace.folder) --key \(fingerprint)",
        "-c \(server.place.program) ssh session --workspace \(server.workspace.folder) --key \(fingerprint)",
      ] {
        #expect(try server.ssh(as: "amara", words).status == 77, "\(words)")
      }
    }

    @Test("A key that was taken away lets nobody in at the next login, another one of the same person still does")
    func removedKey() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let first = try #require(try server.fingerprint(of: "amara"))
      let second = try server.makeKey("second")
      try server.workspace.require(server.workspace.scholium("annotators", "add", "amara", "--key", second))
      try server.workspace.require(server.ssh(as: "amara", "status"))
      try server.workspace.require(server.workspace.scholium("annotators", "remove", "amara", "--key", first))
      let outcome = try server.ssh(as: "amara", "status")
      #expect(outcome.status == 255)
      #expect(outcome.messages.contains("Permission denied (publickey)"), "\(outcome.messages)")
      try server.workspace.require(server.ssh(as: "second", "status"))
      try server.workspace.require(server.workspace.scholium("annotators", "remove", "amara"))
      #expect(try server.ssh(as: "second", "status").status == 255)
    }

    @Test("Somebody paused is let in, told so, and served nothing")
    func paused() throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      try server.admit("jay", role: "job")
      for name in ["amara", "jay"] {
        try server.workspace.require(server.workspace.scholium("annotators", "pause", name))
      }
      let terminal = try PseudoTerminal()
      let child = try server.client(as: "amara", at: terminal)
      #expect(terminal.sees("paused"), "\(String(decoding: terminal.painted, as: UTF8.self))")
      child.signal(SIGTERM)
      #expect(!String(decoding: terminal.painted, as: UTF8.self).contains("Film 1"))
      let piped = try server.ssh(as: "jay", "pipe film", input: Array("{\"op\":\"next\"}\n".utf8))
      #expect(piped.text.contains("paused") || piped.messages.contains("paused"), "\(piped.text)\(piped.messages)")
      #expect(!piped.text.contains("Film 1"))
      #expect(try server.workspace.sql("SELECT count(*) FROM exposure") == [["0"]])
    }
  }
}
