import Labeling

/// The working table: what each example still wants in each channel.
extension InMemoryQueueState {
  /// Changes a row. A row that opens again goes to the end of its channel.
  mutating func update(_ example: Digest, in channel: ChannelName, of task: TaskName, _ change: (inout Row) -> Void) {
    guard var row = tasks[task]?.rows[channel]?[example] else { return }
    let wasOpen = row.work.isOpen
    change(&row)
    if !wasOpen, row.work.isOpen { row.place = takePlace(in: task) }
    tasks[task]?.rows[channel]?[example] = row
  }

  /// Makes the rows of a channel anew from the facts.
  mutating func rebuild(_ name: ChannelName, of task: TaskName) throws(QueueError) {
    let state = try self.task(task)
    let channel = try state.channel(name)
    let build = try self.build(channel.build)
    let order = datasets[state.place.dataset]?.order ?? []
    var rows: [Digest: Row] = [:]
    for example in order {
      let isServed = HomeChannel.serves(channel, example, in: task, among: state.channels)
      rows[example] = Row(work: Work(need: build.policy.overlap, isServed: isServed), place: 0)
    }
    for response in responses where rows[response.example] != nil && builds[response.build]?.task == task {
      if response.status == .answered, try counts(response, in: channel) {
        rows[response.example]?.count(response.person)
      }
    }
    for id in open {
      guard let held = assignments[id]?.assignment, held.task == task, held.channel == name else { continue }
      rows[held.example]?.work.leased += 1
    }
    for example in rows.keys {
      rows[example]?.work.isForReview = skippers(of: example, in: name, of: task).count >= build.policy.maxSkips
    }
    let before = state.rows[name] ?? [:]
    for example in order where rows[example]?.work.isOpen == true {
      if let known = before[example], known.work.isOpen {
        rows[example]?.place = known.place
      } else {
        rows[example]?.place = takePlace(in: task)
      }
    }
    tasks[task]?.rows[name] = rows
  }

  /// Gives every example its home again, after the channels or their weights changed.
  mutating func divide(_ task: TaskName) throws(QueueError) {
    let state = try self.task(task)
    for channel in state.channels {
      for example in datasets[state.place.dataset]?.order ?? [] {
        let isServed = HomeChannel.serves(channel, example, in: task, among: state.channels)
        update(example, in: channel.name, of: task) { $0.work.isServed = isServed }
      }
    }
  }

  /// Queues an example that was just imported.
  mutating func queue(_ example: Digest, of dataset: String) throws(QueueError) {
    for (name, task) in tasks where task.place.dataset == dataset {
      for channel in task.channels where channel.state != .retired {
        let need = try build(channel.build).policy.overlap
        let isServed = HomeChannel.serves(channel, example, in: name, among: task.channels)
        let row = Row(work: Work(need: need, isServed: isServed), place: takePlace(in: name))
        tasks[name]?.rows[channel.name, default: [:]][example] = row
      }
    }
  }

  /// The place behind all others of a task.
  private mutating func takePlace(in task: TaskName) -> Int {
    let place = tasks[task]?.nextPlace ?? 0
    tasks[task]?.nextPlace = place + 1
    return place
  }

  /// Counts an answer in every channel that takes it.
  ///
  /// - Returns: whether it counts in the channel it was given in.
  mutating func count(_ response: ResponseRecord, of task: TaskName) throws(QueueError) -> Bool {
    var isCounted = false
    for channel in try self.task(task).channels where try counts(response, in: channel) {
      update(response.example, in: channel.name, of: task) { row in
        let counted = row.count(response.person)
        if channel.name == response.channel { isCounted = counted }
      }
    }
    return isCounted
  }

  /// Only persons fill the overlap.
  private func counts(_ response: ResponseRecord, in channel: Channel) throws(QueueError) -> Bool {
    guard try person(response.person).kind == .person else { return false }
    return Accepting.counts(
      answerIn: response.channel, under: try build(response.build), in: channel, at: try build(channel.build))
  }

  /// Who skipped an example in a channel.
  func skippers(of example: Digest, in channel: ChannelName, of task: TaskName) -> Set<PersonID> {
    Set(
      responses.lazy.filter {
        $0.status == .skipped && $0.example == example && $0.channel == channel
          && builds[$0.build]?.task == task
      }.map(\.person))
  }
}

extension Row {
  /// Counts a person's answer if it is still wanted and theirs does not count yet.
  @discardableResult
  mutating func count(_ person: PersonID) -> Bool {
    guard work.takesAnswer, !people.contains(person) else { return false }
    people.append(person)
    work.counted += 1
    return true
  }
}
