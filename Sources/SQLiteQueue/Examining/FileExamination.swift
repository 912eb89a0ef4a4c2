import GRDB
import Labeling
import Queue

/// Examines a queue from outside: its files, who has them open, and its rows. It takes no lock that others wait for,
/// changes nothing, and works on a queue that cannot be opened.
public struct FileExamination {
  /// Whether a big file is looked through whole, too.
  private let isThorough: Bool
  private let path: String
  /// Seconds to wait for others before saying that they are in the way.
  private let patience: Double

  public struct Report: Sendable {
    /// Everything that was looked at and what it came to, in order.
    public fileprivate(set) var findings: [Finding]
    /// Why nobody can work on the queue as it is.
    public fileprivate(set) var obstacle: QueueError?
  }

  public static func run(_ path: String, isThorough: Bool = false, patience: Double = 2) -> Report {
    let examination = FileExamination(isThorough: isThorough, path: path, patience: patience)
    var report = Report(findings: [])
    do {
      try examination.run(&report)
    } catch {
      report.obstacle = error
      report.findings.append(Finding(.file, .error, error))
    }
    report.findings += LibraryExamination.findings()
    return report
  }

  private func run(_ report: inout Report) throws(QueueError) {
    let presence = try DatabaseFile.inspect(path)
    let place = PlaceExamination(path: path)
    guard presence == .ours else {
      report.findings += [Finding(.file, .note, "there is no queue at \(path) yet", remedy: "scholium publish TASK")]
      report.findings += place.disk()
      return
    }
    let openers = Openers.find(path).filter { !$0.isOwn }
    report.findings +=
      [Finding(.file, .ok, "\(path) is a queue")] + place.leftovers(openers)
      + place.permissions() + place.disk()
    report.findings += WriterExamination(path: path, openers: openers, patience: patience).findings() + log(openers)
    report.findings += try rows()
  }

  // MARK: The log

  /// Bytes from which a write-ahead log is told of.
  private static let longLog: Int64 = 64 << 20

  private func log(_ openers: [Opener]) -> [Finding] {
    let size = PlaceExamination.size(of: path + "-wal") ?? 0
    guard size > Self.longLog else { return [Finding(.log, .ok, "the write-ahead log has \(Self.megabytes(size))")] }
    let readers = openers.filter(\.isReading)
    guard readers.isEmpty else {
      return [
        Finding(
          .log, .warning,
          "the write-ahead log has \(Self.megabytes(size)), and cannot be cut while \(readers.map(\.description).joined(separator: " and ")) \(readers.count == 1 ? "reads" : "read")",
          remedy:
            "end \(readers.count == 1 ? "it" : "them") (kill \(readers.map { "\($0.process)" }.joined(separator: " "))), then scholium doctor --mend"
        )
      ]
    }
    return [
      Finding(
        .log, .warning, "the write-ahead log has \(Self.megabytes(size)): somebody read for long while others wrote",
        remedy: "scholium doctor --mend")
    ]
  }

  static func megabytes(_ bytes: Int64) -> String {
    bytes < 10 << 20 ? "\((bytes + 1023) >> 10) kB" : "\(bytes >> 20) MB"
  }

  // MARK: The rows

  private func rows() throws(QueueError) -> [Finding] {
    // Another account's connection would leave files beside the queue that its owner cannot write.
    guard PlaceExamination(path: path).isWritable else {
      return [
        Finding(
          .integrity, .warning, "its rows were not looked at: this account may not write here",
          remedy: "run scholium doctor as the owner of \(path)")
      ]
    }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(patience)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.read { db in try rows(db) }
    } catch {
      throw Refusal(path: path).error(error)
    }
  }

  private func rows(_ db: Database) throws -> [Finding] {
    guard try !Connection.migrations.hasBeenSuperseded(db) else { throw QueueError.newerFile(path: path) }
    guard try Connection.migrations.hasCompletedMigrations(db) else {
      return [
        Finding(
          .schema, .note, "an older scholium made it; its rows are looked at once it is brought up to date",
          remedy: "scholium status")
      ]
    }
    let examination = try Examination(db: db, isThorough: isThorough)
    let found = try examination.findings()
    var findings: [Finding] = []
    if found.isEmpty {
      let revision = try db.integer("SELECT revision FROM clock") ?? 0
      let answers = try db.integer("SELECT count(*) FROM response WHERE answer IS NOT NULL") ?? 0
      let depth =
        examination.isWhole ? "" : "; quick, since it is big: --thorough looks at every byte and every row of work"
      findings.append(
        Finding(
          .integrity, .ok,
          "revision \(revision) with \(answers) answers: file, schema, references and rules hold\(depth)"))
    }
    return try findings + found + auditTrail(db) + sessions(db)
  }

  /// Whether every entry of the trail is what was written behind the one before it.
  private func auditTrail(_ db: Database) throws -> [Finding] {
    let rows = try CellCursor(AuditEntry.columns, on: db)
    var last: AuditEntry?
    while let row = try rows.next() {
      let entry = try AuditEntry(row)
      guard entry.follows(last) else {
        return [
          Finding(
            .audit, .error, "entry \(entry.number) of the audit trail is not what was written behind the one before it",
            remedy: "compare with the trail of a backup: scholium audit")
        ]
      }
      last = entry
    }
    guard let last else { return [] }
    return [
      Finding(
        .audit, .ok, "the audit trail of \(last.number) entries holds; the last one's digest is \(last.digest.short)")
    ]
  }

  private func sessions(_ db: Database) throws -> [Finding] {
    let sql = """
      SELECT session.process, count(*), max(lease.expires) FROM lease JOIN session ON session.key = lease.session
      WHERE session.closed IS NULL GROUP BY session.key
      """
    let dead = try db.rows(sql).filter { !ProcessMark.isRunning($0.cell(0).words) }
    let held = try dead.reduce(0) { try $0 + ($1[1] as Int) }
    guard held > 0 else { return [Finding(.sessions, .ok, "no example is held by a session that died")] }
    let last = dead.compactMap { $0.cell(2).number }.max().map { Timestamp(microseconds: $0) }
    return [
      Finding(
        .sessions, .note,
        "\(held) \(held == 1 ? "example is" : "examples are") held by \(dead.count == 1 ? "a session" : "\(dead.count) sessions") that died; their people get them back at once, others by \(last?.description ?? "their leases' end")"
      )
    ]
  }
}

extension Finding {
  /// An error of ours says what to do at its end, in parentheses.
  init(_ check: Check, _ severity: Severity, _ error: QueueError) {
    let text = error.description
    guard text.hasSuffix(")"), let start = text.ranges(of: " (").last else {
      self.init(check, severity, text)
      return
    }
    self.init(
      check, severity, String(text[..<start.lowerBound]), remedy: String(text[start.upperBound...].dropLast()))
  }
}
