import Labeling
import Queue
import Records
import Synchronization

/// Makes lines of responses on another thread, while the next ones are read.
final class ResponseLines: Sendable {
  struct Given: Sendable {
    let response: ResponseRecord
    /// The example, where rows are to carry it.
    let data: JSONObject?
  }

  private struct State {
    var rows: ResponseRows
    var tally = ExportTally()
  }

  private let state: Mutex<State>

  init(_ rows: sending ResponseRows) { state = Mutex(State(rows: rows)) }

  var tally: ExportTally { state.withLock { $0.tally } }

  /// The lines of these, behind those of the ones before.
  func lines(of responses: [Given]) throws -> [UInt8] {
    try state.withLock { state in
      var lines: [UInt8] = []
      lines.reserveCapacity(responses.count * 1024)
      for given in responses {
        let row = try state.rows.row(of: given.response, data: given.data)
        state.tally.count(row)
        lines.append(contentsOf: row.line)
      }
      return lines
    }
  }
}
