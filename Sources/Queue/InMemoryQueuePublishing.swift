import Labeling

extension InMemoryQueueState {
  mutating func publish(_ publication: Publication) throws(QueueError) -> Published {
    let definition = publication.definition
    let name = definition.name
    if let expected = publication.expectedRevision, newestRelevantRevision(of: name) > expected {
      throw .unexpectedRevision(expected: expected, now: revision)
    }
    try tasks[name]?.place.check(definition)
    let build = try VersionRegister(builds: tasks[name]?.history.builds ?? []).build(definition)
    try settle(identity: ExampleIdentity(fields: definition.schema.identity), of: definition.dataset)

    let channels = tasks[name]?.channels ?? []
    let channel = try Channel(publication, build: build, among: channels)
    if channels.contains(channel) {
      let gold = try keep(gold: definition, as: build, at: publication.at)
      return Published(build: build, channel: channel, changed: !gold.isNone, revision: revision, gold: gold)
    }
    let stuckBefore = channels.isEmpty ? nil : stuckExamples(of: name)
    if tasks[name] == nil { tasks[name] = TaskState(place: TaskPlace(definition)) }
    try prepare(channel, at: build, of: name, publication.at)
    try place(channel, of: name, publication.at)
    let gold = try keep(gold: definition, as: build, at: publication.at)
    if let stuckBefore, !publication.allowsStuck {
      let more = stuckExamples(of: name) - stuckBefore
      if more > 0 { throw .stuck(count: more) }
    }
    return Published(build: build, channel: channel, changed: true, revision: revision, gold: gold)
  }

  mutating func change(_ change: ChannelChange) throws(QueueError) -> Channel {
    let task = try task(change.task)
    let before = try task.channel(change.channel)
    let channel = try before.moved(change.move, among: task.channels, builds: task.history.builds)
    guard channel != before else { return channel }
    try prepare(channel, at: try build(channel.build), of: change.task, change.at)
    try place(channel, of: change.task, change.at)
    return channel
  }

  /// The first revision of a publish that changes a channel's build: the build and its tails are recorded, the old one
  /// serves on. What the back-fill does after that happens here at once.
  private mutating func prepare(
    _ channel: Channel, at build: Build, of task: TaskName, _ at: Timestamp
  ) throws(QueueError) {
    let before = tasks[task]?[channel: channel.name]
    guard before?.build != channel.build else { return }
    _ = stamp(at)
    record(build, of: task)
    var preparing = before ?? channel
    preparing.state = .preparing
    tasks[task]?.events.append((revision, preparing))
    try compileTails(of: channel, in: task)
    for other in tasks[task]?.channels ?? [] where other.name != channel.name {
      try compileTails(of: other, in: task)
    }
    // The flip is a transaction of its own.
    isStamped = false
  }

  /// Puts a channel where it shall be, with its work, its tails and everybody's share.
  private mutating func place(_ channel: Channel, of task: TaskName, _ at: Timestamp) throws(QueueError) {
    _ = stamp(at)
    keys.channels.insert(channel.name)
    let before = tasks[task]?[channel: channel.name]
    if let index = tasks[task]?.channels.firstIndex(where: { $0.name == channel.name }) {
      tasks[task]?.channels[index] = channel
    } else {
      tasks[task]?.channels.append(channel)
    }
    tasks[task]?.events.append((revision, channel))
    if before?.build != channel.build || before?.accepts != channel.accepts {
      try compileTails(of: channel, in: task)
      try rebuild(channel.name, of: task, at: at)
    } else if before?.retiredTails != channel.retiredTails || before?.pool != channel.pool {
      try compileTails(of: channel, in: task)
      try recount(channel.name, of: task, at: at)
    }
    try divide(task)
  }

  /// Records for every older screen the build under which the people who saw it go on in the channel.
  mutating func compileTails(of channel: Channel, in task: TaskName) throws(QueueError) {
    let tails = Tails(of: channel, at: try build(channel.build), in: try self.task(task).history)
    tasks[task]?.tails[channel.name] = tails
    for tail in tails.builds { record(tail, of: task) }
  }

  mutating func record(_ build: Build, of task: TaskName) {
    guard builds.updateValue(build, forKey: build.id) == nil else { return }
    keys.builds.insert(build.id)
    tasks[task]?.builds.append((revision, build.id))
    let known = tasks[task]?.history.builds ?? []
    tasks[task]?.history = VersionHistory(builds: known + [build])
  }

  /// The newest revision at which the task's definitions, channels or answers changed.
  private func newestRelevantRevision(of task: TaskName) -> Int {
    let answers = responses.last { builds[$0.build]?.task == task }?.revision ?? 0
    return max(answers, tasks[task]?.events.last?.revision ?? 0, tasks[task]?.gold.last?.revision ?? 0)
  }
}
