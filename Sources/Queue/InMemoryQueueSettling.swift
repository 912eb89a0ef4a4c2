import Labeling

/// What an assignment asks about less than everything.
struct Narrowed {
  var settles: ResponseID?
  var asked: AskedCandidates?
  var carried: AnswerReading?
}

/// The inboxes: what people may settle of their own answers.
extension InMemoryQueueState {
  /// Settlements that waited too long give up their places, the oldest first.
  mutating func moveSettlements(dueAt now: Timestamp) {
    struct Due {
      let at: Timestamp
      let number: Int
      let example: Digest
      let person: PersonID
      let channel: ChannelName
      let task: TaskName
    }
    var all: [Due] = []
    for (name, task) in tasks.sorted(by: { $0.key < $1.key }) {
      for channel in task.channels {
        for (example, row) in task.rows[channel.name] ?? [:] {
          all += row.inbox.filter { !$0.hasMoved }.map {
            Due(
              at: $0.due, number: row.number, example: example, person: $0.person, channel: channel.name, task: name)
          }
        }
      }
    }
    for due in all.filter({ $0.at <= now }).sorted(by: { ($0.at, $0.number) < ($1.at, $1.number) }) {
      update(due.example, in: due.channel, of: due.task) { row in
        guard let place = row.inbox.firstIndex(where: { $0.person == due.person }) else { return }
        row.inbox[place].hasMoved = true
      }
    }
  }

  /// The oldest of the person's own answers that they may settle, under the screen they saw it on.
  mutating func serveSettlement(
    _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    let task = try task(claim.task)
    for channel in channels {
      let own = (task.rows[channel.name] ?? [:]).compactMap { example, row in
        row.work.isOpenToSettlements && !isHeld(example, by: claim.person, of: claim.task)
          ? row.inbox.first { $0.person == claim.person }.map { (example: example, row: row, entry: $0) } : nil
      }
      guard
        let next = own.min(by: { ($0.entry.since, $0.row.number) < ($1.entry.since, $1.row.number) })
      else { continue }
      _ = stamp(now)
      return try settle(next.entry, of: next.example, next.row, in: channel, claim, at: now)
    }
    return nil
  }

  private mutating func settle(
    _ entry: WaitingSettlement, of example: Digest, _ row: WorkRow, in channel: Channel, _ claim: Claim,
    at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    let task = try task(claim.task)
    let file = try caseFile(of: example, number: row.number, in: claim.task)
    let reckoner = try reckoner(for: channel, of: task)
    let reckoning = try reckoning(file, by: reckoner, tails: task.tails[channel.name])
    let key = Comeback.Key(person: claim.person, example: example)
    guard let build = try returnBuild(of: key, in: channel, of: task),
      let unsettled = reckoning.unsettled.first(where: { persons[$0.person].id == claim.person }),
      responses[unsettled.response].id == entry.response
    else { throw .broken("an answer waits to be settled and is not open") }
    let standing = try ruled { try reckoner.standing(of: unsettled.person, in: file, under: build) }
    let narrowed = Narrowed(
      settles: entry.response, asked: AskedCandidates(unsettled.open), carried: standing?.reading)
    return try assign(example, in: channel, under: build, as: .settlement, claim, narrowed, at: now)
  }
}
