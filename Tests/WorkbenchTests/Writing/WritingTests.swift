import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("Text questions")
struct WritingTests {
  private let words = QuestionID("words")
  private let genre = QuestionID("genre")

  private func question(
    max: Int? = nil, pattern: String? = nil, isOptional: Bool = false, when: [Question.Condition] = []
  ) -> Question {
    Question(
      id: words, kind: .text(maxLength: max, pattern: pattern), prompt: "What is it about?", isOptional: isOptional,
      when: when)
  }

  private func presented(_ number: Int = 1, _ questions: Question..., draft: Answer? = nil) -> Presented {
    Sample.presented(number, build: Sample.build(questions), draft: draft)
  }

  private func answer(_ bench: Bench) -> AnswerValue? { bench.state.sheet?.answer[words] }

  @Test("Words grow into the rows that a short text leaves, not into those that a long one needs")
  func grows() throws {
    for (plot, rows) in [
      ("A keeper hears a storm.", 12), (String(repeating: "A keeper hears a storm. ", count: 90), 8),
    ] {
      var bench = Bench(
        Sample.presented(build: Sample.build([question()]), plot: plot), size: Size(columns: 80, rows: 24))
      bench.press(.paste((1...30).map { "line \($0)" }.joined(separator: "\n")))
      let layout = AnswerLayout(bench.state)
      #expect(layout.labels.rows == rows)
      #expect(bench.state.frame.text.contains("▸line 30") && bench.state.frame.text.contains("more of your words"))
      if plot.count < 80 { #expect(bench.state.frame.text.contains(plot)) }
    }
  }

  @Test("What is typed is the answer, to the scalar, and enter submits it")
  func typed() {
    var bench = Bench(presented(1, question()))
    #expect(bench.state.mode == .writing)
    bench.type("1 quest, e")
    bench.press(.character("\u{301}"), .altEnter, .paste("so\u{202E}\t灯"), .control("o"), .character("?"), .enter)
    let text = "1 quest, e\u{301}\nso\u{202E}\t灯\n?"
    guard case .submit(let answer, AssignmentID("a1"), _, _)? = bench.effects.first else {
      Issue.record("no submit: \(bench.effects)")
      return
    }
    #expect(answer.isExactly(Answer([words: .text(text)])))
  }

  @Test("Enter without words says so; an optional question is passed")
  func nothingWritten() {
    var bench = Bench(presented(1, question()))
    bench.press(.character(" "), .enter)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.frame.text.contains("Write something first."))
    bench = Bench(presented(1, question(isOptional: true)))
    bench.press(.enter)
    #expect(bench.effects == [.submit(Answer(), of: AssignmentID("a1"), activeMilliseconds: 1000)])
  }

  @Test("Words that do not have the form asked for are not submitted, even where they are optional")
  func form() {
    for isOptional in [true, false] {
      var bench = Bench(presented(1, question(pattern: "[a-z]+[0-9]", isOptional: isOptional)))
      bench.type("ab")
      #expect(bench.state.frame.text.contains("form [a-z]+[0-9]: not yet"))
      bench.press(.enter)
      #expect(bench.effects.isEmpty)
      #expect(bench.state.frame.text.contains("must be of the form [a-z]+[0-9]"))
      bench.press(.character("1"))
      #expect(bench.state.frame.text.contains("form [a-z]+[0-9]: fits"))
      bench.press(.enter)
      #expect(bench.effects.count == 1)
    }
  }

  @Test("A bound is counted, and what finds no room is told")
  func bound() {
    var bench = Bench(presented(1, question(max: 10)))
    bench.press(.paste("twelve chars"))
    #expect(answer(bench) == .text("twelve cha"))
    #expect(bench.state.frame.text.contains("10 of 10 characters"))
    #expect(bench.state.frame.text.contains("2 were left out"))
    bench.press(.character("x"))
    #expect(bench.state.frame.text.contains("1 was left out"))
    bench.press(.enter)
    #expect(bench.effects.count == 1)
  }

  @Test("Escape makes letters keys, i writes on, and moving to a question writes at once")
  func stopWriting() {
    var bench = Bench(presented(1, Sample.genre(), question()))
    bench.press(.character("5"), .enter)
    bench.type("a")
    bench.press(.escape)
    #expect(bench.state.mode == .answering)
    #expect(bench.state.frame.cursor == nil)
    bench.press(.character("g"))
    #expect(bench.state.mode == .reading)
    bench.press(.escape, .character("i"), .character("b"), .escape, .tab, .tab, .character("c"))
    #expect(answer(bench) == .text("abc"))
  }

  @Test("Letters that come twice are written twice; enter held down submits once")
  func held() {
    var bench = Bench(presented(1, Sample.genre(advances: true), question()))
    bench.press(.character("5"))
    bench.press(.character("5"), .character("5"), .character("l"), .character("l"), after: 0.05)
    #expect(answer(bench) == .text("55ll"))
    bench = Bench(presented(1, question(isOptional: true)))
    bench.press(.enter)
    bench.commit(next: presented(2, question(isOptional: true)))
    for _ in 0..<60 { bench.press(.enter, after: 0.03) }
    bench.send(.tick(at: bench.now))
    #expect(bench.effects.isEmpty)
    #expect(bench.state.mode == .writing)
  }

