import GRDB
import Queue

extension Progress {
  /// How far a channel is, as its working row counts it.
  init(of channel: Catalog.ChannelEntry, _ db: Database) throws {
    let sql = "SELECT answers, wanted, done, examples FROM tally WHERE stage = ?"
    guard let row = try db.row(sql, channel.stage) else {
      self.init()
      return
    }
    try self.init(answers: row.count(0), wanted: row.count(1), done: row.count(2), examples: row.count(3))
  }
}
