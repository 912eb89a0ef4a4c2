import Labeling
import Queue
import Records
import Text

@testable import Workbench

/// A law that did not hold.
struct Broken: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A store for one person that fails now and then, before it records and after.
struct WalkStore {
  private var examples: HostileExamples
  /// Leased to the person, oldest first.
  private(set) var open: [Presented] = []
  private(set) var drafts: [AssignmentID: Answer] = [:]
  private var recorded: [AssignmentID: (answer: Answer, receipt: Receipt)] = [:]
  private var ended: Set<AssignmentID> = []
  /// The answers of earlier sessions that can be brought back, and the responses that stand.
  private(set) var earlier: [Answered] = []
  private var standing: [ResponseID: Presented] = [:]
  private var revision = 0
  /// Assignments of which the program was told that they are over.
  private(set) var acknowledged: Set<AssignmentID> = []

  var responses: Int { recorded.count }
  var corrections: Int { revision - recorded.count }

  init(_ examples: HostileExamples) { self.examples = examples }

  /// Does an effect, and says what is heard of it; nil for those of the terminal.
  mutating func perform(
    _ effect: Effect, at moment: Timestamp, _ random: inout SeededGenerator
  ) throws(Broken) -> Message? {
    let failure = random.once(in: 6) ? fault(&random) : nil
    let isLost = failure?.remedy == .tryAgain && random.once(in: 2)
    switch effect {
    case .claim, .takeOver:
      return .claimed(failure.map { .failure($0) } ?? .success(claim(at: moment, &random)), at: moment)
    case .submit(let answer, let assignment, _, let claimsNext):
      if acknowledged.contains(assignment) { throw Broken("\(assignment) is submitted after its receipt") }
      guard let presented = open.first(where: { $0.assignment.id == assignment }) else {
        // A receipt that was lost: the same answer again is harmless, another one comes too late.
        guard let earlier = recorded[assignment], earlier.answer.isExactly(answer) else {
          acknowledged.insert(assignment)
          return .submitted(.failure(Failure("It is over.", remedy: .moveOn)), at: moment)
        }
        acknowledged.insert(assignment)
        return .submitted(.success(delivery(earlier.receipt, answer, claimsNext, at: moment, &random)), at: moment)
      }
      try Self.check(answer, of: presented)
      if let failure, !isLost {
        if failure.remedy == .moveOn { close(assignment) }
        return .submitted(.failure(failure), at: moment)
      }
      let receipt = receipt(for: presented, at: moment, isCounted: !random.once(in: 9))
      recorded[assignment] = (answer, receipt)
      remember(
        Answered(presented: presented, answer: answer, response: receipt.response, at: moment, activeMilliseconds: 9))
      open.removeAll { $0.assignment.id == assignment }
      if let failure { return .submitted(.failure(failure), at: moment) }
      acknowledged.insert(assignment)
      return .submitted(.success(delivery(receipt, answer, claimsNext, at: moment, &random)), at: moment)
    case .end(_, let assignment, _, let claimsNext):
      if acknowledged.contains(assignment) { throw Broken("\(assignment) is ended after it was over") }
      if let failure, !isLost {
        if failure.remedy == .moveOn { close(assignment) }
        return .ended(.failure(failure), at: moment)
      }
      open.removeAll { $0.assignment.id == assignment }
      ended.insert(assignment)
      if let failure { return .ended(.failure(failure), at: moment) }
      acknowledged.insert(assignment)
      return .ended(.success(claimsNext ? next(at: moment, &random) : nil), at: moment)
    case .reserve(let besides):
      if let failure { return .reserved(.failure(failure)) }
      if let other = open.first(where: { $0.assignment.id != besides }) { return .reserved(.success(served(other))) }
      return .reserved(.success(new(at: moment, &random)))
    case .correct(let response, let answer, _):
      guard let presented = standing[response] else { throw Broken("\(response) does not stand and is corrected") }
      try Self.check(answer, of: presented)
      if let failure { return .corrected(.failure(Failure(failure.sentence)), at: moment) }
      standing[response] = nil
      let receipt = receipt(for: presented, at: moment, isCounted: true)
      return .corrected(.success(Delivery(receipt: receipt, next: nil)), at: moment)
    case .today:
      if let failure { return .today(.failure(failure), at: moment) }
      let given = earlier.map { answered in
        GivenToday(
          response: answered.response, at: answered.at, activeMilliseconds: answered.activeMilliseconds,
          example: HostileTexts.text(&random), answer: Displayable(HostileTexts.text(&random, upTo: 8)))
      }
      return .today(.success(given), at: moment)
    case .reopen(let response):
      guard let answered = earlier.first(where: { $0.response == response }), failure == nil else {
        return .reopened(.failure(Failure("It can't be read.")), at: moment)
      }
      return .reopened(.success(answered), at: moment)
    case .note: return .noted(failure, at: moment)
    case .saveDraft(let answer, let assignment):
      if let failure { return .drafted(assignment, failure) }
      drafts[assignment] = answer
      return .drafted(assignment, nil)
    case .suspend, .mouse, .redraw, .quit: return nil
    }
  }

