import Labeling
import Queue

/// Requests on their way to the queue and back.
extension World {
  /// Sends what a terminal is asking, and lets it hear the answer.
  mutating func deliver(from place: Int, _ fault: Fault) throws -> String {
    guard let request = clients[place].request else { return "-" }
    if fault != .none { count("fault: \(fault.rawValue)") }
    if fault == .late { delayed.append(request) }
    renewPromises(of: clients[place].person.id, by: request)
    store.expect(fault)
    do {
      let wasInDoubt = clients[place].isInDoubt
      let line = try carryOut(request, of: place)
      clients[place].request = nil
      clients[place].isInDoubt = false
      if wasInDoubt { count("doubts that asking again settled") }
      return line
    } catch let error as QueueError {
      if fault.kills { return die(place) }
      if FaultyStore.isInjected(error) {
        clients[place].isInDoubt = clients[place].isInDoubt || fault != .refused
        return "\(clients[place].person.name) was not told"
      }
      return try refuse(request, of: place, error)
    }
  }

  /// What the terminal does with a refusal: an answer whose next claim was refused is given alone, anything else is over.
  private mutating func refuse(_ request: Request, of place: Int, _ error: QueueError) throws -> String {
    if case .broken = error { throw BrokenRule("\(request): \(error)") }
    count("requests refused")
    if !clients[place].isInDoubt, let response = request.response {
      ledger.refuse(response)
      guard try store.read({ try $0.response(response, of: Self.task) }) == nil else {
        throw BrokenRule("\(response) was refused, and is there")
      }
    }
    clients[place].request = nil
    if let alone = request.alone, error.isAboutTheClaim {
      clients[place].request = alone
      ledger.send(alone)
      return "refused, to be asked alone: \(error)"
    }
    switch request {
    case .submit(let submission, _): clients[place].leave(submission.assignment)
    case .end(let ending, _): clients[place].leave(ending.assignment)
    case .claim(let claim): if let open = claim.besides { clients[place].leave(open) }
    case .draft(_, let id, _), .note(_, let id, _): clients[place].leave(id)
    case .correct: break
    }
    return "refused: \(error)"
  }

  private mutating func carryOut(_ request: Request, of place: Int) throws -> String {
    let person = clients[place].person.id
    switch request {
    case .claim(let claim):
      return try told(store.claim(claim).outcome, by: claim, to: place)
    case .submit(let submission, let claim):
      let (receipt, serving) = try store.submit(submission, then: claim)
      clients[place].leave(submission.assignment)
      try acknowledge(receipt, of: submission)
      return try told(
        "\(receipt.response) at \(receipt.revision), counted \(receipt.counted), \(receipt.feedback?.answer ?? "-")",
        serving, by: claim, to: place)
    case .end(let ending, let claim):
      let (revision, serving) = try store.end(ending, then: claim)
      clients[place].leave(ending.assignment)
      if ending.how.makesResponse, ledger.isOnlyEnding(ending) {
        try ledger.acknowledge(ending.response, at: revision, to: person)
      }
      count("endings acknowledged")
      return try told("\(ending.how) at \(revision)", serving, by: claim, to: place)
    case .correct(let correction):
      let receipt = try store.correct(correction)
      try ledger.acknowledge(receipt.response, at: receipt.revision, to: person)
      count("corrections acknowledged")
      return "\(receipt.response) at \(receipt.revision), counted \(receipt.counted)"
    case .draft(let text, let id, let at):
      try store.saveDraft(text, of: id, by: person, at: at)
      return "draft of \(id)"
    case .note(let text, let id, let at):
      return "noted at \(try store.note(text, on: id, by: person, at: at))"
    }
  }

  private mutating func acknowledge(_ receipt: Receipt, of submission: Submission) throws {
    try ledger.acknowledge(receipt.response, at: receipt.revision, to: submission.person)
    guard receipt.response == submission.response || ledger.given[receipt.response]?.answer == submission.answer else {
      throw BrokenRule("\(submission.response) was taken for \(receipt.response), which says something else")
    }
    count("answers acknowledged")
    if receipt.feedback != nil { count("people told what is known") }
  }

  private mutating func told(
    _ line: String, _ serving: Serving?, by claim: Claim?, to place: Int
  ) throws -> String {
    guard let serving, let claim else { return line }
    return "\(line); \(try told(serving.outcome, by: claim, to: place))"
  }

  /// Checks and remembers what a claim brought.
  mutating func told(_ outcome: Serving.Outcome, by claim: Claim, to place: Int) throws -> String {
    let client = clients[place]
    guard case .assignment(let assignment) = outcome else {
      if case .nothing(let idle) = outcome {
        count("claims with nothing for them: \(idle.reason)")
        return "\(client.person.name): \(idle.reason) \(idle.retryAt?.microseconds ?? 0)"
      }
      return "-"
    }
    try check(assignment, by: claim, of: client)
    if owners.updateValue(client.person.id, forKey: assignment.id) == nil {
      served = assignment
      count("served: \(assignment.purpose)")
      if !examples.contains(assignment.example) { count("served: gold") }
    } else {
      count("served again")
    }
    shortenPromises()
    promises[assignment.id] = assignment.expiresAt
    clients[place].take(assignment, besides: claim.besides)
    let asked = assignment.asked.map { asked in
      asked.questions.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
    return "\(client.person.name): \(assignment.id), \(try number(of: assignment.example)) of \(assignment.channel), "
      + "\(assignment.purpose), \(assignment.build.short), until \(assignment.expiresAt.microseconds), "
      + "settles \(assignment.settles?.rawValue ?? "-"), asked \(asked ?? "-")"
  }

  /// What its terminal gave up waiting for reaches the queue after all; nobody hears what became of it.
  mutating func arrive(_ step: Step) throws -> String {
    guard let place = delayed.place(step.what) else { return "-" }
    let request = delayed.remove(at: place)
    count("requests that arrived late")
    if let claim = request.claim { renewPromises(of: claim.person, by: request) }
    switch request {
    case .claim(let claim): _ = try store.claim(claim)
    case .submit(let submission, let claim): _ = try store.submit(submission, then: claim)
    case .end(let ending, let claim): _ = try store.end(ending, then: claim)
    case .correct(let correction): _ = try store.correct(correction)
    case .draft, .note: return "-"
    }
    return "arrived late: \(request.response?.rawValue ?? request.claim?.assignment.rawValue ?? "-")"
  }
}

extension QueueError {
  /// True where a claim was refused for what it asked.
  fileprivate var isAboutTheClaim: Bool {
    switch self {
    case .unknownChannel, .notInPool, .unknownTask: true
    default: false
    }
  }
}
