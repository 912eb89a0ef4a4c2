import Labeling
import Operations
import Queue
import Records

/// A client served over JSON Lines: one request a line, one reply a line.
struct PipeConversation {
  /// Bytes of one line.
  static let lineLimit = 4 << 20

  private let sitting: Sitting
  private let reviews: ReviewDesk
  private let context = RenderingContext(client: "pipe", program: Scholium.program)

  init(_ sitting: Sitting) {
    self.sitting = sitting
    reviews = ReviewDesk(sitting)
  }

  /// The reply to a line. What ends the conversation is thrown; what is wrong with the line is a reply.
  func reply(to line: Result<[UInt8], RowFault>) -> JSON {
    do {
      switch line {
      case .success(let bytes): return try reply(to: try PipeRequest(line: bytes)).json
      case .failure(let fault): return PipeError.badRequest(fault.message).json
      }
    } catch let error as PipeError {
      return error.json
    } catch let error as QueueError {
      return PipeError(error).json
    } catch let error as AnswerError {
      return PipeError(error).json
    } catch {
      return PipeError(code: "broken", message: String(describing: error)).json
    }
  }

  private func reply(to request: PipeRequest) throws -> PipeReply {
    switch request {
    case .hello:
      return greeting
    case .next:
      return try PipeReply().adding(try sitting.claim(), from: sitting)
    case .nextCase(let showsNames):
      return try nextCase(showsNames: showsNames)
    case .adjudicate(let reply, let reason):
      return PipeReply().adding(
        try reviews.decide(
          reply.assignment, reply.answer, reason: reason,
          id: reply.timing.name.map { ResponseID(named: $0, by: sitting.person.id) },
          durationMilliseconds: reply.timing.durationMilliseconds, context: context))
    case .submit(let reply, let thenNext):
      return try submit(reply, thenNext: thenNext)
    case .skip(let assignment, let reason, let timing):
      if reviews.putAside(assignment) { return PipeReply() }
      return try end(assignment, .skipped(reason: reason), timing)
    case .flag(let assignment, let comment, let timing):
      return try end(assignment, .flagged(comment: comment), timing)
    case .release(let assignment):
      if reviews.putAside(assignment) { return PipeReply() }
      return try end(assignment, .released, PipeRequest.Timing())
    case .revise(let response, let answer, let timing):
      let receipt = try sitting.correct(
        response, to: try sitting.answer(answer, correcting: response), id: id(timing),
        durationMilliseconds: timing.durationMilliseconds, context: context, isSwapped: try sitting.isSwapped(response))
      return PipeReply().adding(receipt).adding(known(by: receipt))
    case .note(let assignment, let comment):
      return PipeReply().adding(revision: try sitting.note(comment, on: assignment))
    case .draft(let assignment, let answer):
      let build = try sitting.build(ofAssignment: assignment)
      try sitting.saveDraft(try Answer(answer, under: build, isComplete: false), of: assignment)
      return PipeReply()
    }
  }

  private func nextCase(showsNames: Bool) throws -> PipeReply {
    guard Visitor.current == nil else {
      throw PipeError(code: "not_permitted", message: "over SSH, cases are reviewed with 'review'")
    }
    guard let open = try reviews.next() else {
      return PipeReply().adding([("assignment", .null), ("reason", "finished")])
    }
    return PipeReply().adding([
      ("assignment", CaseMessage(open: open, task: sitting.task, showsNames: showsNames).json)
    ])
  }

  private var greeting: PipeReply {
    PipeReply().adding([
      ("program", .string(Scholium.program)), ("task", .string(sitting.task.rawValue)),
      ("annotator", .string(sitting.person.name)), ("kind", .string(sitting.person.kind.rawValue)),
      ("verified", false),
    ])
  }

  private func submit(_ reply: PipeRequest.Reply, thenNext: Bool) throws -> PipeReply {
    let answer = try sitting.answer(reply.answer, to: reply.assignment)
    let (receipt, serving) = try sitting.submit(
      answer, to: reply.assignment, id: id(reply.timing), durationMilliseconds: reply.timing.durationMilliseconds,
      context: context, isSwapped: try sitting.isSwapped(reply.assignment), thenNext: thenNext)
    let told = PipeReply().adding(receipt).adding(known(by: receipt))
    return try serving.map { try told.adding($0, from: sitting) } ?? told
  }

  /// The answer is recorded: that what is known cannot be told does not undo it.
  private func known(by receipt: Receipt) -> GoldTold? { try? sitting.known(by: receipt) }

  private func end(_ assignment: AssignmentID, _ how: Ending.How, _ timing: PipeRequest.Timing) throws -> PipeReply {
    let (revision, _) = try sitting.end(
      assignment, how, id: id(timing), durationMilliseconds: timing.durationMilliseconds, context: context,
      thenNext: false)
    return PipeReply().adding(revision: revision)
  }

  private func id(_ timing: PipeRequest.Timing) -> ResponseID {
    timing.name.map { ResponseID(named: $0, by: sitting.person.id) } ?? sitting.newResponseID()
  }
}
