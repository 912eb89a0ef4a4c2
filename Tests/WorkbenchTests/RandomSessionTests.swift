import Canvas
import Labeling
import Queue
import Testing
import Text

@testable import Workbench

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Whatever is typed")
struct RandomSessionTests {
  static let nasty = [
    "\u{1B}[2J", "\u{202E}abc", "👩‍👩‍👧‍👦", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "灯台", "\u{0}", "\t", "\r\n", "\n",
    "\u{200B}", "🇩🇪🇫", "\u{E0041}", "한", "\u{1160}", "word", "a very long sentence of words ", " ", "\u{301}",
  ]
  private static let keys: [Key] =
    [
      .enter, .enter, .enter, .escape, .tab, .backtab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .control("l"), .control("w"), .control("a"), .alt("s"), .function(1), .unknown(9),
      .paste("1\n\n2\ns\n"), .paste("\u{1B}[31m\u{202E}"),
      .altEnter, .control("o"), .control("u"), .control("k"), .control("y"), .control("_"), .alt("_"), .alt("b"),
    ] + "123456789123456789usfcgnpoq/? xyz灯👍".map { .character($0) }

  static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<60, using: &random)).map { _ in nasty.randomElement(using: &random) ?? "" }.joined()
  }

  private static func presented(_ number: Int, _ random: inout SeededGenerator) -> Presented {
    let labels = (0..<Int.random(in: 1..<25, using: &random)).map { index in
      Label(
        id: LabelID("l\(index)"), title: text(&random), key: index == 3 ? "s" : index == 5 ? "3" : nil,
        isNone: index == 7)
    }
    let questions = [
      Sample.genre(advances: Bool.random(using: &random)),
      Question(
        id: QuestionID("topics"), kind: .choices(min: .random(in: 0..<3, using: &random), max: nil),
        prompt: text(&random), isOptional: Bool.random(using: &random)),
      Question(
        id: QuestionID("words"), kind: .text(maxLength: .random(in: 5..<80, using: &random), pattern: nil),
        prompt: text(&random), isOptional: Bool.random(using: &random),
        when: [Question.Condition(question: QuestionID("genre"), labels: [LabelID("l0"), LabelID("l1")])]),
      Question(
        id: QuestionID("code"), kind: .text(maxLength: nil, pattern: "(?s)[^x]+"), prompt: text(&random),
        isOptional: Bool.random(using: &random)),
    ].shuffled(using: &random).prefix(.random(in: 1...3, using: &random))
    var presented = Sample.presented(
      number, build: Sample.build(Array(questions), labels: labels, guidelines: text(&random)), title: text(&random),
      plot: text(&random))
    if Bool.random(using: &random) { narrow(&presented, &random) }
    return presented
  }

  /// Asks about some labels of one question only, now and then as a settlement.
  private static func narrow(_ presented: inout Presented, _ random: inout SeededGenerator) {
    let question = presented.build.ask[0]
    let offered = (presented.build.offered[question.id] ?? []).map(\.id)
    let candidates = offered.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    presented.assignment.asked = AskedCandidates([question.id: candidates.isEmpty ? offered : candidates])
    guard case .choices = question.kind else { return }
    presented.assignment.purpose = .settlement
    let others = offered.filter { !candidates.contains($0) }
    presented.assignment.carried = AnswerReading([
      question.id: QuestionReading(
        .unknown, .marks(Marks(offered: offered, yes: Array(others.prefix(2)), unknown: candidates)))
    ])
  }

  @Test("40,000 keys, pastes and resizes: nothing is submitted twice, and every row is as wide as the screen")
  func fortyThousandKeys() {
    var random = SeededGenerator(state: 7)
    var number = 1
    var bench = Bench(Self.presented(number, &random))
    var awaited: Effect?
    var answered: Set<AssignmentID> = []
    var submits = 0
    for step in 0..<40_000 {
      bench.wait([0.001, 0.03, 0.4, 2].randomElement(using: &random) ?? 1)
      switch Int.random(in: 0..<40, using: &random) {
      case 0:
        let size = Size(columns: .random(in: 0..<140, using: &random), rows: .random(in: 0..<50, using: &random))
        bench.send(.resized(size))
      case 1: bench.send(.tick(at: bench.now))
      case 2, 3, 4:
        if let effect = awaited {
          awaited = nil
          number += 1
          let isFailing = Int.random(in: 0..<4, using: &random) == 0
          let failure = Failure(Displayable(Self.text(&random)), remedy: number % 5 == 0 ? .moveOn : .tryAgain)
          let next: Next = .success(
            number % 7 == 0 ? Sample.nothing(Idle(.busy)) : Sample.served(Self.presented(number, &random)))
          let receipt = Receipt(response: ResponseID("r\(number)"), revision: number, counted: true, at: bench.now)
          switch effect {
          case .claim: bench.send(.claimed(isFailing ? .failure(failure) : next, at: bench.now))
          case .submit(_, let assignment, _, _):
            if !isFailing { answered.insert(assignment) }
            bench.send(
              .submitted(
                isFailing ? .failure(failure) : .success(Delivery(receipt: receipt, next: next)), at: bench.now))
          case .end: bench.send(.ended(isFailing ? .failure(failure) : .success(next), at: bench.now))
          case .correct: bench.send(.corrected(isFailing ? .failure(failure) : .success(receipt), at: bench.now))
          case .note: bench.send(.noted(isFailing ? failure : nil, at: bench.now))
          default: break
          }
        }
      default: bench.send(.key(Self.keys.randomElement(using: &random) ?? .enter, at: bench.now))
      }
      for effect in bench.effects {
        switch effect {
        case .claim, .submit, .end, .correct, .note:
          #expect(awaited == nil, "\(effect) while \(String(describing: awaited)) is on its way")
          awaited = effect
        case .saveDraft, .reserve, .today, .reopen, .suspend, .mouse, .redraw, .quit: break
        }
        if case .submit(let answer, let assignment, _, _) = effect {
          submits += 1
          #expect(!answered.contains(assignment), "submitted again after its receipt")
          #expect(throws: Never.self) {
            let sheet = try #require(bench.state.openSheet)
            try answer.check(under: sheet.build)
          }
        }
      }
      if step % 10 == 0 { checkRows(bench.state.frame, bench.state.size) }
    }
    // Too small a screen takes no answers, and the walk is often on one.
    #expect(submits > 30, "the session got nowhere")
  }

  private func checkRows(_ frame: Frame, _ size: Size) {
    #expect(frame.size == size)
    for row in 0..<size.rows {
      let cells = frame.row(row)
      let isWhole = cells.reduce(0) { $0 + $1.width } == size.columns && cells.last?.width != 2
      if !isWhole { Issue.record("row \(row) is torn") }
    }
  }

  @Test("A line of a megabyte does not slow typing down")
  func megabyteLine() {
    var bench = Bench(Sample.presented(plot: String(repeating: "x", count: 1_000_000)))
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<50 {
        bench.press(.down)
        _ = bench.state.frame
      }
    }
    // A key takes far less; the bound only tells wrapping once from wrapping at every key, in debug builds too.
    #expect(time < .seconds(10))
  }
}
