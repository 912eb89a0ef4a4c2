import Canvas
import Labeling
import Testing

@testable import Workbench

@Suite("Browsing")
struct BrowsingTests {
  private static let sizes = [(80, 24), (100, 30), (132, 43), (200, 60)].map { Size(columns: $0.0, rows: $0.1) }

  private static let found = BrowseFinding(
    entries: [
      ReviewEntry(example: ReviewSample.digest(0), reasons: ["open"], people: 1, disagreement: nil, isOwn: false),
      ReviewEntry(example: ReviewSample.digest(1), reasons: ["done"], people: 3, disagreement: 0.4, isOwn: false),
      ReviewEntry(example: ReviewSample.digest(3), reasons: ["decided"], people: 4, disagreement: 0.5, isOwn: false),
    ], examples: 300, typed: "label:comedy", reordered: "label:comedy order:disagreement")

  private func browser(_ size: Size = Size(columns: 80, rows: 24)) -> ReviewBench {
    var bench = ReviewBench()
    bench.state = ReviewState(browsing: "label:comedy", desk: Sample.desk, size: size)
    bench.send(.started(at: bench.now))
    return bench
  }

  @Test("It begins with the query it was opened with, and the words of the rows in sight are asked for")
  func beginning() {
    var bench = browser()
    #expect(bench.effects == [.find("label:comedy")])
    bench.send(.found(.success(Self.found), at: bench.now))
    #expect(bench.effects == [.describe(Self.found.entries.map(\.example))])
    #expect(bench.state.frame.text.contains("3 examples of 300: label:comedy"))
  }

  @Test("What is to be said of a query stands below what it found, until the next key")
  func note() {
    var bench = browser()
    var found = Self.found
    found.note = "'user:bo' was looked for in the texts."
    bench.send(.found(.success(found), at: bench.now))
    #expect(bench.state.frame.text.contains("'user:bo' was looked for in the texts."))
    bench.press(.down)
    #expect(!bench.state.frame.text.contains("was looked for in the texts."))
  }

  @Test("/ changes the query where it stands, o takes the next order, esc leaves it as it was")
  func query() {
    var bench = browser()
    bench.send(.found(.success(Self.found), at: bench.now))
    bench.press(.character("/"))
    bench.type("fog")
    #expect(bench.state.frame.text.contains("label:comedy fog"))
    bench.press(.enter)
    #expect(bench.effects == [.find("label:comedy fog")])
    bench.send(.found(.failure(Failure("'differ:' says nothing")), at: bench.now))
    // What was typed stays, to be mended.
    #expect(bench.state.frame.text.contains("'differ:' says nothing"))
    #expect(bench.state.frame.text.contains("label:comedy fog"))
    bench.press(.escape, .character("o"))
    #expect(bench.effects == [.find("label:comedy order:disagreement")])
  }

  @Test("An example is looked at, not decided; the list keeps its place")
  func looking() {
    var bench = browser()
    bench.send(.found(.success(Self.found), at: bench.now))
    bench.press(.down, .enter)
    #expect(bench.effects == [.open(ReviewSample.digest(1))])
    bench.send(.opened(.success(ReviewSample.choice(bar: true)), at: bench.now))
    #expect(bench.state.frame.text.contains(" 2 of 3"))
    bench.press(.character("4"), .enter)
    #expect(bench.effects.isEmpty)
    #expect(bench.state.frame.text.contains("You may only look"))
    bench.press(.escape)
    #expect(bench.state.frame.text.contains("▸  done"))
  }

  @Test("One example alone: opened at once, and left when its page is")
  func alone() {
    let example = ReviewSample.digest(1)
    func page(_ columns: Int = 80, _ rows: Int = 24) -> ReviewBench {
      var bench = ReviewBench()
      bench.state = ReviewState(lookingAt: example, desk: Sample.desk, size: Size(columns: columns, rows: rows))
      bench.send(.started(at: bench.now))
      return bench
    }
    var bench = page()
    #expect(bench.effects == [.open(example)])
    #expect(bench.state.frame.text.contains("Looking for the example"))
    // Who waits may leave.
    bench.press(.character("q"))
    #expect(bench.effects == [.quit])
    for key in [Key.escape, .character("q")] {
      bench = page()
      bench.send(.opened(.success(ReviewSample.choice(bar: true)), at: bench.now))
      #expect(bench.effects.isEmpty && bench.state.frame.text.contains("You may only look"))
      // There is no other one.
      bench.press(.character("s"), .enter)
      #expect(bench.effects.isEmpty && bench.state.frame.text.contains("You may only look"))
      bench.press(.character("?"), .escape)
      #expect(bench.effects.isEmpty)
      bench.press(key)
      #expect(bench.effects == [.quit] && bench.state.trouble == nil)
    }
    bench = page(20, 5)
    bench.send(.opened(.success(ReviewSample.choice(bar: true)), at: bench.now))
    bench.press(.escape)
    #expect(bench.effects == [.quit])
    bench = page()
    bench.send(.opened(.failure(Failure("there is no such example")), at: bench.now))
    #expect(bench.effects == [.quit] && bench.state.trouble == "there is no such example")
  }

  @Test("Its help tells of queries and of no decisions; the review's the other way round")
  func help() {
    var bench = browser(Size(columns: 100, rows: 50))
    bench.send(.found(.success(Self.found), at: bench.now))
    bench.press(.character("?"))
    let browsing = bench.state.frame.text
    #expect(browsing.contains("label: by:") && !browsing.contains("decide it again"))
    bench = ReviewBench(columns: 100, rows: 50)
    bench.press(.character("?"))
    let reviewing = bench.state.frame.text
    #expect(!reviewing.contains("label: by:") && reviewing.contains("decide it again"))
  }

  @Test("The list, the query being typed, and nothing found", arguments: sizes)
  func screens(_ size: Size) {
    var bench = browser(size)
    bench.send(.found(.success(Self.found), at: bench.now))
    bench.send(.described(ReviewSample.words))
    bench.press(.down)
    KeptScreen.expect(bench.state.frame, "browse", in: "ReviewScreens", size)
    bench.press(.character("/"))
    KeptScreen.expect(bench.state.frame, "browse-query", in: "ReviewScreens", size)
    var nothing = Self.found
    nothing.entries = []
    bench.send(.found(.success(nothing), at: bench.now))
    bench.press(.enter)
    bench.send(.found(.success(nothing), at: bench.now))
    KeptScreen.expect(bench.state.frame, "browse-nothing", in: "ReviewScreens", size)
  }
}
