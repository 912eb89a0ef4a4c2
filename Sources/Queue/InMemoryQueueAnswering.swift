import Labeling

extension InMemoryQueueState {
  mutating func submit(_ submission: Submission) throws(QueueError) -> Receipt {
    if let known = response(submission.response) {
      guard known.person == submission.person, known.assignment == submission.assignment,
        known.answer == submission.answer, known.supersedes == nil
      else { throw .idReused(submission.response) }
      return try receipt(known)
    }
    let held = try assignment(submission.assignment, of: submission.person)
    switch held.end {
    case .answered:
      let standing = try standingResponse(of: submission.assignment)
      guard standing.answer == submission.answer else { throw .superseded(by: standing.id) }
      return try receipt(standing)
    case .skipped, .flagged:
      throw .alreadyEnded(held.end?.rawValue ?? "")
    case .released, .expired, nil:
      try checkOwner(held, submission.session, at: submission.at)
    }
    end(submission.assignment, .answered)
    var record = try newRecord(
      submission.response, of: held, status: .answered, answer: submission.answer, comment: nil,
      durationMilliseconds: submission.durationMilliseconds, context: submission.context, at: submission.at)
    record.narrow(held.assignment)
    return try keep(record, of: held, at: submission.at)
  }

  mutating func end(_ ending: Ending) throws(QueueError) -> Int {
    let (how, status, comment) = ending.how.parts
    if let known = response(ending.response) {
      guard known.person == ending.person, known.assignment == ending.assignment, known.status == status,
        known.comment == comment
      else { throw .idReused(ending.response) }
      return known.revision
    }
    let held = try assignment(ending.assignment, of: ending.person)
    switch held.end {
    case .answered: throw .superseded(by: try standingResponse(of: ending.assignment).id)
    case .skipped where how == .skipped: return revision
    case .skipped, .flagged: throw .alreadyEnded(held.end?.rawValue ?? "")
    case .released, .expired: if how == .released { return revision }
    case nil: try checkOwner(held, ending.session, at: ending.at)
    }
    _ = stamp(ending.at)
    end(ending.assignment, how, wasSeen: ending.how != .unseen)
    guard let status else { return revision }
    var record = try newRecord(
      ending.response, of: held, status: status, answer: nil, comment: comment,
      durationMilliseconds: ending.durationMilliseconds, context: ending.context, at: ending.at)
    record.settles = held.assignment.settles
    append(record)
    if how == .skipped, held.gold == nil { try review(held) }
    if held.assignment.settles != nil {
      try recount(held.assignment.example, in: held.assignment.task, at: ending.at)
    }
    return revision
  }

  /// Hands an example to a reviewer once enough people skipped it.
  mutating func review(_ held: AssignmentState) throws(QueueError) {
    let (example, channel, task) = (held.assignment.example, held.assignment.channel, held.assignment.task)
    let build = try build(try self.task(task).channel(channel).build)
    let count = skippers(of: example, in: channel, of: task).count
    update(example, in: channel, of: task) { row in
      row.work.review = Work.Review(
        isDecided: row.work.review == .done, skippers: count, under: build.policy)
    }
  }

  mutating func correct(_ correction: Correction) throws(QueueError) -> Receipt {
    if let known = response(correction.response) {
      guard known.person == correction.person, known.supersedes == correction.supersedes,
        known.answer == correction.answer
      else { throw .idReused(correction.response) }
      return try receipt(known)
    }
    guard let old = response(correction.supersedes) else { throw .unknownResponse(correction.supersedes) }
    guard old.person == correction.person else { throw .notYours }
    guard old.status != .adjudicated else { throw .decided }
    if let successor = responses.first(where: { $0.supersedes == old.id }) { throw .superseded(by: successor.id) }
    let held = try assignment(old.assignment, of: correction.person)
    let scope = try task(held.assignment.task).place.scope
    let seat = Exposure(scope: scope, example: old.example, person: old.person)
    guard viewings[seat] == nil else { throw .hasViewed }
    var record = try newRecord(
      correction.response, of: held, status: .answered, answer: correction.answer, comment: nil,
      durationMilliseconds: correction.durationMilliseconds, context: correction.context, at: correction.at)
    record.supersedes = old.id
    record.narrow(held.assignment)
    if let place = responsePlaces[old.id] { responses[place].isSuperseded = true }
    if old.answer == nil { end(old.assignment, .answered) }
    return try keep(record, of: held, wasCounted: old.counted, at: correction.at)
  }

