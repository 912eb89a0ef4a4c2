import Labeling

/// What is left where a claim finds nothing, and how far a channel is.
extension InMemoryQueueState {
  func idle(_ claim: Claim, _ channels: [Channel]) throws(QueueError) -> Idle {
    let task = try task(claim.task)
    let own = Set(ownOpen(claim, in: channels))
    let leases = open.filter { $0 != claim.besides }.compactMap { assignments[$0] }.filter { held in
      own.contains(held.assignment.id)
        || held.assignment.task == claim.task && channels.contains { $0.name == held.assignment.channel }
          && mayWait(claim, for: held.assignment.example, in: held.assignment.channel, of: task)
    }
    var settlements: [Timestamp] = []
    for channel in channels {
      settlements += waitingSettlements(in: channel, of: task) {
        mayWait(claim, for: $0, in: channel.name, of: task)
      }
    }
    if let retryAt = (leases.map(\.assignment.expiresAt) + settlements).min() { return Idle(.busy, retryAt: retryAt) }
    let left = channels.flatMap { channel in
      (task.rows[channel.name] ?? [:]).filter {
        $0.value.work.isServed && !$0.value.work.isDone && $0.value.work.review == .none
      }
      .map { isStuck($0.key, $0.value.work, in: channel, of: claim.task, task) }
    }
    return Idle(!left.isEmpty && left.allSatisfy { $0 } ? .stuck : .finished)
  }

  /// True where a person would be served an example if a place in it came free.
  private func mayWait(_ claim: Claim, for example: Digest, in channel: ChannelName, of task: TaskState) -> Bool {
    guard let row = task.rows[channel]?[example], row.work.review == .none, row.work.takesAnswer else { return false }
    if row.work.isServed {
      if exposure(of: example, to: claim.person, in: task) == nil { return true }
      if row.inbox.contains(where: { $0.person == claim.person }) { return true }
    }
    return comebacks(of: claim.person, in: claim.task).filter { $0.gold == nil }.contains {
      $0.key.example == example && ($0.channel == channel || row.work.isServed)
    }
  }

  /// When the settlements that hold places of some examples give them up.
  private func waitingSettlements(
    in channel: Channel, of task: TaskState, where isMeant: (Digest) -> Bool
  ) -> [Timestamp] {
    (task.rows[channel.name] ?? [:]).filter { $0.value.work.waiting > 0 && isMeant($0.key) }.flatMap { row in
      row.value.inbox.filter { !$0.hasMoved }.map(\.due)
    }
  }

  func isStuck(
    _ example: Digest, _ work: Work, in channel: Channel, of name: TaskName, _ task: TaskState
  ) -> Bool {
    Eligibility.isStuck(work, eligiblePeople: eligiblePeople(for: example, in: channel, of: name, task))
  }

  /// The number of active people who were never shown an example, to whom it comes back, or who may settle their answer.
  func eligiblePeople(for example: Digest, in channel: Channel, of name: TaskName, _ task: TaskState) -> Int {
    let inbox = task.rows[channel.name]?[example]?.inbox ?? []
    return persons.count { person in
      guard Eligibility.isActive(person, in: channel) else { return false }
      guard let seen = exposure(of: example, to: person.id, in: task) else { return true }
      let isComingBack = comebacks(of: person.id, in: name).contains {
        $0.key.example == example && $0.gold == nil
      }
      return isComingBack && task.tails[channel.name]?.build(for: seen) != nil
        || inbox.contains { $0.person == person.id } && !isHeld(example, by: person.id, of: name)
    }
  }

  /// The number of a channel's examples that nobody active may still answer. Before anybody is there nothing is stuck.
  func stuckExamples(in channel: Channel, of name: TaskName) -> Int {
    guard let task = tasks[name], persons.contains(where: { Eligibility.isActive($0, in: channel) }) else { return 0 }
    return (task.rows[channel.name] ?? [:]).count { isStuck($0.key, $0.value.work, in: channel, of: name, task) }
  }

  func stuckExamples(of name: TaskName) -> Int {
    (tasks[name]?.channels ?? []).reduce(0) { $0 + stuckExamples(in: $1, of: name) }
  }

  /// How far the channels are that a claim draws from, whoever may answer there.
  func progress(of claim: Claim, in task: TaskState) -> Progress {
    task.channels.filter { channel in
      switch claim.channels {
      case .named(let name): channel.name == name
      case .all: channel.state != .retired
      }
    }.map { channel in
      progress(of: channel.name, in: claim.task).with(
        gold: answeredGold(by: claim.person, in: channel.name, of: claim.task))
    }.reduce(Progress(), +)
  }

  private func answeredGold(by person: PersonID, in channel: ChannelName, of task: TaskName) -> Int {
    assignments.values.count {
      $0.gold != nil && $0.end == .answered && $0.person == person && $0.assignment.channel == channel
        && $0.assignment.task == task
    }
  }

  func progress(of channel: ChannelName, in task: TaskName) -> Progress {
    var progress = Progress()
    for row in (tasks[task]?.rows[channel] ?? [:]).values where row.work.isServed {
      progress.answers += row.work.counted
      progress.wanted += row.work.wanted
      progress.done += row.work.isDone ? 1 : 0
      progress.examples += 1
    }
    return progress
  }
}
