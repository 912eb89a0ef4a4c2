import Labeling

extension InMemoryQueueState {
  /// Records answers from elsewhere as if they had been given here.
  mutating func record(_ batch: ResponseBatch) throws(QueueError) -> ResponseBatchReport {
    _ = try task(batch.task)
    var fates: [ResponseBatchReport.Fate] = []
    for row in batch.rows {
      let person = try person(row.person)
      if let known = response(row.response) {
        fates.append(row.isRecorded(as: known) ? .present : .refused(row.otherContent))
      } else if let problem = try problem(with: row, of: batch.task) {
        fates.append(.refused(problem))
      } else {
        try add(row, by: person, of: batch.task, at: batch.at)
        fates.append(.added)
      }
    }
    return ResponseBatchReport(fates: fates, revision: revision)
  }

  /// Why a row cannot be recorded, nil if it can.
  private func problem(with row: ResponseBatch.Row, of name: TaskName) throws(QueueError) -> String? {
    let task = try task(name)
    if task[channel: row.channel] == nil { return row.unknownChannel }
    if datasets[task.place.dataset]?.contents[row.example] == nil { return row.unknownExample }
    if row.answer == nil, row.status != .skipped, row.status != .flagged { return row.nothingSaid }
    if let seen = exposure(of: row.example, to: row.person, in: task), seen != row.build.uiVersion {
      return row.otherScreen
    }
    for id in [row.supersedes, row.settles].compactMap({ $0 }) {
      guard let known = response(id), known.person == row.person, known.example == row.example else {
        return row.lacks(id)
      }
    }
    if let old = row.supersedes, let other = responses.first(where: { $0.supersedes == old }) {
      return row.superseded(old, by: other.id)
    }
    return nil
  }

  private mutating func add(
    _ row: ResponseBatch.Row, by person: Person, of name: TaskName, at: Timestamp
  ) throws(QueueError) {
    let now = moment(at)
    let stamped = stamp(at)
    if builds[row.build.id] == nil {
      record(row.build, of: name)
      for channel in try task(name).channels { try compileTails(of: channel, in: name) }
    }
    let task = try task(name)
    let exposure = Exposure(scope: task.place.scope, example: row.example, person: person.id)
    if exposures[exposure] == nil {
      exposures[exposure] = Shown(uiVersion: row.build.uiVersion, revision: stamped)
    }
    if row.storedStatus == .adjudicated, viewings[exposure] == nil { viewings[exposure] = stamped }
    let contents = datasets[task.place.dataset]?.contents[row.example] ?? []
    let held = AssignmentState(
      assignment: Assignment(
        id: row.assignment, example: row.example, data: contents.last?.data ?? [], task: name, channel: row.channel,
        build: row.build.id, purpose: .imported, expiresAt: now, settles: row.settles, asked: row.asked),
      content: max(contents.count - 1, 0), person: person.id, session: SessionID(""),
      end: row.answer != nil ? .answered : row.status == .skipped ? .skipped : .flagged)
    assignments[row.assignment] = held
    if let old = row.supersedes, let place = responsePlaces[old] { responses[place].isSuperseded = true }
    let isWanted = task.rows[row.channel]?[row.example]?.wants(person.id) == true
    append(
      ResponseRecord(
        id: row.response, revision: stamped, supersedes: row.supersedes, isSuperseded: false, example: row.example,
        person: person.id, annotator: person.name, assignment: row.assignment, channel: row.channel,
        build: row.build.id, status: row.storedStatus, counted: false, answer: row.answer,
        comment: row.comment, durationMilliseconds: row.durationMilliseconds, context: row.context, at: now,
        settles: row.settles, asked: row.asked))
    try recount(row.example, in: name, at: at)
    if row.storedStatus == .adjudicated {
      forgetComeback(held.key, in: name)
    } else if row.answer != nil {
      forgetComeback(held.key, in: name)
      let counts = tasks[name]?.rows[row.channel]?[row.example]?.people.contains(person.id) == true
      if let place = responsePlaces[row.response] { responses[place].counted = isWanted && counts }
    } else if row.status == .skipped {
      try review(held)
    }
  }
}