  @Test("What was typed before an example could be seen is no answer to it, and is told")
  func unseen() {
    var bench = Bench(presented(1, question()))
    bench.type("a")
    bench.press(.enter)
    bench.commit(next: presented(2, question()))
    for letter in "typed ahead" { bench.press(.character(letter), after: 0.1) }
    #expect(answer(bench) == nil)
    #expect(bench.state.frame.text.contains("was not taken"))
    bench.type("seen")
    #expect(answer(bench) == .text("seen"))
  }

  @Test("A draft is kept while words keep coming, and comes back with what was half written")
  func draft() {
    var bench = Bench(presented(1, question(pattern: "[0-9]{4}")))
    bench.press(.character("1"))
    bench.press(.character("2"), .character("3"), after: 0.4)
    #expect(bench.state.wakesAt == Sample.start.advanced(bySeconds: 2))
    bench.wait(0.2)
    bench.send(.tick(at: bench.now))
    let draft = Answer([words: .text("123")])
    #expect(bench.effects == [.saveDraft(draft, of: AssignmentID("a1"))])
    let build = bench.state.sheet?.build
    #expect(throws: Never.self) { _ = try build.map { try Answer(draft.json, under: $0, isComplete: false) } }
    #expect(throws: AnswerError.self) { _ = try build.map { try Answer(draft.json, under: $0) } }
    bench = Bench(presented(1, question(pattern: "[0-9]{4}"), draft: draft))
    bench.press(.character("4"), .enter)
    #expect(
      bench.effects == [.submit(Answer([words: .text("1234")]), of: AssignmentID("a1"), activeMilliseconds: 2000)])
  }

  @Test("A draft that differs in its scalars only is kept")
  func exactDraft() {
    var bench = Bench(presented(1, question(), draft: Answer([words: .text("\u{E9}")])))
    bench.press(.backspace, .character("e"), .character("\u{301}"), .control("c"))
    #expect(bench.effects.count == 2)
  }

  @Test("Words of a question that is hidden are no answer, and are there again when it is")
  func hidden() {
    let horror = Question.Condition(question: genre, labels: [LabelID("horror")])
    let fear = Answer([genre: .label(LabelID("horror")), words: .text("fear")])
    var typed = Bench(presented(1, Sample.genre(), question(when: [horror])))
    typed.press(.character("4"), .enter)
    typed.type("fear")
    typed.press(.backtab)
    for var bench in [typed, Bench(presented(1, Sample.genre(), question(when: [horror]), draft: fear))] {
      bench.press(.character("5"))
      #expect(bench.state.sheet?.answer == Answer([genre: .label(LabelID("scifi"))]))
      bench.press(.character("4"))
      #expect(bench.state.sheet?.answer == fear)
    }
  }

  @Test("An earlier answer is read first, so that going further back is the same key; then written on")
  func revising() {
    var bench = Bench(presented(1, question()))
    bench.type("one")
    bench.press(.enter)
    bench.commit(next: presented(2, question()))
    bench.type("two")
    bench.press(.enter)
    bench.commit(next: presented(3, question()))
    bench.press(.escape, .character("u"), .character("u"))
    #expect(answer(bench) == .text("one"))
    bench.press(.character("i"), .character("!"), .enter)
    guard case .correct(ResponseID("r1"), let answer, _)? = bench.effects.first else {
      Issue.record("no correction: \(bench.effects)")
      return
    }
    #expect(answer == Answer([words: .text("one!")]))
  }

  @Test("The help tells every key that edits, and none of them means something else while writing")
  func help() {
    let help = HelpScreen.reading(of: Bench(presented(1, question())).state)
    let text = help.lines.map { $0.glyphs.map(\.text).joined() }.joined(separator: "\n")
    for row in EditingKey.all {
      #expect(row.keys.allSatisfy { text.contains($0.title.description) } && text.contains(row.help.description))
      for mode in [Mode.writing, .typing] {
        #expect(row.keys.allSatisfy { Keymap.standard.binding(for: $0, in: mode) == nil }, "\(row.edit) in \(mode)")
      }
    }
    let keys = EditingKey.all.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(Set(EditingKey.all.map(\.edit)) == Set(Edit.allCases))
  }

  @Test("The cursor is on the character that is next, at every size", arguments: Story.usualSizes)
  func cursor(_ size: Size) {
    var bench = Bench(presented(1, question()), size: size)
    bench.press(.paste(String(repeating: "灯台 keeper \u{202E}", count: 40)))
    for _ in 0..<60 {
      bench.press(.left)
      guard let editor = bench.state.sheet?.editor, let cursor = bench.state.frame.cursor else {
        Issue.record("no cursor")
        return
      }
      let next = editor.text[editor.text.place(editor.cursor)]
      let cell = bench.state.frame[cursor.row, cursor.column].text
      // A substitute starts with its bracket; the space at which a row is broken is not drawn.
      #expect(cell == String(next) || next == " " || next == "\u{202E}" && cell == "<", "\(next) \(cell)")
    }
  }

  @Test("An answer of a hundred thousand characters does not slow typing down")
  func long() {
    var bench = Bench(presented(1, question()))
    bench.press(.paste(String(repeating: "wörd ", count: 19_000)))
    let time = ContinuousClock().measure {
      for _ in 0..<20 {
        bench.press(.character("x"))
        _ = bench.state.frame
      }
    }
    // Far less in a release build; the bound only tells work near the cursor from work on all of it.
    #expect(time < .seconds(8), "\(time)")
  }
}
