import Labeling

/// Looking at what others say, and deciding it.
extension InMemoryQueueState {
  mutating func view(_ viewing: Viewing) throws(QueueError) -> Int {
    let task = try task(viewing.task)
    let person = try person(viewing.person)
    let screen = try build(try task.channel(viewing.channel).build).uiVersion
    for example in viewing.examples {
      guard datasets[task.place.dataset]?.contents[example] != nil else { throw .unknownExample(example) }
      let seat = Exposure(scope: task.place.scope, example: example, person: person.id)
      guard viewings[seat] == nil else { continue }
      guard !isHeld(example, by: person.id, inScope: task.place.scope) else { throw .heldOpen(example) }
      let stamped = stamp(viewing.at)
      viewings[seat] = stamped
      if exposures[seat] == nil { exposures[seat] = Shown(uiVersion: screen, revision: stamped) }
      for (name, other) in tasks where other.place.scope == task.place.scope {
        forgetComeback(Comeback.Key(person: person.id, example: example), in: name)
        try recount(example, in: name, at: viewing.at)
      }
    }
    return revision
  }

  mutating func adjudicate(_ adjudication: Adjudication) throws(QueueError) -> Receipt {
    if let known = response(adjudication.response) {
      guard known.person == adjudication.person, known.assignment == adjudication.assignment,
        known.answer == adjudication.answer, known.comment == adjudication.reason
      else { throw .idReused(adjudication.response) }
      return Receipt(known)
    }
    let task = try task(adjudication.task)
    let person = try person(adjudication.person)
    let channel = try task.channel(adjudication.channel)
    let seat = Exposure(scope: task.place.scope, example: adjudication.example, person: person.id)
    guard viewings[seat] != nil, let seen = exposures[seat]?.uiVersion else { throw .notViewed }
    let build = try build(adjudication.build)
    guard build.uiVersion == seen,
      build.id == channel.build || build.id == task.tails[channel.name]?.build(for: seen)?.id
    else { throw .broken("an example would be decided under another screen than it was seen on") }
    let earlier = (responsesTo[adjudication.example] ?? []).map { responses[$0] }
      .filter { builds[$0.build]?.task == adjudication.task }
    // As gold, too.
    let isOwn = responses.contains {
      $0.example == adjudication.example && $0.person == person.id && $0.answer != nil && $0.status != .adjudicated
        && builds[$0.build]?.task == adjudication.task
    }
    if isOwn, try !self.build(channel.build).policy.allowsSelfReview { throw .answeredYourself }
    let standing = earlier.last { $0.status == .adjudicated && !$0.isSuperseded }
    if let standing, standing.id != adjudication.after { throw .superseded(by: standing.id) }
    guard let contents = datasets[task.place.dataset]?.contents[adjudication.example], let content = contents.last
    else {
      throw .unknownExample(adjudication.example)
    }
    let stamped = stamp(adjudication.at)
    assignments[adjudication.assignment] = AssignmentState(
      assignment: Assignment(
        id: adjudication.assignment, example: adjudication.example, data: content.data, task: adjudication.task,
        channel: channel.name, build: build.id, purpose: .review, expiresAt: moment(adjudication.at)),
      content: contents.count - 1, person: person.id, session: adjudication.session, end: .answered)
    let superseded = standing.flatMap { $0.person == person.id ? $0.id : nil }
    if let superseded, let place = responsePlaces[superseded] { responses[place].isSuperseded = true }
    let record = ResponseRecord(
      id: adjudication.response, revision: stamped, supersedes: superseded, isSuperseded: false,
      example: adjudication.example, person: person.id, annotator: person.name, assignment: adjudication.assignment,
      channel: channel.name, build: build.id, status: .adjudicated, counted: false, answer: adjudication.answer,
      comment: adjudication.reason, durationMilliseconds: adjudication.durationMilliseconds,
      context: adjudication.context, at: moment(adjudication.at))
    append(record)
    try recount(adjudication.example, in: adjudication.task, at: adjudication.at)
    return Receipt(record)
  }

  /// True while a person has an example open in some task of a scope.
  private func isHeld(_ example: Digest, by person: PersonID, inScope scope: String) -> Bool {
    open.contains { id in
      guard let held = assignments[id], held.person == person, held.assignment.example == example else { return false }
      return tasks[held.assignment.task]?.place.scope == scope
    }
  }

  func reviewCalls(in name: ChannelName, of task: TaskName) throws(QueueError) -> [Int: Set<ReviewCall>] {
    let state = try self.task(task)
    let channel = try state.channel(name)
    let isAnybodyHere = persons.contains { Eligibility.isActive($0, in: channel) }
    var calls: [Int: Set<ReviewCall>] = [:]
    for (example, row) in state.rows[name] ?? [:] where row.work.review != .done {
      var own: Set<ReviewCall> = []
      if row.work.review == .wanted { own.insert(.skipped) }
      if isFlagged(example, in: name, of: task) { own.insert(.flagged) }
      if isAnybodyHere, isStuck(example, row.work, in: channel, of: task, state) { own.insert(.stuck) }
      if !own.isEmpty { calls[row.number] = own }
    }
    return calls
  }

  /// True where somebody flagged an example in a channel.
  func isFlagged(_ example: Digest, in channel: ChannelName, of task: TaskName) -> Bool {
    (responsesTo[example] ?? []).contains { place in
      let response = responses[place]
      return response.status == .flagged && !response.isSuperseded && response.channel == channel
        && builds[response.build]?.task == task
    }
  }
}
