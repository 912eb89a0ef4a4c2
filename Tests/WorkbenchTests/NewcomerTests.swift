import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

/// What somebody meets who has read nothing but the screens.
@Suite("A newcomer")
struct NewcomerTests {
  private func lines(of reading: Reading) -> [String] { reading.lines.map { $0.glyphs.map(\.text).joined() } }

  private func help(_ bench: Bench) -> [String] { lines(of: HelpScreen.reading(of: bench.state)) }

  private func headings(_ help: [String]) -> [String] {
    let titles = [
      "Keys", "While choosing labels", "While marking spans", "While looking for a label", "While writing",
      "On other screens", "Letters",
    ]
    return help.filter(titles.contains)
  }

  @Test("The help begins with the keys of what is in hand, and tells all others after them")
  func order() {
    let choosing = help(Bench())
    #expect(
      headings(choosing) == [
        "Keys", "While marking spans", "While looking for a label", "While writing", "On other screens", "Letters",
      ])
    let marking = help(Bench(Sample.marked("Ana met Bo.")))
    #expect(
      headings(marking) == [
        "Keys", "While choosing labels", "While looking for a label", "While writing", "On other screens", "Letters",
      ])
    #expect(marking.prefix(5).contains { $0.hasSuffix("to the next word, or character") })
  }

  @Test("Every command of a screen with an example is told once or more, whatever is in hand")
  func complete() {
    let modes: Set<Mode> = [.answering, .marking, .writing, .finding]
    for bench in [Bench(), Bench(Sample.marked("Ana met Bo.")), Bench(Sample.wordsOnly)] {
      let text = help(bench).joined(separator: " ").split(separator: " ").joined(separator: " ")
      for binding in Keymap.standard.bindings where !binding.modes.isDisjoint(with: modes) {
        #expect(text.contains(binding.help.description), "\(binding.command)")
      }
    }
  }

  @Test("A letter that a label has is not told as a command's: what still works is")
  func takenLetter() throws {
    var labels = Sample.genres
    labels[0].key = "n"
    let rows = help(Bench(Sample.presented(build: Sample.build(labels: labels))))
    let row = try #require(rows.first { $0.hasSuffix("next place found") })
    #expect(row.hasPrefix("N "))
  }

  @Test("A key that is nothing here says so, and where the keys are told")
  func unknownKey() {
    var bench = Bench()
    bench.press(.character("z"))
    #expect(bench.notice == "z does nothing here: ? shows the keys.")
    bench.press(.character("9"))
    #expect(bench.notice == "9 is no label here: ? shows the keys.")
    bench.press(.character("1"))
    #expect(bench.state.notice == nil)
  }

  @Test("With nothing to answer a sentence goes with the next command, so that the help can say how to leave it")
  func idleNotice() {
    var bench = Bench(nil)
    bench.send(.claimed(.success(Sample.nothing(Idle(.finished))), at: bench.now))
    bench.press(.character("u"))
    #expect(bench.state.notice != nil)
    bench.press(.character("?"))
    #expect(bench.state.notice == nil)
    #expect(bench.state.frame.text.contains("esc back"))
  }

  @Test("The strip of questions shows the one in hand", arguments: Story.usualSizes)
  func strip(_ size: Size) {
    let ids = ["first-of-all", "second", "third-question", "fourth", "the-last-one"]
    let questions = ids.map { Question(id: QuestionID($0), kind: .choice, prompt: "Which one?") }
    var bench = Bench(Sample.presented(build: Sample.build(questions)), size: size)
    for (index, id) in ids.enumerated() {
      #expect(bench.state.frame.text.contains("▸\(index + 1) \(id)"))
      bench.press(.tab)
    }
  }

  @Test("Where there are no guidelines, the footer offers what the key shows")
  func noGuidelines() {
    #expect(Bench().state.frame.text.contains("g guidelines"))
    #expect(Bench(Sample.presented(build: Sample.build(guidelines: " \n"))).state.frame.text.contains("g labels"))
  }

  @Test("One long title leaves room for labels on all nine digits at 80 columns")
  func ninePerPage() throws {
    let long = Label(id: LabelID("long"), title: "Balance not updated after cheque or cash deposit")
    let labels = (1...76).map { Label(id: LabelID("l\($0)"), title: "Card \($0)") } + [long]
    let bench = Bench(Sample.presented(build: Sample.build(labels: labels)))
    #expect(try #require(bench.state.shortcuts).pages.first?.count == 9)
  }
}

extension Sample {
  /// Words are asked for, and nothing else.
  fileprivate static var wordsOnly: Presented {
    let words = Question(id: QuestionID("words"), kind: .text(maxLength: nil, pattern: nil), prompt: "Why?")
    return presented(build: build([words]))
  }
}
