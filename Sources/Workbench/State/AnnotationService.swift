import Canvas
import Labeling
import Queue

/// What does the effects that reach the store. Its calls wait for the store's lock and the disk; they come one after
/// another, from one thread that is not the screen's.
///
/// A repeated call with the same content must be harmless: the same answer to the same assignment keeps its response id.
public protocol AnnotationService: Sendable {
  /// - Parameter takesOver: brings what another running terminal of the person has open.
  func claim(takesOver: Bool) throws(Failure) -> Served
  /// Records an answer and, where `claimsNext`, claims the next example in the same transaction: whoever reserved it has
  /// it already.
  func submit(
    _ answer: Answer, of assignment: AssignmentID, activeMilliseconds: Int, claimsNext: Bool
  ) throws(Failure) -> Delivery
  /// Ends an assignment without an answer. What comes next; nil where it is not asked for.
  func end(
    _ how: Ending.How, of assignment: AssignmentID, activeMilliseconds: Int, claimsNext: Bool
  ) throws(Failure) -> Next?
  /// Nothing comes next: what is open stays.
  func correct(_ response: ResponseID, _ answer: Answer, activeMilliseconds: Int) throws(Failure) -> Delivery
  /// The example after the open one, which stays open; its lease starts anew. `Served.Outcome.nothing` where none is left.
  func reserve(besides open: AssignmentID) throws(Failure) -> Served
  /// What this person answered under this task since a moment, oldest first.
  func given(since moment: Timestamp) throws(Failure) -> [GivenToday]
  /// An earlier answer with its example, as it was shown.
  func reopen(_ response: ResponseID) throws(Failure) -> Answered
  func note(_ comment: String, on assignment: AssignmentID) throws(Failure)
  func saveDraft(_ answer: Answer, of assignment: AssignmentID) throws(Failure)
  /// Answers from now on are given on a screen of this size.
  func resized(to size: Size)
}

extension AnnotationService {
  /// Does an effect and tells what came of it; nil for the effects that are the terminal's.
  public func perform(_ effect: Effect, now: () -> Timestamp) -> Message? {
    switch effect {
    case .claim, .takeOver:
      let result = Result { () throws(Failure) in try claim(takesOver: effect == .takeOver) }
      return .claimed(result, at: now())
    case .submit(let answer, let assignment, let active, let claimsNext):
      let result = Result { () throws(Failure) in
        try submit(answer, of: assignment, activeMilliseconds: active, claimsNext: claimsNext)
      }
      return .submitted(result, at: now())
    case .end(let how, let assignment, let active, let claimsNext):
      let result = Result { () throws(Failure) in
        try end(how, of: assignment, activeMilliseconds: active, claimsNext: claimsNext)
      }
      return .ended(result, at: now())
    case .correct(let response, let answer, let active):
      let result = Result { () throws(Failure) in try correct(response, answer, activeMilliseconds: active) }
      return .corrected(result, at: now())
    case .reserve(let open):
      return .reserved(Result { () throws(Failure) in try reserve(besides: open) })
    case .today(let moment):
      let result = Result { () throws(Failure) in try given(since: moment) }
      return .today(result, at: now())
    case .reopen(let response):
      let result = Result { () throws(Failure) in try reopen(response) }
      return .reopened(result, at: now())
    case .note(let comment, let assignment):
      let result = Result { () throws(Failure) in try note(comment, on: assignment) }
      return .noted(result.failure, at: now())
    case .saveDraft(let answer, let assignment):
      let result = Result { () throws(Failure) in try saveDraft(answer, of: assignment) }
      return .drafted(assignment, result.failure)
    case .suspend, .redraw, .mouse, .quit: return nil
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
