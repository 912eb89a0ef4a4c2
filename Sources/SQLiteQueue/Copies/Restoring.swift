import GRDB
import Glibc
import Queue

/// Puts a backup in the place of a queue.
///
/// The order, and what a crash after each step leaves:
/// 1. The backup is copied beside the queue, brought up to this program's schema, examined, and made durable. *The old
///    queue.*
/// 2. Under the fair lock the old queue's write-ahead log is carried over into it and removed, which SQLite does only
///    while nobody else has the file open; the folder is synced, so that the log cannot come back after a power loss and
///    be taken for the new queue's. *The old queue, in one file.*
/// 3. The old queue is copied to `queue.sqlite.replaced-REVISION`. *The old queue.*
/// 4. The new file takes the queue's name by one `rename`; the folder is synced. *The new queue.*
///
/// Where the old queue is too damaged for step 2, its log has to be moved aside by a second renaming. A marker beside the
/// queue says so from before the first to after the last: whoever opens the queue meanwhile is refused and told to
/// restore again, so that nobody works on the halves.
public struct Restoring {
  /// What was done, in order; a crash may come after each.
  public enum Step: Hashable, Sendable, CaseIterable {
    case copied, folded, kept, marked, movedAside, replaced
  }

  public struct Restored: Hashable, Sendable {
    public let contents: QueueContents
    /// Where the queue is now that was there before.
    public let replaced: String?
  }

  private let source: String
  private let path: String
  private let patience: Double
  private let after: (Step) -> Void

  /// Restores a backup.
  ///
  /// - Parameters:
  ///   - path: where the queue is, or shall be.
  ///   - patience: seconds to wait for the fair lock.
  ///   - after: called after every step.
  /// - Throws: `unusableFile` where there is no such backup; `foreignFile`, `newerFile`, `damaged` for one that cannot be
  ///   restored; `busy` or `inUse` while anybody has the queue open. Nothing was changed then.
  public static func restore(
    _ source: String, to path: String, patience: Double = 5, after: (Step) -> Void = { _ in }
  ) throws(QueueError) -> Restored {
    try withoutActuallyEscaping(after) { after throws(QueueError) in
      try Restoring(source: source, path: path, patience: patience, after: after).run()
    }
  }

  private func run() throws(QueueError) -> Restored {
    guard try DatabaseFile.inspect(source) == .ours else {
      throw .unusableFile(path: source, why: "there is no backup there (scholium backup FILE makes one)")
    }
    guard !isSameFile(source, path) else {
      throw .unusableFile(path: source, why: "it is the queue itself (give the file that scholium backup made)")
    }
    let isThere = try isQueueThere()
    let new = try PartialFile(for: path)
    let contents = try fill(new)
    after(.copied)
    do {
      let replaced = try FairLock(besideDatabaseAt: path).withTurn(patience: patience) {
        try put(new, isThere: isThere)
      }
      return Restored(contents: contents, replaced: replaced)
    } catch {
      throw SQLiteStore.translate(error, path: path)
    }
  }

  /// Refuses to take the place of anything but a queue.
  private func isQueueThere() throws(QueueError) -> Bool {
    do {
      return try DatabaseFile.inspect(path, refusesHalves: false) == .ours
    } catch .foreignFile(_, let what) {
      throw .unusableFile(
        path: path,
        why: "\(what), or its first page is damaged (move it and the files beside it away, then restore again)")
    }
  }

  /// Step 1.
  private func fill(_ new: borrowing PartialFile) throws(QueueError) -> QueueContents {
    let copy = new.path
    do {
      let backup = try QueueFile.open(source)
      defer { try? backup.close() }
      let target = try DatabaseQueue(path: copy)
      defer { try? target.close() }
      try backup.read { backup in
        guard try !Connection.migrations.hasBeenSuperseded(backup) else { throw QueueError.newerFile(path: source) }
        try target.writeWithoutTransaction { target in
          try backup.backup(to: target)
          try target.execute(sql: "PRAGMA journal_mode = DELETE")
        }
      }
      try Connection.migrations.migrate(target)
    } catch {
      throw SQLiteStore.translate(error, path: source)
    }
    let contents = try QueueFile.contents(of: copy, named: source)
    try new.sync()
    return contents
  }

  /// Steps 2 to 4. Where the old queue went.
  private func put(_ new: borrowing PartialFile, isThere: Bool) throws -> String? {
    let old = isThere ? try fold() : Folded(revision: nil, isWhole: false)
    try Folder.sync(of: path)
    after(.folded)
    var replaced: String?
    if isThere {
      replaced = try keepOld(named: old.revision.map(String.init) ?? "damaged")
      var status = stat()
      if stat(path, &status) == 0 { try new.resemble(status) }
    }
    after(.kept)
    let halves = old.isWhole ? [] : DatabaseFile.logs.filter { access(path + $0, F_OK) == 0 }
    if !halves.isEmpty {
      try mark()
      after(.marked)
      let place = replaced ?? freeName("\(path).replaced-log")
      for log in halves { try move(path + log, to: place + log) }
      after(.movedAside)
    }
    try new.keep(replaces: true)
    after(.replaced)
    unlink(path + DatabaseFile.halvesMarker)
    try Folder.sync(of: path)
    return replaced
  }

  private struct Folded {
    let revision: Int64?
    /// Whether it is one file now, with no log beside it.
    let isWhole: Bool
  }

  /// Step 2.
  private func fold() throws -> Folded {
    if let holder = Openers.find(path).first(where: { !$0.isOwn }) {
      throw QueueError.inUse(path: path, by: holder.description)
    }
    do {
      var configuration = Configuration()
      configuration.busyMode = .immediateError
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.inDatabase { db in
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
        guard mode == "delete" else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
        return Folded(revision: try? db.integer("SELECT revision FROM clock"), isWhole: true)
      }
    } catch let error as DatabaseError where error.isOfDamage {
      return Folded(revision: nil, isWhole: false)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw QueueError.inUse(path: path, by: Openers.find(path).first { !$0.isOwn }?.description)
    }
  }

  /// Step 3.
  private func keepOld(named revision: String) throws -> String {
    let place = freeName("\(path).replaced-\(revision)")
    let copy = try PartialFile(for: place)
    try copy.fill(from: path)
    var status = stat()
    if stat(path, &status) == 0 { try copy.resemble(status) }
    try copy.keep(replaces: false)
    return place
  }

  private func freeName(_ name: String) -> String {
    var candidate = name
    var number = 2
    while (DatabaseFile.logs + [""]).contains(where: { access(candidate + $0, F_OK) == 0 }) {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  private func mark() throws(QueueError) {
    let marker = path + DatabaseFile.halvesMarker
    let descriptor = open(marker, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path: marker, why: String(cString: strerror(errno))) }
    close(descriptor)
    try Folder.sync(of: path)
  }

  private func move(_ old: String, to new: String) throws(QueueError) {
    guard rename(old, new) == 0 else { throw .cannotWrite(path: new, why: String(cString: strerror(errno))) }
    try Folder.sync(of: path)
  }

  private func isSameFile(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }
}

extension DatabaseError {
  /// True where the file itself cannot be read as a database.
  fileprivate var isOfDamage: Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains(resultCode)
  }
}
