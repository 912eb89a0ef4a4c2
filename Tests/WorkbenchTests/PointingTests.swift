import Canvas
import Labeling
import Records
import Testing
import Text

@testable import Workbench

@Suite("The mouse")
struct PointingTests {
  private static let names = Question(
    id: QuestionID("names"), kind: .spans(fields: ["plot"], overlap: true), prompt: "Mark the names.")
  private static let labels = [
    Label(id: LabelID("person"), title: "Person", key: "p"), Label(id: LabelID("place"), title: "Place", key: "l"),
  ]

  private func marking(_ plot: String = "Barack Obama visited Nairobi.") -> Bench {
    var bench = Bench(Sample.presented(build: Sample.build([Self.names], labels: Self.labels), plot: plot))
    bench.press(.alt("m"))
    return bench
  }

  private func choosing(advances: Bool = false) -> Bench {
    var bench = Bench(Sample.presented(build: Sample.build([Sample.genre(advances: advances)])))
    bench.press(.alt("m"))
    return bench
  }

  @Test("Nothing happens while the mouse is the terminal's")
  func off() throws {
    var bench = Bench()
    let place = try bench.place(of: "Horror")
    let before = bench.state
    bench.point(.press(place))
    #expect(bench.state.sheet == before.sheet)
    #expect(bench.state.notice == before.notice)
  }

  @Test("A press on a label chooses it, and one on 'submit' submits")
  func labelAndFoot() throws {
    var bench = choosing()
    bench.point(.press(try bench.place(of: "Horror")))
    #expect(bench.state.sheet?.answer[QuestionID("genre")] == .label(LabelID("horror")))
    bench.point(.press(try bench.place(of: "submit")))
    #expect(bench.effects.contains { if case .submit = $0 { true } else { false } })
  }

  @Test("A press on a sentence in the foot uncovers the keys that can be pressed")
  func sentence() throws {
    var bench = choosing()
    bench.point(.press(try bench.place(of: "Horror")))
    let submit = try bench.place(of: "submit")
    // Nothing is compared here, and the sentence that says so stands in the place of the keys.
    bench.press(.character("d"))
    #expect(throws: (any Error).self) { try bench.place(of: "submit") }
    bench.point(.press(submit))
    #expect(bench.state.notice == nil)
    bench.point(.press(try bench.place(of: "s skip")))
    #expect(bench.state.mode == .typing)
  }

