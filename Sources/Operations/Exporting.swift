import Interchange
import Labeling
import Queue
import Records

/// Writes datasets: streaming, from one unchanging state of the queue, the same bytes for the same query and revision.
public struct Exporting: Sendable {
  /// What an export came to.
  public struct Outcome: Hashable, Sendable {
    public var rows: Int
    public var revision: Int
  }

  private let store: any QueueStore
  private let program: String

  private static let checkEvery = 256

  public init(store: any QueueStore, program: String) {
    self.store = store
    self.program = program
  }

  /// Writes a file that is complete or absent, and its manifest beside it.
  ///
  /// - Parameter checkpoint: called now and then with the rows so far; what it throws ends the export without a file.
  public func write(
    _ query: ExportQuery, to path: String, checkpoint: (Int) throws -> Void
  ) throws -> Outcome {
    var file = try WholeFile(at: path)
    var manifest = try WholeFile(at: "\(path).manifest.json")
    let (scope, tally) = try rows(of: query, checkpoint) { try file.append($0) }
    let digest = try file.digest()
    try manifest.append(
      ExportManifest(
        task: query.task, revision: scope.revision,
        query: query.json, rows: tally.rows, statuses: tally.statuses,
        labels: tally.labels, versions: tally.versions, file: digest, program: program
      ).bytes)
    // The rows last: where they are, all of it is. What can fail for want of room has happened by then.
    try file.settle()
    try manifest.keep()
    try file.keep()
    return Outcome(rows: tally.rows, revision: scope.revision)
  }

  /// Sends the rows to a reader who may be slow: they are kept aside first, so that nothing waits inside the queue.
  public func send(
    _ query: ExportQuery, checkpoint: (Int) throws -> Void, to reader: ([UInt8]) throws -> Void
  ) throws -> Outcome {
    var spool = try Spool()
    let (scope, tally) = try rows(of: query, checkpoint) { try spool.append($0) }
    try spool.drain(into: reader)
    return Outcome(rows: tally.rows, revision: scope.revision)
  }

  private func rows(
    of query: ExportQuery, _ checkpoint: (Int) throws -> Void, to sink: ([UInt8]) throws -> Void
  ) throws -> (ExportScope, ExportTally) {
    try store.read { snapshot in
      let scope = try ExportScope(query, in: snapshot)
      var tally = ExportTally()
      switch query.rows {
      case .examples:
        var rows = ExampleRows(scope.standing)
        try snapshot.forEachExample(of: query.task, upTo: scope.revision) { example, responses in
          let row = try rows.row(of: example, responses)
          tally.count(row)
          try sink(row.line)
          if tally.rows.isMultiple(of: Self.checkEvery) { try checkpoint(tally.rows) }
        }
      case .responses:
        let lines = ResponseLines(ResponseRows(scope.standing.versions, task: query.task))
        let shelf = try query.withData ? ExampleShelf(of: query.task, upTo: scope.revision, in: snapshot) : nil
        var relay = Relay { try lines.lines(of: $0) }
        var count = 0
        // Asked anew where the channel is another one than before.
        var scoped: (channel: ChannelName, isIn: Bool)?
        try snapshot.forEachResponse(of: query.task, upTo: scope.revision) { response in
          if scoped?.channel != response.channel {
            scoped = (response.channel, scope.standing.isInScope(response))
          }
          guard scoped?.isIn == true else { return }
          count += 1
          let given = ResponseLines.Given(response: response, data: try shelf?.row(of: response.example))
          if let done = try relay.take(given) { try sink(done) }
          if count.isMultiple(of: Self.checkEvery) { try checkpoint(count) }
        }
        for done in try relay.finish() { try sink(done) }
        tally = lines.tally
      }
      return (scope, tally)
    }
  }
}

extension ExportQuery {
  fileprivate var json: JSONObject {
    let channel =
      switch channels {
      case .named(let name): name.rawValue
      case .all: "all"
      }
    var members: [(String, JSON)] = [
      ("channel", .string(channel)), ("rows", .string(rows.rawValue)), ("consensus", "majority"),
    ]
    if let taxonomy { members.append(("taxonomy", .number(JSONNumber(taxonomy)))) }
    if withData { members.append(("with_data", true)) }
    return JSONObject(members)
  }
}
