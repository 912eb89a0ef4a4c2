import GRDB
import Glibc
import Labeling
import Queue

/// A copy of a queue, complete, verified and durable.
public struct Backup: Hashable, Sendable {
  public let contents: QueueContents
  public let bytes: Int
  public let digest: Digest
}

extension SQLiteStore {
  /// Pages copied between two looks at whether to go on.
  private static let stride: CInt = 128

  /// Copies the queue as it stands at one moment into a file of its own, while people work.
  ///
  /// One read transaction lasts as long as the copying: writers go on, and the write-ahead log grows meanwhile. The copy
  /// is opened again, and examined, before it gets its name.
  ///
  /// - Parameters:
  ///   - replaces: whether the copy may take the place of another file.
  ///   - progress: called between steps with pages; what it throws ends the copying, and nothing is left of it.
  /// - Throws: `cannotWrite`, `notPermitted`; `damaged` where the queue does not hold what it should.
  public func backUp(
    to place: String, replaces: Bool = false, progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> Backup {
    try refuse(place, replaces: replaces)
    let file = try PartialFile(for: place)
    let revision: Int
    do {
      revision = try withoutActuallyEscaping(progress) { try copyPages(to: file.path, progress: $0) }
    } catch let error as DatabaseError {
      let isOfTheCopy = [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN].contains(error.resultCode)
      throw Refusal(path: isOfTheCopy ? place : path).error(error)
    }
    let contents = try QueueFile.contents(of: file.path, named: path)
    guard contents.revision == revision else {
      throw QueueError.damaged(path: path, why: "its copy is at revision \(contents.revision), not at \(revision)")
    }
    let (digest, bytes) = try file.digest()
    try file.keep(replaces: replaces)
    return Backup(contents: contents, bytes: bytes, digest: digest)
  }

  /// The revision that was copied.
  private func copyPages(to copy: String, progress: @escaping (Int, Int) throws -> Void) throws -> Int {
    let target = try DatabaseQueue(path: copy)
    defer { try? target.close() }
    return try queue.read { db in
      // The first statement fixes the moment.
      guard let revision = try db.integer("SELECT revision FROM clock") else {
        throw QueueError.damaged(path: path, why: "its clock is missing")
      }
      try target.writeWithoutTransaction { target in
        // The file is made durable as a whole, or it is none.
        try target.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
        try db.backup(to: target, pagesPerStep: Self.stride) { step in
          try progress(step.completedPageCount, step.totalPageCount)
        }
        // One file that needs no log beside it.
        try target.execute(sql: "PRAGMA journal_mode = DELETE")
      }
      return Int(revision)
    }
  }

  private func refuse(_ place: String, replaces: Bool) throws(QueueError) {
    var status = stat()
    guard lstat(place, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotWrite(path: place, why: "it is not a regular file (give another name)")
    }
    for own in DatabaseFile.names(of: path) {
      var other = stat()
      if stat(own, &other) == 0, other.st_ino == status.st_ino, other.st_dev == status.st_dev {
        throw .cannotWrite(path: place, why: "it is the queue itself (give another name)")
      }
    }
    if !replaces { throw .alreadyThere(place) }
  }
}
