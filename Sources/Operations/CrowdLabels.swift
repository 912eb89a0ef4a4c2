import Interchange
import Labeling
import Queue
import Records

/// Tables of tasks, workers and labels: answers to the one question of a build.
struct CrowdLabels: ImportedRows {
  private let desk: ImportDesk
  private let build: Build
  private let question: Question
  private let keepsRepeats: Bool
  /// How often each row was there, by the first half of its digest: the next one like it must be told from it.
  private var seen: [UInt128: Int] = [:]

  init(_ desk: ImportDesk, ui: Int?, taxonomy: Int?, keepsRepeats: Bool) throws {
    self.desk = desk
    self.keepsRepeats = keepsRepeats
    var versions = ImportedVersions(of: desk.task, current: desk.current, in: desk.history)
    let wanted = GivenResponse.Versions(
      ui: ui ?? desk.current.ui.version, taxonomy: taxonomy ?? desk.current.taxonomy.version)
    let build: Build
    if ui == nil && taxonomy == nil {
      build = desk.current
    } else {
      do throws(RowProblem) { build = try versions.build(wanted) } catch { throw OperationError.usage(error.message) }
    }
    let asked = build.required.count == 1 ? build.required : build.ask
    guard asked.count == 1, let question = asked.first, question.kind.name != "spans" else {
      throw OperationError.usage(
        "a table of labels answers one question with one value, and ui \(build.ui.version) asks \(build.ask.map { "'\($0.id)' (\($0.kind.name))" }.joined(separator: ", ")) (use --format responses)"
      )
    }
    self.build = build
    self.question = question
  }

  mutating func read(_ row: JSONObject) throws -> (answer: ImportedAnswer, isRepeat: Bool)? {
    let given = try CrowdLabel(row)
    let annotator = try ImportedName.checked(given.worker)
    let subject = try subject(of: given)
    let answer = try Answer(.object(JSONObject([(question.id.rawValue, value(given.label))])), under: build)
    let words = JSON.array([.string(given.task), .string(given.worker), .string(given.label)]).utf8()
    let earlier = seen[Self.key(words), default: 0]
    seen[Self.key(words)] = earlier + 1
    guard earlier == 0 || keepsRepeats else { return nil }
    let name = JSON.array([
      "crowd-kit", .string(subject.example.description), .string(build.id.description), answer.json,
      .number(JSONNumber(earlier)),
    ])
    let imported = ImportedAnswer(
      subject: subject, annotator: annotator, channel: desk.channel, build: build, answer: answer.text,
      status: .imported, name: name.text(), context: ["client": "import"])
    return (imported, earlier > 0)
  }

  /// The example of a task's name: one that is there under that id or as that row, else a new one.
  private func subject(of given: CrowdLabel) throws -> ImportedAnswer.Subject {
    if let id = Digest(hex: given.task), try desk.has(id) { return .known(id) }
    let row: JSONObject = ["task": .string(given.task)]
    let id = try desk.target.id(of: row)
    if try desk.has(id) { return .known(id) }
    return .named(try desk.target.example(row, raw: JSON.object(row).utf8()))
  }

  private func value(_ label: String) -> JSON {
    switch question.kind {
    case .choices: [.string(label)]
    case .rating: (try? JSONParser.parse(label)).flatMap { $0.number.map { .number($0) } } ?? .string(label)
    case .choice, .pairwise, .text, .spans: .string(label)
    }
  }

  private static func key(_ words: [UInt8]) -> UInt128 {
    Digest(of: words).bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
  }
}
