import Testing

extension EndToEnd.Kinds {
  /// Several labels, not too few and not too many.
  @Suite("choices") struct Choices {
    private static let topics = KindTask(
      name: "topics",
      show: ["{field: title, style: heading}"],
      ask: ["{id: topics, kind: choices, prompt: What is it about?, min: 2, max: 3}"],
      labels: ["art", "law", "money", "music", "sea", "war"].map { "{id: \($0), title: The \($0)}" },
      rows: (1...2).map { #"{"title":"Letter \#($0)"}"# })
    private static let answers = [#"{"topics":["art","law","sea"]}"#, #"{"topics":["money","war"]}"#]

    @Test("Two or three, by keys")
    func screen() throws {
      let scene = try Scene(Self.topics)
      try scene.open()
      try scene.see("Letter 1", "What is it about?")
      try scene.type("5")
      try scene.see("[x] 5 The sea")
      try scene.press("Enter")
      try scene.see("Choose at least 2: 1 more to go.", "Letter 1")
      try scene.type("1")
      try scene.see("[x] 1 The art")
      try scene.type("4")
      try scene.see("[x] 4 The music")
      try scene.type("2")
      try scene.see("At most 3 labels here: take one back first, with its key.")
      try scene.type("4")
      try scene.see("[ ] 4 The music")
      try scene.answer("2", seeing: "[x] 2 The law")
      try scene.see("Letter 2", "1 of 2")
      try scene.type("6")
      try scene.see("[x] 6 The war")
      try scene.answer("3", seeing: "[x] 3 The money")
      try scene.finish()
      try scene.workspace.expectAnswers(Self.answers, to: Self.topics)
    }

    @Test("Two or three, line by line")
    func lines() throws {
      let workspace = try Workspace(Self.topics)
      let told = try workspace.plainSession(of: Self.topics, ["5", "1 4 2", "4", "2", "6 3", "q"])
      #expect(told.contains("Choose at least 2: 1 more to go."))
      #expect(told.contains("At most 3 labels here"))
      try workspace.expectAnswers(Self.answers, to: Self.topics)
    }

    private static let loose = KindTask(
      name: "loose",
      show: topics.show, ask: ["{id: topics, kind: choices, prompt: What is it about?, min: 0}"], labels: topics.labels,
      rows: (1...2).map { #"{"title":"Letter \#($0)"}"# })

    @Test("None at all is an answer where that may be: enter twice")
    func none() throws {
      let scene = try Scene(Self.loose)
      try scene.open()
      try scene.see("Letter 1")
      try scene.press("Enter")
      try scene.see("Letter 1", "again")
      try scene.press("Enter")
      try scene.see("Letter 2")
      try scene.answer("6", seeing: "[x] 6 The war")
      try scene.finish()
      try scene.workspace.expectAnswers([#"{"topics":[]}"#, #"{"topics":["war"]}"#], to: Self.loose)
    }
  }
}
