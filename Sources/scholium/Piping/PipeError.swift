import Labeling
import Queue
import Records

/// What a line of a pipe is refused with; the conversation goes on.
struct PipeError: Error {
  let code: String
  let message: String

  static func badRequest(_ message: String) -> PipeError { PipeError(code: "bad_request", message: message) }

  var json: JSON { ["ok": false, "error": ["code": .string(code), "message": .string(message)]] }
}

extension PipeError {
  init(_ error: QueueError) {
    self.init(code: Self.code(of: error), message: error.description)
  }

  init(_ error: AnswerError) {
    self.init(code: "invalid_answer", message: error.description)
  }

  private static func code(of error: QueueError) -> String {
    switch error {
    case .unknownAssignment: "unknown_assignment"
    case .unknownResponse: "unknown_response"
    case .unknownTask, .unknownChannel, .unknownPerson: "unknown"
    case .notYours: "not_yours"
    case .answeredYourself, .notViewed, .hasViewed, .heldOpen, .decided: "not_permitted"
    case .takenOver: "taken_over"
    case .superseded: "superseded"
    case .alreadyEnded: "withdrawn"
    case .idReused: "id_reused"
    case .notInPool: "not_in_pool"
    case .busy: "busy"
    case .cannotWrite, .notPermitted: "cannot_write"
    default: "broken"
    }
  }
}
