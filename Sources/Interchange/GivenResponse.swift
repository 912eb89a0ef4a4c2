import Labeling
import Records

/// A response on its way in: a row as `export --responses` writes it, or less of one.
public struct GivenResponse: Sendable {
  /// The versions that it says it was given under; what it leaves out is nil.
  public struct Versions: Hashable, Sendable {
    public var build: Digest?
    public var ui: Int?
    public var uiDigest: Digest?
    public var taxonomy: Int?
    public var taxonomyDigest: Digest?

    public init(
      build: Digest? = nil, ui: Int? = nil, uiDigest: Digest? = nil, taxonomy: Int? = nil,
      taxonomyDigest: Digest? = nil
    ) {
      self.build = build
      self.ui = ui
      self.uiDigest = uiDigest
      self.taxonomy = taxonomy
      self.taxonomyDigest = taxonomyDigest
    }
  }

  public var response: ResponseID?
  public var supersedes: ResponseID?
  public var settles: ResponseID?
  public var asked: [QuestionID: [LabelID]]?
  public var example: Digest?
  public var data: JSONObject?
  public var annotator: String
  public var channel: ChannelName?
  public var versions: Versions
  public var status: String
  /// Nil for a skip or a flag.
  public var answer: JSON?
  public var durationMilliseconds: Int?
  public var at: Timestamp?
  public var comment: String?
  public var context: JSON?

  /// Reads a row. Members that are not known are left alone.
  public init(_ row: JSONObject) throws(RowProblem) {
    let members = Members(row: row)
    response = try members.id("response")
    supersedes = try members.id("supersedes")
    settles = try members.id("settles")
    asked = try members.asked()
    example = try members.digest("example")
    if let value = members["data"] {
      guard let object = value.object else { throw RowProblem("'data' must be an object, the example's row") }
      data = object
    }
    guard example != nil || data != nil else {
      throw RowProblem("the row names no example (give 'example', its id, or 'data', its row)")
    }
    guard let name = try members.text("annotator") else { throw RowProblem("'annotator' is missing") }
    annotator = name
    channel = try members.text("channel").map { ChannelName($0) }
    versions = Versions(
      build: try members.digest("build"), ui: try members.number("ui_version"),
      uiDigest: try members.digest("ui_digest"), taxonomy: try members.number("taxonomy_version"),
      taxonomyDigest: try members.digest("taxonomy_digest"))
    status = try members.text("status") ?? "answered"
    answer = members["answer"]
    durationMilliseconds = try members.number("duration_ms")
    if let duration = durationMilliseconds, duration < 0 { throw RowProblem("'duration_ms' must be 0 or more") }
    at = try members.text("at").map { text throws(RowProblem) in
      guard let time = Timestamp(rfc3339: text) else { throw RowProblem("'at' must be an RFC 3339 time") }
      return time
    }
    comment = try members.text("comment")
    context = members["context"]
    if members["stale"]?.bool == true {
      throw RowProblem(
        "it was an answer to other content of its example than is known now, and cannot be told apart here")
    }
  }
}

/// The members of a row by name and type; null is as good as none.
private struct Members {
  /// Bytes of an id.
  private static let idLimit = 200

  let row: JSONObject

  subscript(name: String) -> JSON? {
    guard let value = row[name], !value.isNull else { return Optional.none }
    return value
  }

  func text(_ name: String) throws(RowProblem) -> String? {
    guard let value = self[name] else { return nil }
    guard let text = value.string else { throw RowProblem("'\(name)' must be a text") }
    return text
  }

  func number(_ name: String) throws(RowProblem) -> Int? {
    guard let value = self[name] else { return nil }
    guard let number = value.int else { throw RowProblem("'\(name)' must be a whole number") }
    return number
  }

  func id(_ name: String) throws(RowProblem) -> ResponseID? {
    guard let text = try text(name) else { return nil }
    let isPrintable = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard (1...Self.idLimit).contains(text.utf8.count), isPrintable else {
      throw RowProblem("'\(name)' must be an id: 1 to \(Self.idLimit) printable ASCII characters without spaces")
    }
    return ResponseID(text)
  }

  func digest(_ name: String) throws(RowProblem) -> Digest? {
    guard let text = try text(name) else { return nil }
    guard let digest = Digest(hex: text) else { throw RowProblem("'\(name)' must be a SHA-256 in 64 hex digits") }
    return digest
  }

  func asked() throws(RowProblem) -> [QuestionID: [LabelID]]? {
    guard let value = self["asked"] else { return nil }
    guard let object = value.object else { throw RowProblem("'asked' must name candidates question by question") }
    var asked: [QuestionID: [LabelID]] = [:]
    for (question, labels) in object {
      guard let ids = labels.array?.map(\.string), !ids.contains(nil) else {
        throw RowProblem("'asked' must give a list of label ids for '\(question)'")
      }
      asked[QuestionID(question)] = ids.compactMap { $0.map { LabelID($0) } }
    }
    return asked
  }
}
