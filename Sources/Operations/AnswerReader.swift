import Labeling
import Queue

/// Reads stored answers under the build of an export. Each distinct one is read once: after that a million responses are
/// a million look-ups.
struct AnswerReader {
  /// An answer, and what it says under the target.
  struct Read {
    let answer: Answer
    let given: Build
    let reading: AnswerReading
    /// The questions of the target that it has a value for.
    let answered: Set<QuestionID>

    /// How each question came over; one that was rightly left out did not.
    var mapping: [QuestionID: Crossing] {
      reading.questions.filter { id, reading in
        reading.content != .notAsked && (reading.crossing != .void || answered.contains(id))
      }.mapValues(\.crossing)
    }
  }

  private struct Key: Hashable {
    let build: Digest
    let text: String
  }

  /// Distinct answers that are kept; code lists have tens of thousands of labels.
  private static let limit = 65_536

  let target: Build
  private let versions: ExportVersions
  private var reconciliations: [Digest: Reconciliation] = [:]
  private var known: [Key: Read] = [:]

  init(_ versions: ExportVersions) {
    self.versions = versions
    target = versions.target
  }

  /// What a response says; nil for a skip or a flag.
  mutating func read(_ response: ResponseRecord) throws -> Read? {
    guard let text = response.answer else { return nil }
    let key = Key(build: response.build, text: text)
    if let read = known[key] { return read }
    let reconciliation = try reconciliation(from: response.build)
    let answer = try Stored.answer(text, under: reconciliation.source)
    let answered = target.ask.filter { question in
      answer[question.id] != nil && reconciliation.source.ask.contains { $0.isSame(as: question) }
    }
    let read = Read(
      answer: answer, given: reconciliation.source, reading: reconciliation.read(answer),
      answered: Set(answered.map(\.id)))
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    known[key] = read
    return read
  }

  private mutating func reconciliation(from build: Digest) throws -> Reconciliation {
    if let known = reconciliations[build] { return known }
    let made = versions.history.reconciliation(from: try versions.build(build), to: target)
    reconciliations[build] = made
    return made
  }
}
