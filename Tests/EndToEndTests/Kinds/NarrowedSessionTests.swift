import Testing

extension EndToEnd.Kinds {
  /// A label was split: who gave it is asked which of its parts it is, and nothing else.
  @Suite("a narrowed question") struct Narrowed {
    private static let films = KindTask(
      name: "genre",
      show: ["{field: title, style: heading}"],
      ask: ["{id: genre, kind: choice, prompt: Which genre is it?}"],
      labels: ["comedy", "drama", "horror"].map { "{id: \($0), title: A \($0)}" },
      rows: (1...3).map { #"{"title":"Film \#($0)"}"# })
    private static let given = [#"{"genre":"drama"}"#, #"{"genre":"comedy"}"#, #"{"genre":"drama"}"#]
    private static let settled = [#"{"genre":"tragedy"}"#, #"{"genre":"horror"}"#]

    /// The task with its three films answered under the first version, and the second one published.
    private func workspace() throws -> Workspace {
      let workspace = try Workspace(Self.films)
      try workspace.plainSession(of: Self.films, ["2", "1", "2", "q"])
      try workspace.expectAnswers(Self.given, to: Self.films)
      try workspace.write(
        """
        version: 2
        labels:
          - {id: comedy, title: A comedy}
          - {id: drama, title: A drama}
          - {id: tragedy, title: A tragedy}
          - {id: horror, title: A horror}
        from: {version: 1, changes: [{split: drama, into: [drama, tragedy]}]}

        """, to: "tasks/genre/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "genre"))
      return workspace
    }

    private func expectSettled(_ workspace: Workspace) throws {
      #expect(try workspace.answers(to: Self.films) == Self.given + Self.settled)
      let rows = try workspace.require(workspace.scholium("export", "genre")).rows
      let settled = Dictionary(
        rows.map { ($0["data"]?["title"]?.string ?? "", $0["answer"]?["genre"]?.string ?? "") },
        uniquingKeysWith: { first, _ in first })
      #expect(settled == ["Film 1": "tragedy", "Film 2": "comedy", "Film 3": "horror"])
    }

    @Test("It is between two labels, or all of them on a key")
    func screen() throws {
      let scene = try Scene(try workspace(), task: "genre")
      try scene.open()
      let screen = try scene.see("Film 1", "A tragedy")
      #expect(!screen.contains { $0.contains("A horror") }, "only what is asked stands there")
      try scene.untilTaken("3", seeing: "▸3 A tragedy")
      try scene.press("Enter")
      try scene.see("Film 3", "A tragedy")
      try scene.untilTaken("o", seeing: "A horror")
      try scene.answer("4", seeing: "▸4 A horror")
      try scene.finish()
      try expectSettled(scene.workspace)
    }

    @Test("Line by line")
    func lines() throws {
      let workspace = try workspace()
      try workspace.plainSession(of: Self.films, ["3", "o", "4", "q"])
      try expectSettled(workspace)
    }
  }
}