  mutating func note(
    _ comment: String, on id: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) -> Int {
    _ = try assignment(id, of: person)
    return stamp(at)
  }

  /// Whoever is at work on an example keeps its lease, too.
  mutating func saveDraft(
    _ answer: String, of id: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) {
    let held = try assignment(id, of: person)
    guard held.end != .answered else { return }
    tasks[held.assignment.task]?.drafts[held.key] = answer
    let lease = try build(held.assignment.build).policy.lease
    let expiresAt = at.advanced(bySeconds: Double(lease))
    if held.end == nil { assignments[id]?.assignment.expiresAt = expiresAt }
  }
}

extension InMemoryQueueState {
  func response(_ id: ResponseID) -> ResponseRecord? { responsePlaces[id].map { responses[$0] } }

  private func standingResponse(of id: AssignmentID) throws(QueueError) -> ResponseRecord {
    guard let standing = responses.last(where: { $0.assignment == id && !$0.isSuperseded }) else {
      throw .broken("assignment '\(id)' is answered without a response")
    }
    return standing
  }

  /// An open assignment belongs to the terminal that shows it, for as long as that one lives.
  func checkOwner(_ held: AssignmentState, _ session: SessionID, at now: Timestamp) throws(QueueError) {
    if held.end == nil, held.session != session, isAlive(held.session, at: now) { throw .takenOver }
  }

  private mutating func newRecord(
    _ id: ResponseID, of held: AssignmentState, status: ResponseRecord.Status, answer: String?, comment: String?,
    durationMilliseconds: Int?, context: String, at: Timestamp
  ) throws(QueueError) -> ResponseRecord {
    let person = try person(held.person)
    return ResponseRecord(
      id: id, revision: stamp(at), supersedes: nil, isSuperseded: false, example: held.assignment.example,
      person: person.id, annotator: person.name, assignment: held.assignment.id, channel: held.assignment.channel,
      build: held.assignment.build, status: status, counted: false, answer: answer, comment: comment,
      durationMilliseconds: durationMilliseconds, context: context, at: moment(at))
  }

  /// Keeps an answer and reckons its example again everywhere. It counts if its person's answer was wanted, or it stands
  /// for one that counted, and what its person says counts now.
  private mutating func keep(
    _ record: ResponseRecord, of held: AssignmentState, wasCounted: Bool = false, at: Timestamp
  ) throws(QueueError) -> Receipt {
    let (task, channel, example) = (held.assignment.task, record.channel, record.example)
    if held.gold != nil {
      var record = record
      record.counted = true
      append(record)
      return try receipt(record)
    }
    let isWanted = wasCounted || tasks[task]?.rows[channel]?[example]?.wants(record.person) == true
    append(record)
    try recount(example, in: task, at: at)
    let counts = tasks[task]?.rows[channel]?[example]?.people.contains(record.person) == true
    if let place = responsePlaces[record.id] {
      responses[place].counted = isWanted && counts
      return Receipt(responses[place])
    }
    return Receipt(record)
  }

  /// A receipt told again, or the first time.
  private func receipt(_ record: ResponseRecord) throws(QueueError) -> Receipt {
    var receipt = Receipt(record)
    receipt.feedback = try feedback(on: record)
    return receipt
  }

  /// Of gold, which wants every answer and counts nowhere else, only its own stream has the response.
  mutating func append(_ record: ResponseRecord) {
    responsePlaces[record.id] = responses.count
    let isGold = assignments[record.assignment]?.gold != nil
    if !isGold { responsesTo[record.example, default: []].append(responses.count) }
    responses.append(record)
    if let answer = record.answer { keys.answers.insert(answer) }
    if let asked = record.asked { keys.asked.insert(asked) }
  }
}

extension ResponseRecord {
  /// Says what a narrowed assignment asked about, and what it settles.
  fileprivate mutating func narrow(_ assignment: Assignment) {
    asked = assignment.asked
    settles = assignment.settles
    if settles != nil { status = .settled }
  }
}

extension Receipt {
  init(_ record: ResponseRecord) {
    self.init(response: record.id, revision: record.revision, counted: record.counted, at: record.at)
  }
}

extension Ending.How {
  fileprivate var parts: (AssignmentState.End, ResponseRecord.Status?, comment: String?) {
    switch self {
    case .skipped(let reason): (.skipped, .skipped, reason)
    case .flagged(let comment): (.flagged, .flagged, comment)
    case .released, .unseen: (.released, nil, nil)
    }
  }
}
