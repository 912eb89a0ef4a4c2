import Labeling

extension InMemoryQueueState {
  mutating func claim(_ claim: Claim) throws(QueueError) -> Serving {
    let now = claim.at
    advance(to: now)
    let person = try person(claim.person)
    let task = try task(claim.task)
    // First, since whoever is at work on an example keeps it, even where its lease has just run out.
    if let open = claim.besides { try keep(open, for: claim, at: now) }
    shortenWaits(for: claim)
    expire(dueAt: now)
    moveSettlements(dueAt: now)
    switch try Drawing(of: claim.channels, by: person, in: claim.task, among: task.channels) {
    case .nothing(let reason):
      return Serving(.nothing(Idle(reason)), progress: progress(of: claim, in: task))
    case .from(let channels):
      let outcome = try serve(claim, from: channels, at: now)
      let elsewhere = ownOpen(claim, in: channels).count { isElsewhere($0, for: claim, at: now) }
      return Serving(outcome, progress: progress(of: claim, in: task), elsewhere: elsewhere)
    }
  }

  /// Starts the lease of the assignment anew that something is reserved besides.
  private mutating func keep(_ open: AssignmentID, for claim: Claim, at now: Timestamp) throws(QueueError) {
    let held = try assignment(open, of: claim.person)
    if let end = held.end { throw .alreadyEnded(end.rawValue) }
    try checkOwner(held, claim.session, at: now)
    assignments[open]?.session = claim.session
    renew(open, at: now)
  }

  private mutating func renew(_ id: AssignmentID, at now: Timestamp) {
    guard let build = assignments[id]?.assignment.build, let lease = builds[build]?.policy.lease else { return }
    assignments[id]?.assignment.expiresAt = now.advanced(bySeconds: Double(lease))
  }

  /// Nothing waits for longer than it would from now on: a clock that was ahead for a time would make it wait until then.
  private mutating func shortenWaits(for claim: Claim) {
    let lease = claim.latestEnd(ofWaiting: builds.values.map(\.policy.lease).max() ?? 0)
    for id in open {
      assignments[id]?.assignment.expiresAt.bring(downTo: lease)
    }
    let settlement = claim.latestEnd(ofWaiting: builds.values.map(\.policy.settleWait).max() ?? 0)
    for (name, task) in tasks {
      for (channel, rows) in task.rows {
        for (example, row) in rows {
          for place in row.inbox.indices where !row.inbox[place].hasMoved {
            tasks[name]?.rows[channel]?[example]?.inbox[place].due.bring(downTo: settlement)
          }
        }
      }
    }
  }

  /// Ends the leases that have run out; what they held comes back to its person once.
  private mutating func expire(dueAt now: Timestamp) {
    let due = open.compactMap { assignments[$0]?.assignment }.filter { $0.expiresAt <= now }
    for id in due.sorted(by: { $0.expiresAt < $1.expiresAt }).map(\.id) {
      _ = stamp(now)
      end(id, .expired)
    }
  }

