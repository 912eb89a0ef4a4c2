import Testing

extension EndToEnd.Kinds {
  /// One label of few, and one label of six hundred.
  @Suite("choice") struct Choice {
    private static let few = KindTask(
      name: "genre",
      show: ["{field: title, style: heading}", "{field: plot, style: body}"],
      ask: ["{id: genre, kind: choice, prompt: Which genre is it?}"],
      labels: ["{id: comedy, title: Comedy}", "{id: drama, title: Drama}", "{id: horror, title: Horror, key: h}"],
      rows: (1...3).map { #"{"title":"Film \#($0)","plot":"What happens."}"# })
    private static let fewAnswers = [#"{"genre":"drama"}"#, #"{"genre":"horror"}"#, #"{"genre":"comedy"}"#]

    @Test("Of few labels, by keys")
    func few() throws {
      let scene = try Scene(Self.few)
      try scene.open()
      try scene.see("Film 1", "1 Comedy    2 Drama     h Horror")
      // Another label takes the place of the one before.
      try scene.type("1")
      try scene.see("▸1 Comedy")
      try scene.answer("2", seeing: "▸2 Drama")
      try scene.see("Film 2", "1 of 3")
      try scene.answer("h", seeing: "▸h Horror")
      try scene.see("Film 3", "2 of 3")
      // Nothing chosen is no answer.
      try scene.press("Enter")
      try scene.see("Choose a label first, with its key.")
      try scene.answer("1", seeing: "▸1 Comedy")
      try scene.finish()
      try scene.workspace.expectAnswers(Self.fewAnswers, to: Self.few)
    }

    @Test("Of few labels, line by line")
    func fewByLines() throws {
      let workspace = try Workspace(Self.few)
      let told = try workspace.plainSession(of: Self.few, ["2", "h", "", "1", "q"])
      #expect(told.contains("Choose a label first, with its key."))
      try workspace.expectAnswers(Self.fewAnswers, to: Self.few)
    }

    private static let colours = [
      "amber", "azure", "beige", "black", "blue", "brown", "coral", "cream", "cyan", "green", "grey", "ivory", "mauve",
      "olive", "pink", "plum", "red", "rust", "white", "yellow",
    ]
    private static let things = [
      "anchor", "apple", "barrel", "basket", "bell", "boat", "bottle", "bowl", "bridge", "candle", "chair", "clock",
      "coat", "door", "fence", "glove", "hammer", "kettle", "ladder", "lamp", "mirror", "needle", "oven", "pillow",
      "rope", "saddle", "table", "violin", "wagon", "whistle",
    ]
    private static let many = KindTask(
      name: "things",
      show: ["{field: title, style: heading}"],
      ask: ["{id: thing, kind: choice, prompt: What is on it?}"],
      labels: colours.map { "{id: \($0), title: \($0) things}" }
        + colours.flatMap { colour in
          things.map { "{id: \(colour)-\($0), title: \(colour) \($0), parent: \(colour), description: A \($0).}" }
        },
      rows: (1...3).map { #"{"title":"Picture \#($0)"}"# })
    private static let manyAnswers = [
      #"{"thing":"grey-kettle"}"#, #"{"thing":"yellow-whistle"}"#, #"{"thing":"amber-anchor"}"#,
    ]

    @Test("Of six hundred labels, by letters of their words")
    func many() throws {
      let scene = try Scene(Self.many)
      try scene.open()
      try scene.see("Picture 1")
      try scene.type("l")
      try scene.type("kettle grey")
      try scene.see("grey kettle", "kettle grey")
      try scene.press("Enter")
      try scene.see("▸", "grey kettle", "↵ submit")
      try scene.press("Enter")
      // Where nothing is chosen, enter looks for a label too.
      try scene.see("Picture 2", "1 of 3")
      try scene.press("Enter")
      try scene.type("ylwwhstl")
      try scene.see("ylwwhstl", "yellow whistle")
      try scene.press("Enter")
      try scene.see("▸", "yellow whistle", "↵ submit")
      try scene.press("Enter")
      // The first one has a key.
      try scene.see("Picture 3", "2 of 3", "1 amber anchor")
      try scene.answer("1", seeing: "▸1 amber anchor")
      try scene.finish()
      try scene.workspace.expectAnswers(Self.manyAnswers, to: Self.many)
    }

    @Test("Of six hundred labels, line by line")
    func manyByLines() throws {
      let workspace = try Workspace(Self.many)
      try workspace.plainSession(of: Self.many, ["l kettle grey", "1", "yellow-whistle", "1", "q"])
      try workspace.expectAnswers(Self.manyAnswers, to: Self.many)
    }
  }
}
