import Testing

extension EndToEnd.Kinds {
  /// A point of a scale.
  @Suite("rating") struct Rating {
    private static let pain = KindTask(
      name: "pain",
      show: ["{field: title, style: heading}"],
      ask: ["{id: pain, kind: rating, prompt: How much does it hurt?}"],
      labels: (0...5).map { "{id: pain-\($0), title: Step \($0), value: \($0)}" },
      rows: (1...3).map { #"{"title":"Case \#($0)"}"# })
    private static let answers = [#"{"pain":4}"#, #"{"pain":0}"#, #"{"pain":5}"#]

    @Test("By keys and along the scale")
    func screen() throws {
      let scene = try Scene(Self.pain)
      try scene.open()
      try scene.see("Case 1", "How much does it hurt?")
      try scene.press("Enter")
      try scene.see("Choose a point of the scale first")
      try scene.type("4")
      try scene.see("[4]")
      try scene.press("Enter")
      try scene.see("Case 2", "1 of 3")
      // The scale has ends.
      try scene.press("Left", times: 8)
      try scene.see("[0]")
      try scene.press("Enter")
      try scene.see("Case 3", "2 of 3")
      try scene.press("Right", times: 9)
      try scene.see("[5]")
      try scene.press("Enter")
      try scene.finish()
      try scene.workspace.expectAnswers(Self.answers, to: Self.pain)
    }

    @Test("Line by line")
    func lines() throws {
      let workspace = try Workspace(Self.pain)
      try workspace.plainSession(of: Self.pain, ["4", "0", "5", "q"])
      try workspace.expectAnswers(Self.answers, to: Self.pain)
    }
  }
}
