import Labeling
import Operations
import Queue
import Records
import Synchronization

/// The cases that a pipe's client reviews, one at a time.
final class ReviewDesk: Sendable {
  /// A case in the client's hands.
  struct Open: Sendable {
    let assignment: AssignmentID
    let item: ReviewList.Item
    let review: ReviewCase
  }

  private struct State {
    var reviewer: Reviewer?
    var waiting: [ReviewList.Item] = []
    var open: Open?
    /// The last one that was decided: whoever did not hear of it asks again.
    var last: Open?
    /// Decided or put aside in this conversation.
    var passed: Set<Digest> = []

    mutating func pass(_ review: ReviewCase) {
      passed.insert(review.example)
      open = nil
    }
  }

  private let sitting: Sitting
  private let state = Mutex(State())

  init(_ sitting: Sitting) { self.sitting = sitting }

  /// The case that is open, else the next that this person may decide; nil where there is none.
  func next() throws -> Open? {
    try state.withLock { state in
      if let open = state.open { return open }
      let reviewer = try state.reviewer ?? Reviewer(beside: sitting)
      state.reviewer = reviewer
      if state.waiting.isEmpty {
        state.waiting = try reviewer.list().items.reversed().filter { !state.passed.contains($0.example) }
      }
      while let item = state.waiting.popLast() {
        do {
          let review = try reviewer.open(item.example)
          guard review.bar == nil else { continue }
          state.open = Open(assignment: reviewer.newAssignmentID(), item: item, review: review)
          return state.open
        } catch QueueError.heldOpen {
          // They are being asked for an answer of their own: not theirs to review now.
          continue
        }
      }
      return nil
    }
  }

  /// Decides the open case, or tells again what became of the last one. Any other assignment is told so.
  func decide(
    _ assignment: AssignmentID, _ answer: JSON, reason: String?, id: ResponseID?, durationMilliseconds: Int?,
    context: RenderingContext
  ) throws -> Receipt {
    try state.withLock { state in
      guard let open = [state.open, state.last].compactMap({ $0 }).first(where: { $0.assignment == assignment }),
        let reviewer = state.reviewer
      else { throw QueueError.unknownAssignment(assignment) }
      do {
        let receipt = try reviewer.decide(
          try reviewer.answer(answer, to: open.review), on: open.review, reason: reason, assignment: assignment, id: id,
          durationMilliseconds: durationMilliseconds, context: context)
        if state.open?.assignment == assignment { state.pass(open.review) }
        state.last = open
        return receipt
      } catch QueueError.superseded(let other) {
        // Another reviewer was quicker: the case comes again with what they decided, if there still is something.
        state.open = nil
        throw QueueError.superseded(by: other)
      }
    }
  }

  /// Puts the open case aside for the rest of the conversation; false where it is not the one that is meant.
  func putAside(_ assignment: AssignmentID) -> Bool {
    state.withLock { state in
      guard let open = state.open, open.assignment == assignment else { return false }
      state.pass(open.review)
      return true
    }
  }
}