  /// The rules that the real store holds answers to, read back from the text that it keeps.
  private static func check(_ answer: Answer, of presented: Presented) throws(Broken) {
    do {
      let row = try JSONParser.parse(presented.assignment.data).object
      try answer.check(under: presented.build)
      let read = try Answer(JSONParser.parse(answer.text), under: presented.build, of: row)
      guard read.isExactly(answer) else { throw Broken("\(answer.text) is read as \(read.text)") }
    } catch let broken as Broken {
      throw broken
    } catch {
      throw Broken("\(presented.assignment.id) is answered with \(answer.text): \(error)")
    }
  }

  private mutating func close(_ assignment: AssignmentID) {
    open.removeAll { $0.assignment.id == assignment }
    acknowledged.insert(assignment)
  }

  private mutating func receipt(for presented: Presented, at moment: Timestamp, isCounted: Bool) -> Receipt {
    revision += 1
    let response = ResponseID("r\(revision)")
    standing[response] = presented
    return Receipt(response: response, revision: revision, counted: isCounted, at: moment)
  }

  private mutating func remember(_ answered: Answered) {
    earlier.append(answered)
    if earlier.count > 30 { earlier.removeFirst() }
  }

  /// A session ended: what was answered in it is of the past, and what was corrected is not brought back.
  mutating func endSession() { earlier.removeAll { standing[$0.response] == nil } }

  private mutating func claim(at moment: Timestamp, _ random: inout SeededGenerator) -> Served {
    open.first.map { served($0) } ?? new(at: moment, &random)
  }

  private mutating func delivery(
    _ receipt: Receipt, _ answer: Answer, _ claimsNext: Bool, at moment: Timestamp, _ random: inout SeededGenerator
  ) -> Delivery {
    let known = random.once(in: 6) ? known(answer, &random) : nil
    return Delivery(receipt: receipt, known: known, next: claimsNext ? next(at: moment, &random) : nil)
  }

  /// Something that is known, in words that anybody may have written.
  private func known(_ answer: Answer, _ random: inout SeededGenerator) -> KnownAnswer {
    KnownAnswer(
      answer: answer, isRight: random.once(in: 4) ? nil : random.once(in: 3),
      explanation: random.once(in: 3) ? nil : HostileTexts.text(&random))
  }

  private mutating func next(at moment: Timestamp, _ random: inout SeededGenerator) -> Next {
    random.once(in: 8) ? .failure(fault(&random)) : .success(claim(at: moment, &random))
  }

  private mutating func new(at moment: Timestamp, _ random: inout SeededGenerator) -> Served {
    if random.once(in: 8) {
      let reason = random.one(of: [Idle.Reason.finished, .stuck, .paused, .busy])
      let retryAt = random.once(in: 2) ? moment.advanced(bySeconds: 3) : nil
      return Served(.nothing(Idle(reason, retryAt: retryAt)), progress: progress)
    }
    open.append(examples.next(&random))
    return served(open[open.count - 1])
  }

  private var progress: Progress { Progress(answers: recorded.count, wanted: 200, done: recorded.count, examples: 200) }

  /// With the draft that was kept, read from its text as the program does.
  private func served(_ presented: Presented) -> Served {
    var presented = presented
    if let text = drafts[presented.assignment.id]?.text, let json = try? JSONParser.parse(text) {
      presented.draft = try? Answer(json, under: presented.build, isComplete: false)
    }
    return Served(.example(presented), progress: progress)
  }

  private func fault(_ random: inout SeededGenerator) -> Failure {
    Failure(Displayable(HostileTexts.text(&random)), remedy: random.once(in: 5) ? .moveOn : .tryAgain)
  }
}
