import Labeling

extension InMemoryQueueState {
  mutating func publish(_ publication: Publication) throws(QueueError) -> Published {
    let definition = publication.definition
    let name = definition.name
    if let expected = publication.expectedRevision, newestRelevantRevision(of: name) > expected {
      throw .unexpectedRevision(expected: expected, now: revision)
    }
    try tasks[name]?.place.check(definition)
    let published = tasks[name]?.builds.compactMap { builds[$0.build] } ?? []
    let build = try VersionRegister(builds: published).build(definition)
    try settle(identity: ExampleIdentity(fields: definition.schema.identity), of: definition.dataset)

    let channels = tasks[name]?.channels ?? []
    let channel = try Channel(publication, build: build.id, among: channels)
    if channels.contains(channel) {
      return Published(build: build, channel: channel, changed: false, revision: revision)
    }
    let stuckBefore = channels.isEmpty ? nil : stuckExamples(of: name)
    _ = stamp(publication.at)
    if tasks[name] == nil { tasks[name] = TaskState(place: TaskPlace(definition)) }
    record(build, of: name)
    try place(channel, of: name)
    if let stuckBefore, !publication.allowsStuck {
      let more = stuckExamples(of: name) - stuckBefore
      if more > 0 { throw .stuck(count: more) }
    }
    return Published(build: build, channel: channel, changed: true, revision: revision)
  }

  mutating func change(_ change: ChannelChange) throws(QueueError) -> Channel {
    let task = try task(change.task)
    let before = try task.channel(change.channel)
    var channel = before
    switch change.move {
    case .promote(let source):
      channel.build = try task.channel(source).build
      if source != channel.name, !channel.accepts.contains(source) { channel.accepts.append(source) }
    case .weight(let weight): channel.weight = weight
    case .pause: if channel.state == .live { channel.state = .paused }
    case .resume: channel.state = .live
    case .retire: channel.state = .retired
    }
    guard channel != before else { return channel }
    _ = stamp(change.at)
    try place(channel, of: change.task)
    return channel
  }

  /// Puts a channel where it shall be, with its work, its tails and everybody's share.
  private mutating func place(_ channel: Channel, of task: TaskName) throws(QueueError) {
    let before = tasks[task]?[channel: channel.name]
    if let index = tasks[task]?.channels.firstIndex(where: { $0.name == channel.name }) {
      tasks[task]?.channels[index] = channel
    } else {
      tasks[task]?.channels.append(channel)
    }
    tasks[task]?.events.append((revision, channel))
    if before?.build != channel.build || before?.state == .retired || before?.accepts != channel.accepts {
      try compileTails(of: channel, in: task)
      try rebuild(channel.name, of: task)
    }
    try divide(task)
  }

  /// Records for every older screen the build under which the people who saw it go on in the channel.
  private mutating func compileTails(of channel: Channel, in task: TaskName) throws(QueueError) {
    let current = try build(channel.build)
    for (_, old) in tasks[task]?.builds ?? [] {
      let old = try build(old)
      if old.uiVersion != current.uiVersion, let tail = current.tail(for: old) { record(tail, of: task) }
    }
  }

  private mutating func record(_ build: Build, of task: TaskName) {
    guard builds.updateValue(build, forKey: build.id) == nil else { return }
    tasks[task]?.builds.append((revision, build.id))
  }

  /// The newest revision at which the task's definitions, channels or answers changed.
  private func newestRelevantRevision(of task: TaskName) -> Int {
    let answers = responses.last { builds[$0.build]?.task == task }?.revision ?? 0
    return max(answers, tasks[task]?.events.last?.revision ?? 0)
  }
}
