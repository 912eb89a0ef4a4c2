import Labeling
import Operations
import Queue
import Records

/// What a pipe says to a request that was carried out.
struct PipeReply {
  private var members: [(String, JSON)] = [("ok", true)]

  var json: JSON { .object(JSONObject(members)) }

  func adding(_ more: [(String, JSON)]) -> PipeReply {
    var reply = self
    reply.members += more
    return reply
  }

  func adding(_ receipt: Receipt) -> PipeReply {
    adding([
      ("response", .string(receipt.response.rawValue)), ("revision", .number(JSONNumber(receipt.revision))),
      ("counted", .bool(receipt.counted)),
    ])
  }

  /// What is known of a gold example, where the policy has people told.
  func adding(_ known: GoldTold?) -> PipeReply {
    guard let known else { return self }
    let why = known.explanation.map { [("explanation", JSON.string($0))] } ?? []
    return adding([
      (
        "gold",
        .object(
          JSONObject(
            [("answer", known.answer.json), ("right", known.isRight.map { .bool($0) } ?? .null)] + why))
      )
    ])
  }

  func adding(revision: Int) -> PipeReply { adding([("revision", .number(JSONNumber(revision)))]) }

  func adding(_ serving: Serving, from sitting: Sitting) throws -> PipeReply {
    switch serving.outcome {
    case .assignment(let assignment):
      let message = AssignmentMessage(
        assignment: assignment, build: try sitting.build(assignment.build), isSwapped: try sitting.isSwapped(assignment)
      )
      return adding([("assignment", try message.json())])
    case .nothing(let idle):
      let retry = idle.retryAt.map { [("retry_at", JSON.string($0.description))] } ?? []
      return adding([("assignment", .null), ("reason", .string(idle.reason.rawValue))] + retry)
    }
  }
}
