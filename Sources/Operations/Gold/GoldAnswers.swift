import Labeling
import Queue
import Records

/// The responses to a task's gold examples, row by row, each beside what is known.
public struct GoldAnswers: Sendable {
  private let store: any QueueStore

  private static let checkEvery = 256

  public init(store: any QueueStore) { self.store = store }

  /// Sends the rows to a reader who may be slow: they are kept aside first, so that nothing waits inside the queue.
  ///
  /// - Parameter checkpoint: called now and then with the rows so far; what it throws ends the work.
  /// - Returns: how many rows there are.
  public func send(
    _ task: TaskName, channel: ChannelName, checkpoint: (Int) throws -> Void = { _ in },
    to reader: ([UInt8]) throws -> Void
  ) throws -> Int {
    var spool = try Spool()
    let count = try store.read { snapshot in
      var rows = try GoldAnswerRows(of: task, channel: channel, snapshot)
      var count = 0
      try snapshot.forEachGoldResponse(of: task, upTo: snapshot.revision) { given in
        try spool.append(try rows.row(of: given).utf8() + [UInt8(ascii: "\n")])
        count += 1
        if count.isMultiple(of: Self.checkEvery) { try checkpoint(count) }
      }
      return count
    }
    try spool.drain(into: reader)
    return count
  }
}

/// Makes a row of a response to gold.
private struct GoldAnswerRows {
  private let task: TaskName
  private let snapshot: any QueueSnapshot
  private let book: GoldBook
  private var chains = GoldChains()

  init(of task: TaskName, channel: ChannelName, _ snapshot: any QueueSnapshot) throws {
    self.task = task
    self.snapshot = snapshot
    let channel = try snapshot.channel(channel, of: task)
    book = try GoldBook(of: task, under: try snapshot.build(channel.build), upTo: snapshot.revision, snapshot)
    // Which answer of a chain is scored is known at its end.
    var chains = GoldChains()
    try snapshot.forEachGoldResponse(of: task, upTo: snapshot.revision) { try chains.take($0.response, snapshot) }
    self.chains = chains
  }

  mutating func row(of given: GoldResponse) throws -> JSON {
    let response = given.response
    let build = try snapshot.build(at: response.build)
    let compared = try response.answer.flatMap { answer in
      try book.compare(answer: answer, under: response.build, with: response.example)
    }
    let right = (compared?.score.questions ?? []).map { ($0.question.rawValue, JSON.bool($0.isRight)) }
    return .object(
      JSONObject([
        ("annotator", .string(try snapshot.person(at: response.person).name)),
        ("example", .string(try snapshot.example(at: response.example, of: task).description)),
        ("data", try Stored.json(try snapshot.content(ofGold: given.gold, of: task))),
        ("known", try json(book.answer(of: response.example))), ("answer", try json(response.answer)),
        ("right", .object(JSONObject(right))),
        ("unscored", .array((compared?.unscored ?? []).map { .string($0.rawValue) })),
        ("status", .string(response.status.rawValue)), ("scored", .bool(chains.isScored(response))),
        ("channel", .string(try snapshot.channel(at: response.channel).rawValue)),
        ("ui_version", .number(JSONNumber(build.ui.version))),
        ("taxonomy_version", .number(JSONNumber(build.taxonomy.version))), ("at", .string(response.at.description)),
      ]))
  }

  private func json(_ answer: Int?) throws -> JSON {
    try answer.map { try Stored.json(try snapshot.answer(at: $0).utf8) } ?? .null
  }
}
