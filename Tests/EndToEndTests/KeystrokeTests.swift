import Records
import Testing

extension EndToEnd {
  /// What hands have to do on real data, from screens alone. Moving the cursor is not counted.
  @Suite(
    "Keystrokes", .enabled(if: EndToEnd.hasSharedData && EndToEnd.hasTmux, "there is no ../shared/data, or no tmux"))
  struct KeystrokeTests {
    @Test("A choice is one key where the choice itself submits")
    func choices() throws {
      let rows = try text("trec-questions-with-rules/test.txt").split(separator: "\n").prefix(30).compactMap {
        row -> (text: String, label: String)? in
        guard let colon = row.firstIndex(of: ":") else { return nil }
        return (String(row[row.index(after: colon)...]), row[..<colon].lowercased())
      }
      let kinds = Set(rows.map(\.label)).sorted()
      let workspace = try Workspace()
      try writeTask(
        workspace, rows.map(\.text), labels: kinds.map { "  - {id: \($0), title: \($0)}\n" },
        ask: "kind: choice, prompt: What is asked for?, advance: auto")
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate real --as amara")
      var keys = 0
      var open = rows
      while !open.isEmpty {
        let row = try #require(try nextRow(of: open, on: terminal))
        let digit = try #require(kinds.firstIndex(of: row.label)) + 1
        try terminal.type("\(digit)")
        keys += 1
        open.removeAll { $0.text == row.text }
        try terminal.see("\(rows.count - open.count) of \(rows.count)")
      }
      #expect(keys == rows.count)
      for (text, answer) in try answers(of: workspace) {
        #expect(answer.string == rows.first { $0.text == text }?.label)
      }
    }

    @Test("A span is at most four keys beside the way to it, and comes out to the character")
    func spans() throws {
      // Where tokens are words, the way to a name is as many keys as there are words before it.
      let rows = Array(
        try sentences().filter { row in
          !row.label.isEmpty && row.text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == " ") }
        }.prefix(12))
      #expect(rows.count == 12)
      let kinds = ["corporation", "creative-work", "group", "location", "person", "product"]
      let workspace = try Workspace()
      try writeTask(
        workspace, rows.map(\.text), labels: kinds.map { "  - {id: \($0), title: \($0)}\n" },
        ask: "kind: spans, prompt: Mark every name., fields: [text]")
      let terminal = try Tmux(workspace, columns: 120, rows: 40)
      try terminal.scholium("annotate real --as amara")
      var keys = 0
      var open = rows
      while !open.isEmpty {
        let row = try #require(try nextRow(of: open, on: terminal))
        var word = 0
        for (count, span) in row.label.enumerated() {
          let named = try #require(words(of: row.text, in: span.range))
          for _ in word..<named.lowerBound { try terminal.press("Right") }
          for _ in named.dropFirst() {
            try terminal.press("]")
            keys += 1
          }
          try terminal.type("\(try #require(kinds.firstIndex(of: span.label)) + 1)")
          keys += 1
          try terminal.see("\(count + 1) span")
          word = named.upperBound - 1
        }
        try terminal.press("Enter")
        keys += 1
        open.removeAll { $0.text == row.text }
        try terminal.see("\(rows.count - open.count) of \(rows.count)")
      }
      #expect(keys <= 4 * rows.reduce(0) { $0 + $1.label.count })
      for (text, answer) in try answers(of: workspace) {
        let found = try #require(answer.array).map { span in
          Marked(
            range: try #require(span["start"]?.int)..<(try #require(span["end"]?.int)),
            label: try #require(span["label"]?.string))
        }
        #expect(found == rows.first { $0.text == text }?.label)
      }
    }

    private struct Marked: Equatable {
      var range: Range<Int>
      var label: String
    }

    /// Sentences of one token a line with its tag, blank lines between them; offsets are in Unicode scalars.
    private func sentences() throws -> [(text: String, label: [Marked])] {
      var sentences: [(text: String, label: [Marked])] = [("", [])]
      for line in try text("wnut17-ner/emerging.dev.conll").split(separator: "\n", omittingEmptySubsequences: false) {
        let cells = line.split(separator: "\t")
        guard cells.count == 2 else {
          sentences.append(("", []))
          continue
        }
        var (text, marks) = sentences.removeLast()
        if !text.isEmpty { text += " " }
        let start = text.unicodeScalars.count
        text += cells[0]
        let end = text.unicodeScalars.count
        if cells[1].hasPrefix("B-") {
          marks.append(Marked(range: start..<end, label: String(cells[1].dropFirst(2))))
        } else if cells[1].hasPrefix("I-"), let last = marks.popLast() {
          marks.append(Marked(range: last.range.lowerBound..<end, label: last.label))
        }
        sentences.append((text, marks))
      }
      return sentences
    }

    private func text(_ name: String) throws -> String {
      try Program.run(["/bin/cat", "\(EndToEnd.sharedData)/\(name)"]).text
    }

    private func writeTask(_ workspace: Workspace, _ texts: [String], labels: [String], ask: String) throws {
      try workspace.write("title: Real\n", to: "tasks/real/task.yaml")
      try workspace.write(
        "version: 1\nshow: [{field: text, style: body}]\nask: [{id: q, \(ask)}]\n", to: "tasks/real/ui.yaml")
      try workspace.write("version: 1\nlabels:\n\(labels.joined())", to: "tasks/real/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "real"))
      let rows = texts.map { JSON.object(["text": .string($0)]).text() + "\n" }
      try workspace.write(rows.joined(), to: "rows.jsonl")
      try workspace.require(workspace.scholium("import", "real", "rows.jsonl"))
    }

    private func answers(of workspace: Workspace) throws -> [(text: String, answer: JSON)] {
      try workspace.require(workspace.scholium("export", "real")).rows.map { row in
        (try #require(row["data"]?["text"]?.string), try #require(row["answer"]?["q"]))
      }
    }

    /// Waits for one of the rows on the screen: the longest one, where one is a part of another.
    private func nextRow<Label>(
      of rows: [(text: String, label: Label)], on terminal: Tmux
    ) throws -> (text: String, label: Label)? {
      func shown(_ screen: [String]) -> (text: String, label: Label)? {
        let squeezed = screen.joined().filter { !$0.isWhitespace }
        return rows.filter { squeezed.contains($0.text.filter { !$0.isWhitespace }) }
          .max { $0.text.count < $1.text.count }
      }
      return shown(try terminal.see("the next text") { shown($0) != nil })
    }

    /// The words that a range covers; nil where it does not start and end with one.
    private func words(of text: String, in range: Range<Int>) -> Range<Int>? {
      var start = 0
      var first: Int?
      for (index, word) in text.split(separator: " ").enumerated() {
        let end = start + word.unicodeScalars.count
        if start == range.lowerBound { first = index }
        if end == range.upperBound { return first.map { $0..<index + 1 } }
        start = end + 1
      }
      return nil
    }
  }
}
