import Interchange
import Labeling
import Queue
import Records

/// Makes an export's row of a response, with what it says under the build of the export. What many responses share is
/// made once.
struct ResponseRows {
  private struct OriginKey: Hashable {
    let channel: ChannelName
    let build: Digest
  }

  private struct SayingKey: Hashable {
    let build: Digest
    let answer: String
  }

  /// Distinct answers and contexts that are kept; code lists have tens of thousands of labels.
  private static let limit = 65_536
  private static let nothingSaid = ResponseRow.Saying(answer: .null, mapped: [:], mapping: [:])

  private let task: TaskName
  private let versions: ExportVersions
  private var answers: AnswerReader
  private var origins: [OriginKey: ResponseRow.Origin] = [:]
  private var sayings: [SayingKey: ResponseRow.Saying] = [:]
  private var contexts: [String: JSONBytes] = [:]

  init(_ versions: ExportVersions, task: TaskName) {
    self.task = task
    self.versions = versions
    answers = AnswerReader(versions)
  }

  /// - Parameter data: the example, where rows are to carry it.
  mutating func row(of response: ResponseRecord, data: JSONObject?) throws -> ResponseRow {
    ResponseRow(
      response: response.id, revision: response.revision, supersedes: response.supersedes, example: response.example,
      annotator: response.annotator, origin: try origin(of: response), status: response.status.rawValue,
      counted: response.counted, saying: try saying(of: response),
      durationMilliseconds: response.durationMilliseconds, at: response.at, settles: response.settles,
      asked: response.asked?.questions, isStale: response.isStale, comment: response.comment,
      context: try context(of: response), data: data)
  }

  private mutating func origin(of response: ResponseRecord) throws -> ResponseRow.Origin {
    let key = OriginKey(channel: response.channel, build: response.build)
    if let known = origins[key] { return known }
    let given = try versions.build(response.build)
    let origin = ResponseRow.Origin(
      task: task, channel: response.channel, build: response.build, uiVersion: given.ui.version,
      uiDigest: given.ui.digest, taxonomyVersion: given.taxonomy.version, taxonomyDigest: given.taxonomy.digest)
    origins[key] = origin
    return origin
  }

  private mutating func saying(of response: ResponseRecord) throws -> ResponseRow.Saying {
    guard let text = response.answer else { return Self.nothingSaid }
    let key = SayingKey(build: response.build, answer: text)
    if let known = sayings[key] { return known }
    guard let read = try answers.read(response) else { return Self.nothingSaid }
    let readings = read.answer.values.keys.map { question in
      (question, read.answered.contains(question) ? read.reading[question] : .void)
    }
    let mapped = Dictionary(readings, uniquingKeysWith: { first, _ in first })
    let saying = ResponseRow.Saying(
      answer: read.answer.json, mapped: mapped.mapValues(\.mayBe), mapping: mapped.mapValues(\.crossing))
    if sayings.count >= Self.limit { sayings.removeAll(keepingCapacity: true) }
    sayings[key] = saying
    return saying
  }

  private mutating func context(of response: ResponseRecord) throws -> JSONBytes {
    if let known = contexts[response.context] { return known }
    var context = JSONBytes()
    context.append(json: try Stored.json(response.context.utf8))
    if contexts.count >= Self.limit { contexts.removeAll(keepingCapacity: true) }
    contexts[response.context] = context
    return context
  }
}