  private mutating func serve(
    _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> Serving.Outcome {
    if let held = resume(claim, from: channels, at: now) { return .assignment(held) }
    if let own = try serveSettlement(claim, from: channels, at: now) { return .assignment(own) }
    switch try serveGold(claim, from: channels, at: now) {
    case .work: break
    case .assignment(let gold): return .assignment(gold)
    case .waits(let retryAt): return .nothing(Idle(.busy, retryAt: retryAt))
    case .unqualified: return .nothing(Idle(.unqualified))
    }
    if let fresh = try serveFresh(claim, from: channels, at: now) { return .assignment(fresh) }
    if let back = try serveComeback(claim, from: channels, at: now) { return .assignment(back) }
    if let stray = try serveStray(claim, from: channels, at: now) { return .assignment(stray) }
    return .nothing(try idle(claim, channels))
  }

  /// The person's oldest open assignment that no other terminal of theirs is at. Of a reservation this session's own one
  /// goes first, and it keeps the lease that it has. A terminal that is ousted loses all that it holds.
  private mutating func resume(_ claim: Claim, from channels: [Channel], at now: Timestamp) -> Assignment? {
    let held = ownOpen(claim, in: channels)
    let elsewhere = held.filter { isElsewhere($0, for: claim, at: now) }
    let taken = claim.takesOver ? wanted(of: held, elsewhere: elsewhere, by: claim.session) : nil
    let free = held.filter { !elsewhere.contains($0) }
    let reserved = claim.besides == nil ? nil : free.first { assignments[$0]?.session == claim.session }
    guard let id = taken ?? reserved ?? free.first else { return nil }
    let ousted = taken.flatMap { assignments[$0]?.session }
    for other in elsewhere where assignments[other]?.session == ousted { assignments[other]?.session = claim.session }
    assignments[id]?.session = claim.session
    if claim.besides == nil { renew(id, at: now) }
    return shown(id)
  }

  /// What somebody wants who takes over: what another terminal showed last, even one that ended since they saw it; else
  /// what is shown here. What was shown last had its lease begun anew last.
  private func wanted(
    of held: [AssignmentID], elsewhere: [AssignmentID], by session: SessionID
  ) -> AssignmentID? {
    let others = held.filter { assignments[$0]?.session != session }
    let wanted = !elsewhere.isEmpty ? elsewhere : !others.isEmpty ? others : held
    let newest = wanted.compactMap { assignments[$0]?.assignment.expiresAt }.max()
    return wanted.first { assignments[$0]?.assignment.expiresAt == newest }
  }

  /// Whether another terminal of the person is at an example.
  private func isElsewhere(_ id: AssignmentID, for claim: Claim, at now: Timestamp) -> Bool {
    guard let held = assignments[id] else { return false }
    return held.session != claim.session && isAlive(held.session, at: now)
  }

  /// What the person holds open beside the example that the claim leaves open, oldest first.
  func ownOpen(_ claim: Claim, in channels: [Channel]) -> [AssignmentID] {
    open.filter { id in
      guard let held = assignments[id], id != claim.besides else { return false }
      return held.person == claim.person && held.assignment.task == claim.task
        && channels.contains { $0.name == held.assignment.channel }
    }
  }

  /// The first open example that the person was never shown, under any UI version (rule 1).
  private mutating func serveFresh(
    _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    for channel in channels {
      guard let example = try nextFresh(in: channel, claim) else { continue }
      return try assignFresh(example, in: channel, claim, at: now)
    }
    return nil
  }

  func nextFresh(in channel: Channel, _ claim: Claim) throws(QueueError) -> Digest? {
    let task = try task(claim.task)
    let candidates = (task.rows[channel.name] ?? [:]).filter { example, row in
      row.work.isOpen && exposure(of: example, to: claim.person, in: task) == nil
    }
    return candidates.min { $0.value.place < $1.value.place }?.key
  }

  /// The oldest example that comes back to the person and still takes another: under the screen they saw it on, in the
  /// channel that they left it in or, where that asks it of them no more, in another that serves it. What wants nothing
  /// any more is forgotten.
  ///
  /// - Parameter onlyGold: nothing else is asked for yet.
  mutating func serveComeback(
    _ claim: Claim, from channels: [Channel], at now: Timestamp, onlyGold: Bool = false
  ) throws(QueueError) -> Assignment? {
    for left in comebacks(of: claim.person, in: claim.task)
    where !isHeld(left.key.example, by: claim.person, of: claim.task) && (left.gold != nil || !onlyGold) {
      let task = try task(claim.task)
      if left.gold != nil {
        if let back = try serveGoldComeback(left, claim, from: channels, at: now) { return back }
        continue
      }
      let own = channels.filter { $0.name == left.channel }
      let others = channels.filter {
        $0.name != left.channel && task.rows[$0.name]?[left.key.example]?.work.isServed == true
      }
      var isWanted = own.isEmpty
      for channel in own + others {
        guard let work = task.rows[channel.name]?[left.key.example]?.work, !work.isDone, work.review == .none else {
          continue
        }
        isWanted = true
        guard let build = try returnBuild(of: left.key, in: channel, of: task) else { continue }
        guard work.isOpenToReturns else { break }
        _ = stamp(now)
        forgetComeback(left.key, in: claim.task)
        return try assign(left.key.example, in: channel, under: build, as: .comeback, claim, at: now)
      }
      if !isWanted { forgetComeback(left.key, in: claim.task) }
    }
    return nil
  }

  /// Gold that was left unanswered, unless it is gold no more.
  private mutating func serveGoldComeback(
    _ left: Comeback, _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    let task = try task(claim.task)
    guard let place = task.standingGold.first(where: { task.gold[$0].example == left.key.example }) else {
      forgetComeback(left.key, in: claim.task)
      return nil
    }
    for channel in channels.filter({ $0.name == left.channel }) + channels.filter({ $0.name != left.channel }) {
      guard let build = try returnBuild(of: left.key, in: channel, of: task) else { continue }
      _ = stamp(now)
      forgetComeback(left.key, in: claim.task)
      return try assign(left.key.example, gold: place, in: channel, under: build, as: .comeback, claim, at: now)
    }
    return nil
  }

  /// An example whose home cannot get it answered, since nobody active there may: served away from home.
  private mutating func serveStray(
    _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    let task = try task(claim.task)
    for channel in channels where channel.weight > 0 {
      for home in task.channels where home.name != channel.name && home.weight > 0 && home.state == .live {
        let candidates = (task.rows[home.name] ?? [:]).filter { example, row in
          row.work.isOpen && eligiblePeople(for: example, in: home, of: claim.task, task) == 0
            && exposure(of: example, to: claim.person, in: task) == nil
            && task.rows[channel.name]?[example]?.work.isOpenToReturns == true
        }
        guard let (example, _) = candidates.min(by: { $0.value.place < $1.value.place }) else { continue }
        return try assignFresh(example, in: channel, claim, at: now)
      }
    }
    return nil
  }

  /// Shows an example to somebody new, narrowed where what others said of it leaves less open.
  private mutating func assignFresh(
    _ example: Digest, in channel: Channel, _ claim: Claim, at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    let task = try task(claim.task)
    let build = try build(channel.build)
    _ = stamp(now)
    exposures[Exposure(scope: task.place.scope, example: example, person: claim.person)] = Shown(
      uiVersion: build.uiVersion, revision: revision)
    var narrowed = Narrowed()
    if let row = task.rows[channel.name]?[example], row.work.hasUnsettled {
      let file = try caseFile(of: example, number: row.number, in: claim.task)
      let reckoning = try reckoning(
        file, by: try reckoner(for: channel, of: task), tails: task.tails[channel.name])
      narrowed.asked = reckoning.narrowed.isEmpty ? nil : AskedCandidates(reckoning.narrowed)
    }
    return try assign(example, in: channel, under: build, as: .fresh, claim, narrowed, at: now)
  }

  mutating func assign(
    _ example: Digest, gold: Int? = nil, in channel: Channel, under build: Build, as purpose: Purpose, _ claim: Claim,
    _ narrowed: Narrowed = Narrowed(), at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    if let used = assignments[claim.assignment] { throw .alreadyEnded(used.end?.rawValue ?? "served") }
    let task = try task(claim.task)
    guard exposure(of: example, to: claim.person, in: task) == build.uiVersion else {
      throw .broken("an example would be shown under a second UI version")
    }
    let contents = datasets[task.place.dataset]?.contents[example] ?? []
    guard let data = gold.map({ task.gold[$0].data }) ?? contents.last?.data else {
      throw .broken("an example is queued and not there")
    }
    let assignment = Assignment(
      id: claim.assignment, example: example, data: data, task: claim.task, channel: channel.name,
      build: build.id, purpose: purpose, expiresAt: now.advanced(bySeconds: Double(build.policy.lease)),
      settles: narrowed.settles, asked: narrowed.asked, carried: narrowed.carried)
    assignments[assignment.id] = AssignmentState(
      assignment: assignment, content: contents.count - 1, person: claim.person, session: claim.session, gold: gold)
    open.append(assignment.id)
    if gold == nil { update(example, in: channel.name, of: claim.task) { $0.work.leased += 1 } }
    return shown(assignment.id)
  }
}

extension InMemoryQueueState {
  func exposure(of example: Digest, to person: PersonID, in task: TaskState) -> Digest? {
    exposures[Exposure(scope: task.place.scope, example: example, person: person)]?.uiVersion
  }

