import Interchange
import Labeling
import Queue

/// Makes an export's row of a response, with what it says under the build of the export.
struct ResponseRows {
  private let task: TaskName
  private let standing: StandingAnswers
  private var answers: AnswerReader

  init(_ standing: StandingAnswers, task: TaskName) {
    self.task = task
    self.standing = standing
    answers = AnswerReader(builds: standing.builds)
  }

  mutating func row(of response: ResponseRecord) throws -> ResponseRow {
    guard let given = standing.builds[response.build] else {
      throw QueueError.broken("build \(response.build.short) of response \(response.id) is missing")
    }
    let answer = try answers.answer(of: response)
    let values = answer?.values ?? [:]
    let crossings = Dictionary(
      values.keys.map { ($0, crossing(of: $0, from: given)) }, uniquingKeysWith: { first, _ in first })
    return ResponseRow(
      response: response.id, revision: response.revision, supersedes: response.supersedes, example: response.example,
      annotator: response.annotator, task: task, channel: response.channel, build: response.build,
      uiVersion: given.ui.version, uiDigest: given.ui.digest, taxonomyVersion: given.taxonomy.version,
      taxonomyDigest: given.taxonomy.digest, status: response.status.rawValue, counted: response.counted,
      answer: answer?.json ?? nil,
      mapped: Dictionary(
        values.map { ($0.key, crossings[$0.key] == .exact ? $0.value.labels : []) },
        uniquingKeysWith: { first, _ in first }),
      mapping: crossings, durationMilliseconds: response.durationMilliseconds, at: response.at,
      comment: response.comment, context: try Stored.json(response.context.utf8))
  }

  /// Without a declared relation an answer says the same in the very same vocabulary, and nothing in another.
  private func crossing(of question: QuestionID, from given: Build) -> Crossing {
    let build = standing.build
    guard given.taxonomy.digest == build.taxonomy.digest,
      let asked = given.ui.ask.first(where: { $0.id == question }),
      build.ui.ask.contains(where: { $0.isSame(as: asked) }), given.offered[question] == build.offered[question]
    else { return .void }
    return .exact
  }
}
