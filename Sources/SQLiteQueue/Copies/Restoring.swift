import GRDB
import Glibc
import Labeling
import Queue

/// Puts a backup in the place of a queue.
///
/// The order, and what a crash after each step leaves:
/// 1. The backup is copied beside the queue, brought up to this program's schema, examined, and made durable. *The old
///    queue.*
/// 2. Under the fair lock the old queue is copied to `queue.sqlite.replaced-MOMENT`, its write-ahead log first, byte by
///    byte. *The old queue.*
/// 3. Its log is carried over into it and removed, which SQLite does only while nobody else has the file open; the folder
///    is synced, so that the log cannot come back after a power loss and be taken for the new queue's. *The old queue.*
/// 4. The new file takes the queue's name by one `rename`; the folder is synced. *The new queue.*
///
/// Where the old queue is too damaged for step 3, its log has to be removed beside it. A marker says so from before that
/// to after step 4: whoever opens the queue meanwhile is refused and told to restore again, so that nobody works on a
/// queue without its log.
public struct Restoring {
  /// What was done, in order; a crash may come after each.
  public enum Step: Hashable, Sendable, CaseIterable {
    case copied, kept, folded, marked, unlogged, replaced
  }

  public struct Restored: Hashable, Sendable {
    public let contents: QueueContents
    /// Where the queue is now that was there before.
    public let replaced: String?
  }

  private let source: String
  private let path: String
  private let moment: Timestamp
  private let patience: Double
  private let after: (Step) -> Void

  /// Restores a backup.
  ///
  /// - Parameters:
  ///   - path: where the queue is, or shall be.
  ///   - moment: names the copy of the old queue.
  ///   - patience: seconds to wait for the fair lock.
  ///   - after: called after every step.
  /// - Throws: `unusableFile` where there is no such backup; `foreignFile`, `newerFile`, `damaged` for one that cannot be
  ///   restored; `busy` or `inUse` while anybody has the queue open. Nothing was changed then.
  public static func restore(
    _ source: String, to path: String, at moment: Timestamp, patience: Double = 5, after: (Step) -> Void = { _ in }
  ) throws(QueueError) -> Restored {
    try withoutActuallyEscaping(after) { after throws(QueueError) in
      try Restoring(source: source, path: path, moment: moment, patience: patience, after: after).run()
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
      throw Refusal(path: path).error(error)
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
      // Only what is written can fill a disk.
      let isFull = (error as? DatabaseError)?.resultCode == .SQLITE_FULL
      throw Refusal(path: isFull ? path : source).error(error)
    }
    let contents = try QueueFile.contents(of: copy, named: source)
    try new.sync()
    return contents
  }

  /// Steps 2 to 4. Where the old queue went.
  private func put(_ new: borrowing PartialFile, isThere: Bool) throws -> String? {
    var replaced: String?
    if isThere {
      replaced = try keepOld()
      after(.kept)
      do {
        try fold()
      } catch {
        if let replaced { for suffix in DatabaseFile.logs + [""] { unlink(replaced + suffix) } }
        throw error
      }
      var status = stat()
      if stat(path, &status) == 0 { try new.resemble(status) }
    }
    try Folder.sync(of: path)
    after(.folded)
    let logs = DatabaseFile.logs.map { path + $0 }.filter { access($0, F_OK) == 0 }
    if !logs.isEmpty {
      try mark()
      after(.marked)
      for log in logs where unlink(log) != 0 {
        throw QueueError.cannotWrite(path: log, why: String(cString: strerror(errno)))
      }
      try Folder.sync(of: path)
      after(.unlogged)
    }
    try new.keep(replaces: true)
    after(.replaced)
    unlink(path + DatabaseFile.halvesMarker)
    try Folder.sync(of: path)
    return replaced
  }

  /// Step 2. The log is there first: where the copy has its name, it is whole.
  private func keepOld() throws(QueueError) -> String {
    if let opener = Openers.find(path).first(where: { !$0.isOwn }) {
      throw .inUse(path: path, by: opener.description)
    }
    let place = "\(path).replaced-\(moment)".replacing(":", with: "-")
    for suffix in DatabaseFile.logs + [""] where access(path + suffix, F_OK) == 0 {
      let copy = try PartialFile(for: place + suffix)
      try copy.fill(from: path + suffix)
      var status = stat()
      if stat(path, &status) == 0 { try copy.resemble(status) }
      try copy.keep(replaces: false)
    }
    return place
  }

  /// Step 3. Does nothing to a queue that SQLite cannot read.
  private func fold() throws {
    do {
      var configuration = Configuration()
      configuration.busyMode = .immediateError
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      try queue.inDatabase { db in
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
        guard mode == "delete" else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
      }
    } catch let error as DatabaseError where error.isOfDamage {
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw QueueError.inUse(path: path, by: Openers.find(path).first { !$0.isOwn }?.description)
    }
  }

  private func mark() throws(QueueError) {
    let marker = path + DatabaseFile.halvesMarker
    let descriptor = open(marker, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path: marker, why: String(cString: strerror(errno))) }
    close(descriptor)
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
