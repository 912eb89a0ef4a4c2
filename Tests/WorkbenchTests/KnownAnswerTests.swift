import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

@Suite("What is known is told")
struct KnownAnswerTests {
  private static let genre = QuestionID("genre")

  private func known(_ isRight: Bool?, _ why: String? = "It frightens.") -> KnownAnswer {
    KnownAnswer(answer: Answer([Self.genre: .label(LabelID("horror"))]), isRight: isRight, explanation: why)
  }

  /// Drama was answered, and another film comes.
  private func bench(_ known: KnownAnswer?, next: Presented = Sample.presented(2)) -> Bench {
    var bench = Bench()
    bench.press(.character("2"), .enter)
    bench.commit(next: next, known: known)
    return bench
  }

  @Test("A wrong answer, and one that cannot be compared, have what is known before the next example")
  func window() {
    for isRight in [false, nil] {
      let text = bench(known(isRight)).state.frame.text
      for words in ["Known answer", "The Long Tide", "Horror", "you said  Drama", "It frightens.", "↵ go on"] {
        #expect(text.contains(words), "\(words)")
      }
      #expect(!text.contains("horror") && !text.contains("1 Comedy"))
    }
  }

  @Test("The example stands below, as it was answered, at every size", arguments: [(80, 24), (200, 60)])
  func example(columns: Int, rows: Int) {
    var bench = Bench(size: Size(columns: columns, rows: rows))
    bench.press(.character("2"), .enter)
    bench.commit(next: Sample.presented(2), known: known(false))
    let text = bench.state.frame.text
    for words in ["It frightens.", "1987 · 112 min", "A lighthouse keeper finds a radio", "names."] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("An example longer than the screen is scrolled, and need not be read again")
  func longExample() {
    let plot = (1...200).map { "\($0). \(Sample.plot)" }.joined(separator: "\n")
    var bench = Bench(Sample.presented(plot: plot))
    bench.press(.character("2"), .enter)
    bench.commit(next: Sample.presented(2), known: known(false))
    #expect(bench.state.frame.text.contains("1. A lighthouse keeper"))
    #expect(bench.state.frame.text.contains("more lines") && bench.state.frame.text.contains("↵ go on"))
    bench.press(.end, after: 2)
    #expect(bench.state.frame.text.contains("200. A lighthouse keeper"))
    bench.press(.enter, after: 2)
    #expect(bench.state.mode == .answering)
  }

  @Test("A right answer goes on at once, with a word beside 'saved'")
  func right() {
    let bench = bench(known(true))
    #expect(bench.state.mode == .answering)
    #expect(bench.state.frame.text.contains(", as known"))
    #expect(!bench.state.frame.text.contains("It frightens."))
  }

  @Test(
    "Enter, escape and space close it, and nothing else does anything",
    arguments: [Key.enter, .escape, .character(" ")])
  func keys(_ key: Key) {
    var bench = bench(known(false))
    bench.wait(2)
    for other in ["1", "g", "?", "t", "s", "f", "c", "u", "q", "m", "x", "/"] as [Character] {
      bench.press(.character(other))
      #expect(bench.effects.isEmpty && bench.state.mode == .told, "\(other)")
    }
    bench.press(key)
    #expect(bench.effects.isEmpty && bench.state.mode == .answering)
    #expect(bench.state.sheet?.answer == Answer())
  }

  @Test("A burst of keys neither closes it nor answers the example behind it", arguments: [0.01, 0.05, 0.2])
  func burst(pause: Double) {
    var bench = bench(known(false))
    for _ in 0..<40 {
      bench.press(.character("1"), .enter, .escape, .character(" "), after: pause)
      #expect(bench.effects.isEmpty)
      #expect(bench.state.mode == .told)
    }
  }

  @Test("Enter that is held down when it closes does not answer the next one")
  func held() {
    var bench = bench(known(false))
    bench.press(.enter, after: 2)
    #expect(bench.state.mode == .answering)
    for _ in 0..<20 {
      bench.press(.enter, after: 0.03)
      #expect(bench.effects.isEmpty)
    }
  }

  @Test("What is new comes after it")
  func news() {
    var bench = Bench(Sample.presented(build: Sample.earlier()))
    bench.press(.character("1"), .enter)
    bench.commit(
      next: Sample.presented(2, build: Sample.later()),
      known: KnownAnswer(answer: Answer([Self.genre: .label(LabelID("comedy"))]), isRight: false, explanation: nil))
    #expect(bench.state.mode == .told)
    bench.press(.enter, after: 2)
    #expect(bench.state.mode == .news)
    bench.press(.enter, after: 0.1)
    #expect(bench.state.mode == .news, "that was still the key of the window before")
    bench.press(.enter, after: 2)
    #expect(bench.state.mode == .answering)
  }

  @Test("It stays where nothing comes next, and nothing is claimed behind it")
  func idle() {
    var bench = Bench()
    bench.press(.character("2"), .enter)
    bench.commit(next: Sample.nothing(Idle(.busy)), known: known(false))
    #expect(bench.state.mode == .told)
    bench.wait(60)
    bench.send(.tick(at: bench.now))
    #expect(bench.effects.isEmpty && bench.state.mode == .told)
    bench.press(.enter)
    #expect(bench.state.mode == .idle)
    #expect(bench.state.frame.text.contains("Others are at it"))
  }

  @Test("The time it takes to read does not count as time at work")
  func activeTime() {
    var bench = bench(known(false))
    bench.press(.enter, after: 30)
    bench.press(.character("2"), .enter)
    guard case .submit(_, _, let active, _)? = bench.effects.first else {
      Issue.record("no submit: \(bench.effects)")
      return
    }
    #expect(active == 2000)
  }

  @Test("A correction is told of, too, over the open example")
  func correction() {
    var bench = bench(nil)
    bench.press(.character("u"), .character("3"), .enter)
    let receipt = Receipt(response: ResponseID("c1"), revision: 9, counted: true, at: bench.now)
    bench.send(.corrected(.success(Delivery(receipt: receipt, known: known(false), next: nil)), at: bench.now))
    #expect(bench.state.mode == .told)
    #expect(bench.state.frame.text.contains("you said  Documentary"))
    bench.press(.character(" "), after: 2)
    #expect(bench.state.mode == .answering)
    #expect(bench.state.sheet?.presented.assignment.id == AssignmentID("a2"))
  }

  @Test("What is told is cleaned")
  func hostile() {
    let text = bench(known(false, "\u{1B}[31mred\u{202E}txet\u{7}")).state.frame.text
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E || $0 == "\n" })
  }

  @Test("Line by line it is told between 'saved' and the next example, and waits for nobody")
  func plain() {
    var conversation = PlainConversation(desk: Sample.desk)
    var now = Sample.start
    func hear(_ message: Message) -> [String] { conversation.receive(message).told.map(\.description) }
    _ = hear(.started(at: now))
    _ = hear(.claimed(.success(Sample.served(Sample.presented())), at: now))
    for (isRight, number) in [(false, 2), (true, 3)] {
      now = now.advanced(bySeconds: 5)
      _ = conversation.take("2", at: now)
      let receipt = Receipt(response: ResponseID("r\(number)"), revision: number, counted: true, at: now)
      let told = hear(
        .submitted(
          .success(
            Delivery(
              receipt: receipt, known: known(isRight), next: .success(Sample.served(Sample.presented(number))))),
          at: now))
      let time = now.timeOfDay
      if isRight {
        #expect(told.first == "Saved at \(time). As known.")
        #expect(!told.contains { $0.contains("Known answer") })
      } else {
        #expect(
          told.prefix(9)
            == [
              "Saved at \(time).", "", "Known answer · The Long Tide", "", "What is the main genre of this film?",
              "known     Horror", "you said  Drama", "", "It frightens.",
            ][...], "\(told)")
      }
      #expect(told.contains { $0.hasPrefix("Example of genre") })
      #expect(told.contains("1 Comedy"))
    }
  }
}
