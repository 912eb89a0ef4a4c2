import GRDB
import Labeling

/// The one row of the clock.
struct StoredClock {
  let revision: Int64
  let at: Timestamp
  /// Counts the changes to tasks, channels, builds and people.
  let definitions: Int64

  /// Counters beyond this are nobody's, and there is room to reckon with those below.
  private static let counters: ClosedRange<Int64> = 0...(1 << 53)

  init(_ db: Database) throws {
    guard let row = try db.row("SELECT revision, at, definitions FROM clock") else {
      throw DamagedRow("its clock is missing")
    }
    (revision, definitions) = try (row[0], row[2])
    at = try row.moment(1)
    guard Self.counters.contains(revision), Self.counters.contains(definitions) else {
      throw DamagedRow("its clock tells what cannot be")
    }
  }
}
