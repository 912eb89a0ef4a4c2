import Labeling

struct InMemoryQueueSnapshot: QueueSnapshot {
  let state: InMemoryQueueState

  var revision: Int { state.revision }

  func tasks() -> [PublishedTask] {
    state.tasks.sorted { $0.key < $1.key }.map { name, task in
      PublishedTask(name: name, dataset: task.place.dataset)
    }
  }

  func exampleCount(of task: TaskName) throws(QueueError) -> Int {
    state.datasets[try state.task(task).place.dataset]?.order.count ?? 0
  }

  func channels(of task: TaskName, at revision: Int) throws(QueueError) -> [Channel] {
    var channels: [Channel] = []
    for event in try state.task(task).events where event.revision <= revision {
      if let index = channels.firstIndex(where: { $0.name == event.channel.name }) {
        channels[index] = event.channel
      } else {
        channels.append(event.channel)
      }
    }
    return channels
  }

  func build(_ id: Digest) throws(QueueError) -> Build { try state.build(id) }

  func build(of assignment: AssignmentID) throws(QueueError) -> Build {
    guard let held = state.assignments[assignment] else { throw .unknownAssignment(assignment) }
    return try state.build(held.assignment.build)
  }

  func response(_ id: ResponseID, of task: TaskName) throws(QueueError) -> ResponseRecord? {
    guard var response = state.response(id), state.builds[response.build]?.task == task else { return nil }
    response.isStale = try state.isStale(response)
    return response
  }

  func responses(
    of person: PersonID, task: TaskName, since: Timestamp, limit: Int
  ) throws(QueueError) -> [OwnResponse] {
    _ = try state.task(task)
    _ = try state.person(person)
    let own = state.responses.filter { response in
      response.person == person && response.at >= since && !response.isSuperseded
        && [.answered, .settled].contains(response.status) && state.builds[response.build]?.task == task
    }
    return own.suffix(limit).compactMap { response in
      guard let answer = response.answer, let data = state.assignments[response.assignment]?.assignment.data else {
        return nil
      }
      return OwnResponse(
        id: response.id, at: response.at, durationMilliseconds: response.durationMilliseconds,
        example: response.example, data: data,
        answer: answer, build: response.build, assignment: response.assignment)
    }
  }

  func purpose(of assignment: AssignmentID) throws(QueueError) -> Purpose {
    guard let held = state.assignments[assignment] else { throw .unknownAssignment(assignment) }
    return held.assignment.purpose
  }

  func content(of assignment: AssignmentID) throws(QueueError) -> [UInt8] {
    guard let held = state.assignments[assignment] else { throw .unknownAssignment(assignment) }
    return held.assignment.data
  }

  func build(of response: ResponseID) throws(QueueError) -> Build {
    guard let record = state.responses.first(where: { $0.id == response }) else { throw .unknownResponse(response) }
    return try state.build(record.build)
  }

  func builds(of task: TaskName, at revision: Int) throws(QueueError) -> [Build] {
    try state.task(task).builds.filter { $0.revision <= revision }.compactMap { state.builds[$0.build] }
  }

  func build(at key: Int) throws(QueueError) -> Build {
    try state.build(try value(key, of: state.keys.builds.values))
  }

  func channel(at key: Int) throws(QueueError) -> ChannelName { try value(key, of: state.keys.channels.values) }
  func person(at key: Int) throws(QueueError) -> Person { try value(key, of: state.persons) }
  func example(at key: Int, of task: TaskName) throws(QueueError) -> Digest {
    if let gold = try state.task(task).goldExample(at: key) { return gold }
    return try value(key, of: state.datasets[try state.task(task).place.dataset]?.order ?? [])
  }
  func answer(at key: Int) throws(QueueError) -> String { try value(key, of: state.keys.answers.values) }
  func asked(at key: Int) throws(QueueError) -> AskedCandidates { try value(key, of: state.keys.asked.values) }

  private func value<Value>(_ key: Int, of values: [Value]) throws(QueueError) -> Value {
    guard values.indices.contains(key) else { throw .broken("there is nothing at key \(key)") }
    return values[key]
  }

