import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  /// Lines that go silent, a second terminal of the same person, and sessions that an administrator ends.
  @Suite(
    "Sessions over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot), .enabled(if: EndToEnd.hasTmux))
  struct RemoteSessionTests {
    @Test("A frozen client's line is ended, and its person gets the example back with the draft")
    func silence() throws {
      let server = try LoopbackServer { try Workspace(films: ["Film 1"], in: $0) }
      try server.setUp()
      // As the setup has it, in seconds instead of quarters of a minute.
      try server.service.insist(on: ["ClientAliveInterval 1", "ClientAliveCountMax 3"])
      try server.start()
      try server.admit("amara")
      let first = try comeIn("amara", to: server)
      try first.see("Film 1")
      try choose("2", "▸2 Drama", at: first)
      let client = try first.runningProcess()
      kill(client, SIGSTOP)
      server.seeNoSessions()

      let second = try comeIn("amara", to: server)
      try second.see("Film 1", "▸2 Drama")
      try second.press("Enter")
      try second.see("All done")
      #expect(try answers(server) == ["amara: drama"])
      kill(client, SIGKILL)
    }

    @Test(
      "A second terminal gets other work and the notice; it takes over at a key, and the first one's submit is refused")
    func takingOver() throws {
      let server = try LoopbackServer(films: (1...4).map { "Film \($0)" })
      try server.admit("amara")
      let first = try comeIn("amara", to: server)
      try first.see("Film 1")
      try choose("2", "▸2 Drama", at: first)

      let second = try comeIn("amara", to: server)
      try second.see("Another terminal of yours has an example open")
      try second.see("another film") { !$0.contains { $0.contains("Film 1") } }
      // A choice that is not sent for a second is kept, so that what is taken over comes with it.
      let isKept: Bool? = try awaited {
        try server.workspace.sql("SELECT answer FROM draft") == [[#"{"genre":"drama"}"#]] ? true : nil
      }
      #expect(isKept == true)
      try until("Film 1", at: second) { try second.press("C-t") }
      try second.see("▸2 Drama")

      try first.press("Enter")
      try first.see("took this example over")
      #expect(try answers(server) == [])

      // The first one's choice is still there for whoever comes next.
      try second.type("q")
      try second.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }
      try first.die()
      server.seeNoSessions()
      let third = try comeIn("amara", to: server)
      try third.see("Film 1", "▸2 Drama")
      try third.press("Enter")
      try third.see("saved")
      #expect(try answers(server) == ["amara: drama"])
    }

    @Test("An administrator sees who is connected and from where, and ends somebody's sessions within a pulse")
    func ending() throws {
      let server = try LoopbackServer(films: (1...6).map { "Film \($0)" })
      for person in ["amara", "bo"] { try server.admit(person) }
      let terminals = try ["amara", "amara", "bo"].map { try comeIn($0, to: server) }
      for terminal in terminals { try terminal.see("Film") }
      try choose("2", "▸2 Drama", at: terminals[0])
      let list = try server.workspace.require(server.workspace.scholium("sessions", "--json")).json
      let sessions = list["sessions"]?.array ?? []
      #expect(sessions.compactMap { $0["annotator"]?.string }.sorted() == ["amara", "amara", "bo"])
      #expect(sessions.allSatisfy { $0["from"] == "127.0.0.1" && $0["client"] == "curses" }, "\(list)")

      let ended = try server.workspace.require(server.workspace.scholium("sessions", "end", "amara"))
      #expect(ended.text == "2 sessions of amara are ended.\n")
      for terminal in terminals.prefix(2) {
        // A pulse is 15 s. The terminal is a shell's again, with nothing of the workbench on it but why it is gone.
        let screen = try terminal.see(seconds: 25, "a shell again") { screen in
          screen.last { !$0.isEmpty } == "ready>" && !screen.contains { $0.contains("Film") }
        }
        #expect(screen.contains { $0.contains("whoever runs the tasks has ended this session") }, "\(screen)")
      }
      try terminals[2].see("Film")
      let left = try server.workspace.require(server.workspace.scholium("sessions", "--json")).json
      #expect(left["sessions"]?.array?.map { $0["annotator"]?.string } == ["bo"])
      let again = try comeIn("amara", to: server)
      try again.see("Film 1", "▸2 Drama")
    }

    @Test("The person's own terminal says over the line whether it is light", arguments: ["#fffff0", "#101018"])
    func background(color: String) throws {
      let server = try LoopbackServer(films: ["Film 1"])
      try server.admit("amara")
      let terminal = try comeIn("amara", to: server, background: color)
      try terminal.see("Film 1")
      try choose("2", "▸2 Drama", at: terminal)
      try terminal.press("Enter")
      try terminal.see("All done")
      let theme = try server.workspace.responses().first?["context"]?["theme"]?.string
      #expect(theme == (color == "#fffff0" ? "light" : "dark"))
    }

    // MARK: At a terminal

    private func comeIn(_ person: String, to server: LoopbackServer, background: String? = nil) throws -> Tmux {
      let terminal = try Tmux(try Workspace())
      if let background { try terminal.paintBackground(background) }
      try terminal.shell("clear; \(try server.line(as: person))")
      try terminal.see(person)
      return terminal
    }

    /// Presses a label's key until it is chosen: again where it came before the screen could be seen.
    private func choose(_ key: String, _ chosen: String, at terminal: Tmux) throws {
      try until(chosen, at: terminal) { try terminal.type(key) }
    }

    private func until(_ seen: String, at terminal: Tmux, _ act: () throws -> Void) throws {
      try act()
      var tried = Deadline(seconds: 1)
      try terminal.see(seen) { screen in
        if screen.contains(where: { $0.contains(seen) }) { return true }
        guard tried.hasPassed, screen.contains(where: { $0.contains("so it was not taken") }) else { return false }
        try? act()
        tried = Deadline(seconds: 1)
        return false
      }
    }

    private func answers(_ server: LoopbackServer) throws -> [String] {
      try server.workspace.responses().map {
        "\($0["annotator"]?.string ?? "-"): \($0["answer"]?["genre"]?.string ?? "-")"
      }
    }
  }
}
