import Interchange
import Labeling
import Queue
import Records

/// Rows as `export --responses` writes them.
struct GivenResponses: ImportedRows {
  private let desk: ImportDesk
  private var versions: ImportedVersions

  init(_ desk: ImportDesk) {
    self.desk = desk
    versions = ImportedVersions(of: desk.task, current: desk.current, in: desk.history)
  }

  mutating func read(_ row: JSONObject) throws -> (answer: ImportedAnswer, isRepeat: Bool)? {
    let given = try GivenResponse(row)
    let annotator = try ImportedName.checked(given.annotator)
    let build = try versions.build(given.versions)
    let subject = try subject(of: given)
    guard let status = ResponseRecord.Status(rawValue: given.status) else {
      throw RowProblem(
        "there is no status '\(given.status)' (answered, settled, adjudicated, imported, skipped, flagged)")
    }
    let answer = try answer(of: given, status, under: build, about: subject)
    if let asked = given.asked { try check(asked, under: build) }
    let imported = ImportedAnswer(
      subject: subject, annotator: annotator, channel: desk.channel(given.channel), build: build, answer: answer?.text,
      status: status, response: given.response, name: Self.name(of: given, subject, build, answer),
      supersedes: given.supersedes, settles: given.settles, asked: given.asked.map { AskedCandidates($0) },
      comment: given.comment, durationMilliseconds: given.durationMilliseconds, context: Self.context(of: given))
    return (imported, false)
  }

  private func subject(of given: GivenResponse) throws -> ImportedAnswer.Subject {
    if let data = given.data { return .given(try desk.target.example(data, raw: JSON.object(data).utf8())) }
    guard let example = given.example else { throw RowProblem("the row names no example") }
    return .known(example)
  }

  private func answer(
    of given: GivenResponse, _ status: ResponseRecord.Status, under build: Build,
    about subject: ImportedAnswer.Subject
  ) throws -> Answer? {
    switch status {
    case .skipped, .flagged:
      guard given.answer == nil else { throw RowProblem("a response that was \(status.rawValue) has no answer") }
      return nil
    case .answered, .settled, .adjudicated, .imported:
      guard let json = given.answer else { throw RowProblem("'answer' is missing") }
      return try Answer(json, under: build, of: try row(of: subject, given, under: build))
    }
  }

  /// A settlement is held against its candidates, so these must be labels that the build offers.
  private func check(_ asked: [QuestionID: [LabelID]], under build: Build) throws(RowProblem) {
    for (id, candidates) in asked.sorted(by: { $0.key < $1.key }) {
      guard build.ask.contains(where: { $0.id == id }) else {
        throw RowProblem("'asked' names the question '\(id)', which ui \(build.ui.version) does not ask")
      }
      guard let stranger = candidates.first(where: { build.label($0, offeredBy: id) == nil }) else { continue }
      throw RowProblem("'asked' names '\(stranger)', which is not offered under '\(id)'")
    }
  }

  /// The example's row, where an answer must be held against it.
  private func row(of subject: ImportedAnswer.Subject, _ given: GivenResponse, under build: Build) throws -> JSONObject?
  {
    if let data = given.data { return data }
    guard build.ask.contains(where: { $0.kind.name == "spans" }) else { return nil }
    guard let row = try desk.row(of: subject.example) else {
      throw RowProblem("example \(subject.example.short) is not there (import it first, or give it as 'data')")
    }
    return row
  }

  /// What makes a response without an id the same one in the next import.
  private static func name(
    of given: GivenResponse, _ subject: ImportedAnswer.Subject, _ build: Build, _ answer: Answer?
  ) -> String {
    JSON.array([
      "response", .string(subject.example.description), .string(build.id.description), .string(given.status),
      answer?.json ?? .null, given.at.map { .string($0.description) } ?? .null,
    ]).text()
  }

  private static func context(of given: GivenResponse) -> JSON {
    if given.context?["client"]?.string == "import", let context = given.context { return context }
    var members: [(String, JSON)] = [("client", "import")]
    if let at = given.at { members.append(("given_at", .string(at.description))) }
    if let context = given.context { members.append(("context", context)) }
    return .object(JSONObject(members))
  }
}

/// The names of annotators in files.
enum ImportedName {
  static func checked(_ name: String) throws(RowProblem) -> String {
    guard (try? PersonName.check(name)) != nil else {
      throw RowProblem(
        "an annotator's name has 1 to 100 characters and no line breaks or control characters ('\(name.prefix(40))' is none)"
      )
    }
    return name
  }
}