  func forEachCase(of task: TaskName, upTo revision: Int, _ body: (CaseFile) throws -> Void) throws {
    guard let dataset = state.datasets[try state.task(task).place.dataset] else { return }
    for (number, example) in dataset.order.enumerated() {
      guard let first = dataset.contents[example]?.first, first.revision <= revision else { continue }
      try body(try state.caseFile(of: example, number: number, in: task, upTo: revision))
    }
  }

  func persons() -> [Person] {
    state.persons.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func sessions() -> [SessionRecord] {
    state.sessions.values.filter { !$0.isClosed }.sorted { $0.place < $1.place }.map { open in
      SessionRecord(
        session: open.session, annotator: state.persons.first { $0.id == open.session.person }?.name ?? "",
        isRunning: state.liveness(open.session.process), beat: open.beat, active: open.active,
        holds: state.open.count { state.assignments[$0]?.session == open.session.id })
    }
  }

  func forEachAuditEntry(_ body: (AuditEntry) throws -> Void) throws {
    for entry in state.auditTrail { try body(entry) }
  }

  func revision(at moment: Timestamp) -> Int { state.moments.count { $0 <= moment } }

  func identity(ofDataset dataset: String) -> ExampleIdentity? { state.datasets[dataset]?.identity }

  func progress(of name: TaskName) throws(QueueError) -> [ChannelName: Progress] {
    Dictionary(
      try state.task(name).channels.map { ($0.name, state.progress(of: $0.name, in: name)) },
      uniquingKeysWith: { first, _ in first })
  }

  func tallies(of name: TaskName) throws(QueueError) -> [ChannelTally] {
    let task = try state.task(name)
    return try task.channels.map { channel throws(QueueError) in
      var tally = ChannelTally(
        channel: channel.name, progress: state.progress(of: channel.name, in: name), open: 0,
        leased: state.open.count { state.isHeld($0, in: channel.name, of: name) }, forReview: 0,
        stuck: state.stuckExamples(in: channel, of: name))
      for (example, row) in task.rows[channel.name] ?? [:] {
        tally.open += row.work.isServed && !row.work.isDone ? 1 : 0
        let isForReview = row.work.review == .wanted || state.isFlagged(example, in: channel.name, of: name)
        tally.forReview += row.work.review != .done && isForReview ? 1 : 0
      }
      return tally
    }
  }

  func reviewCalls(in channel: ChannelName, of task: TaskName) throws(QueueError) -> [Int: Set<ReviewCall>] {
    try state.reviewCalls(in: channel, of: task)
  }

  func exposure(of example: Digest, to person: PersonID, in task: TaskName) throws(QueueError) -> Digest? {
    state.exposure(of: example, to: person, in: try state.task(task))
  }

  func example(
    _ example: Digest, of task: TaskName, upTo revision: Int
  ) throws -> (record: ExampleRecord, responses: [ResponseRecord])? {
    var found: (record: ExampleRecord, responses: [ResponseRecord])?
    try forEachExample(of: task, upTo: revision) { record, responses in
      if record.id == example { found = (record, responses) }
    }
    return found
  }

  func forEachResponse(of task: TaskName, upTo revision: Int, _ body: (consuming ResponseRecord) throws -> Void) throws
  {
    _ = try state.task(task)
    for response in try responses(of: task, upTo: revision) where !isGold(response) { try body(response) }
  }

  func forEachExample(
    of task: TaskName, upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void
  ) throws {
    let dataset = state.datasets[try state.task(task).place.dataset]
    let responses = Dictionary(
      grouping: try responses(of: task, upTo: revision).filter { !isGold($0) }, by: \.example)
    for (id, contents) in (dataset?.contents ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let content = contents.last(where: { $0.revision <= revision }) else { continue }
      try body(ExampleRecord(id: id, data: content.data), responses[id] ?? [])
    }
  }

  /// As they stood at a revision: a response is superseded only by one that was there.
  private func responses(of task: TaskName, upTo revision: Int) throws(QueueError) -> [ResponseRecord] {
    let then = state.responses.filter { $0.revision <= revision && state.builds[$0.build]?.task == task }
    let superseded = Set(then.compactMap(\.supersedes))
    return try then.map { response throws(QueueError) in
      var response = response
      response.isSuperseded = superseded.contains(response.id)
      response.isStale = try state.isStale(response, upTo: revision)
      return response
    }
  }
}
