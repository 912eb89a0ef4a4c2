import Canvas
import Labeling
import Operations
import Queue
import Synchronization
import Text
import Workbench

/// Serves the workbench from a sitting: turns values into screens, and errors into sentences.
final class SittingService: AnnotationService {
  /// What a response records, which decides whether a second try is the same response.
  private enum Content: Hashable {
    case answer(AssignmentID, Answer)
    case ending(AssignmentID, Ending.How)
    case correction(ResponseID, Answer)
  }

  private let sitting: Sitting
  private let context: Mutex<RenderingContext>
  private let attempt = Mutex<(content: Content, id: ResponseID)?>(nil)

  init(_ sitting: Sitting, context: RenderingContext) {
    self.sitting = sitting
    self.context = Mutex(context)
  }

  func claim(takesOver: Bool) throws(Failure) -> Served {
    try served(try attempted { () throws(QueueError) in try sitting.claim(takesOver: takesOver) })
  }

  func submit(
    _ answer: Answer, of assignment: AssignmentID, activeMilliseconds: Int, claimsNext: Bool
  ) throws(Failure) -> Delivery {
    let id = id(of: .answer(assignment, answer))
    let isSwapped = try told { try sitting.isSwapped(assignment) }
    let (receipt, serving) = try attempted { () throws(QueueError) in
      try sitting.submit(
        answer, to: assignment, id: id, durationMilliseconds: activeMilliseconds, context: current,
        isSwapped: isSwapped, thenNext: claimsNext)
    }
    return Delivery(receipt: receipt, known: known(by: receipt), next: claimsNext ? next(serving) : nil)
  }

  func end(
    _ how: Ending.How, of assignment: AssignmentID, activeMilliseconds: Int, claimsNext: Bool
  ) throws(Failure) -> Next? {
    let id = id(of: .ending(assignment, how))
    let (_, serving) = try attempted { () throws(QueueError) in
      try sitting.end(
        assignment, how, id: id, durationMilliseconds: activeMilliseconds, context: current, thenNext: claimsNext)
    }
    return claimsNext ? next(serving) : nil
  }

  func correct(_ response: ResponseID, _ answer: Answer, activeMilliseconds: Int) throws(Failure) -> Delivery {
    let id = id(of: .correction(response, answer))
    let isSwapped = try told { try sitting.isSwapped(response) }
    let receipt = try attempted { () throws(QueueError) in
      try sitting.correct(
        response, to: answer, id: id, durationMilliseconds: activeMilliseconds, context: current, isSwapped: isSwapped)
    }
    return Delivery(receipt: receipt, known: known(by: receipt), next: nil)
  }

  func reserve(besides open: AssignmentID) throws(Failure) -> Served {
    try served(try attempted { () throws(QueueError) in try sitting.reserve(besides: open) })
  }

  func given(since moment: Timestamp) throws(Failure) -> [GivenToday] {
    try told { try sitting.given(since: moment) }.map { given in
      GivenToday(
        response: given.response, at: given.at, activeMilliseconds: given.durationMilliseconds, example: given.example,
        answer: given.answer.summary(under: given.build, isSwapped: given.isSwapped))
    }
  }

  func reopen(_ response: ResponseID) throws(Failure) -> Answered {
    let reopened = try told { try sitting.reopen(response) }
    let assignment = reopened.assignment
    let presented = Presented(
      assignment, under: try build(of: assignment), settling: try earlier(assignment),
      isSwapped: try told { try sitting.isSwapped(assignment) } ?? false)
    return Answered(
      presented: presented, answer: reopened.answer, response: reopened.response, at: reopened.at,
      activeMilliseconds: reopened.durationMilliseconds ?? 0)
  }

  func note(_ comment: String, on assignment: AssignmentID) throws(Failure) {
    _ = try attempted { () throws(QueueError) in try sitting.note(comment, on: assignment) }
  }

  func saveDraft(_ answer: Answer, of assignment: AssignmentID) throws(Failure) {
    try attempted { () throws(QueueError) in try sitting.saveDraft(answer, of: assignment) }
  }

  func resized(to size: Size) {
    context.withLock {
      $0.columns = size.columns
      $0.rows = size.rows
    }
  }

  private var current: RenderingContext { context.withLock { $0 } }

  /// The id of a response: the one of the last try while its content is the same.
  private func id(of content: Content) -> ResponseID {
    attempt.withLock { attempt in
      if let attempt, attempt.content == content { return attempt.id }
      let id = sitting.newResponseID()
      attempt = (content, id)
      return id
    }
  }

  /// The answer is recorded: that what is known cannot be shown does not undo it.
  private func known(by receipt: Receipt) -> KnownAnswer? {
    (try? sitting.known(by: receipt)).map {
      KnownAnswer(answer: $0.answer, isRight: $0.isRight, explanation: $0.explanation)
    }
  }

  private func next(_ serving: Serving?) -> Next {
    Next { () throws(Failure) in
      if let serving { try served(serving) } else { try claim(takesOver: false) }
    }
  }

  private func served(_ serving: Serving) throws(Failure) -> Served {
    switch serving.outcome {
    case .nothing(let idle): return Served(.nothing(idle), progress: serving.progress, elsewhere: serving.elsewhere)
    case .assignment(let assignment):
      let build = try build(of: assignment)
      let presented = Presented(
        assignment, under: build, settling: try earlier(assignment),
        isSwapped: try told { try sitting.isSwapped(assignment) } ?? false)
      return Served(.example(presented), progress: serving.progress, elsewhere: serving.elsewhere)
    }
  }

  /// The person's own answer that an assignment settles.
  private func earlier(_ assignment: Assignment) throws(Failure) -> Earlier? {
    guard let settled = assignment.settles else { return nil }
    return try told { try sitting.answer(of: settled).map { Earlier(answer: $0, build: $1) } }
  }

  private func build(of assignment: Assignment) throws(Failure) -> Build {
    try told { try sitting.build(assignment.build) }
  }

  /// What is only read: an error says nothing about the example on the screen.
  private func told<Value>(_ read: () throws -> Value) throws(Failure) -> Value {
    do {
      return try read()
    } catch {
      throw Failure(Displayable(String(describing: error)))
    }
  }

  private func attempted<Value>(_ work: () throws(QueueError) -> Value) throws(Failure) -> Value {
    do {
      return try work()
    } catch {
      throw Failure(Displayable(error.description), remedy: error.endsExample ? .moveOn : .tryAgain)
    }
  }
}

extension QueueError {
  /// True where the same try can never succeed.
  fileprivate var endsExample: Bool {
    switch self {
    case .takenOver, .alreadyEnded, .superseded, .unknownAssignment, .notYours, .notInPool: true
    default: false
    }
  }
}
