import GRDB
import Labeling
import Queue

extension Snapshot {
  /// Responses have their keys in the order of their revisions.
  private static let facts = """
    SELECT response.key, response.example, response.person, assignment.channel, response.build, response.status,
      response.answer, response.supersedes, assignment.asked, response.settles, response.at, assignment.gold
    FROM response CROSS JOIN assignment ON assignment.key = response.assignment
    WHERE response.key > ? ORDER BY response.key
    """

  func forEachResponseFact(
    of name: TaskName, after response: Int?, _ body: (ResponseFact) throws -> Void
  ) throws {
    let builds = try catalog.task(name).builds
    let rows = try StreamedRows(Self.facts, response ?? 0, on: db)
    var lastBuild: Int64?
    while try rows.next() {
      // Most of a task's answers follow each other.
      let build = try rows.integer(4)
      if build != lastBuild {
        guard builds.contains(build) else { continue }
        lastBuild = build
      }
      guard let status = ResponseRecord.Status(rawValue: try rows.text(5)) else { throw DamagedRow.column("status") }
      guard let at = Timestamp(stored: try rows.integer(10)) else { throw DamagedRow.column("at") }
      let answer = try rows.integerIfAny(6)
      try body(
        ResponseFact(
          response: Int(try rows.integer(0)), example: Int(try rows.integer(1)), person: Int(try rows.integer(2)),
          channel: Int(try rows.integer(3)), build: Int(build), status: status, answer: answer.map { Int($0) },
          supersedes: try rows.integerIfAny(7).map { Int($0) },
          asked: answer == nil ? nil : try rows.integerIfAny(8).map { Int($0) },
          settles: try rows.integerIfAny(9).map { Int($0) },
          isGold: try rows.integerIfAny(11) != nil, at: at))
    }
  }

  func examples(
    _ standing: ExampleStanding, in channel: ChannelName, of name: TaskName
  ) throws(QueueError) -> [Int] {
    let entry = try catalog.task(name).channel(channel)
    let done = "(counted >= need OR is_for_review = \(Work.Review.done.rawValue))"
    let served = "SELECT example FROM work WHERE stage = ? AND is_served = 1 AND"
    return switch standing {
    case .done: try checked { try keys("\(served) \(done) ORDER BY example", entry.stage) }
    case .open: try checked { try keys("\(served) NOT \(done) ORDER BY example", entry.stage) }
    case .leased:
      try checked {
        try keys("SELECT DISTINCT example FROM lease WHERE channel = ? AND is_gold = 0 ORDER BY example", entry.key)
      }
    case .review:
      try reviewCalls(in: channel, of: name).filter { !$0.value.isDisjoint(with: [.flagged, .skipped]) }.map(\.key)
        .sorted()
    case .stuck: try reviewCalls(in: channel, of: name).filter { $0.value.contains(.stuck) }.map(\.key).sorted()
    }
  }

  private func keys<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> [Int] {
    let rows = try StreamedRows(sql, repeat each values, on: db)
    var keys: [Int] = []
    while try rows.next() { keys.append(Int(try rows.integer(0))) }
    return keys
  }

  func content(at key: Int, of name: TaskName) throws(QueueError) -> [UInt8] {
    let task = try catalog.task(name)
    let sql = "SELECT data FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1"
    let row = try checked { try db.row(sql, task.dataset, key).map { try ($0[0] as Blob?)?.bytes } }
    guard let row else { throw .broken("example \(key) is missing") }
    return row ?? Array("{}".utf8)
  }
}
