import GRDB
import Queue

/// A queue's file that nobody works on: a backup, or a copy in the making.
enum QueueFile {
  /// Opens it for reading only, without the settings and the lock of a queue at work.
  static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Examines the whole file.
  ///
  /// - Parameter name: the path that an error names.
  /// - Throws: `damaged` with what does not hold.
  static func contents(of path: String, named name: String) throws(QueueError) -> QueueContents {
    do {
      let queue = try open(path)
      defer { try? queue.close() }
      return try queue.read { db in
        let findings = try Examination(db: db, isThorough: true).findings()
        if let first = findings.first { throw QueueError.damaged(path: name, why: first.message) }
        return QueueContents(
          revision: Int(try db.integer("SELECT revision FROM clock") ?? 0),
          answers: Int(try db.integer("SELECT count(*) FROM response WHERE answer IS NOT NULL") ?? 0))
      }
    } catch {
      throw Refusal(path: name).error(error)
    }
  }
}
