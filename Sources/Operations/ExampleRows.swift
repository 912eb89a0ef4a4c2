import Consensus
import Interchange
import Labeling
import Queue

/// Makes an export's row of an example from the answers that stand.
struct ExampleRows {
  private let standing: StandingAnswers
  private var answers: AnswerReader

  init(_ standing: StandingAnswers) {
    self.standing = standing
    answers = AnswerReader(builds: standing.builds)
  }

  mutating func row(of example: ExampleRecord, _ responses: [ResponseRecord]) throws -> ExampleRow {
    let selection = standing.select(from: responses)
    let given = try selection.standing.compactMap { try answers.answer(of: $0) }
    let findings = standing.build.ui.ask.map { question in
      (question.id, finding(on: question, from: given, hasAnswers: selection.hasAnswers))
    }
    return ExampleRow(
      example: example.id, data: try Stored.object(example.data),
      findings: Dictionary(findings, uniquingKeysWith: { first, _ in first }), responses: selection.standing.count,
      annotators: selection.standing.map(\.annotator), taxonomyVersion: standing.build.taxonomy.version,
      from: origins(of: selection.standing))
  }

  private func finding(on question: Question, from answers: [Answer], hasAnswers: Bool) -> ExampleRow.Finding {
    let offered = standing.build.offered[question.id] ?? []
    var readings = answers.compactMap { answer in answer[question.id].map { Reading($0, offered: offered) } }
    // Answers that do not cross into this build are there, and say nothing.
    if answers.isEmpty, hasAnswers { readings = [.void] }
    return ExampleRow.Finding(Majority.verdict(on: question, from: readings, offered: offered))
  }

  private func origins(of responses: [ResponseRecord]) -> [ExampleRow.Origin] {
    var origins: [VersionPair: ExampleRow.Origin] = [:]
    for response in responses {
      guard let given = standing.builds[response.build] else { continue }
      let fresh = ExampleRow.Origin(
        uiVersion: given.ui.version, taxonomyVersion: given.taxonomy.version, count: 0,
        mapping: Dictionary(
          standing.build.ui.ask.map { ($0.id, Crossing.exact) }, uniquingKeysWith: { first, _ in first }))
      origins[VersionPair(given), default: fresh].count += 1
    }
    return origins.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension ExampleRow.Finding {
  fileprivate init(_ verdict: Verdict) {
    self.init(
      status: ExampleRow.Status(verdict.status), answer: verdict.value, confidence: verdict.confidence,
      candidates: verdict.candidates, support: ExampleRow.Support(verdict.support))
  }
}

extension ExampleRow.Status {
  fileprivate init(_ status: Verdict.Status) {
    switch status {
    case .settled: self = .settled
    case .partial: self = .partial
    case .disputed: self = .disputed
    case .void: self = .void
    case .unlabeled: self = .unlabeled
    }
  }
}

extension ExampleRow.Support {
  fileprivate init(_ support: Consensus.Support) {
    switch support {
    case .votes(let votes):
      self = .choice(votes.map { ExampleRow.LabelCount(label: $0.label, count: $0.count) })
    case .marks(let marks):
      self = .choices(
        marks.map { ExampleRow.LabelTally(label: $0.label, yes: $0.yes, no: $0.no, unknown: $0.unknown) })
    }
  }
}

extension Verdict {
  /// The labels that the answer is or may be: the tied ones of a dispute.
  fileprivate var candidates: [LabelID] {
    switch (status, value, support) {
    case (.settled, .label(let label)?, _): return [label]
    case (.settled, .labels(let labels)?, _): return labels
    case (.disputed, _, .votes(let votes)):
      let top = votes.map(\.count).max()
      return votes.filter { $0.count == top }.map(\.label)
    case (.disputed, _, .marks(let marks)):
      return marks.filter { $0.yes > 0 && $0.yes >= $0.no }.map(\.label)
    default: return []
    }
  }
}
