import Labeling
import Queue

/// The model with one rule broken.
final class MutantStore: QueueStore {
  private let mutant: Mutant
  private let model: InMemoryQueue

  init(_ mutant: Mutant, on model: InMemoryQueue) {
    self.mutant = mutant
    self.model = model
  }

  func publish(_ publication: Publication) throws(QueueError) -> Published {
    let published = try model.publish(publication)
    let task = publication.definition.name
    switch mutant {
    case .forgetsSettlements: model.tamper { $0.tasks[task]?.clearInboxes() }
    case .movesExposures:
      model.tamper { state in
        for (exposure, shown) in state.exposures {
          state.exposures[exposure] = Shown(uiVersion: published.build.uiVersion, revision: shown.revision)
        }
      }
    default: break
    }
    return published
  }

  func change(_ change: ChannelChange) throws(QueueError) -> Channel { try model.change(change) }

  func enroll(
    name: String, kind: Person.Kind, isAway: Bool, id: PersonID, at: Timestamp
  ) throws(QueueError) -> Person {
    try model.enroll(name: name, kind: kind, isAway: isAway, id: id, at: at)
  }

  func change(_ person: PersonID, _ change: PersonChange, by actor: String, at: Timestamp) throws(QueueError) -> Person
  {
    try model.change(person, change, by: actor, at: at)
  }

  func open(_ session: Session) throws(QueueError) { try model.open(session) }
  func beat(_ session: SessionID, active: Timestamp, at: Timestamp) throws(QueueError) -> Bool {
    try model.beat(session, active: active, at: at)
  }
  func view(_ viewing: Viewing) throws(QueueError) -> Int {
    let revision = try model.view(viewing)
    if mutant == .forgetsViewings { model.tamper { $0.viewings = [:] } }
    return revision
  }
  func adjudicate(_ adjudication: Adjudication) throws(QueueError) -> Receipt {
    let receipt = try model.adjudicate(adjudication)
    if mutant == .forgetsDecisions {
      model.tamper {
        $0.tasks[adjudication.task]?.rows[adjudication.channel]?[adjudication.example]?.work.review = .none
      }
    }
    return receipt
  }
  func audit(_ event: AuditEvent, at: Timestamp) throws(QueueError) { try model.audit(event, at: at) }
  func close(_ session: SessionID, at: Timestamp) throws(QueueError) { try model.close(session, at: at) }
  func announce(_ examples: [Digest], at: Timestamp) throws(QueueError) { try model.announce(examples, at: at) }
  func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport { try model.add(batch) }

  func claim(_ claim: Claim) throws(QueueError) -> Serving {
    switch mutant {
    case .endsLeasesEarly:
      var early = claim
      early.at = claim.at.advanced(bySeconds: 60)
      return try model.claim(early)
    case .overbooks:
      model.tamper { $0.tasks[claim.task]?.changeLeases(by: -1) }
      defer { model.tamper { $0.tasks[claim.task]?.changeLeases(by: 1) } }
      return try model.claim(claim)
    case .turnsBackTime:
      model.tamper { state in
        if let last = state.moments.indices.last { state.moments[last] = min(state.moments[last], claim.at) }
      }
      return try model.claim(claim)
    default:
      return try model.claim(claim)
    }
  }

  func submit(_ submission: Submission, then next: Claim?) throws(QueueError) -> (Receipt, Serving?) {
    switch mutant {
    case .losesAnswers where submission.response.rawValue.hasSuffix("7"):
      let revision = model.look { $0.revision }
      return (Receipt(response: submission.response, revision: revision, counted: true, at: submission.at), nil)
    case .repeatsAnswers:
      let isKnown = model.look { $0.responsePlaces[submission.response] != nil }
      let result = try model.submit(submission, then: next)
      if isKnown { model.tamper { $0.repeatResponse(submission.response) } }
      return result
    case .tearsTransactions:
      let (receipt, _) = try model.submit(submission, then: nil)
      guard let next else { return (receipt, nil) }
      return (receipt, try model.claim(next))
    case .countsTooMany:
      let result = try model.submit(submission, then: next)
      model.tamper { state in
        guard let held = state.assignments[submission.assignment]?.assignment else { return }
        state.tasks[held.task]?.rows[held.channel]?[held.example]?.work.counted += 1
      }
      return result
    case .mixesGoldWithWork:
      let result = try model.submit(submission, then: next)
      model.tamper { $0.assignments[submission.assignment]?.gold = nil }
      return result
    default:
      return try model.submit(submission, then: next)
    }
  }

  func end(_ ending: Ending, then claim: Claim?) throws(QueueError) -> (revision: Int, Serving?) {
    let wasOpen = model.look { $0.open.contains(ending.assignment) }
    let result = try model.end(ending, then: claim)
    guard wasOpen, let held = model.look({ $0.assignments[ending.assignment] }) else { return result }
    switch mutant {
    case .losesExposures:
      model.tamper { state in
        guard let scope = state.tasks[held.assignment.task]?.place.scope else { return }
        state.exposures[Exposure(scope: scope, example: held.assignment.example, person: held.person)] = nil
      }
    case .keepsPlaces:
      model.tamper {
        $0.tasks[held.assignment.task]?.rows[held.assignment.channel]?[held.assignment.example]?.work.leased += 1
      }
    default: break
    }
    return result
  }

  func correct(_ correction: Correction) throws(QueueError) -> Receipt { try model.correct(correction) }

  func note(
    _ comment: String, on assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) -> Int { try model.note(comment, on: assignment, by: person, at: at) }

  func saveDraft(
    _ answer: String, of assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) { try model.saveDraft(answer, of: assignment, by: person, at: at) }

  func record(_ batch: ResponseBatch) throws(QueueError) -> ResponseBatchReport { try model.record(batch) }
  func read<Result>(_ body: (any QueueSnapshot) throws -> Result) throws -> Result { try model.read(body) }
}

extension TaskState {
  fileprivate mutating func clearInboxes() {
    for (channel, rows) in rows {
      for example in rows.keys { self.rows[channel]?[example]?.inbox = [] }
    }
  }

  fileprivate mutating func changeLeases(by number: Int) {
    for (channel, rows) in rows {
      for example in rows.keys { self.rows[channel]?[example]?.work.leased += number }
    }
  }
}

extension InMemoryQueueState {
  fileprivate mutating func repeatResponse(_ id: ResponseID) {
    guard let place = responsePlaces[id] else { return }
    let known = responses[place]
    let again = ResponseRecord(
      id: ResponseID("\(id) again"), revision: known.revision, supersedes: nil, isSuperseded: false,
      example: known.example, person: known.person, annotator: known.annotator, assignment: known.assignment,
      channel: known.channel, build: known.build, status: known.status, counted: known.counted, answer: known.answer,
      comment: known.comment, durationMilliseconds: known.durationMilliseconds, context: known.context, at: known.at)
    responsePlaces[again.id] = responses.count
    responsesTo[again.example, default: []].append(responses.count)
    responses.append(again)
  }
}
