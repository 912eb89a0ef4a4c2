import Canvas
import Labeling
import Operations
import Queue
import Synchronization
import Text
import Workbench

/// Serves the review screen from a reviewer: turns values into screens, and errors into sentences.
final class ReviewerService: ReviewService {
  /// What a decision is recorded under, so that a second try is the same response.
  private struct Attempt {
    let decision: ReviewDecision
    let response: ResponseID
    let assignment: AssignmentID
  }

  private let reviewer: Reviewer
  private let reasons: Set<ReviewReason>
  private let context: Mutex<RenderingContext>
  /// The case on the screen.
  private let opened = Mutex<ReviewCase?>(nil)
  private let attempt = Mutex<Attempt?>(nil)

  init(_ reviewer: Reviewer, reasons: Set<ReviewReason>, context: RenderingContext) {
    self.reviewer = reviewer
    self.reasons = reasons
    self.context = Mutex(context)
  }

  func list() throws(Failure) -> [ReviewEntry] {
    try told { try reviewer.list(reasons).items.map(ReviewEntry.init) }
  }

  func find(_ typed: String) throws(Failure) -> BrowseFinding { throw Failure("there is nothing to look for here") }

  func describe(_ examples: [Digest]) -> [Digest: String] { (try? reviewer.words(of: examples)) ?? [:] }

  func open(_ example: Digest) throws(Failure) -> ReviewedCase {
    let read = try told { try reviewer.open(example) }
    opened.withLock { $0 = read }
    return ReviewedCase(read)
  }

  func decide(_ decision: ReviewDecision) throws(Failure) {
    guard let open = opened.withLock({ $0 }), open.example == decision.example else {
      throw Failure("this example is not open any more", remedy: .moveOn)
    }
    let attempt = attempt(at: decision)
    _ = try told {
      try reviewer.decide(
        decision.answer, on: open, reason: decision.reason, assignment: attempt.assignment, id: attempt.response,
        durationMilliseconds: decision.activeMilliseconds, context: context.withLock { $0 })
    }
  }

  func resized(to size: Size) {
    context.withLock {
      $0.columns = size.columns
      $0.rows = size.rows
    }
  }

  private func attempt(at decision: ReviewDecision) -> Attempt {
    attempt.withLock { attempt in
      if let attempt, attempt.decision == decision { return attempt }
      let new = Attempt(
        decision: decision, response: reviewer.newResponseID(), assignment: reviewer.newAssignmentID())
      attempt = new
      return new
    }
  }

  private func told<Value>(_ work: () throws -> Value) throws(Failure) -> Value {
    do {
      return try work()
    } catch QueueError.superseded {
      throw Failure(
        "Somebody decided this meanwhile: what they decided is shown, and yours was not recorded.", remedy: .moveOn)
    } catch {
      throw Failure(Displayable(String(describing: error)))
    }
  }
}

extension ReviewEntry {
  init(_ item: ReviewList.Item) {
    self.init(
      example: item.example, reasons: item.reasons.map(\.rawValue), people: item.people,
      disagreement: item.disagreement, isOwn: item.isOwn)
  }
}
