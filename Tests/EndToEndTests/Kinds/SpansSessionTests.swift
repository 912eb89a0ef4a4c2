import Records
import Testing

extension EndToEnd.Kinds {
  /// Marks in texts with everything in them that counts differently in bytes, characters and scalars.
  @Suite("spans") struct Spans {
    static let names = KindTask(
      name: "names",
      show: ["{field: title, style: heading}", "{field: text, style: body}"],
      ask: ["{id: names, kind: spans, prompt: Who and where?, fields: [title, text]}"],
      labels: ["{id: person, title: Person}", "{id: place, title: Place}", "{id: thing, title: Thing}"],
      rows: [
        row("Ana in Lagos", "Zoe\u{301} Nowak met 👩‍👩‍👧 Ana at 東京タワー; שלום עולם said Ana, twice."),
        row("A second one", "The lighthouse keeper's log, 1987."),
        row("Nobody", "Nothing to mark in here."),
      ])

    private static func row(_ title: String, _ text: String) -> String {
      let json: JSON = ["title": .string(title), "text": .string(text)]
      return json.text()
    }

    private struct Mark {
      let field: String
      let text: String
      let label: String
      var occurrence = 0
    }

    /// The answer with these marks, found by counting scalars in the rows alone.
    private static func answer(_ row: Int, _ marks: [Mark]) throws -> String {
      let data = try JSONParser.parse(names.rows[row])
      let places = try marks.map { mark in
        let text = Array(try #require(data[mark.field]?.string).unicodeScalars)
        let wanted = Array(mark.text.unicodeScalars)
        let starts = text.indices.filter { text[$0...].starts(with: wanted) }
        let start = try #require(starts.dropFirst(mark.occurrence).first)
        return (start: start, end: start + wanted.count, label: mark.label, field: mark.field)
      }
      let spans = places.sorted { ($0.start, $0.end, $0.label) < ($1.start, $1.end, $1.label) }.map {
        #"{"field":"\#($0.field)","start":\#($0.start),"end":\#($0.end),"label":"\#($0.label)"}"#
      }
      return #"{"names":[\#(spans.joined(separator: ","))]}"#
    }

    static func answers() throws -> [String] {
      [
        try answer(
          0,
          [
            Mark(field: "title", text: "Ana", label: "person"), Mark(field: "title", text: "Lagos", label: "place"),
            Mark(field: "text", text: "Zoe\u{301} Nowak", label: "person"),
            Mark(field: "text", text: "Nowak", label: "thing"), Mark(field: "text", text: "👩‍👩‍👧", label: "person"),
            Mark(field: "text", text: "👩‍👩‍👧", label: "thing"), Mark(field: "text", text: "Ana", label: "person"),
            Mark(field: "text", text: "東京タワー", label: "place"), Mark(field: "text", text: "ワー", label: "thing"),
            Mark(field: "text", text: "שלום עולם", label: "place"),
            Mark(field: "text", text: "Ana", label: "thing", occurrence: 1),
          ]),
        try answer(1, [Mark(field: "text", text: "lighthouse keeper's log", label: "thing")]),
        #"{"names":[]}"#,
      ]
    }

    @Test("Words, characters, the same elsewhere, one in another, relabelled and taken back")
    func screen() throws {
      let scene = try Scene(Self.names)
      try scene.open()
      try scene.see("Ana in Lagos", "Who and where?", "by word")
      try scene.type("1")
      try scene.see("· 1 span")
      try scene.type("*")
      try scene.see("2 more places are Person now.", "3 spans")
      try scene.press("Right", "Right")
      try scene.type("2")
      try scene.see("· 4 spans")
      // Over the end of the title into the text, whose first word has a mark of its own on its last letter.
      try scene.press("Right")
      try scene.type("]")
      try scene.see("by word · 0–10")
      try scene.type("1")
      try scene.see("· 5 spans")
      try find("Nowak", in: scene)
      try scene.type("3")
      try scene.see("· 6 spans")

      // A family of five scalars is one place: relabelled, and then with a second label beside the first.
      try find("👩‍👩‍👧", in: scene)
      try scene.type("1")
      try scene.see("· 7 spans")
      try scene.type("3")
      try scene.see("· 7 spans")
      try scene.press("Space")
      try scene.type("1")
      try scene.see("8 spans")

      // By characters, to a part of a word.
      try find("東京タワー", in: scene)
      try scene.type("2")
      try scene.see("· 9 spans")
      try scene.type(";")
      try scene.see("· 9 spans")
      try scene.press("Left")
      try scene.type("]")
      try scene.type("3")
      try scene.see("· 10 spans")
      try scene.type(";")

      // From right to left on paper, on in the text here.
      try find("שלום", in: scene)
      try scene.type("]")
      try scene.see("by word · 35–44")
      try scene.type("2")
      try scene.see("· 11 spans")

      // Taken away, taken back, taken away again.
      try find("said", in: scene)
      try scene.type("1")
      try scene.see("· 12 spans")
      try scene.press("BSpace")
      try scene.see("by word · 11 spans")
      try scene.type("u")
      try scene.see("· 12 spans")
      try scene.press("DC")
      try scene.see("by word · 11 spans")
      try scene.type("}")
      try scene.see("· 11 spans")
      try scene.type("3")
      try scene.see("· 11 spans")
      try scene.press("Enter")
      try scene.see("A second one", "1 of 3")

      // Up to the next punctuation, and a mark too many taken back.
      try scene.press("Down", "Right")
      try scene.type(".")
      try scene.see("by word · 4–27")
      try scene.type("3")
      try scene.see("· 1 span")
      try scene.press("End")
      try scene.type("2")
      try scene.see("· 2 spans")
      try scene.type("u")
      try scene.see("· 1 span")
      try scene.press("Enter")
      try scene.see("Nobody", "2 of 3")

      // Nothing to mark is said twice, as it may be a slip.
      try scene.press("Enter")
      try scene.see("Nothing is marked. The same key again says: there are none.")
      try scene.press("Enter")
      try scene.finish()
      try scene.workspace.expectAnswers(try Self.answers(), to: Self.names)
    }

    @Test("Line by line, by their words")
    func lines() throws {
      let workspace = try Workspace(Self.names)
      let told = try workspace.plainSession(
        of: Self.names,
        [
          "1* Ana", "place Lagos", "1 Zoe\u{301} Nowak", "3 Nowak", "1 👩‍👩‍👧", "space", "3 👩‍👩‍👧", "2 東京タワー", "3 ワー",
          "2 שלום עולם", "1 said", "- said", "u", "- said", "3 #19", "#", "", "3 lighthouse keeper's log", "2 1987",
          "u",
          "", "", "", "q",
        ])
      #expect(told.contains("Nothing is marked. The same key again says: there are none."), "\(told)")
      try workspace.expectAnswers(try Self.answers(), to: Self.names)
    }

    private func find(_ text: String, in scene: Scene) throws {
      try scene.type("/")
      try scene.see("never mind")
      try scene.type(text)
      try scene.press("Enter")
      try scene.see("Found once.")
    }
  }
}
