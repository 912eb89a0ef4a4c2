import Testing

extension EndToEnd {
  @Suite("Files of keys")
  struct KeysCommandTests {
    @Test("check tells every fault of keys.yaml at once, with its place, and exits with 78")
    func faults() throws {
      let workspace = try Workspace(films: ["Film 1"])
      try workspace.write(
        """
        skp: k
        undo: ctrl-c
        flag: 7
        comment: ctrl-shift-x
        leave: []
        find: ctrl-c

        """, to: "keys.yaml")
      let check = try workspace.scholium("check")
      #expect(check.status == 78)
      let told = (check.text + check.messages).split(separator: "\n")
      for fault in [
        "keys.yaml:1:1: error: there is no command 'skp' (did you mean 'skip'?)",
        "keys.yaml:2:7: error: the key 'ctrl-c' means 'interrupt'", "keys.yaml:3:7: error: the key '7' can't be",
        "keys.yaml:4:10: error: 'ctrl-shift-x' is no key", "keys.yaml:5:1: error: 'leave' can't be without a key",
        "keys.yaml:6:7: error: the key 'ctrl-c' means",
      ] {
        #expect(told.contains { $0.hasPrefix(fault) }, "\(fault) in \(told)")
      }
    }

    @Test("A label that hides a changed key is a warning, which hinders nothing")
    func hidden() throws {
      let workspace = try Workspace(hasSampleTask: true)
      try workspace.write("skip: [a, f9]\n", to: "keys.yaml")
      let check = try workspace.require(workspace.scholium("check"))
      #expect((check.text + check.messages).contains("keys.yaml:1:8: warning: the label 'animation' of task 'genre'"))
    }

    @Test(
      "The person's keys go before the workspace's, and the footer names them",
      .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
    func layers() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      try workspace.write("skip: k\nflag: v\n", to: "keys.yaml")
      try workspace.write("skip: ctrl-k\n", to: "mine.yaml")
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara --keys mine.yaml")
      try terminal.see("Film 1", "^K skip", "v flag")
      try terminal.type("k")
      try terminal.press("C-k")
      try terminal.see("Skip this example: why?")
      try terminal.press("Enter")
      try terminal.see("Film 2", "skipped")
      try terminal.type("q")
      try terminal.see("ready>")
      // HOME is the workspace's folder there.
      try terminal.shell("mkdir -p .config/scholium && echo 'skip: f7' >.config/scholium/keys.yaml")
      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 2", "F7 skip")
      try terminal.type("q")
      try terminal.see("ready>")
      try terminal.shell("clear; '\(Program.scholium)' annotate film --as amara --keys nowhere.yaml; echo status=$?")
      try terminal.see("there is no file 'nowhere.yaml'", "status=66")
      try terminal.shell("clear; echo 'skip: contrl-k' >mine.yaml")
      try terminal.shell("clear; '\(Program.scholium)' annotate film --as amara --keys mine.yaml; echo status=$?")
      try terminal.see("mine.yaml:1:7: error: 'contrl-k' is no key", "status=78")
    }
  }
}
