import Labeling
import Queue

/// The rows of the model, each held against one reckoned from scratch.
enum RowRules {
  static func check(_ store: InMemoryQueue) throws {
    try store.look { state in
      for (name, task) in state.tasks {
        for channel in task.channels {
          let reckoner = try state.reckoner(for: channel, of: task)
          for (example, row) in task.rows[channel.name] ?? [:] {
            let file = try state.caseFile(of: example, number: row.number, in: name)
            let reckoning = try state.reckoning(file, by: reckoner, tails: task.tails[channel.name])
            try check(row, of: example, against: reckoning, in: channel, of: name, state)
          }
        }
      }
    }
  }

  /// What was just served took a place that nobody else is waited for in, unless it is their own.
  static func check(_ served: Assignment, in store: InMemoryQueue) throws {
    try store.look { state in
      if state.assignments[served.id]?.gold != nil { return }
      let task = state.tasks[served.task]
      guard let work = task?.rows[served.channel]?[served.example]?.work else {
        throw BrokenRule("served from nowhere")
      }
      let taken = work.counted + work.leased + (served.purpose == .settlement ? 0 : work.waiting)
      guard taken <= work.need, work.review == .none else {
        throw BrokenRule("\(served.purpose) \(served.id) was served where \(work)")
      }
    }
  }

  private static func check(
    _ row: WorkRow, of example: Digest, against reckoning: Reckoning, in channel: Channel, of task: TaskName,
    _ state: InMemoryQueueState
  ) throws {
    func expect(_ holds: Bool, _ what: String) throws {
      if !holds { throw BrokenRule("\(channel.name), example \(row.number): \(what), \(row.work), \(reckoning)") }
    }
    try expect(row.work.counted <= row.work.need, "more counted than wanted")
    try expect(row.work.counted == min(row.work.need, reckoning.counted.count), "counted is not what the facts say")
    try expect((row.work.review == .done) == reckoning.isDecided, "a decision is not what the facts say")
    try expect(row.work.hasUnsettled == !reckoning.narrowed.isEmpty, "narrowing is not what the facts say")
    try expect(
      row.inbox.map(\.person) == reckoning.unsettled.map { state.persons[$0.person].id }, "another inbox")
    try expect(
      row.inbox.map(\.response) == reckoning.unsettled.map { state.responses[$0.response].id }, "another inbox")
    let held = state.open.compactMap { state.assignments[$0] }.filter {
      $0.gold == nil && $0.assignment.example == example && $0.assignment.channel == channel.name
        && $0.assignment.task == task
    }
    try expect(row.work.leased == held.count, "leased is not what is open")
    let waiting = row.inbox.filter { entry in
      !entry.hasMoved && !held.contains { $0.person == entry.person }
    }
    try expect(row.work.waiting == waiting.count, "waiting is not who is waited for")
  }
}
