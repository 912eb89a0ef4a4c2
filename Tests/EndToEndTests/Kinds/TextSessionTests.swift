import Testing

extension EndToEnd.Kinds {
  /// Words of one's own, of several lines.
  @Suite("text") struct Words {
    private static let notes = KindTask(
      name: "notes",
      show: ["{field: title, style: heading}"],
      ask: ["{id: why, kind: text, prompt: Say it in your words., max_length: 200}"],
      labels: [],
      rows: (1...4).map { #"{"title":"Record \#($0)"}"# })
    private static let answers = [
      #"{"why":"A quick brown fox\nruns, e\#u{301} 東京 👩\u200d👩\u200d👧"}"#,
      #"{"why":"one \"two\" back\\slash\n\tthree"}"#, #"{"why":"begin the end"}"#,
      #"{"why":"q"}"#,
    ]

    @Test("Written, corrected and pasted")
    func screen() throws {
      let scene = try Scene(Self.notes)
      try scene.open()
      try scene.see("Record 1", "Say it in your words.")
      // A screen that takes text is not written on by hands that are still at the one before.
      try scene.untilTaken("A", seeing: "▸A")
      try scene.type(" quikc fox")
      try scene.see("A quikc fox")
      // Back over a word, into the one before, and two characters swapped.
      try scene.press("M-b", "M-b", "M-f", "BSpace", "BSpace")
      try scene.type("ck brown")
      try scene.see("A quick brown fox")
      try scene.press("End", "M-Enter")
      try scene.type("runs, e\u{301} 東京 👩‍👩‍👧")
      try scene.see("A quick brown fox", "runs, ")
      try scene.press("Enter")
      try scene.see("Record 2", "1 of 4")

      // A paste is one event, with its line ends and tabs, and never submits.
      try scene.untilTaken("x", seeing: "▸x")
      try scene.press("C-u")
      try scene.terminal.paste("one \"two\" back\\slash\n\tthree")
      try scene.see("one \"two\" back\\slash", "three", "Record 2")
      try scene.press("Enter")
      try scene.see("Record 3", "2 of 4")

      // What was taken away comes back, as often as one likes.
      try scene.untilTaken("begin", seeing: "▸begin")
      try scene.type(" the end")
      try scene.see("begin the end")
      try scene.press("C-w", "C-w", "C-k")
      try scene.see("both words gone") {
        $0.contains { $0.contains("begin") } && !$0.contains { $0.contains("the end") }
      }
      try scene.press("C-_", "C-_")
      try scene.see("begin the end")
      try scene.press("Enter")
      try scene.see("Record 4", "3 of 4")

      // Letters are keys again where writing was left; here they are not.
      try scene.untilTaken("q", seeing: "▸q")
      try scene.press("Enter")
      try scene.see("All done")
      try scene.leave()
      try scene.workspace.expectAnswers(Self.answers, to: Self.notes)
    }

    @Test("Line by line")
    func lines() throws {
      let workspace = try Workspace(Self.notes)
      try workspace.plainSession(
        of: Self.notes,
        [
          "A quick brown fox\\", "runs, e\u{301} 東京 👩‍👩‍👧", "one \"two\" back\\slash\\", "\tthree", "begin the end", "q",
        ])
      try workspace.expectAnswers(Self.answers, to: Self.notes)
    }
  }
}
