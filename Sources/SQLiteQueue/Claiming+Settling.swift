import GRDB
import Labeling
import Queue

/// What waits in people's inboxes, and what is asked about less than everything.
extension Claiming {
  private static let waitedTooLong = """
    SELECT inbox.stage, example, person FROM inbox INDEXED BY inbox_due
    WHERE is_moved = 0 AND due <= ? ORDER BY due, example, person LIMIT \(stride / 4)
    """
  private static let ownOpen = """
    SELECT example, response FROM inbox INDEXED BY inbox_of_person
    WHERE person = ?1 AND stage = ?2 AND is_open = 1 AND NOT \(isHeld(inRow: "inbox", by: "?1", of: "?3"))
    ORDER BY since, example LIMIT 1
    """

  /// Settlements that waited too long give up their places, the oldest first.
  func moveSettlements() throws {
    for row in try db.rows(Self.waitedTooLong, transaction.now.microseconds) {
      let (stage, example, person) = try (row[0] as Int64, row[1] as Int64, row[2] as Int64)
      try db.run(
        "UPDATE inbox SET is_moved = 1 WHERE stage = ? AND example = ? AND person = ?", stage, example, person)
      guard let entry = catalog.stage(stage), var work = try transaction.work(stage: stage, example: example) else {
        continue
      }
      work.work.waiting = try transaction.waiting(entry, example)
      try transaction.save(work)
    }
  }

  /// The oldest of the person's own answers that they may settle, under the screen they saw it on.
  func settlement(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Int64
  ) throws -> Assignment? {
    for channel in channels {
      guard let row = try db.row(Self.ownOpen, person, channel.stage, task.key) else { continue }
      return try settle(row[0], response: row[1], of: person, in: channel, of: task)
    }
    return nil
  }

  /// SQL: whether a person has the example of a row open for a task.
  static func isHeld(inRow row: String, by person: String, of task: String) -> String {
    """
    EXISTS (SELECT 1 FROM lease JOIN assignment ON assignment.key = lease.assignment
      JOIN build ON build.key = assignment.build
      WHERE lease.person = \(person) AND lease.example = \(row).example AND build.task = \(task))
    """
  }

  private func settle(
    _ example: Int64, response: Int64, of person: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry
  ) throws -> Assignment {
    let seen = try db.integer(
      "SELECT ui_version FROM exposure WHERE scope = ? AND example = ? AND person = ?", task.scope, example, person)
    let file = try transaction.file(of: example, in: task)
    guard let stage = task.serving(channel.key), let seen,
      let build = try transaction.returnBuild(in: channel, of: task, uiVersion: seen),
      let unsettled = try transaction.reckoning(file, in: stage, of: task).unsettled
        .first(where: { Int64($0.person) == person }), Int64(unsettled.response) == response
    else { throw QueueError.broken("an answer waits to be settled and is not open") }
    return try assign(
      example, to: person, in: channel, of: task, under: build, purpose: .settlement, settles: response,
      asked: AskedCandidates(unsettled.open))
  }

  /// What the person's own answers say of the questions of a settlement.
  func carried(by row: AssignmentRow, in channel: Catalog.ChannelEntry) throws -> AnswerReading? {
    let task = try transaction.task(of: row)
    guard let stage = task.serving(channel.key) else { return nil }
    var file = try transaction.file(of: row.example, in: task)
    // It is on the screen already: that the example looks different by now takes nothing from what they are asked about.
    for place in file.answers.indices { file.answers[place].isStale = false }
    return try transaction.rules(of: stage, in: task).reckoner
      .standing(of: Int(row.person), in: file, under: row.build.build)?.reading
  }

  /// What a fresh person is asked about less than everything.
  func narrowed(
    _ example: Int64, in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry
  ) throws -> AskedCandidates? {
    guard let work = try transaction.work(stage: channel.stage, example: example)?.work, work.hasUnsettled,
      let stage = task.serving(channel.key)
    else { return nil }
    let reckoning = try transaction.reckoning(try transaction.file(of: example, in: task), in: stage, of: task)
    return reckoning.narrowed.isEmpty ? nil : AskedCandidates(reckoning.narrowed)
  }
}

extension Catalog {
  func stage(_ key: Int64) -> StageEntry? { tasks.values.lazy.flatMap(\.stages).first { $0.key == key } }
}

extension Transaction {
  /// The build under which somebody who saw a UI version goes on in a channel, nil if there is none.
  func returnBuild(
    in channel: Catalog.ChannelEntry, of task: Catalog.TaskEntry, uiVersion: Int64
  ) throws -> Catalog.BuildEntry? {
    guard let stage = task.serving(channel.key), let screen = catalog.screens[uiVersion],
      let build = rules(of: stage, in: task).tails.build(for: screen)
    else { return nil }
    if let known = catalog.entry(of: build.id) { return known }
    // A queue of an older program may lack it.
    try compileTails(of: task.name, first: nil, origin: nil)
    return catalog.entry(of: build.id)
  }
}
