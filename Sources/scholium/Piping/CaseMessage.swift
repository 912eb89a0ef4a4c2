import Interchange
import Labeling
import Operations
import Queue
import Records

/// A case to review as a pipe's client reads it.
struct CaseMessage {
  let open: ReviewDesk.Open
  let task: TaskName
  /// Whether statements say whose they are.
  let showsNames: Bool

  var json: JSON {
    let review = open.review
    return [
      "id": .string(open.assignment.rawValue), "role": "review", "example": .string(review.example.description),
      "data": .object(review.data), "task": .string(task.rawValue), "channel": .string(review.channel.rawValue),
      "ui_version": .number(JSONNumber(review.build.ui.version)),
      "taxonomy_version": .number(JSONNumber(review.build.taxonomy.version)),
      "ask": .array(review.build.ask.map { QuestionMessage(question: $0, build: review.build).json }),
      "reasons": .array(open.item.reasons.map { .string($0.rawValue) }),
      "consensus": .object(
        JSONObject(
          review.build.ask.compactMap { question in
            review.verdicts[question.id].map { verdict in
              let told: JSON = [
                "status": .string(verdict.status.rawValue), "answer": verdict.value?.exported ?? .null,
                "candidates": .labels(verdict.candidates),
              ]
              return (question.id.rawValue, told)
            }
          })),
      "decision": review.decision.map { .string($0.response.rawValue) } ?? .null,
      "responses": .array(statements),
    ]
  }

  private var statements: [JSON] {
    var letters: [PersonID: String] = [:]
    return open.review.statements.map { statement in
      let letter = letters[statement.person] ?? "annotator \(letters.count + 1)"
      letters[statement.person] = letter
      return statement.json(as: showsNames ? statement.annotator : letter, under: open.review.build)
    }
  }
}

extension ReviewCase.Statement {
  fileprivate func json(as name: String, under target: Build) -> JSON {
    var members: [(String, JSON)] = [
      ("response", .string(response.rawValue)), ("annotator", .string(name)), ("kind", .string(kind.rawValue)),
      ("status", .string(status.rawValue)), ("channel", .string(channel.rawValue)),
      ("ui_version", .number(JSONNumber(build.ui.version))),
      ("taxonomy_version", .number(JSONNumber(build.taxonomy.version))), ("answer", answer?.json ?? .null),
    ]
    if let reading {
      let asked = target.ask.filter { reading[$0.id].content != .notAsked }
      members += [
        ("mapped", .object(JSONObject(asked.map { ($0.id.rawValue, .labels(reading[$0.id].mayBe)) }))),
        ("mapping", .object(JSONObject(asked.map { ($0.id.rawValue, .string(reading[$0.id].crossing.rawValue)) }))),
      ]
    }
    members += [
      ("superseded", .bool(isSuperseded)), ("stale", .bool(isStale)),
      ("comment", comment.map { .string($0) } ?? .null), ("settles", settles.map { .string($0.rawValue) } ?? .null),
      ("duration_ms", durationMilliseconds.map { .number(JSONNumber($0)) } ?? .null),
      ("at", .string(at.description)),
    ]
    return .object(JSONObject(members))
  }
}