  @Test("The second half of a double click does not answer the next example")
  func doubleClick() throws {
    var bench = choosing(advances: true)
    let place = try bench.place(of: "Horror")
    bench.point(.press(place))
    #expect(bench.effects.contains { if case .submit = $0 { true } else { false } })
    bench.commit(next: Sample.presented(2, build: Sample.build([Sample.genre(advances: true)])))
    bench.point(.press(place), after: 0.2)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.notice?.text.description.hasPrefix("That click came before") == true)
    #expect(bench.state.sheet?.answer.values.isEmpty == true)
    bench.wait(0.3)
    bench.send(.tick(at: bench.now))
    #expect(bench.state.sheet?.answer.values.isEmpty == true)
    bench.point(.press(place))
    #expect(bench.effects.contains { if case .submit = $0 { true } else { false } })
  }

  @Test("A press waits for nothing and answers nothing while a request is on its way")
  func waiting() throws {
    var bench = choosing()
    bench.point(.press(try bench.place(of: "Horror")))
    bench.press(.enter)
    bench.point(.press(try bench.place(of: "Drama")))
    #expect(bench.effects.isEmpty)
    #expect(bench.state.sheet?.answer[QuestionID("genre")] == .label(LabelID("horror")))
  }

  @Test("A press on a point of a scale, or its title, chooses it")
  func scale() throws {
    let question = Question(id: QuestionID("pain"), kind: .rating, prompt: "How much does it hurt?")
    let points = (0...4).map { value in
      Label(
        id: LabelID("p\(value)"), title: value == 0 ? "none" : value == 4 ? "unbearable" : "\(value)",
        value: JSONNumber(value))
    }
    var bench = Bench(Sample.presented(build: Sample.build([question], labels: points)))
    bench.press(.alt("m"))
    bench.point(.press(try bench.place(of: "3 ──")))
    #expect(bench.state.sheet?.answer[question.id]?.labels == [LabelID("p3")])
    bench.point(.press(try bench.place(of: "bearable")))
    #expect(bench.state.sheet?.answer[question.id]?.labels == [LabelID("p4")])
  }

  @Test("A press on a question turns to it")
  func strip() throws {
    let mood = Question(id: QuestionID("mood"), kind: .choices(min: 0, max: nil), prompt: "Which mood?")
    var bench = Bench(Sample.presented(build: Sample.build([Sample.genre(), mood])))
    bench.press(.alt("m"))
    bench.point(.press(try bench.place(of: "2 mood")))
    #expect(bench.state.sheet?.focus == 1)
    bench.point(.press(try bench.place(of: "1 genre")), after: 2)
    #expect(bench.state.sheet?.focus == 0)
  }

  @Test("A press on a word selects it, a drag goes on from there, and a press on a mark selects its span")
  func text() throws {
    var bench = marking()
    bench.point(.press(try bench.place(of: "Obama")))
    #expect(bench.selectedRange == 7..<12)
    bench.point(.release(try bench.place(of: "Obama")))
    bench.point(.press(try bench.place(of: "arack")))
    bench.point(.drag(try bench.place(of: "bama")))
    #expect(bench.selectedRange == 0..<12)
    bench.point(.release(try bench.place(of: "bama")))
    bench.point(.drag(try bench.place(of: "visited")))
    #expect(bench.selectedRange == 0..<12)
    bench.press(.character("p"))
    bench.point(.press(try bench.place(of: "airobi")))
    bench.point(.release(try bench.place(of: "airobi")))
    #expect(bench.selectedRange == 21..<28)
    bench.point(.press(try bench.place(of: "└p Person")))
    #expect(bench.selectedRange == 0..<12)
    bench.point(.press(try bench.place(of: "Place")))
    #expect(
      bench.state.sheet?.answer[Self.names.id]
        == .spans([Span(field: "plot", start: 0, end: 12, label: LabelID("place"))]))
  }

  @Test("A drag below the text scrolls, and selects what comes into sight")
  func dragScrolls() throws {
    var bench = marking((1...80).map { "line\($0) of the text" }.joined(separator: "\n"))
    bench.point(.press(try bench.place(of: "line1 ")))
    let bottom = Point(row: 23, column: 3)
    for _ in 0..<40 { bench.point(.drag(bottom), after: 0.05) }
    let selected = try #require(bench.selectedRange)
    #expect(selected.lowerBound == 0)
    #expect(selected.upperBound > 500)
    #expect((bench.state.sheet?.reading.scroll ?? 0) > 20)
  }

  @Test("The wheel scrolls the text, and the guidelines where they lie over it")
  func wheel() {
    var bench = marking((1...80).map { "line\($0)" }.joined(separator: "\n"))
    let middle = Point(row: 8, column: 10)
    bench.point(.wheel(lines: 3, at: middle))
    #expect(bench.state.sheet?.reading.scroll == 3)
    bench.point(.wheel(lines: -9, at: middle))
    #expect(bench.state.sheet?.reading.scroll == 0)
    bench.press(.function(1))
    bench.point(.wheel(lines: 3, at: middle))
    guard case .help(let reading)? = bench.state.overlay else {
      Issue.record("the help is not open")
      return
    }
    #expect(reading.scroll == 3)
    #expect(bench.state.sheet?.reading.scroll == 0)
  }

  @Test("The wheel scrolls the guidelines beside the example, and leaves the example where it is")
  func wheelBeside() throws {
    let long = (1...90).map { "Paragraph \($0) of the guidelines." }.joined(separator: "\n\n")
    let build = Sample.build(guidelines: long)
    var bench = Bench(Sample.presented(build: build, plot: long), size: Size(columns: 160, rows: 40))
    bench.press(.alt("m"))
    let rect = try #require(AnswerLayout(bench.state).beside)
    let before = try #require(bench.state.guide?.beside?.scroll)
    bench.point(.wheel(lines: 3, at: Point(row: rect.row + 5, column: rect.column + 5)))
    #expect(bench.state.guide?.beside?.scroll == before + 3)
    #expect(bench.state.sheet?.reading.scroll == 0)
    bench.point(.wheel(lines: 3, at: Point(row: rect.row + 5, column: 5)))
    #expect(bench.state.guide?.beside?.scroll == before + 3)
    #expect(bench.state.sheet?.reading.scroll == 3)
  }

  @Test("A press before an unusual screen could be seen is not taken")
  func glance() throws {
    var bench = choosing()
    bench.state.glance = Glance(from: bench.now)
    bench.point(.press(try bench.place(of: "Horror")), after: 0.1)
    #expect(bench.state.sheet?.answer.values.isEmpty == true)
    #expect(bench.state.notice != nil)
  }

  @Test("Each entry of the foot and each label is pressed where it is drawn, at all sizes")
  func places() {
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)].map({ Size(columns: $0.0, rows: $0.1) }) {
      let bench = Bench(Sample.presented(), size: size)
      let layout = AnswerLayout(bench.state)
      let frame = bench.state.frame
      let foot = Footer(bench.state)
      var labels: Set<LabelID> = []
      var keys: Set<Key> = []
      for row in 0..<size.rows {
        for column in 0..<size.columns {
          let point = Point(row: row, column: column)
          if let (label, _) = layout.panel?.label(at: point, onPage: 0, in: layout.labels, of: size) {
            labels.insert(label)
            #expect(layout.labels.rowRange.contains(row))
          }
          if let key = foot.key(at: point), keys.insert(key).inserted {
            let drawn = frame.row(row).dropFirst(column).map(\.text).joined()
            #expect(drawn.hasPrefix(key.title.description))
          }
        }
      }
      #expect(labels.count == min(Sample.genres.count, layout.panel?.shortcuts?.pages.first?.count ?? 0))
      #expect(keys.contains(.enter))
    }
  }
}

extension Bench {
  mutating func point(_ pointer: Pointer, after seconds: Double = 1) {
    wait(seconds)
    send(.pointer(pointer, at: now))
  }

  /// Where some text begins on the screen; the first such place from the top.
  func place(of text: String) throws -> Point {
    let frame = state.frame
    let wanted = text.map { String($0) }
    for row in 2..<frame.size.rows {
      let cells = frame.row(row).map(\.text)
      guard cells.count >= wanted.count else { continue }
      for column in 0...(cells.count - wanted.count)
      where cells[column..<column + wanted.count].elementsEqual(wanted) {
        return Point(row: row, column: column)
      }
    }
    throw Missing(text: text)
  }

  private struct Missing: Error { let text: String }

  fileprivate var selectedRange: Range<Int>? {
    state.sheet?.marking?.selection.map { $0.range.lowerBound.rawValue..<$0.range.upperBound.rawValue }
  }
}
