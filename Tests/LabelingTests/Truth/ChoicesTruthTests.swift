import Labeling
import Testing

/// The truth test for questions that take any number of labels. An example holds several atoms; its true labels are those
/// that hold one of them.
@Suite("readings of several labels are true")
struct ChoicesTruthTests {
  /// Without a bound, an annotator ticks exactly the true labels; with one, as many of them as can be.
  @Test(arguments: [nil, 1, 2] as [Int?]) func severalLabels(max: Int?) {
    forRandomGraphs(120) { truth, random in
      let graph = truth.graph
      for from in truth.numbers {
        for to in truth.numbers {
          var screens = Array(repeating: TrueScreen(kind: .choices(min: 0, max: max)), count: 2)
          for place in screens.indices where Int.random(in: 0..<3, using: &random) == 0 {
            screens[place].under = TrueVersion.allGroups.randomElement(using: &random)
          }
          let (source, target) = (screens[0].build(truth[from]), screens[1].build(truth[to]))
          let reconciliation = Reconciliation(from: source, to: target, by: graph.relation(from: from, to: to))
          for _ in 0..<6 {
            let example = Set(TrueGraph.atoms.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)))
            let ticked = Set(trueLabels(example, truth[from], source).shuffled(using: &random).prefix(max ?? 99))
            // In the very version it was given in, as many as could be ticked are the whole answer, whatever else is true.
            if from == to, source.offers() == target.offers(), ticked.count == max { continue }
            let answer = Answer([TrueScreen.question: .labels(source.offers().filter { ticked.contains($0) })])
            let reading = reconciliation.read(answer)[TrueScreen.question]
            if let problem = problem(reading, Set(trueLabels(example, truth[to], target)), target) {
              return
                "v\(from)\(screens[0].under.map { "/\($0)" } ?? "") > v\(to)\(screens[1].under.map { "/\($0)" } ?? "") example \(example.sorted()) ticked \(ticked.sorted()): \(problem), reads \(reading)"
            }
          }
        }
      }
      return nil
    }
  }

  /// 'None of these' is ticked for its own atoms only.
  private func trueLabels(_ example: Set<Int>, _ version: TrueVersion, _ build: Build) -> [LabelID] {
    build.offers().filter { !version.holds($0).isDisjoint(with: example) }
  }

  private func problem(_ reading: QuestionReading, _ truth: Set<LabelID>, _ build: Build) -> String? {
    guard case .marks(let marks) = reading.content else {
      return reading.crossing == .void ? nil : "no marks"
    }
    let offered = build.offers()
    guard marks.yes.count + marks.no.count + marks.unknown.count == offered.count,
      Set(marks.yes + marks.no + marks.unknown) == Set(offered)
    else { return "the marks are not the offered labels" }
    if let wrong = marks.yes.first(where: { !truth.contains($0) }) { return "a wrong yes to \(wrong)" }
    if let wrong = marks.no.first(where: { truth.contains($0) }) { return "a wrong no to \(wrong)" }
    if let wrong = marks.clauses.first(where: { truth.isDisjoint(with: $0) }) { return "\(wrong) does not hold" }
    if reading.crossing == .exact {
      if !marks.unknown.isEmpty || !marks.clauses.isEmpty { return "exact and open" }
      if Set(marks.yes) != truth { return "exact and wrong" }
    }
    return nil
  }
}
