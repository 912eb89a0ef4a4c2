import Labeling

/// What is known of a gold example.
package struct KnownGold: Sendable {
  package let example: Digest
  let data: [UInt8]
  let build: Digest
  /// Nil: it is gold no more.
  package let answer: String?
  let explanation: String?
  let revision: Int
}

extension TaskState {
  /// The places of what is known as it stands, in the order in which people get it.
  package var standingGold: [Int] {
    gold.indices.filter { place in
      gold[place].answer != nil && !gold[(place + 1)...].contains { $0.example == gold[place].example }
    }
  }
}

/// Gold: examples with known answers, mixed in with the work.
extension InMemoryQueueState {
  /// What gold comes to for a claim.
  enum GoldServing {
    /// It is time for work.
    case work
    case assignment(Assignment)
    /// The round's open examples are answered first.
    case waits(until: Timestamp?)
    /// An admin has to let the person go on.
    case unqualified
  }

  // MARK: Publishing

  mutating func keep(gold definition: TaskDefinition, as build: Build, at: Timestamp) throws(QueueError) -> GoldChange {
    let task = try task(definition.name)
    var standing: [GoldUpdate.Known] = []
    for place in task.standingGold {
      let known = task.gold[place]
      standing.append(
        GoldUpdate.Known(
          example: known.example, data: known.data, answer: known.answer ?? "", explanation: known.explanation,
          build: try self.build(known.build)))
    }
    let update = try GoldUpdate(from: standing, to: definition, as: build)
    if update.change.isNone { return update.change }
    let revision = stamp(at)
    for (example, gold) in update.added {
      keys.answers.insert(gold.answer)
      tasks[definition.name]?.gold.append(
        KnownGold(
          example: example, data: gold.data, build: build.id, answer: gold.answer, explanation: gold.explanation,
          revision: revision))
    }
    for example in update.retired {
      let data = task.gold.last { $0.example == example }?.data ?? []
      tasks[definition.name]?.gold.append(
        KnownGold(
          example: example, data: data, build: build.id, answer: nil, explanation: nil, revision: revision))
    }
    return update.change
  }

  // MARK: Serving

  mutating func serveGold(
    _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> GoldServing {
    if let round = try serveRound(claim, from: channels, at: now) { return round }
    for channel in channels {
      guard try nextFresh(in: channel, claim) != nil else { continue }
      guard GoldDraw.isGold(claim.assignment, rate: try build(channel.build).policy.goldRate),
        let gold = try serveFreshGold(claim, in: channel, at: now)
      else { return .work }
      return .assignment(gold)
    }
    return .work
  }

  /// The qualification round; nil where the person has none before them.
  private mutating func serveRound(
    _ claim: Claim, from channels: [Channel], at now: Timestamp
  ) throws(QueueError) -> GoldServing? {
    let person = try person(claim.person)
    guard !person.qualified.contains(claim.task), try !task(claim.task).standingGold.isEmpty else { return nil }
    for channel in channels {
      guard let round = try build(channel.build).policy.qualification else { continue }
      let own = assignments.values.filter {
        $0.gold != nil && $0.person == claim.person && $0.assignment.task == claim.task
      }
      let answered = own.count { $0.end == .answered }
      let held = own.filter { $0.end == nil }
      if answered < round.examples {
        if answered + held.count < round.examples {
          if let gold = try serveFreshGold(claim, in: channel, at: now) { return .assignment(gold) }
          if let back = try serveComeback(claim, from: channels, at: now, onlyGold: true) { return .assignment(back) }
        }
        if !held.isEmpty {
          let others = held.map(\.assignment).filter { $0.id != claim.besides }
          return .waits(until: others.map(\.expiresAt).min())
        }
      }
      switch round.standing(
        answered: answered, scores: try scores(of: person.id, upTo: round.examples, in: channel, of: claim.task))
      {
      case .failed: return .unqualified
      case .passed:
        _ = stamp(now)
        if let index = persons.firstIndex(where: { $0.id == person.id }) { persons[index].qualified.insert(claim.task) }
        return nil
      }
    }
    return nil
  }

  private mutating func serveFreshGold(
    _ claim: Claim, in channel: Channel, at now: Timestamp
  ) throws(QueueError) -> Assignment? {
    let task = try task(claim.task)
    let unseen = task.standingGold.first { exposure(of: task.gold[$0].example, to: claim.person, in: task) == nil }
    guard let place = unseen else { return nil }
    let build = try build(channel.build)
    _ = stamp(now)
    let example = task.gold[place].example
    exposures[Exposure(scope: task.place.scope, example: example, person: claim.person)] = Shown(
      uiVersion: build.uiVersion, revision: revision)
    return try assign(example, gold: place, in: channel, under: build, as: .fresh, claim, at: now)
  }

  // MARK: Scoring

  /// What a person's first answers to gold come to in a channel.
  private func scores(
    of person: PersonID, upTo count: Int, in channel: Channel, of name: TaskName
  ) throws(QueueError) -> [GoldScore] {
    let task = try task(name)
    let table = try reckoner(for: channel, of: task).table
    var begun: Set<AssignmentID> = []
    let first = responses.filter { response in
      response.person == person && response.answer != nil
        && assignments[response.assignment].map { $0.gold != nil && $0.assignment.task == name } ?? false
        && begun.insert(response.assignment).inserted
    }
    var scores: [GoldScore] = []
    for response in first.prefix(count) {
      let chain = responses.filter { $0.assignment == response.assignment && $0.answer != nil }
      let isTold = try build(response.build).policy.tellsGold
      guard let scored = isTold ? chain.first : chain.last,
        let score = try score(of: scored, of: name, by: table)
      else { continue }
      scores.append(score)
    }
    return scores
  }

  /// What an answer to gold comes to beside what is known of the example now, or was known last.
  private func score(
    of response: ResponseRecord, of name: TaskName, by table: ReadingTable
  ) throws(QueueError) -> GoldScore? {
    guard let known = try task(name).gold.last(where: { $0.example == response.example && $0.answer != nil }),
      let answer = response.answer
    else { return nil }
    let (given, gold) = (try fact(answer, under: response.build), try fact(known.answer ?? "", under: known.build))
    return try ruled { try GoldScore(given, against: gold, by: table) }
  }

  private func fact(_ answer: String, under build: Digest) throws(QueueError) -> AnswerFact {
    guard let build = keys.builds.key(of: build), let answer = keys.answers.key(of: answer) else {
      throw .broken("a gold example names what is not there")
    }
    return AnswerFact(answer: answer, under: build)
  }

  /// What is told of a response to gold; nil where nothing is.
  func feedback(on response: ResponseRecord) throws(QueueError) -> GoldFeedback? {
    guard let held = assignments[response.assignment], let place = held.gold, response.answer != nil else { return nil }
    let build = try build(response.build)
    guard build.policy.tellsGold else { return nil }
    let task = try task(held.assignment.task)
    let known = task.gold.last { $0.example == response.example && $0.answer != nil } ?? task.gold[place]
    let channel = try task.channel(held.assignment.channel)
    let table = try reckoner(for: channel, of: task).table.aimed(at: build)
    return GoldFeedback(
      answer: known.answer ?? "", build: known.build, explanation: known.explanation,
      isRight: try score(of: response, of: held.assignment.task, by: table)?.isRight)
  }
}
