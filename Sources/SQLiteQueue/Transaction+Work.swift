import GRDB
import Labeling
import Queue

/// A row of the working table as it stands.
struct WorkRow {
  let channel: Int64
  let example: Int64
  let lane: Int64
  var work: Work
  let wasOpen: Bool
}

extension Transaction {
  func work(channel: Int64, example: Int64) throws -> WorkRow? {
    let sql = """
      SELECT lane, need, leased, counted, is_served, is_for_review, is_open FROM work
      WHERE channel = ? AND example = ?
      """
    return try db.row(sql, [channel, example]).map { row in
      WorkRow(
        channel: channel, example: example, lane: row[0],
        work: Work(need: row[1], leased: row[2], counted: row[3], isServed: row[4], isForReview: row[5]),
        wasOpen: row[6])
    }
  }

  /// Stores a changed row. One that opens goes to the tail of its lane, so that no cursor has passed it; one that
  /// closes leaves the lane's index.
  func save(_ row: WorkRow) throws {
    let work = row.work
    if work.isOpen == row.wasOpen {
      try db.run(
        """
        UPDATE work SET leased = ?, counted = ?, is_served = ?, is_for_review = ? WHERE channel = ? AND example = ?
        """, [work.leased, work.counted, work.isServed, work.isForReview, row.channel, row.example])
    } else {
      try db.run(
        """
        UPDATE work SET leased = ?, counted = ?, is_served = ?, is_for_review = ?, is_open = ?, seq = ?
        WHERE channel = ? AND example = ?
        """,
        [
          work.leased, work.counted, work.isServed, work.isForReview, work.isOpen,
          work.isOpen ? try nextPlace(in: row.lane) : 0, row.channel, row.example,
        ])
    }
  }

  /// Takes a place at the tail of a lane.
  func nextPlace(in lane: Int64) throws -> Int64 {
    let place = try db.integer("UPDATE lane SET next_seq = next_seq + 1 WHERE key = ? RETURNING next_seq - 1", [lane])
    guard let place else { throw QueueError.broken("a lane is missing") }
    return place
  }

  /// Changes the leases on an example of a channel.
  func changeLeases(by change: Int, channel: Int64, example: Int64) throws {
    guard var row = try work(channel: channel, example: example) else { return }
    row.work.leased += change
    try save(row)
  }

  /// Counts an answer wherever it is wanted and counts. True if its own channel took it.
  func count(_ build: Catalog.BuildEntry, givenIn source: Int64, on example: Int64) throws -> Bool {
    guard let sourceEntry = catalog.channelsByKey[source], let task = catalog.tasks[build.build.task] else {
      return false
    }
    var isCounted = false
    for target in task.channels {
      let counts = Accepting.counts(
        answerIn: sourceEntry.channel.name, under: build.build, in: target.channel, at: target.build.build)
      guard counts, var row = try work(channel: target.key, example: example), row.work.takesAnswer else { continue }
      row.work.counted += 1
      try save(row)
      if row.work.isServed { try addToTally(of: target.key, answers: 1, done: row.work.isDone ? 1 : 0) }
      if target.key == source { isCounted = true }
    }
    return isCounted
  }

  func addToTally(of channel: Int64, answers: Int = 0, wanted: Int = 0, done: Int = 0, examples: Int = 0) throws {
    try db.run(
      """
      UPDATE tally SET answers = answers + ?, wanted = wanted + ?, done = done + ?, examples = examples + ?
      WHERE channel = ?
      """, [answers, wanted, done, examples, channel])
  }

  /// Makes the rows of some channels anew from the facts: what is wanted, who counts, what is leased.
  func recount(_ name: TaskName, channels names: [ChannelName]) throws {
    let task = try catalog.task(name)
    for entry in task.channels where names.contains(entry.channel.name) {
      let counts = try answerCounts(in: entry, of: task)
      let leases = try leases(in: entry)
      let reviews = try examplesForReview(in: entry)
      let sql = """
        SELECT DISTINCT content.example, example.digest FROM content JOIN example ON example.key = content.example
        WHERE content.dataset = ? ORDER BY content.example
        """
      let places = Dictionary(
        try db.rows("SELECT example, seq FROM work WHERE channel = ? AND is_open = 1", [entry.key])
          .map { ($0[0] as Int64, $0[1] as Int64) }, uniquingKeysWith: { first, _ in first })
      try db.run("DELETE FROM work WHERE channel = ?", [entry.key])
      let need = entry.build.build.policy.overlap
      for row in try Row.fetchAll(db, sql: sql, arguments: [task.dataset]) {
        let example: Int64 = row[0]
        let isServed = Digest(bytes: row[1] as Blob).map { task.serves(entry, $0) } ?? false
        let work = Work(
          need: need, leased: leases[example] ?? 0, counted: min(need, counts[example] ?? 0),
          isServed: isServed, isForReview: reviews.contains(example))
        // Whoever's cursor passed an open example did so for good; one that opens anew goes to the tail.
        try insert(work, channel: entry, example: example, place: places[example])
      }
      try retally(entry.key)
    }
  }

