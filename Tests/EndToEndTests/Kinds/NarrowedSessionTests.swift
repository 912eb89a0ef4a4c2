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

    private static let names = KindTask(
      name: "names",
      show: ["{field: text, style: body}"],
      ask: ["{id: names, kind: spans, prompt: Who and where?}"],
      labels: ["{id: name, title: Name}", "{id: place, title: Place}"],
      rows: [#"{"text":"Ana of Acme met Bo in Lagos."}"#])

    /// The marks of the only example, with the labels of the three names in turn.
    private static func marks(_ labels: [String]) -> String {
      let places = zip([(0, 3), (7, 11), (16, 18), (22, 27)], labels + ["place"])
      let spans = places.map { place, label in
        #"{"field":"text","start":\#(place.0),"end":\#(place.1),"label":"\#(label)"}"#
      }
      return #"{"names":[\#(spans.joined(separator: ","))]}"#
    }
    private static let givenAndSettled = [
      marks(["name", "name", "name"]), marks(["person", "company", "person"]),
    ]

    private func marked() throws -> Workspace {
      let workspace = try Workspace(Self.names)
      try workspace.plainSession(of: Self.names, ["1 Ana", "1 Acme", "1 Bo", "2 Lagos", "", "q"])
      try workspace.write(
        """
        version: 2
        labels: [{id: person, title: Person}, {id: company, title: Company}, {id: place, title: Place}]
        from: {version: 1, changes: [{split: name, into: [person, company]}]}

        """, to: "tasks/names/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "names"))
      return workspace
    }

    @Test("Places whose label was split are gone through one by one; what still holds stays")
    func spans() throws {
      let scene = try Scene(try marked(), task: "names")
      try scene.open()
      try scene.see("Ana of Acme", "Person", "Company")
      try scene.until("2 of 4 decided") { try scene.type("1") }
      try scene.type("}")
      try scene.type("2")
      try scene.see("3 of 4 decided")
      try scene.press("Enter")
      try scene.see("One place that you marked before wants a label: give it one, or delete it.")
      try scene.type("}")
      try scene.type("1")
      try scene.see("4 spans")
      try scene.press("Enter")
      try scene.finish()
      #expect(try scene.workspace.answers(to: Self.names) == Self.givenAndSettled)
    }

    @Test("Places whose label was split, line by line")
    func spansByLines() throws {
      let workspace = try marked()
      let told = try workspace.plainSession(of: Self.names, ["1", "2 Acme", "", "1", "", "q"])
      #expect(told.contains("Acme: Person or Company?"), "\(told)")
      #expect(told.contains("One place that you marked before wants a label: give it one, or delete it."))
      #expect(try workspace.answers(to: Self.names) == Self.givenAndSettled)
    }
  }
}
