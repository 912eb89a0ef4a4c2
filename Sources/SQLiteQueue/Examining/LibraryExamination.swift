import GRDB
import GRDBSQLite
import Queue

/// Examines the SQLite that this program runs with.
enum LibraryExamination {
  /// Releases in which a checkpoint of another program can overtake a write and corrupt the file, the WAL-reset race, and
  /// those that mend it: 3.51.3, and 3.50.7 and 3.44.6 in their lines (sqlite.org/wal.html).
  static func hasResetRace(_ version: Int32) -> Bool {
    let (line, patch) = (version / 1000, version % 1000)
    return switch line {
    case ..<3007: false
    case 3044: patch < 6
    case 3050: patch < 7
    case 3051: patch < 3
    default: line < 3051
    }
  }

  static func findings() -> [Finding] {
    var findings = settings()
    let version = String(cString: sqlite3_libversion())
    if hasResetRace(sqlite3_libversion_number()) {
      findings.append(
        Finding(
          .sqlite, .note,
          "SQLite \(version) has the WAL-reset race: Scholium's lock keeps its own programs from it, and no other program should write to the queue or checkpoint it",
          remedy: "where others must, SQLite 3.51.3 or newer"))
    } else {
      findings.append(Finding(.sqlite, .ok, "SQLite \(version)"))
    }
    return findings
  }

  /// Whether a connection gets the settings that the promises rest on.
  private static func settings() -> [Finding] {
    do {
      try DatabaseQueue().inDatabase { db in try Connection.applySettings(to: db) }
      return []
    } catch {
      return [
        Finding(
          .sqlite, .error, Refusal(path: "SQLite").error(error).description, remedy: "another SQLite library")
      ]
    }
  }
}
