import Testing

extension EndToEnd.Kinds {
  /// What the mouse does is what keys do.
  @Suite("the mouse") struct Mouse {
    private static let places = KindTask(
      name: "places",
      show: ["{field: text, style: body}"],
      ask: [
        "{id: names, kind: spans, prompt: What is named here?, labels: {under: names}}",
        "{id: tone, kind: choice, prompt: Which tone has it?, labels: {under: tones}}",
      ],
      labels: [
        "{id: names, title: All names}", "{id: person, title: Person, parent: names}",
        "{id: place, title: Place, parent: names}", "{id: tones, title: All tones}",
        "{id: calm, title: Calm, parent: tones}", "{id: angry, title: Angry, parent: tones}",
      ],
      rows: [
        #"{"text":"Nora Falk went to Port Ellen.\#(String(repeating: #"\nAnd on."#, count: 60))\nThe end."}"#,
        #"{"text":"Nothing at all."}"#,
      ])
    private static let answers = [
      #"{"names":[{"field":"text","start":0,"end":9,"label":"person"},{"field":"text","start":18,"end":28,"label":"place"}],"tone":"angry"}"#,
      #"{"names":[],"tone":"calm"}"#,
    ]

    @Test("Drag over words, click labels, turn the wheel, click the footer")
    func session() throws {
      let scene = try Scene(Self.places)
      try scene.open("--mouse")
      try scene.see("Nora Falk", "What is named here?", "by word")
      try scene.drag(from: "Nora", to: "Falk")
      try scene.see("0–9")
      try scene.click("Person")
      try scene.see("· 1 span")
      // Backwards, and from the middle of a word.
      try scene.drag(from: "llen.", to: "ort El")
      try scene.see("18–28")
      try scene.click("Place")
      try scene.see("· 2 spans")
      #expect(try !scene.terminal.screen().contains { $0.contains("The end.") })
      try scene.turnWheel(times: 30, at: "And on.")
      try scene.see("The end.")
      try scene.click("↵ go on")
      try scene.see("Which tone has it?")
      try scene.until("▸2 Angry") { try scene.click("Angry") }
      try scene.click("↵ submit")
      try scene.see("Nothing at all.", "1 of 2")

      // The second half of a double click is not meant for the next screen.
      try scene.click("↵ go on")
      try scene.see("That click came before this could be read")
      try scene.until("↵ go on") { try scene.click("That click") }
      try scene.until("· 1 span") { try scene.click("Place") }
      try scene.click("u undo")
      try scene.see("by word ─")
      try scene.press("Enter")
      try scene.see("Nothing is marked. The same key again says: there are none.")
      try scene.press("Enter")
      try scene.see("Which tone has it?")
      try scene.until("▸1 Calm") { try scene.click("Calm") }
      try scene.press("Enter")
      try scene.finish()
      try scene.workspace.expectAnswers(Self.answers, to: Self.places)
    }
  }
}

extension Scene {
  /// Where a text stands on the screen, counted from 1 as terminals report the mouse. No wide character stands before it.
  private func place(of text: String) throws -> (row: Int, column: Int) {
    let screen = try see(text)
    let row = try #require(screen.firstIndex { $0.contains(text) })
    let column = try #require(screen[row].firstRange(of: text)).lowerBound
    return (row + 1, screen[row].distance(from: screen[row].startIndex, to: column) + 1)
  }

  /// Sends what a terminal reports of the mouse: a button with its movement, at a place.
  private func report(_ button: Int, at place: (row: Int, column: Int), isRelease: Bool = false) throws {
    try type("\u{1B}[<\(button);\(place.column);\(place.row)\(isRelease ? "m" : "M")")
  }

  fileprivate func click(_ text: String) throws {
    let place = try place(of: text)
    try report(0, at: place)
    try report(0, at: place, isRelease: true)
  }

  fileprivate func drag(from start: String, to end: String) throws {
    let from = try place(of: start)
    let to = try place(of: end)
    try report(0, at: from)
    try report(32, at: to)
    try report(0, at: to, isRelease: true)
  }

  fileprivate func turnWheel(times: Int, at text: String) throws {
    let place = try place(of: text)
    try type(String(repeating: "\u{1B}[<65;\(place.column);\(place.row)M", count: times))
  }
}
