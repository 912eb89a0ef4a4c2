import Testing

extension EndToEnd.Kinds {
  /// Several questions on a screen, of which some may stay open and some are asked sometimes.
  @Suite("several questions") struct Several {
    private static let films = KindTask(
      name: "films",
      show: ["{field: title, style: heading}"],
      ask: [
        "{id: genre, kind: choice, prompt: Which genre is it?, labels: {under: genres}}",
        "{id: themes, kind: choices, prompt: Which themes?, min: 1, max: 2, optional: true, labels: {under: themes}}",
        "{id: scare, kind: rating, prompt: How frightening?, labels: {under: scale}, when: {genre: [horror]}}",
        "{id: why, kind: text, prompt: Why?, max_length: 60, optional: true}",
      ],
      labels: ["genres", "themes", "scale"].map { "{id: \($0), title: All \($0)}" }
        + ["comedy", "drama", "horror"].map { "{id: \($0), title: A \($0), parent: genres}" }
        + ["love", "war", "sea"].map { "{id: \($0), title: The \($0), parent: themes}" }
        + (1...3).map { "{id: scare-\($0), title: Step \($0), value: \($0), parent: scale}" },
      rows: (1...3).map { #"{"title":"Film \#($0)"}"# })
    private static let answers = [
      #"{"genre":"horror","scare":2,"themes":["love","sea"],"why":"Dark; and wet."}"#, #"{"genre":"comedy"}"#,
      #"{"genre":"drama","themes":["war"]}"#,
    ]
    private static let settled = [
      answers[0], #"{"genre":"comedy","scare":null,"themes":null,"why":null}"#,
      #"{"genre":"drama","scare":null,"themes":["war"],"why":null}"#,
    ]

    @Test("Enter goes from one to the next, and what is not asked any more is no answer")
    func screen() throws {
      let scene = try Scene(Self.films)
      try scene.open()
      try scene.see("Film 1", "Which genre is it?")
      try scene.answer("3", seeing: "▸3 A horror")
      try scene.see("Which themes?")
      try scene.type("31")
      try scene.see("[x] 1 The love", "[x] 3 The sea")
      try scene.press("Enter")
      try scene.see("How frightening?")
      try scene.answer("2", seeing: "[2]")
      try scene.see("Why?", "0 of 60")
      try scene.type("Dark; and wet.")
      try scene.see("Dark; and wet.")
      try scene.press("Enter")
      try scene.see("Film 2", "Which genre is it?", "1 of 3")

      try scene.answer("1", seeing: "▸1 A comedy")
      try scene.see("Which themes?")
      try scene.press("Enter")
      try scene.see("Why?", "0 of 60")
      try scene.press("Enter")
      try scene.see("Film 3", "Which genre is it?", "2 of 3")

      // A horror film after all, and then not: what was said of the fright goes with it.
      try scene.answer("3", seeing: "▸3 A horror")
      try scene.see("Which themes?")
      try scene.press("Tab")
      try scene.see("How frightening?")
      try scene.type("3")
      try scene.see("[3]")
      try scene.press("BTab", "BTab")
      try scene.see("Which genre is it?")
      try scene.answer("2", seeing: "▸2 A drama")
      try scene.see("Which themes?")
      try scene.answer("2", seeing: "[x] 2 The war")
      try scene.see("Why?", "0 of 60")
      try scene.press("Enter")
      try scene.finish()
      try scene.workspace.expectAnswers(Self.answers, settled: Self.settled, to: Self.films)
    }

    @Test("Line by line")
    func lines() throws {
      let workspace = try Workspace(Self.films)
      try workspace.plainSession(
        of: Self.films,
        [
          "3", "3 1", "2", "Dark; and wet.", "1", "", "", "3", "tab", "3", ":backtab", "backtab", "backtab", "2", "2",
          "", "q",
        ])
      try workspace.expectAnswers(Self.answers, settled: Self.settled, to: Self.films)
    }
  }
}
