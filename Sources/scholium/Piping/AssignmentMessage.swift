import Interchange
import Labeling
import Queue
import Records

/// An assignment as a pipe's client reads it.
struct AssignmentMessage {
  let assignment: Assignment
  let build: Build
  /// Whether the sides of a `pairwise` are to be shown swapped, nil where nothing is compared.
  let isSwapped: Bool?

  func json() throws -> JSON {
    var members: [(String, JSON)] = [
      ("id", .string(assignment.id.rawValue)), ("example", .string(assignment.example.description)),
      ("data", try JSONParser.parse(assignment.data)), ("task", .string(assignment.task.rawValue)),
      ("channel", .string(assignment.channel.rawValue)), ("ui_version", .number(JSONNumber(build.ui.version))),
      ("taxonomy_version", .number(JSONNumber(build.taxonomy.version))),
      ("ask", .array(assignment.questions(of: build).map { QuestionMessage(question: $0, build: build).json })),
      ("candidates", assignment.asked.map { .object($0.json) } ?? .null),
      ("purpose", .string(assignment.purpose.rawValue)),
    ]
    if let settles = assignment.settles {
      members.append(("settles", .string(settles.rawValue)))
      if let carried = assignment.carried { members.append(("carried", .object(carried.json(under: build)))) }
    }
    if let isSwapped { members.append(("swapped", .bool(isSwapped))) }
    members.append(("expires_at", .string(assignment.expiresAt.description)))
    if let draft = assignment.draft { members.append(("draft", try JSONParser.parse(draft))) }
    return .object(JSONObject(members))
  }
}

extension AskedCandidates {
  fileprivate var json: JSONObject {
    JSONObject(questions.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .labels($0.value)) })
  }
}

extension AnswerReading {
  /// What a person's own answers say, question by question: the value where it is known, else what it may be.
  fileprivate func json(under build: Build) -> JSONObject {
    JSONObject(
      build.ask.compactMap { question in
        let reading = self[question.id]
        let value = reading.value(under: question, offered: build.offered[question.id] ?? [])
        return (value?.exported ?? reading.open).map { (question.id.rawValue, $0) }
      })
  }
}

extension QuestionReading {
  fileprivate var open: JSON? {
    switch content {
    case .candidates(let labels): ["candidates": .labels(labels)]
    case .marks(let marks):
      [
        "yes": .labels(marks.yes), "unknown": .labels(marks.unknown),
        "clauses": .array(marks.clauses.map { .labels($0) }),
      ]
    case .spans(let reading): ["spans": .array(reading.spans.map(\.json)), "unknown": .labels(reading.unknown)]
    case .text, .notAsked, .nothing: nil
    }
  }
}
