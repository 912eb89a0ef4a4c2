import Records
import Testing

extension EndToEnd.Kinds {
  /// Two texts of which each person sees one or the other on the left.
  @Suite("pairwise") struct Pairwise {
    /// So many that all are on the same side for one person in eight million.
    private static let count = 24
    private static let replies = KindTask(
      name: "replies",
      show: ["{field: question, style: heading}"],
      ask: ["{id: better, kind: pairwise, prompt: Which reply is better?, fields: [first, second], tie: true}"],
      labels: [],
      rows: (1...count).map { #"{"question":"Question \#($0)","first":"alpha of \#($0)","second":"omega of \#($0)"}"# })
    /// What is meant for each question, whatever side it is on.
    private static let meant = (0..<count).map { ["a", "b", "a", "b", "tie", "b"][$0 % 6] }
    private static let answers = meant.map { #"{"better":"\#($0)"}"# }

    @Test("Answers name the texts, not their sides", arguments: [(80, "stacked"), (120, "side by side")])
    func screen(columns: Int, _ layout: String) throws {
      let scene = try Scene(Self.replies, columns: columns)
      try scene.open()
      var swapped: [Bool] = []
      for (index, meant) in Self.meant.enumerated() {
        let screen = try scene.see("Question \(index + 1)", "alpha of \(index + 1)", "omega of \(index + 1)")
        let isSwapped = try Self.isSwapped(screen, index + 1)
        swapped.append(isSwapped)
        let key = meant == "tie" ? "t" : (meant == "a") == isSwapped ? "b" : "a"
        try scene.answer(key, seeing: "▸\(key)")
      }
      try scene.finish()
      #expect(Set(swapped) == [true, false], "\(Self.count) examples show both orders")
      try scene.workspace.expectAnswers(Self.answers, to: Self.replies)
      let responses = try scene.workspace.require(scene.workspace.scholium("export", "replies", "--responses")).rows
      #expect(responses.map { $0["context"]?["swapped"]?.bool ?? false } == swapped)
    }

    @Test("Line by line the sides are swapped too")
    func lines() throws {
      let scene = try Scene(Self.replies, rows: 80)
      try scene.open("--plain")
      for (index, meant) in Self.meant.enumerated() {
        let screen = try scene.see("the prompt of question \(index + 1)") { screen in
          screen.contains("Question \(index + 1)") && screen.last { !$0.isEmpty } == "better>"
        }
        let isSwapped = try Self.isSwapped(screen, index + 1)
        try scene.type(meant == "tie" ? "t" : (meant == "a") == isSwapped ? "b" : "a")
        try scene.press("Enter")
      }
      try scene.see("All done", "> ")
      try scene.workspace.expectAnswers(Self.answers, to: Self.replies)
    }

    /// True where the second text comes first.
    private static func isSwapped(_ lines: [String], _ number: Int) throws -> Bool {
      func place(of text: String) throws -> (row: Int, column: Int) {
        let row = try #require(lines.firstIndex { $0.contains(text) })
        let column = try #require(lines[row].firstRange(of: text)).lowerBound
        return (row, lines[row].distance(from: lines[row].startIndex, to: column))
      }
      return try place(of: "omega of \(number)") < place(of: "alpha of \(number)")
    }
  }
}
