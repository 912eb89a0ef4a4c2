import Labeling
import Records

/// A response as `export --responses` writes it: what was said, and what it says in the version of the export.
///
/// There are millions of them, and most of what they hold is shared by many: that is written once, in `Origin`, `Saying`
/// and `context`.
public struct ResponseRow: Sendable, ExportedRow {
  /// Where responses come from.
  public struct Origin: Sendable {
    public let uiVersion: Int
    public let taxonomyVersion: Int
    fileprivate let members: JSONBytes

    public init(
      task: TaskName, channel: ChannelName, build: Digest, uiVersion: Int, uiDigest: Digest, taxonomyVersion: Int,
      taxonomyDigest: Digest
    ) {
      self.uiVersion = uiVersion
      self.taxonomyVersion = taxonomyVersion
      members = .members([
        ("task", .text(task)), ("channel", .text(channel)), ("build", .text(build)), ("ui_version", .int(uiVersion)),
        ("ui_digest", .text(uiDigest)), ("taxonomy_version", .int(taxonomyVersion)),
        ("taxonomy_digest", .text(taxonomyDigest)),
      ])
    }
  }

  /// What responses say.
  public struct Saying: Sendable {
    /// Per question the labels that the answer can be in the version of the export.
    public let mapped: [QuestionID: [LabelID]]
    public let mapping: [QuestionID: Crossing]
    fileprivate let members: JSONBytes

    /// - Parameter answer: null for a skip or a flag.
    public init(answer: JSON, mapped: [QuestionID: [LabelID]], mapping: [QuestionID: Crossing]) {
      self.mapped = mapped
      self.mapping = mapping
      members = .members([
        ("answer", answer), ("mapped", .perQuestion(mapped) { .labels($0) }),
        ("mapping", .perQuestion(mapping) { .string($0.rawValue) }),
      ])
    }
  }

  public var response: ResponseID
  public var revision: Int
  public var supersedes: ResponseID?
  public var example: Digest
  public var annotator: String
  public var origin: Origin
  /// answered, settled, adjudicated, skipped, flagged or imported.
  public var status: String
  public var counted: Bool
  public var saying: Saying
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
  public var context: JSONBytes?
  /// The example's data; written only if asked for.
  public var data: JSONObject?

  public init(
    response: ResponseID, revision: Int, supersedes: ResponseID?, example: Digest, annotator: String, origin: Origin,
    status: String, counted: Bool, saying: Saying, durationMilliseconds: Int?, at: Timestamp,
    settles: ResponseID? = nil, asked: [QuestionID: [LabelID]]? = nil, isStale: Bool = false, comment: String? = nil,
    context: JSONBytes? = nil, data: JSONObject? = nil
  ) {
    self.response = response
    self.revision = revision
    self.supersedes = supersedes
    self.example = example
    self.annotator = annotator
    self.origin = origin
    self.status = status
    self.counted = counted
    self.saying = saying
    self.durationMilliseconds = durationMilliseconds
    self.at = at
    self.settles = settles
    self.asked = asked
    self.isStale = isStale
    self.comment = comment
    self.context = context
    self.data = data
  }

  public var line: [UInt8] {
    var line = JSONBytes(capacity: 1024)
    line.append(raw: "{\"response\":")
    line.append(text: response.rawValue)
    line.append(raw: ",\"revision\":")
    line.append(number: revision)
    line.append(raw: ",\"supersedes\":")
    if let supersedes { line.append(text: supersedes.rawValue) } else { line.append(raw: "null") }
    line.append(raw: ",\"example\":")
    line.append(text: example.description)
    line.append(raw: ",\"annotator\":")
    line.append(text: annotator)
    line.append(origin.members)
    line.append(raw: ",\"status\":")
    line.append(text: status)
    line.append(raw: counted ? ",\"counted\":true" : ",\"counted\":false")
    line.append(saying.members)
    line.append(raw: ",\"duration_ms\":")
    if let durationMilliseconds { line.append(number: durationMilliseconds) } else { line.append(raw: "null") }
    line.append(raw: ",\"at\":")
    line.append(text: at.description)
    if let settles { line.append(.members([("settles", .text(settles))])) }
    if let asked { line.append(.members([("asked", .perQuestion(asked) { .labels($0) })])) }
    if isStale { line.append(raw: ",\"stale\":true") }
    if let comment { line.append(.members([("comment", .string(comment))])) }
    if let context {
      line.append(raw: ",\"context\":")
      line.append(context)
    }
    if let data { line.append(.members([("data", .object(data))])) }
    line.append(raw: "}\n")
    return line.bytes
  }
}

extension JSONBytes {
  /// Members of an object behind others, each with the comma before it.
  fileprivate static func members(_ members: [(name: String, value: JSON)]) -> JSONBytes {
    var written = JSONBytes()
    for member in members {
      written.append(raw: ",")
      written.append(text: member.name)
      written.append(raw: ":")
      written.append(json: member.value)
    }
    return written
  }
}
