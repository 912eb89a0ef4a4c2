import GRDB
import Labeling
import Queue

/// What is leased already: what ran out, and what the person holds open.
extension Claiming {
  /// Starts the lease of the assignment anew that something is reserved besides. Its key.
  func keep(_ open: AssignmentID) throws -> Int64 {
    let assignment = try transaction.assignment(open, of: claim.person)
    guard assignment.session != nil else { throw QueueError.alreadyEnded(try ending(of: assignment.key)) }
    try transaction.checkOwner(of: assignment, is: claim.session)
    try hold(assignment.key, until: expiry(of: assignment.build.build))
    return assignment.key
  }

  private func hold(_ assignment: Int64, until expiry: Timestamp) throws {
    try db.run(
      "UPDATE lease SET session = ?, expires = ? WHERE assignment = ?",
      try session(), expiry.microseconds, assignment)
  }

  /// Nothing waits for longer than it would from now on: a clock that was ahead for a time would make it wait until then.
  /// Facts tell of such a time, by being later than now.
  func shortenWaits() throws {
    guard transaction.now < transaction.moment else { return }
    let (lease, settlement) = catalog.longestWaits
    try db.run(
      "UPDATE lease SET expires = ?1 WHERE expires > ?1",
      claim.latestEnd(ofWaiting: lease).microseconds)
    try db.run(
      "UPDATE inbox INDEXED BY inbox_due SET due = ?1 WHERE is_moved = 0 AND due > ?1",
      claim.latestEnd(ofWaiting: settlement).microseconds)
  }

  /// So many leases are ended at once, some 15 microseconds each. Where more run out together, each claim ends a few, so
  /// that none takes much longer than another; it adds one lease and ends eight.
  private static let atOnce = 64
  private static let ofMany = 8
  private static let ranOut =
    "SELECT assignment FROM lease WHERE expires <= ? ORDER BY expires, assignment LIMIT \(atOnce + 1)"

  /// Ends leases that have run out, the oldest first; what they held comes back to its person once.
  ///
  /// - Returns: true where there are more of them.
  func expireLeases() throws -> Bool {
    let due = try db.rows(Self.ranOut, transaction.now.microseconds)
    let isMany = due.count > Self.atOnce
    for row in isMany ? due.prefix(isDraining ? Self.atOnce : Self.ofMany) : due[...] {
      let assignment = try transaction.assignment(row[0] as Int64)
      try transaction.record("expired", on: assignment.key)
      try transaction.endLease(of: assignment)
      try transaction.promiseComeback(of: assignment)
    }
    return isMany
  }

  /// What the person holds open already in some channels.
  struct Held {
    fileprivate let assignment: Int64
    fileprivate let session: String
    /// Another running terminal of theirs is at it.
    let isElsewhere: Bool
    fileprivate let expiry: Timestamp
  }

  /// The oldest first; of a reservation this session's own one.
  func held(of person: Int64, besides open: Int64?, in channels: [Catalog.ChannelEntry]) throws -> [Held] {
    let sql = """
      SELECT lease.assignment, lease.channel, session.id, session.process, session.closed, lease.expires, session.beat
      FROM lease JOIN session ON session.key = lease.session WHERE lease.person = ?
      ORDER BY session.id <> ?, lease.assignment
      """
    // Beside NULL all sessions are alike.
    let ownFirst = open.map { _ in claim.session.rawValue }
    return try db.rows(sql, person, ownFirst).compactMap { row in
      let (assignment, channel) = try (row[0] as Int64, row[1] as Int64)
      guard assignment != open, channels.contains(where: { $0.key == channel }) else { return nil }
      let session = try row[2] as String
      let isElsewhere =
        try session != claim.session.rawValue && (row[4] as Int64?) == nil
        && transaction.store.isAlive(process: row[3], beat: row[6], at: transaction.now)
      return try Held(assignment: assignment, session: session, isElsewhere: isElsewhere, expiry: row.moment(5))
    }
  }

  /// Takes what is held, unless another running terminal is at it and is not to be ousted. One that is loses all that it
  /// holds. A reservation keeps the lease that it has.
  ///
  /// - Returns: also how many remain with other terminals.
  func resume(_ held: [Held], besides open: Int64?) throws -> (Assignment?, elsewhere: Int) {
    let elsewhere = held.filter(\.isElsewhere)
    let taken = claim.takesOver ? wanted(of: held) : nil
    guard let first = taken ?? held.first(where: { !$0.isElsewhere }) else { return (nil, elsewhere.count) }
    let assignment = try transaction.assignment(first.assignment)
    let end = open == nil ? expiry(of: assignment.build.build) : first.expiry
    let lost = elsewhere.filter { $0.session == taken?.session }
    for other in lost where other.assignment != first.assignment { try hold(other.assignment, until: other.expiry) }
    try hold(first.assignment, until: end)
    return (try shown(assignment, until: end), elsewhere.count - lost.count)
  }

  /// What somebody wants who takes over: what another terminal showed last, even one that ended since they saw it; else
  /// what is shown here. What was shown last had its lease begun anew last.
  private func wanted(of held: [Held]) -> Held? {
    let others = held.filter { $0.session != claim.session.rawValue }
    let running = others.filter(\.isElsewhere)
    return (!running.isEmpty ? running : !others.isEmpty ? others : held)
      .max { ($0.expiry, $1.assignment) < ($1.expiry, $0.assignment) }
  }
}
