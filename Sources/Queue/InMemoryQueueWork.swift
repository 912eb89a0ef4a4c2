import Labeling

/// The working table: what each example still wants in each channel.
extension InMemoryQueueState {
  /// Changes a row. A row that opens again goes to the end of its channel.
  mutating func update(_ example: Digest, in channel: ChannelName, of task: TaskName, _ change: (inout WorkRow) -> Void)
  {
    guard var row = tasks[task]?.rows[channel]?[example] else { return }
    let wasOpen = row.work.isOpen
    change(&row)
    row.work.waiting =
      row.inbox.isEmpty
      ? 0 : row.inbox.count { !$0.hasMoved && !isHeld(example, by: $0.person, in: channel, of: task) }
    if !wasOpen, row.work.isOpen { row.place = takePlace(in: task) }
    tasks[task]?.rows[channel]?[example] = row
  }

  /// True for an assignment of a channel.
  func isHeld(_ id: AssignmentID, in channel: ChannelName, of task: TaskName) -> Bool {
    assignments[id].map { $0.assignment.channel == channel && $0.assignment.task == task } ?? false
  }

  /// True while a person has an example open in a channel.
  func isHeld(_ example: Digest, by person: PersonID, in channel: ChannelName? = nil, of task: TaskName) -> Bool {
    open.contains { id in
      guard let held = assignments[id], held.person == person else { return false }
      return held.assignment.example == example && held.assignment.task == task
        && channel.map { $0 == held.assignment.channel } ?? true
    }
  }

  /// Makes the rows of a channel anew from the facts.
  mutating func rebuild(_ name: ChannelName, of task: TaskName, at now: Timestamp) throws(QueueError) {
    let state = try self.task(task)
    let channel = try state.channel(name)
    let build = try self.build(channel.build)
    let order = datasets[state.place.dataset]?.order ?? []
    let before = state.rows[name] ?? [:]
    var rows: [Digest: WorkRow] = [:]
    for (number, example) in order.enumerated() {
      let isServed = HomeChannel.serves(channel, example, in: task, among: state.channels)
      let skippers = skippers(of: example, in: name, of: task).count
      rows[example] = WorkRow(
        work: Work(
          need: build.policy.overlap, isServed: isServed,
          review: Work.Review(isDecided: false, skippers: skippers, under: build.policy)), number: number)
    }
    for id in open {
      guard let opened = assignments[id], opened.gold == nil else { continue }
      let held = opened.assignment
      guard held.task == task, held.channel == name else { continue }
      rows[held.example]?.work.leased += 1
    }
    let reckoner = try reckoner(for: channel, of: state)
    for (number, example) in order.enumerated() where responsesTo[example] != nil {
      let file = try caseFile(of: example, number: number, in: task)
      let reckoning = try reckoning(file, by: reckoner, tails: state.tails[name])
      guard var row = rows[example] else { continue }
      row.take(
        reckoning, skippers: skippers(of: example, in: name, of: task).count, from: self, under: build.policy, at: now)
      row.work.waiting = row.inbox.count { !isHeld(example, by: $0.person, in: name, of: task) }
      rows[example] = row
    }
    for example in order where rows[example]?.work.isOpen == true {
      if let known = before[example], known.work.isOpen {
        rows[example]?.place = known.place
      } else {
        rows[example]?.place = takePlace(in: task)
      }
    }
    tasks[task]?.rows[name] = rows
  }

  /// Reckons every answered example of a channel again, after the people changed who may be asked there.
  mutating func recount(_ name: ChannelName, of task: TaskName, at now: Timestamp) throws(QueueError) {
    let state = try self.task(task)
    for example in datasets[state.place.dataset]?.order ?? [] {
      try recount(example, in: try state.channel(name), of: task, at: now)
    }
  }

  /// Reckons what a person answered again, after what may be asked of them changed.
  mutating func recount(answersOf person: PersonID, at now: Timestamp) throws(QueueError) {
    let answered = Set(responses.lazy.filter { $0.person == person && $0.answer != nil }.map(\.example))
    for (name, task) in tasks.sorted(by: { $0.key < $1.key }) {
      for example in datasets[task.place.dataset]?.order ?? [] where answered.contains(example) {
        for channel in task.channels { try recount(example, in: channel, of: name, at: now) }
      }
    }
  }

  /// Reckons an example again whose content changed.
  mutating func recount(_ example: Digest, of dataset: String, at now: Timestamp) throws(QueueError) {
    for (name, task) in tasks where task.place.dataset == dataset {
      for channel in task.channels { try recount(example, in: channel, of: name, at: now) }
    }
  }

  /// Reckons an example again in every channel of a task.
  mutating func recount(_ example: Digest, in task: TaskName, at now: Timestamp) throws(QueueError) {
    for channel in try self.task(task).channels { try recount(example, in: channel, of: task, at: now) }
  }

  private mutating func recount(
    _ example: Digest, in channel: Channel, of task: TaskName, at now: Timestamp
  ) throws(QueueError) {
    let state = try self.task(task)
    guard responsesTo[example] != nil, let row = state.rows[channel.name]?[example] else { return }
    let file = try caseFile(of: example, number: row.number, in: task)
    let reckoning = try reckoning(
      file, by: try reckoner(for: channel, of: state), tails: state.tails[channel.name])
    let facts = self
    let policy = try build(channel.build).policy
    let skippers = skippers(of: example, in: channel.name, of: task).count
    update(example, in: channel.name, of: task) {
      $0.take(reckoning, skippers: skippers, from: facts, under: policy, at: now)
    }
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
    let number = (datasets[dataset]?.order.count ?? 1) - 1
    for (name, task) in tasks where task.place.dataset == dataset {
      for channel in task.channels {
        let need = try build(channel.build).policy.overlap
        let isServed = HomeChannel.serves(channel, example, in: name, among: task.channels)
        var row = WorkRow(work: Work(need: need, isServed: isServed), number: number)
        row.place = takePlace(in: name)
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

  /// Who skipped an example in a channel.
  func skippers(of example: Digest, in channel: ChannelName, of task: TaskName) -> Set<PersonID> {
    Set(
      (responsesTo[example] ?? []).map { responses[$0] }.filter {
        $0.status == .skipped && $0.channel == channel && builds[$0.build]?.task == task
      }.map(\.person))
  }
}

extension WorkRow {
  /// True where an answer of a person would be one more that counts.
  func wants(_ person: PersonID) -> Bool { work.takesAnswer && !people.contains(person) }

  /// Takes over what the example's answers come to. Whoever is waited for already is waited for as long as before.
  mutating func take(
    _ reckoning: Reckoning, skippers: Int, from facts: InMemoryQueueState, under policy: Policy, at now: Timestamp
  ) {
    work.review = Work.Review(isDecided: reckoning.isDecided, skippers: skippers, under: policy)
    people = reckoning.counted.map { facts.persons[$0].id }
    work.counted = min(work.need, people.count)
    work.hasUnsettled = !reckoning.narrowed.isEmpty
    inbox = reckoning.unsettled.map { unsettled in
      let (person, response) = (facts.persons[unsettled.person].id, facts.responses[unsettled.response].id)
      return inbox.first { $0.person == person && $0.response == response }
        ?? WaitingSettlement(
          person: person, response: response, since: facts.moment(now),
          due: now.advanced(bySeconds: Double(policy.settleWait)))
    }
  }
}
