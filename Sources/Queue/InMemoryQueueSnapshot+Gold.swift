import Labeling

extension InMemoryQueueSnapshot {
  func gold(of task: TaskName, upTo revision: Int) throws(QueueError) -> [GoldFact] {
    let task = try state.task(task)
    return task.gold.enumerated().filter { $0.element.revision <= revision }.compactMap { place, known in
      guard let build = state.keys.builds.key(of: known.build), let example = task.goldKey(of: known.example) else {
        return nil
      }
      return GoldFact(
        key: place, example: example, build: build, answer: known.answer.flatMap { state.keys.answers.key(of: $0) },
        explanation: known.explanation, revision: known.revision)
    }
  }

  func content(ofGold key: Int, of task: TaskName) throws(QueueError) -> [UInt8] {
    let task = try state.task(task)
    guard task.gold.indices.contains(key) else { throw .broken("there is nothing at key \(key)") }
    return task.gold[key].data
  }

  func forEachGoldResponse(
    of name: TaskName, by only: PersonID?, upTo revision: Int, _ body: (GoldResponse) throws -> Void
  ) throws {
    let task = try state.task(name)
    for (place, record) in state.responses.enumerated()
    where record.revision <= revision && (only == nil || record.person == only) {
      guard let held = state.assignments[record.assignment], let gold = held.gold, held.assignment.task == name else {
        continue
      }
      guard let person = state.persons.firstIndex(where: { $0.id == record.person }),
        let example = task.goldKey(of: record.example), let channel = state.keys.channels.key(of: record.channel),
        let build = state.keys.builds.key(of: record.build)
      else { throw QueueError.broken("a response names what is not there") }
      try body(
        GoldResponse(
          response: ResponseFact(
            response: place, example: example, person: person, channel: channel, build: build, status: record.status,
            answer: record.answer.flatMap { state.keys.answers.key(of: $0) },
            supersedes: record.supersedes.flatMap { state.responsePlaces[$0] }, asked: nil, settles: nil, isGold: true,
            at: record.at), gold: gold, comment: record.comment))
    }
  }

  func goldAhead(of person: PersonID, in name: TaskName) throws(QueueError) -> Int {
    let task = try state.task(name)
    let standing = Set(task.standingGold.map { task.gold[$0].example })
    let back = state.comebacks(of: person, in: name).filter { $0.gold != nil }.map(\.key.example)
    let open = state.open.compactMap { state.assignments[$0] }.filter {
      $0.gold != nil && $0.person == person && $0.assignment.task == name
    }
    return standing.count { state.exposure(of: $0, to: person, in: task) == nil || back.contains($0) } + open.count
  }

  func isGold(_ response: ResponseRecord) -> Bool { state.assignments[response.assignment]?.gold != nil }
}

extension TaskState {
  /// Gold has keys of its own, below those of the dataset's examples.
  func goldKey(of example: Digest) -> Int? {
    gold.firstIndex { $0.example == example }.map { -1 - $0 }
  }

  func goldExample(at key: Int) -> Digest? { gold.indices.contains(-1 - key) ? gold[-1 - key].example : nil }
}
