import Labeling
import Queue

/// What a terminal asks of the queue. Its ids are made once, so that it can be asked again.
enum Request: Hashable, Sendable {
  case claim(Claim)
  case submit(Submission, then: Claim?)
  case end(Ending, then: Claim?)
  case correct(Correction)
  case draft(String, AssignmentID, Timestamp)
  case note(String, AssignmentID, Timestamp)

  /// The response that it makes; nil where it makes none.
  var response: ResponseID? {
    switch self {
    case .submit(let submission, _): submission.response
    case .end(let ending, _): ending.how.makesResponse ? ending.response : nil
    case .correct(let correction): correction.response
    case .claim, .draft, .note: nil
    }
  }

  /// The claim in it.
  var claim: Claim? {
    switch self {
    case .claim(let claim): claim
    case .submit(_, let claim), .end(_, let claim): claim
    case .correct, .draft, .note: nil
    }
  }

  /// The same without what comes after it; nil where that leaves nothing, or there is nothing more.
  var alone: Request? {
    switch self {
    case .submit(let submission, .some): .submit(submission, then: nil)
    case .end(let ending, .some): .end(ending, then: nil)
    default: nil
    }
  }

  /// The same as another terminal of the person asks it.
  func taken(overBy session: SessionID) -> Request {
    func moved(_ claim: Claim?) -> Claim? {
      var moved = claim
      moved?.session = session
      return moved
    }
    switch self {
    case .claim(var claim):
      claim.session = session
      return .claim(claim)
    case .submit(var submission, let claim):
      submission.session = session
      return .submit(submission, then: moved(claim))
    case .end(var ending, let claim):
      ending.session = session
      return .end(ending, then: moved(claim))
    case .correct, .draft, .note:
      return self
    }
  }
}

extension Ending.How {
  /// True for a skip or a flag, which are responses.
  var makesResponse: Bool {
    switch self {
    case .skipped, .flagged: true
    case .released, .unseen: false
    }
  }
}