  func insert(
    _ work: Work, channel: Catalog.ChannelEntry, example: Int64, place: Int64? = nil
  ) throws {
    try db.run(
      """
      INSERT INTO work(channel, example, lane, seq, need, leased, counted, is_served, is_for_review, is_open)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        channel.key, example, channel.lane, work.isOpen ? try place ?? nextPlace(in: channel.lane) : 0, work.need,
        work.leased, work.counted, work.isServed, work.isForReview, work.isOpen,
      ])
  }

  /// Divides the examples anew among the channels of a task after a weight changed.
  func redivide(_ name: TaskName) throws {
    let task = try catalog.task(name)
    for entry in task.channels {
      let sql = """
        SELECT work.example, example.digest, is_served FROM work JOIN example ON example.key = work.example
        WHERE channel = ? ORDER BY work.example
        """
      for row in try Row.fetchAll(db, sql: sql, arguments: [entry.key]) {
        let serves = Digest(bytes: row[1] as Blob).map { task.serves(entry, $0) } ?? false
        guard serves != (row[2] as Bool), var work = try work(channel: entry.key, example: row[0]) else { continue }
        work.work.isServed = serves
        try save(work)
      }
      try retally(entry.key)
    }
  }

  private func retally(_ channel: Int64) throws {
    try db.run(
      """
      UPDATE tally SET (answers, wanted, done, examples) =
        (SELECT ifnull(sum(counted), 0), ifnull(sum(need), 0), ifnull(sum(counted >= need), 0), count(*)
         FROM work WHERE channel = ?1 AND is_served = 1)
      WHERE channel = ?1
      """, [channel])
  }

  /// Per example the different people whose first answer counts in a channel, from the facts.
  private func answerCounts(in target: Catalog.ChannelEntry, of task: Catalog.TaskEntry) throws -> [Int64: Int] {
    let sql = """
      SELECT response.example, response.person, response.build, assignment.channel FROM response
      JOIN assignment ON assignment.key = response.assignment
      JOIN build ON build.key = response.build
      WHERE build.task = ? AND response.answer IS NOT NULL ORDER BY response.key
      """
    struct Given: Hashable {
      let example: Int64
      let person: Int64
    }
    struct Source: Hashable {
      let build: Int64
      let channel: Int64
    }
    var people: Set<Given> = []
    var verdicts: [Source: Bool] = [:]
    var counts: [Int64: Int] = [:]
    for row in try Row.fetchAll(db, sql: sql, arguments: [task.key]) {
      let source = Source(build: row[2], channel: row[3])
      let verdict = verdicts[source] ?? doesCount(source.build, givenIn: source.channel, in: target)
      verdicts[source] = verdict
      guard verdict, catalog.fillsOverlap(row[1]), people.insert(Given(example: row[0], person: row[1])).inserted else {
        continue
      }
      counts[row[0], default: 0] += 1
    }
    return counts
  }

  private func doesCount(_ build: Int64, givenIn source: Int64, in target: Catalog.ChannelEntry) -> Bool {
    guard let given = catalog.buildsByKey[build], let from = catalog.channelsByKey[source] else { return false }
    return Accepting.counts(
      answerIn: from.channel.name, under: given.build, in: target.channel, at: target.build.build)
  }

  private func leases(in entry: Catalog.ChannelEntry) throws -> [Int64: Int] {
    let rows = try db.rows("SELECT example, count(*) FROM lease WHERE channel = ? GROUP BY example", [entry.key])
    return Dictionary(rows.map { ($0[0] as Int64, $0[1] as Int) }, uniquingKeysWith: { first, _ in first })
  }

  private func examplesForReview(in entry: Catalog.ChannelEntry) throws -> Set<Int64> {
    let sql = """
      SELECT response.example FROM response JOIN assignment ON assignment.key = response.assignment
      WHERE assignment.channel = ? AND status = 'skipped'
      GROUP BY response.example HAVING count(DISTINCT response.person) >= ?
      """
    return Set(try db.rows(sql, [entry.key, entry.build.build.policy.maxSkips]).map { $0[0] as Int64 })
  }
}

extension Catalog.TaskEntry {
  /// True where a channel serves an example: by its weight, or to a pool of its own.
  func serves(_ entry: Catalog.ChannelEntry, _ example: Digest) -> Bool {
    entry.channel.state != .retired
      && HomeChannel.serves(entry.channel, example, in: name, among: channels.map(\.channel))
  }
}
