import GRDB
import Labeling
import Queue

/// Why there is nothing for a person, and when there may be.
extension Claiming {
  func idle(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Int64, besides open: Int64?
  ) throws -> Idle {
    if let retry = try nextReturn(in: channels, of: task, for: person, besides: open) {
      return Idle(.busy, retryAt: Timestamp(microseconds: retry))
    }
    return Idle(try transaction.stuckCount.areStalled(channels, of: task) ? .stuck : .finished)
  }

  /// When the first lease ends, or the first settlement gives its place up, that stands between this person and work.
  private func nextReturn(
    in channels: [Catalog.ChannelEntry], of task: Catalog.TaskEntry, for person: Int64, besides open: Int64?
  ) throws -> Int64? {
    let mayWait = """
      work.counted < work.need AND work.is_for_review = 0 AND (
        work.is_served = 1 AND (
          NOT EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = work.example AND person = ?2)
          OR EXISTS (SELECT 1 FROM inbox AS own
            WHERE own.stage = work.stage AND own.example = work.example AND own.person = ?2))
        OR EXISTS (SELECT 1 FROM comeback WHERE comeback.person = ?2 AND task = ?4 AND comeback.is_gold = 0
          AND comeback.example = work.example AND (comeback.channel = ?5 OR work.is_served = 1)))
      """
    let leases = """
      SELECT min(lease.expires) FROM lease LEFT JOIN work ON work.stage = ?1 AND work.example = lease.example
      WHERE lease.channel = ?5 AND lease.assignment IS NOT ?6 AND (lease.person = ?2 OR (\(mayWait)))
      """
    let settlements = """
      SELECT inbox.due FROM inbox INDEXED BY inbox_due CROSS JOIN work
        ON work.stage = inbox.stage AND work.example = inbox.example
      WHERE inbox.is_moved = 0 AND inbox.stage = ?1 AND work.waiting > 0 AND \(mayWait)
      ORDER BY inbox.due LIMIT 1
      """
    return try channels.flatMap { channel in
      [
        try db.integer(leases, channel.stage, person, task.scope, task.key, channel.key, open),
        try db.integer(settlements, channel.stage, person, task.scope, task.key, channel.key),
      ]
    }.compactMap { $0 }.min()
  }
}