  /// The build under which a person goes on with an example they saw, nil if there is none in the channel.
  func returnBuild(of key: Comeback.Key, in channel: Channel, of task: TaskState) throws(QueueError) -> Build? {
    exposure(of: key.example, to: key.person, in: task).flatMap { task.tails[channel.name]?.build(for: $0) }
  }

  /// What comes back to a person in a task, oldest first.
  func comebacks(of person: PersonID, in task: TaskName) -> [Comeback] {
    (tasks[task]?.comebacks ?? []).filter { $0.key.person == person }
  }

  mutating func forgetComeback(_ key: Comeback.Key, in task: TaskName) {
    tasks[task]?.comebacks.removeAll { $0.key == key }
  }

  /// Ends an assignment and gives its lease back. What was skipped, released or ran out comes back once; what was not
  /// seen when it came back does again.
  mutating func end(_ id: AssignmentID, _ how: AssignmentState.End, wasSeen: Bool = true) {
    guard let held = assignments[id] else { return }
    let task = held.assignment.task
    assignments[id]?.end = how
    if open.contains(id) {
      open.removeAll { $0 == id }
      if held.gold == nil {
        update(held.assignment.example, in: held.assignment.channel, of: task) { $0.work.leased -= 1 }
      }
    }
    switch how {
    case .answered, .flagged:
      forgetComeback(held.key, in: task)
      tasks[task]?.drafts[held.key] = nil
    case .skipped, .released, .expired:
      let isKnown = tasks[task]?.comebacks.contains { $0.key == held.key } ?? false
      guard held.assignment.purpose.comesBack(wasSeen: wasSeen), !isKnown else { return }
      tasks[task]?.comebacks.append(
        Comeback(key: held.key, channel: held.assignment.channel, gold: held.gold))
    }
  }

  /// An assignment with the draft that its person has.
  private func shown(_ id: AssignmentID) -> Assignment? {
    guard let held = assignments[id] else { return nil }
    var assignment = held.assignment
    assignment.draft = tasks[assignment.task]?.drafts[held.key]
    return assignment
  }
}

extension Timestamp {
  fileprivate mutating func bring(downTo latest: Timestamp) { self = min(self, latest) }
}
