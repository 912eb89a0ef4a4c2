import Interchange
import Labeling
import Queue
import Records

/// Makes an export's row of a response, with what it says under the build of the export.
struct ResponseRows {
  private let task: TaskName
  private let versions: ExportVersions
  private var answers: AnswerReader

  init(_ versions: ExportVersions, task: TaskName) {
    self.task = task
    self.versions = versions
    answers = AnswerReader(versions)
  }

  /// - Parameter data: the example, where rows are to carry it.
  mutating func row(of response: ResponseRecord, data: JSONObject?) throws -> ResponseRow {
    let given = try versions.build(response.build)
    let read = try answers.read(response)
    let readings = (read?.answer.values ?? [:]).keys.map { question in
      (question, read?.answered.contains(question) == true ? read?.reading[question] ?? .void : .void)
    }
    let mapped = Dictionary(readings, uniquingKeysWith: { first, _ in first })
    return ResponseRow(
      response: response.id, revision: response.revision, supersedes: response.supersedes, example: response.example,
      annotator: response.annotator, task: task, channel: response.channel, build: response.build,
      uiVersion: given.ui.version, uiDigest: given.ui.digest, taxonomyVersion: given.taxonomy.version,
      taxonomyDigest: given.taxonomy.digest, status: response.status.rawValue, counted: response.counted,
      answer: read?.answer.json ?? .null, mapped: mapped.mapValues(\.mayBe), mapping: mapped.mapValues(\.crossing),
      durationMilliseconds: response.durationMilliseconds, at: response.at, settles: response.settles,
      asked: response.asked?.questions, isStale: response.isStale, comment: response.comment,
      context: try Stored.json(response.context.utf8), data: data)
  }
}

extension QuestionReading {
  /// The labels that an answer is or may be, in the offered order.
  fileprivate var mayBe: [LabelID] {
    switch content {
    case .candidates(let labels): return labels
    case .marks(let marks):
      let open = Set(marks.yes).union(marks.unknown)
      return crossing == .void ? [] : marks.unknown.isEmpty ? marks.yes : marks.offered.filter { open.contains($0) }
    case .spans(let spans):
      let named = Set(spans.spans.flatMap(\.candidates))
      return spans.offered.filter { named.contains($0) }
    case .text, .notAsked, .nothing: return []
    }
  }
}
