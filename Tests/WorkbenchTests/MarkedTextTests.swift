import Canvas
import Labeling
import Testing
import Text

@testable import Workbench

@Suite("Marked text")
struct MarkedTextTests {
  private static let nasty = [
    "\u{1B}[2J", "\u{202E}abc", "👩‍👩‍👧‍👦", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "灯台", "\u{0}", "\t", "\r\n", "\n",
    "\u{200B}", "🇩🇪🇫", "\u{E0041}", "한", "word", "a sentence of words ", " ", "\u{301}", "नि", "שלום",
  ]
  private static let question = Question(
    id: QuestionID("names"), kind: .spans(fields: ["plot"], overlap: true), prompt: "Mark the names.")
  private static let labels = [
    Label(id: LabelID("person"), title: "Person", key: "p"),
    Label(id: LabelID("place"), title: "Place \u{202E}\u{1B}[2J灯台", key: "l"),
    Label(id: LabelID("work"), title: "W"),
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1..<80, using: &random)).map { _ in nasty.randomElement(using: &random) ?? "" }.joined()
  }

  private static func spans(in text: String, most: Int, _ random: inout SeededGenerator) -> [Span] {
    let length = text.unicodeScalars.count
    let spans = (0..<Int.random(in: 0...most, using: &random)).map { _ in
      let start = Int.random(in: 0..<length, using: &random)
      let end = min(
        length, start + Int.random(in: 1..<([3, 20, 400].randomElement(using: &random) ?? 3), using: &random))
      return Span(field: "plot", start: start, end: end, label: labels[Int.random(in: 0..<3, using: &random)].id)
    }
    return Set(spans).sorted()
  }

  private static func marks(_ spans: [Span]) -> TextMarks {
    TextMarks(spans.map { ($0.field, TextMarks.Mark($0, question: 0)) })
  }

  private static func reading(_ text: String, width: Int) -> Reading {
    Reading(Passage.body(text, of: "plot"), width: width)
  }

  private static func presented(_ text: String, _ spans: [Span]) -> Presented {
    Sample.presented(
      build: Sample.build([question], labels: labels), plot: text, draft: Answer([question.id: .spans(spans)]))
  }

  @Test("Every span of a line on the screen has a row, or is counted, and no row is torn")
  func everySpanIsTold() {
    var random = SeededGenerator(state: 11)
    for round in 0..<400 {
      let text = Self.text(&random)
      let spans = Self.spans(in: text, most: 14, &random)
      let marks = Self.marks(spans)
      var reading = Self.reading(text, width: .random(in: 12...110, using: &random))
      let height = Int.random(in: 1..<30, using: &random)
      reading.scroll(by: .random(in: 0..<40, using: &random), height: height, marks: marks)
      let visible = reading.visible(height: height, marks: marks)
      #expect(!visible.isEmpty)
      #expect(visible.reduce(0) { $0 + $1.height } <= height)
      for line in visible {
        let range = reading.lines[line.line].range
        let there = spans.filter { $0.start < range.upperBound.rawValue && range.lowerBound.rawValue < $0.end }
        #expect(Set(line.segments.map(\.mark)) == Set(there.map { TextMarks.Mark($0, question: 0) }), "round \(round)")
        let told = line.rows.reduce(0) { $0 + $1.count } + line.hidden.count
        if height > 1 { #expect(told == line.segments.count) }
        for row in line.rows {
          for (left, right) in zip(row, row.dropFirst()) {
            #expect(left.columns.upperBound <= right.columns.lowerBound)
          }
          #expect(row.allSatisfy { $0.columns.lowerBound >= 0 && $0.columns.upperBound <= reading.width })
        }
      }
    }
  }

  @Test("What is drawn is whole rows: each mark's key or corner where it begins, each rest as a number")
  func drawn() throws {
    var random = SeededGenerator(state: 12)
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)].map({ Size(columns: $0.0, rows: $0.1) }) {
      for _ in 0..<25 {
        let text = Self.text(&random)
        var bench = Bench(Self.presented(text, Self.spans(in: text, most: 12, &random)), size: size)
        bench.press(.down, .right, .character("}"))
        let frame = bench.state.frame
        for row in 0..<size.rows {
          #expect(frame.row(row).reduce(0) { $0 + $1.width } == size.columns)
        }
        let sheet = try #require(bench.state.sheet)
        let rect = AnswerLayout(bench.state).text
        var row = rect.row
        for line in sheet.reading.visible(height: rect.rows, marks: sheet.marks) {
          for (below, segments) in line.rows.enumerated() {
            for segment in segments {
              let cell = frame[row + 1 + below, rect.column + segment.columns.lowerBound].text
              let isNarrow = segment.columns.count == 1
              #expect((isNarrow ? ["p", "l", "1", "2", "3"] : ["└", "←"]).contains(cell), "\(cell)")
            }
          }
          if !line.hidden.isEmpty {
            let cells = frame.row(row + line.height - 1).map(\.text).joined()
            #expect(cells.contains("+\(line.hidden.count)"))
          }
          row += line.height
        }
      }
    }
  }

  @Test("The cursor's line is on the screen with all its marks, wherever the cursor goes")
  func cursorInSight() throws {
    var random = SeededGenerator(state: 13)
    for _ in 0..<300 {
      let text = Self.text(&random)
      let marks = Self.marks(Self.spans(in: text, most: 20, &random))
      var reading = Self.reading(text, width: .random(in: 12...60, using: &random))
      let rect = Rect(row: 3, column: 2, rows: .random(in: 1..<12, using: &random), columns: reading.width)
      for _ in 0..<10 {
        let offset = ScalarOffset(.random(in: 0..<text.unicodeScalars.count, using: &random))
        reading.show(offset, in: "plot", height: rect.rows, marks: marks)
        let selection = Marking.Selection(field: "plot", range: offset..<ScalarOffset(offset.rawValue + 1))
        let column = ReadingColumn(reading: reading, marks: marks, selection: selection, head: offset)
        let cursor = try #require(column.cursor(in: rect))
        #expect(rect.contains(cursor))
        let index = reading.line(showing: offset, in: "plot")
        let limit = MarkedLine.limit(height: rect.rows)
        let shown = reading.visible(height: rect.rows, marks: marks).first { $0.line == index }
        #expect(shown == index.map { MarkedLine(reading, line: $0, marks: marks, limit: limit) })
      }
    }
  }

  @Test("A new size of the screen and the guidelines coming and going keep the cursor in sight")
  func cursorAfterResize() {
    let words = (1...600).map { "word\($0)" }
    var bench = Bench(Self.presented(words.joined(separator: " "), []), size: Size(columns: 80, rows: 24))
    for _ in 0..<25 { bench.press(.down) }
    bench.press(.character("p"))
    for (columns, rows) in [(40, 12), (200, 60), (120, 40), (60, 14), (130, 16), (40, 12), (80, 24)] {
      bench.send(.resized(Size(columns: columns, rows: rows)))
      #expect(bench.state.frame.cursor != nil, "\(columns)x\(rows)")
      bench.press(.alt("b"), .right)
      #expect(bench.state.frame.cursor != nil, "\(columns)x\(rows)")
    }
  }

  @Test("A press finds what is drawn under it: text its scalar, a mark its span")
  func hitsAreTheInverseOfDrawing() {
    var random = SeededGenerator(state: 14)
    for _ in 0..<150 {
      let text = Self.text(&random)
      let marks = Self.marks(Self.spans(in: text, most: 8, &random))
      let reading = Self.reading(text, width: 50)
      let rect = Rect(row: 2, column: 3, rows: 20, columns: 50)
      let column = ReadingColumn(reading: reading, marks: marks)
      var row = rect.row
      for line in reading.visible(height: rect.rows, marks: marks) {
        var left = rect.column
        for glyph in reading.lines[line.line].glyphs {
          for place in left..<left + glyph.width {
            let spot = column.spot(at: Point(row: row, column: place), in: rect)
            #expect(spot == .text(field: "plot", offset: glyph.source))
          }
          left += glyph.width
        }
        for (below, segments) in line.rows.enumerated() {
          for segment in segments {
            for place in segment.columns {
              let point = Point(row: row + 1 + below, column: rect.column + place)
              #expect(column.spot(at: point, in: rect) == .mark(field: "plot", segment.mark))
            }
          }
        }
        row += line.height
      }
      #expect(column.spot(at: Point(row: 1, column: 5), in: rect) == nil)
    }
  }

  @Test("A mark covers the columns of its scalars, and what is not drawn the one after its line")
  func columns() {
    let reading = Self.reading("ab 灯台 e\u{301}f\ng", width: 20)
    let columns = LineColumns(reading.lines[0])
    func range(_ start: Int, _ end: Int) -> Range<Int> { columns.columns(of: ScalarOffset(start)..<ScalarOffset(end)) }
    #expect(range(0, 2) == 0..<2)
    #expect(range(3, 4) == 3..<5)
    #expect(range(4, 5) == 5..<7)
    #expect(range(6, 8) == 8..<9)
    #expect(range(7, 8) == 8..<9)
    #expect(range(8, 10) == 9..<10)
    #expect(range(9, 10) == 10..<11)
  }

  @Test("Nested and overlapping marks stand below each other, with corners, keys and as much title as fits")
  func rows() {
    let text = "University of Nairobi on Monday"
    let spans = [
      Span(field: "plot", start: 0, end: 21, label: LabelID("person")),
      Span(field: "plot", start: 14, end: 21, label: LabelID("work")),
      Span(field: "plot", start: 19, end: 24, label: LabelID("person")),
      Span(field: "plot", start: 25, end: 26, label: LabelID("person")),
    ].sorted()
    var bench = Bench(Self.presented(text, spans))
    bench.press(.right)
    let rows = bench.state.frame.text.split(separator: "\n").drop { !$0.contains("University") }.prefix(4)
    #expect(
      rows.joined(separator: "\n") == """
          University of Nairobi on Monday
          └p Person───────────┘    p
                        └3 W──┘
                             └p──┘
        """)
  }

  @Test("A span over several lines is open where it goes on")
  func openEnds() {
    let text = String(repeating: "word ", count: 20)
    let bench = Bench(
      Self.presented(text, [Span(field: "plot", start: 5, end: 89, label: LabelID("person"))]),
      size: Size(columns: 40, rows: 20))
    let rows = bench.state.frame.text.split(separator: "\n").filter { $0.contains("p Person─") }
    #expect(
      rows == [
        "      └p Person───────────────────→", " ←p Person────────────────────────→", " ←p Person─────────┘",
      ])
  }

  @Test("Up and down keep the column as far as a line goes, and pass over empty lines")
  func lines() {
    let reading = Self.reading("first line\n\nab\nanother line", width: 30)
    func go(_ step: Int, _ offset: Int) -> Int? {
      reading.offset(onLineBy: step, from: ScalarOffset(offset), in: "plot")?.offset.rawValue
    }
    #expect(go(1, 6) == 13)
    #expect(go(2, 6) == 21)
    #expect(go(-1, 21) == 13)
    #expect(go(-2, 21) == 6)
    #expect(go(-1, 3) == nil)
    #expect(go(1, 20) == nil)
    #expect(reading.lineRange(around: ScalarOffset(3), in: "plot") == ScalarOffset(0)..<ScalarOffset(10))
    #expect(reading.lineRange(around: ScalarOffset(10), in: "plot") == ScalarOffset(0)..<ScalarOffset(10))
    #expect(reading.lineRange(around: ScalarOffset(12), in: "plot") == ScalarOffset(12)..<ScalarOffset(14))
    #expect(reading.lineRange(around: ScalarOffset(0), in: "title") == nil)
  }

  @Test("A field that may be marked stands by itself with exact offsets, a heading and metadata too")
  func exactOffsets() {
    let fields = [
      ShownText(name: "title", style: .heading, text: "Two\r\nlines"),
      ShownText(name: "year", style: .meta, text: "1987"), ShownText(name: "place", style: .meta, text: "Nairobi"),
      ShownText(name: "plot", style: .body, text: "A plot."),
    ]
    let passages = Passage.of(fields, marked: ["title", "place", "plot"])
    #expect(passages.map(\.field) == ["title", "place", "plot"])
    #expect(passages.map(\.kind) == [.heading(beside: "1987"), .meta, .body])
    for passage in passages {
      guard let text = fields.first(where: { $0.name == passage.field })?.text else { continue }
      let scalars = Array(text.unicodeScalars)
      for glyph in passage.text.lines.joined() where !glyph.isSubstitute {
        #expect(String(scalars[glyph.source.rawValue]) == glyph.text)
      }
    }
    #expect(Passage.of(fields).map(\.kind) == [.heading(beside: "1987 · Nairobi"), .body])
  }

  @Test("What is not laid out is counted, and a span there is told with it")
  func beyondTheLimit() {
    let reading = Self.reading(String(repeating: "ab\n", count: 100_000), width: 40)
    let last = reading.lines.count - 1
    #expect(reading.line(showing: ScalarOffset(299_000), in: "plot") == last)
    let marks = Self.marks([Span(field: "plot", start: 299_000, end: 299_001, label: LabelID("person"))])
    #expect(MarkedLine(reading, line: last, marks: marks, limit: 3).rows.count == 1)
  }

  @Test("TextMarks of another question are shown without taking the keys' names")
  func otherQuestion() throws {
    let other = Question(
      id: QuestionID("roles"), kind: .spans(fields: ["plot"], overlap: true), prompt: "Mark the roles.")
    let build = Sample.build([Self.question, other], labels: Self.labels)
    let draft = Answer([other.id: .spans([Span(field: "plot", start: 0, end: 12, label: LabelID("person"))])])
    var bench = Bench(Sample.presented(build: build, plot: "Barack Obama came.", draft: draft))
    let sheet = try #require(bench.state.sheet)
    #expect(sheet.focus == 0)
    func markStyle(_ frame: Frame) -> (String, Style)? {
      for row in 2..<12 {
        let cells = Array(frame.row(row))
        if let start = cells.firstIndex(where: { $0.text == "└" }) {
          return (cells[start...].map(\.text).joined(), cells[start].style)
        }
      }
      return nil
    }
    let dim = try #require(markStyle(bench.state.frame))
    #expect(dim.0.hasPrefix("└Person────┘"))
    #expect(dim.1.role == .dim)
    bench.press(.tab)
    let own = try #require(markStyle(bench.state.frame))
    #expect(own.0.hasPrefix("└p Person──┘"))
    #expect(own.1.role == .label1)
  }

  @Test("20,000 words with 2,000 spans: a key costs what is on the screen")
  func longText() {
    let words = (0..<20_000).map { "word\($0 % 977)" }
    var spans: [Span] = []
    var offset = 0
    for (index, word) in words.enumerated() {
      let length = word.unicodeScalars.count
      if index % 10 == 0 {
        spans.append(Span(field: "plot", start: offset, end: offset + length + 8, label: Self.labels[index % 3].id))
      }
      offset += length + 1
    }
    var bench = Bench(
      Self.presented(words.joined(separator: " "), spans.filter { $0.end < offset }), size: Size(columns: 120, rows: 40)
    )
    let clock = ContinuousClock()
    let time = clock.measure {
      for index in 0..<100 {
        bench.press(index % 4 == 0 ? .down : .right)
        _ = bench.state.frame
      }
    }
    // A debug build of a key that looks through all of the text takes far longer.
    #expect(time < .seconds(10))
  }
}
