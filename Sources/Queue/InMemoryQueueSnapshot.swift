import Labeling

struct InMemoryQueueSnapshot: QueueSnapshot {
  let state: InMemoryQueueState

  var revision: Int { state.revision }

  func tasks() -> [PublishedTask] {
    state.tasks.sorted { $0.key < $1.key }.map { name, task in
      PublishedTask(
        name: name, dataset: task.place.dataset, examples: state.datasets[task.place.dataset]?.order.count ?? 0)
    }
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

  func build(of response: ResponseID) throws(QueueError) -> Build {
    guard let record = state.responses.first(where: { $0.id == response }) else { throw .unknownResponse(response) }
    return try state.build(record.build)
  }

  func builds(of task: TaskName, at revision: Int) throws(QueueError) -> [Build] {
    try state.task(task).builds.filter { $0.revision <= revision }.compactMap { state.builds[$0.build] }
  }

  func persons() -> [Person] {
    state.persons.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func revision(at moment: Timestamp) -> Int { state.moments.count { $0 <= moment } }

  func identity(ofDataset dataset: String) -> ExampleIdentity? { state.datasets[dataset]?.identity }

  func tallies(of name: TaskName) throws(QueueError) -> [ChannelTally] {
    let task = try state.task(name)
    return task.channels.map { channel in
      let flagged = Set(
        responses(of: name, upTo: revision).filter {
          $0.status == .flagged && !$0.isSuperseded && $0.channel == channel.name
        }.map(\.example))
      var tally = ChannelTally(
        channel: channel.name, progress: state.progress(of: channel.name, in: name), open: 0, leased: 0, forReview: 0,
        stuck: state.stuckExamples(in: channel, of: name))
      for (example, row) in task.rows[channel.name] ?? [:] {
        tally.leased += row.work.leased
        tally.open += row.work.isServed && !row.work.isDone ? 1 : 0
        tally.forReview += row.work.isForReview || flagged.contains(example) ? 1 : 0
      }
      return tally
    }
  }

  func forEachResponse(of task: TaskName, upTo revision: Int, _ body: (ResponseRecord) throws -> Void) throws {
    _ = try state.task(task)
    try responses(of: task, upTo: revision).forEach(body)
  }

  func forEachExample(
    of task: TaskName, upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void
  ) throws {
    let dataset = state.datasets[try state.task(task).place.dataset]
    let responses = Dictionary(grouping: responses(of: task, upTo: revision), by: \.example)
    for (id, contents) in (dataset?.contents ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let content = contents.last(where: { $0.revision <= revision }) else { continue }
      try body(ExampleRecord(id: id, data: content.data), responses[id] ?? [])
    }
  }

  /// As they stood at a revision: a response is superseded only by one that was there.
  private func responses(of task: TaskName, upTo revision: Int) -> [ResponseRecord] {
    let then = state.responses.filter { $0.revision <= revision && state.builds[$0.build]?.task == task }
    let superseded = Set(then.compactMap(\.supersedes))
    return then.map { response in
      var response = response
      response.isSuperseded = superseded.contains(response.id)
      return response
    }
  }
}
