import GRDB
import Queue

/// Looks through a queue's rows for what must be true of them whatever happened to the machine.
struct Examination {
  let db: Database
  /// Whether the file is looked through whole.
  let isWhole: Bool

  /// - Parameter isThorough: whether a big file is looked through whole, too.
  init(db: Database, isThorough: Bool) throws {
    self.db = db
    let pages = try db.integer("PRAGMA page_count") ?? 0
    let size = try db.integer("PRAGMA page_size") ?? 0
    isWhole = isThorough || pages * size <= Self.smallFile
  }

  /// Bytes up to which every examination is thorough.
  private static let smallFile = 64 << 20

  /// Everything that does not hold; empty for a sound queue.
  func findings() throws -> [Finding] {
    let damage = try integrity()
    guard damage.isEmpty else { return damage }
    let differences = try SchemaComparison(db: db).findings()
    // The rules ask for tables that may be missing.
    guard !differences.contains(where: { $0.severity == .error }) else { return differences }
    let facts = try references() + rules()
    return try differences + facts + work(comparing: facts.isEmpty)
  }

  /// Whether the file is looked through whole.

  private func integrity() throws -> [Finding] {
    let pragma = isWhole ? "integrity_check" : "quick_check"
    let told = try String.fetchAll(db, sql: "PRAGMA \(pragma)(10)")
    guard told != ["ok"] else { return [] }
    // SQLite says several things in one row, with the database's name above them.
    let lines = told.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("***") }
    return [
      Finding(
        .integrity, .error, "the file is damaged: \(lines.prefix(3).joined(separator: "; "))",
        remedy: "keep a copy of it and of the files beside it, then scholium restore BACKUP")
    ]
  }

  private func references() throws -> [Finding] {
    let orphans = try db.rows("PRAGMA foreign_key_check")
    guard let first = orphans.first else { return [] }
    return [
      Finding(
        .references, .error,
        "\(orphans.count) \(orphans.count == 1 ? "row points" : "rows point") at rows that are not there, the first in '\(try first[0] as String? ?? "?")'",
        remedy: "scholium restore BACKUP")
    ]
  }

  private func rules() throws -> [Finding] {
    try QueueRule.ofFacts.compactMap { rule in
      guard let (count, sample) = try broken(rule.query) else { return nil }
      return Finding(.rules, .error, "\(rule.name) (\(count), such as \(sample))", remedy: "scholium restore BACKUP")
    }
  }

  /// - Parameter comparing: whether the facts hold, so that rows can be reckoned from them.
  private func work(comparing: Bool) throws -> [Finding] {
    var found: [Finding] = []
    for rule in QueueRule.ofWork {
      guard let (count, sample) = try broken(rule.query) else { continue }
      found.append(
        Finding(.work, .error, "\(rule.name) (\(count), such as \(sample))", remedy: "scholium doctor --mend"))
    }
    // What is counted wrongly differs from the answers, too.
    guard found.isEmpty, isWhole, comparing else { return found }
    do {
      return try WorkComparison(db: db).findings()
    } catch QueueError.broken(let why) {
      // What no program of ours writes: an answer, say, that is no JSON.
      return [Finding(.rules, .error, why, remedy: "scholium restore BACKUP")]
    }
  }

  /// How many rows break a rule, and one of them.
  private func broken(_ query: String) throws -> (count: Int64, sample: String)? {
    guard let row = try db.row("SELECT count(*), min(sample) FROM (\(query))") else { return nil }
    let count: Int64 = try row[0]
    return count == 0 ? nil : (count, row.cell(1).description)
  }
}

extension SQLiteStore {
  /// What is damaged in the file, and which rules of ours its rows break; empty for a sound queue.
  public func examine() throws -> [Finding] {
    try reading { db in try Examination(db: db, isThorough: false).findings() }
  }
}
