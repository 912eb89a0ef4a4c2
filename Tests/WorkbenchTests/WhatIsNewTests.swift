import Canvas
import Labeling
import Queue
import Testing

@testable import Workbench

@Suite("What is new")
struct WhatIsNewTests {
  /// An answer under the earlier build, then an example of the later one.
  private func crossing(size: Size = Size(columns: 80, rows: 24), to later: Build = Sample.later()) -> Bench {
    var bench = Bench(Sample.presented(build: Sample.earlier()), size: size)
    bench.press(.character("1"), .enter)
    bench.commit(next: Sample.presented(2, build: later))
    return bench
  }

  @Test("It is shown once before the next example, in words")
  func shown() {
    var bench = crossing()
    #expect(bench.state.mode == .news)
    let text = bench.state.frame.text
    for words in [
      "taxonomy 2 → 3", "split: Action → Action, Superhero", "renamed: Science fiction → Sci-fi", "gone: TV movie",
      "new, taken out of Comedy, Documentary: Mockumentary", "labels have moved",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    bench.press(.enter, after: 2)
    #expect(bench.state.mode == .answering)
    #expect(bench.effects.isEmpty)
    bench.press(.character("2"), .enter)
    bench.commit(next: Sample.presented(3, build: Sample.later()))
    #expect(bench.state.mode == .answering)
  }

  @Test("Not before the first example, and once for there and back")
  func once() {
    var bench = crossing()
    bench.press(.enter, after: 2)
    for (number, build) in [Sample.earlier(), Sample.later(), Sample.earlier()].enumerated() {
      bench.press(.character("1"), .enter, after: 2)
      bench.commit(next: Sample.presented(number + 3, build: build))
      #expect(bench.state.mode == .answering)
    }
    #expect(Bench(Sample.presented(build: Sample.later())).state.mode == .answering)
  }

  @Test("A build that is another only where nobody sees it is no news")
  func invisible() {
    let before = Sample.earlier()
    let other = Build(
      task: before.task, title: before.title, ui: before.ui, taxonomy: before.taxonomy, schema: before.schema,
      policy: Policy(overlap: 5))
    #expect(other.id != before.id)
    #expect(crossing(to: other).state.mode == .answering)
  }

  @Test("A burst of keys neither skips it nor answers the example behind it", arguments: [0.01, 0.05, 0.2])
  func burst(pause: Double) {
    var bench = crossing()
    for _ in 0..<40 {
      bench.press(.character("1"), .enter, .escape, after: pause)
      #expect(bench.effects.isEmpty)
      #expect(bench.state.mode == .news)
    }
  }

  @Test("Enter reads on where it is long, and goes on after the end")
  func long() {
    var bench = crossing(size: Size(columns: 40, rows: 12))
    bench.wait(2)
    var presses = 0
    while bench.state.mode == .news, presses < 20 {
      #expect(bench.state.frame.text.contains(bench.state.isInterludeRead ? "go on" : "read on"))
      bench.press(.enter)
      presses += 1
    }
    #expect((2...8).contains(presses))
    #expect(bench.state.mode == .answering)
  }

  @Test("The guidelines open over it, and lead back to it")
  func guidelines() {
    var bench = crossing()
    bench.wait(2)
    bench.press(.character("g"))
    #expect(bench.state.mode == .reading)
    bench.press(.escape)
    #expect(bench.state.mode == .news)
    bench.press(.character("5"))
    #expect(bench.state.mode == .news, "a label's key is not for it")
    #expect(bench.state.sheet?.answer == Answer())
  }

  @Test("The time it takes to read does not count as time at work")
  func activeTime() {
    var bench = crossing()
    bench.press(.enter, after: 30)
    bench.press(.character("2"), .enter)
    guard case .submit(_, _, let active, _)? = bench.effects.first else {
      Issue.record("no submit: \(bench.effects)")
      return
    }
    #expect(active == 2000)
  }

  @Test("Screen, keys, bounds and guidelines in words")
  func screen() throws {
    let before = Sample.build([Sample.topics(min: 1, max: 3)])
    var question = Sample.topics(min: 2, max: nil)
    question.prompt = "Which ones?"
    let ui = UserInterface(
      version: 4, show: before.ui.show + [ShownField(field: "source")], ask: [question, Sample.genre(advances: true)],
      guidelines: before.ui.guidelines + "\n\nShorts count, too.")
    let now = Build(
      task: before.task, title: before.title, ui: ui, taxonomy: before.taxonomy, schema: .open,
      policy: Policy(lease: 600))
    let reading = try #require(WhatIsNew(old: before, new: now).reading(size: Size(columns: 100, rows: 40)))
    let text = reading.passages.map(\.text.description).joined(separator: "\n")
    for words in [
      "shown now: source", "asked in other words: Which ones?", "topics: at least 2 now",
      "asked now: What is the main genre", "kept for you for 10 minutes (before: 30 minutes)",
      "now: Shorts count, too.",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("When in doubt"), "what stayed is not told")
  }

  @Test("A table's rows are told like declared changes, without those that stay")
  func concordance() {
    let old = Taxonomy(
      version: 1, labels: ["1", "2", "3", "4", "5"].map { Label(id: LabelID($0), title: "Code \($0)") })
    let rows: [(String?, String?)] = [
      ("1", "1"), ("2", "20"), ("3", "31"), ("3", "32"), ("4", "45"), ("5", "45"), (nil, "6"),
    ]
    let new = Taxonomy(
      version: 2, labels: ["1", "20", "31", "32", "45", "6"].map { Label(id: LabelID($0), title: "Code \($0)") },
      lineage: [
        Lineage(
          parent: 1,
          concordance: Concordance(
            rows: rows.map { Concordance.Row(old: $0.map { LabelID($0) }, new: $1.map { LabelID($0) }) }))
      ])
    #expect(
      LabelNews(from: old, to: new).lines.map(\.description) == [
        "renamed: Code 2 → Code 20", "split: Code 3 → Code 31, Code 32", "merged: Code 4, Code 5 → Code 45",
        "new: Code 6",
      ])
  }
}
