import Labeling

extension InMemoryQueueSnapshot {
  func forEachResponseFact(
    of task: TaskName, after response: Int?, _ body: (ResponseFact) throws -> Void
  ) throws {
    let own = try state.task(task)
    for (place, record) in state.responses.enumerated().dropFirst(response.map { $0 + 1 } ?? 0)
    where state.builds[record.build]?.task == task {
      let isGold = isGold(record)
      guard let person = state.persons.firstIndex(where: { $0.id == record.person }),
        let example = isGold ? own.goldKey(of: record.example) : number(of: record.example, in: task),
        let channel = state.keys.channels.key(of: record.channel),
        let build = state.keys.builds.key(of: record.build)
      else { throw QueueError.broken("a response names what is not there") }
      let isAnswer = record.answer != nil
      try body(
        ResponseFact(
          response: place, example: example, person: person, channel: channel, build: build, status: record.status,
          answer: record.answer.flatMap { state.keys.answers.key(of: $0) },
          supersedes: record.supersedes.flatMap { state.responsePlaces[$0] },
          asked: isAnswer ? record.asked.flatMap { state.keys.asked.key(of: $0) } : nil,
          settles: record.settles.flatMap { state.responsePlaces[$0] }, isGold: isGold, at: record.at))
    }
  }

  func examples(
    _ standing: ExampleStanding, in channel: ChannelName, of name: TaskName
  ) throws(QueueError) -> [Int] {
    let rows = (try state.task(name).rows[channel] ?? [:]).values
    _ = try state.task(name).channel(channel)
    let found: [Int] =
      switch standing {
      case .done: rows.filter { $0.work.isServed && $0.work.isDone }.map(\.number)
      case .open: rows.filter { $0.work.isServed && !$0.work.isDone }.map(\.number)
      case .leased: rows.filter { $0.work.leased > 0 }.map(\.number)
      case .review:
        try reviewCalls(in: channel, of: name).filter { !$0.value.isDisjoint(with: [.flagged, .skipped]) }.map(\.key)
      case .stuck: try reviewCalls(in: channel, of: name).filter { $0.value.contains(.stuck) }.map(\.key)
      }
    return found.sorted()
  }

  func content(at key: Int, of task: TaskName) throws(QueueError) -> [UInt8] {
    let example = try example(at: key, of: task)
    guard let newest = state.datasets[try state.task(task).place.dataset]?.contents[example]?.last else {
      throw .broken("there is nothing at key \(key)")
    }
    return newest.data
  }

  private func number(of example: Digest, in task: TaskName) -> Int? {
    let dataset = (try? state.task(task)).flatMap { state.datasets[$0.place.dataset] }
    return dataset?.order.firstIndex(of: example)
  }
}
