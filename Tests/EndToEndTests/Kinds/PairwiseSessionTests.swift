import Records
import Testing

extension EndToEnd.Kinds {
  /// Two texts of which each person sees one or the other on the left.
  @Suite("pairwise") struct Pairwise {
    private static let replies = KindTask(
      name: "replies",
      show: ["{field: question, style: heading}"],
      ask: ["{id: better, kind: pairwise, prompt: Which reply is better?, fields: [first, second], tie: true}"],
      labels: [],
      rows: (1...6).map { #"{"question":"Question \#($0)","first":"alpha of \#($0)","second":"omega of \#($0)"}"# })
    /// What is meant for each question, whatever side it is on.
    private static let meant = ["a", "b", "a", "b", "tie", "b"]
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
      #expect(Set(swapped) == [true, false], "six examples show both orders")
      try scene.workspace.expectAnswers(Self.answers, to: Self.replies)
      let responses = try scene.workspace.require(scene.workspace.scholium("export", "replies", "--responses")).rows
      #expect(responses.map { $0["context"]?["swapped"]?.bool ?? false } == swapped)
    }

    @Test("Line by line the sides are swapped in the same way")
    func lines() throws {
      // A first look at all of them, in a workspace of its own.
      let told = try Workspace(Self.replies).plainSession(of: Self.replies, Self.meant.map { _ in "a" } + ["q"])
      let lines = told.split(separator: "\n").map(String.init)
      let keys = try Self.meant.enumerated().map { index, meant in
        try meant == "tie" ? "t" : (meant == "a") == Self.isSwapped(lines, index + 1) ? "b" : "a"
      }
      let workspace = try Workspace(Self.replies)
      try workspace.plainSession(of: Self.replies, keys + ["q"])
      try workspace.expectAnswers(Self.answers, to: Self.replies)
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
