import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("Browsing")
  struct BrowseTests {
    @Test("A list finds by words, label, name and disagreement; a wrong term is told; an export-like look is audited")
    func lists() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2", "Film 3"], overlap: 2)
      try workspace.answer(as: "amara", ["drama", "comedy"])
      try workspace.answer(as: "bo", ["drama", "horror"])
      func words(_ query: String...) throws -> [String?] {
        let found = try workspace.require(
          Program.run(
            [Program.scholium, "browse", "film", "--json", "--as", "rita"] + query, in: workspace.folder)
        ).json
        return found["examples"]?.array?.map { $0["words"]?.string } ?? []
      }
      #expect(try words() == ["Film 1", "Film 2", "Film 3"])
      #expect(try words("2") == ["Film 2"])
      #expect(try words("label:drama") == ["Film 1"])
      #expect(try words("by:bo", "label:horror") == ["Film 2"])
      #expect(try words("differ:10") == ["Film 2"])
      #expect(try words("status:fresh") == ["Film 3"])
      #expect(try workspace.scholium("browse", "film", "--list", "ui:x").status == 64)
      #expect(try workspace.scholium("browse", "film", "--list", "label:gone").status == 66)
      let trail = String(decoding: try workspace.require(workspace.scholium("audit", "--json")).output, as: UTF8.self)
      #expect(trail.contains("label:drama") && trail.contains("status:fresh") && trail.contains("rita"))
      // How far people disagree is told to whoever asks for it, and to nobody else.
      for (query, tells) in [("status:done", false), ("differ:10", true)] {
        let found = try workspace.require(workspace.scholium("browse", "film", "--json", "--as", "rita", query)).json
        let rows = found["examples"]?.array ?? []
        #expect(!rows.isEmpty && rows.allSatisfy { ($0["disagreement"]?.isNull == false) == tells }, "\(query)")
      }
      try workspace.expectSound()
    }

    @Test(
      "In a terminal: found by words, opened with what everybody said, and never asked of whoever looked",
      .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
    func looks() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"], overlap: 2)
      try workspace.answer(as: "amara", ["drama"])
      let scene = try Scene(workspace)
      try scene.terminal.scholium("browse film --as rita")
      try scene.see("2 examples", "Film 1", "Film 2")
      try scene.type("/")
      try scene.see("Find")
      try scene.type("status:open")
      try scene.press("Enter")
      try scene.see("1 example of 2: status:open", "▸  open")
      try scene.press("Enter")
      try scene.see("What happens in Film 1", "A amara", "You may only look")
      try scene.press("Escape")
      try scene.see("1 example of 2: status:open")
      try scene.type("q")
      try scene.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }
      let pipe = try PipeClient(workspace, task: "film", as: "rita")
      #expect(try pipe.ask(["op": "next"])["assignment"]?["data"]?["title"] == "Film 2")
      #expect(pipe.finish().status == 0)
      try workspace.expectSound()
    }
  }
}
