import Consensus
import Interchange
import Labeling
import Queue

/// Makes an export's row of an example from the answers that stand.
struct ExampleRows {
  private struct OriginKey: Hashable {
    let versions: VersionPair
    let mapping: [QuestionID: Crossing]
  }

  private let standing: StandingAnswers
  private let ballots: [Ballot]
  private var answers: AnswerReader

  init(_ standing: StandingAnswers) {
    self.standing = standing
    let target = standing.versions.target
    ballots = target.ask.map { Ballot($0, offered: target.offered[$0.id] ?? []) }
    answers = AnswerReader(standing.versions)
  }

  mutating func row(of example: ExampleRecord, _ responses: [ResponseRecord]) throws -> ExampleRow {
    let selection = try standing.select(from: responses, &answers)
    let decided = try selection.decision.flatMap { try answers.read($0)?.reading }
    let findings = ballots.map { ballot in
      (ballot.question.id, finding(on: ballot, from: selection, decided: decided?[ballot.question.id]))
    }
    return ExampleRow(
      example: example.id, data: try Stored.object(example.data),
      findings: Dictionary(findings, uniquingKeysWith: { first, _ in first }),
      responses: selection.stands.reduce(0) { $0 + $1.parts.count }, annotators: selection.stands.map(\.annotator),
      taxonomyVersion: standing.versions.target.taxonomy.version, from: origins(of: selection.stands),
      adjudication: selection.decision.map { ExampleRow.Adjudication(response: $0.id, annotator: $0.annotator) })
  }

  /// - Parameter decided: what a reviewer's decision says; where it is exact, it stands, beside the support that people
  ///   gave.
  private func finding(
    on ballot: Ballot, from selection: StandingAnswers.Selection, decided: QuestionReading?
  ) -> ExampleRow.Finding {
    var finding = finding(on: ballot, from: selection)
    guard let decided, decided.crossing == .exact else { return finding }
    let support = finding.support
    finding = ExampleRow.Finding(Majority.verdict(on: ballot, from: [decided]))
    finding.support = support
    return finding
  }

  private func finding(on ballot: Ballot, from selection: StandingAnswers.Selection) -> ExampleRow.Finding {
    let id = ballot.question.id
    var readings = selection.stands.compactMap { stand in
      // A question that was left out is no answer that says nothing.
      let reading = stand.reading[id]
      return reading.crossing == .void && !stand.answered.contains(id) ? nil : reading
    }
    // Answers that are not taken here are there, and say nothing.
    if selection.stands.isEmpty, selection.hasAnswers { readings = [.void] }
    return ExampleRow.Finding(Majority.verdict(on: ballot, from: readings))
  }

  private func origins(of stands: [StandingAnswers.Stand]) -> [ExampleRow.Origin] {
    var counts: [OriginKey: Int] = [:]
    for part in stands.flatMap(\.parts) {
      counts[OriginKey(versions: VersionPair(part.given), mapping: part.mapping), default: 0] += 1
    }
    return counts.sorted { left, right in
      (left.key.versions, left.key.mapping.text) < (right.key.versions, right.key.mapping.text)
    }.map { key, count in
      ExampleRow.Origin(
        uiVersion: key.versions.ui, taxonomyVersion: key.versions.taxonomy, count: count, mapping: key.mapping)
    }
  }
}

extension [QuestionID: Crossing] {
  /// For a fixed order.
  fileprivate var text: String {
    sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }.joined(separator: " ")
  }
}
