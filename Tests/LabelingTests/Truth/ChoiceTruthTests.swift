import Labeling
import Records
import Testing

/// The truth test for questions that take one label.
@Suite("readings of one label are true")
struct ChoiceTruthTests {
  @Test(arguments: [Question.Kind.choice, .rating]) func oneLabel(kind: Question.Kind) {
    forRandomGraphs(160) { truth, random in
      let graph = truth.graph
      for from in truth.numbers {
        for to in truth.numbers {
          var screens = [TrueScreen(kind: kind), TrueScreen(kind: kind)]
          for place in screens.indices where Int.random(in: 0..<3, using: &random) == 0 {
            screens[place].under = TrueVersion.allGroups.randomElement(using: &random)
          }
          let (source, target) = (screens[0].build(truth[from]), screens[1].build(truth[to]))
          let reconciliation = Reconciliation(from: source, to: target, by: graph.relation(from: from, to: to))
          for atom in TrueGraph.atoms {
            for label in answers(of: atom, truth[from], source) {
              let reading = reconciliation.read(Answer([TrueScreen.question: value(label, kind, source)]))
              if let problem = problem(reading, atom, truth[to], target) {
                return
                  "v\(from)\(screens[0].under.map { "/\($0)" } ?? "") > v\(to)\(screens[1].under.map { "/\($0)" } ?? "") atom \(atom) answered \(label): \(problem), reads \(reading[TrueScreen.question])"
              }
            }
          }
        }
      }
      return nil
    }
  }

  /// What a truthful annotator may answer: where no label is the atom's, 'none of these', or anything at all.
  private func answers(of atom: Int, _ version: TrueVersion, _ build: Build) -> [LabelID] {
    let offered = build.offers()
    if let label = version.label(of: atom), offered.contains(label) { return [label] }
    return offered.contains(TrueVersion.none) ? [TrueVersion.none] : offered
  }

  private func value(_ label: LabelID, _ kind: Question.Kind, _ build: Build) -> AnswerValue {
    kind == .rating ? .rating(label, build.taxonomy[label]?.value ?? JSONNumber(0)) : .label(label)
  }

  private func problem(_ reading: AnswerReading, _ atom: Int, _ version: TrueVersion, _ build: Build) -> String? {
    let offered = build.offers()
    let reading = reading[TrueScreen.question]
    if reading.crossing == .void { return nil }
    guard case .candidates(let candidates) = reading.content, !candidates.isEmpty else { return "no candidates" }
    guard Set(candidates).isSubset(of: offered) else { return "candidates that are not offered" }
    if reading.crossing == .exact, candidates.count != 1 { return "exact and open" }
    if reading.crossing != .exact, reading.narrowedCandidates != candidates { return "narrowed otherwise" }
    if let label = version.label(of: atom), offered.contains(label) {
      return candidates.contains(label) ? nil : "the truth is \(label)"
    }
    // Outside of the target: the truth is 'none of these', where that is offered.
    guard offered.contains(TrueVersion.none), reading.crossing == .exact else { return nil }
    return candidates == [TrueVersion.none] ? nil : "the truth is none"
  }
}
