import Labeling
import Records

/// A response as `export --responses` writes it: what was said, and what it says in the version of the export.
public struct ResponseRow: Sendable, ExportedRow {
  public var response: ResponseID
  public var revision: Int
  public var supersedes: ResponseID?
  public var example: Digest
  public var annotator: String
  public var task: TaskName
  public var channel: ChannelName
  public var build: Digest
  public var uiVersion: Int
  public var uiDigest: Digest
  public var taxonomyVersion: Int
  public var taxonomyDigest: Digest
  /// answered, settled, adjudicated, skipped, flagged or imported.
  public var status: String
  public var counted: Bool
  /// Null for a skip or a flag.
  public var answer: JSON
  /// Per question the labels that the answer can be in the version of the export.
  public var mapped: [QuestionID: [LabelID]]
  public var mapping: [QuestionID: Crossing]
  public var durationMilliseconds: Int?
  public var at: Timestamp
  /// The response that this one settles; written only if there is one.
  public var settles: ResponseID?
  /// What a narrowed question asked about; written only for one.
  public var asked: [QuestionID: [LabelID]]?
  /// True where the fields that were shown have other content now; written only then.
  public var isStale = false
  /// The reason of a skip or the comment of a flag; written only if there is one.
  public var comment: String?
  /// The rendering context; written only if there is one.
  public var context: JSON?
  /// The example's data; written only if asked for.
  public var data: JSONObject?

  public init(
    response: ResponseID, revision: Int, supersedes: ResponseID?, example: Digest, annotator: String, task: TaskName,
    channel: ChannelName, build: Digest, uiVersion: Int, uiDigest: Digest, taxonomyVersion: Int,
    taxonomyDigest: Digest, status: String, counted: Bool, answer: JSON, mapped: [QuestionID: [LabelID]],
    mapping: [QuestionID: Crossing], durationMilliseconds: Int?, at: Timestamp,
    settles: ResponseID? = nil, asked: [QuestionID: [LabelID]]? = nil, isStale: Bool = false, comment: String? = nil,
    context: JSON? = nil, data: JSONObject? = nil
  ) {
    self.response = response
    self.revision = revision
    self.supersedes = supersedes
    self.example = example
    self.annotator = annotator
    self.task = task
    self.channel = channel
    self.build = build
    self.uiVersion = uiVersion
    self.uiDigest = uiDigest
    self.taxonomyVersion = taxonomyVersion
    self.taxonomyDigest = taxonomyDigest
    self.status = status
    self.counted = counted
    self.answer = answer
    self.mapped = mapped
    self.mapping = mapping
    self.durationMilliseconds = durationMilliseconds
    self.at = at
    self.settles = settles
    self.asked = asked
    self.isStale = isStale
    self.comment = comment
    self.context = context
    self.data = data
  }

  public var json: JSON {
    var members: [(String, JSON)] = [
      ("response", .text(response)), ("revision", .int(revision)),
      ("supersedes", supersedes.map { .text($0) } ?? .null), ("example", .text(example)),
      ("annotator", .string(annotator)), ("task", .text(task)), ("channel", .text(channel)), ("build", .text(build)),
      ("ui_version", .int(uiVersion)), ("ui_digest", .text(uiDigest)), ("taxonomy_version", .int(taxonomyVersion)),
      ("taxonomy_digest", .text(taxonomyDigest)), ("status", .string(status)), ("counted", .bool(counted)),
      ("answer", answer), ("mapped", .perQuestion(mapped) { .labels($0) }),
      ("mapping", .perQuestion(mapping) { .string($0.rawValue) }),
      ("duration_ms", durationMilliseconds.map { .int($0) } ?? .null), ("at", .text(at)),
    ]
    if let settles { members.append(("settles", .text(settles))) }
    if let asked { members.append(("asked", .perQuestion(asked) { .labels($0) })) }
    if isStale { members.append(("stale", true)) }
    if let comment { members.append(("comment", .string(comment))) }
    if let context { members.append(("context", context)) }
    if let data { members.append(("data", .object(data))) }
    return .object(JSONObject(members))
  }
}
