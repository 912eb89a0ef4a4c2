import Labeling
import Testing

/// The truth test for forms: a second question that is shown beside some answers to the first. An example holds one atom
/// for each.
@Suite("readings of forms are true")
struct FormsTruthTests {
  private static let first = QuestionID("first")
  private static let second = QuestionID("second")

  private struct Form {
    var build: Build
    var version: TrueVersion
    /// Answers to the first question beside which the second is shown.
    var when: Set<LabelID>

    init(_ version: TrueVersion, isFirstOptional: Bool, using random: inout SeededGenerator) {
      self.version = version
      let shown = version.labels.filter { _ in Bool.random(using: &random) }
      when = Set(shown.isEmpty ? Array(version.labels.prefix(1)) : shown)
      build = TrueScreen.build(
        version,
        asking: [
          Question(id: FormsTruthTests.first, kind: .choice, prompt: "", isOptional: isFirstOptional),
          Question(
            id: FormsTruthTests.second, kind: .choices(min: 0, max: nil), prompt: "",
            when: [.init(question: FormsTruthTests.first, labels: when.sorted())]),
        ])
    }

    /// What a truthful annotator may answer: an optional first question is left open where no label is the atom's.
    func answers(_ about: Int, _ example: Set<Int>) -> [Answer] {
      var firsts: [LabelID?] = []
      if let label = version.label(of: about) {
        firsts = [label]
      } else if version.hasNone {
        firsts = [TrueVersion.none]
      } else if build.ask[0].isOptional {
        firsts = [nil]
      } else {
        firsts = version.labels
      }
      return firsts.map { label in
        var answer = Answer()
        answer[FormsTruthTests.first] = label.map { .label($0) }
        if let label, when.contains(label) { answer[FormsTruthTests.second] = .labels(ticks(example)) }
        return answer
      }
    }

    func ticks(_ example: Set<Int>) -> [LabelID] {
      version.labels.filter { !version.holds($0).isDisjoint(with: example) }
    }
  }

  @Test(arguments: [false, true]) func twoQuestions(isFirstOptional: Bool) {
    forRandomGraphs(160) { truth, random in
      let graph = truth.graph
      for from in truth.numbers {
        for to in truth.numbers {
          let source = Form(truth[from], isFirstOptional: isFirstOptional, using: &random)
          let target = from == to ? source : Form(truth[to], isFirstOptional: isFirstOptional, using: &random)
          let reconciliation = Reconciliation(
            from: source.build, to: target.build, by: graph.relation(from: from, to: to))
          for about in TrueGraph.atoms {
            let example = Set(TrueGraph.atoms.shuffled(using: &random).prefix(2))
            for answer in source.answers(about, example) {
              if let error = error(answer, source.build) { return "the test answers badly: \(error)" }
              let reading = reconciliation.read(answer)
              if let problem = problem(reading, about, example, target, isSame: from == to) {
                return
                  "v\(from) > v\(to) shown beside \(source.when.sorted()) > \(target.when.sorted()), atom \(about), example \(example.sorted()), answer \(answer.text): \(problem), reads \(reading)"
              }
            }
          }
        }
      }
      return nil
    }
  }

  private func error(_ answer: Answer, _ build: Build) -> AnswerError? {
    do throws(AnswerError) {
      try answer.check(under: build)
      return nil
    } catch { return error }
  }

  private func problem(
    _ reading: AnswerReading, _ about: Int, _ example: Set<Int>, _ form: Form, isSame: Bool
  ) -> String? {
    if isSame, !reading.isExact(under: form.build) { return "an answer does not count under its own build" }
    guard let label = form.version.label(of: about) else { return nil }
    let isShown = form.when.contains(label)
    let reading = reading[Self.second]
    switch reading.content {
    case .notAsked where isShown: return "it is asked beside \(label)"
    case .marks(let marks):
      let truth = Set(form.ticks(example))
      if reading.crossing == .exact, isShown, Set(marks.yes) != truth { return "exact and wrong" }
      return Set(marks.yes).isSubset(of: truth) && truth.isDisjoint(with: marks.no) ? nil : "a wrong mark"
    case .nothing where reading.crossing == .exact: return "exact and empty"
    default: return nil
    }
  }
}
