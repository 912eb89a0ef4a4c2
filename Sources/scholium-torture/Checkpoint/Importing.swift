import Dispatch
import Glibc
import Synchronization

/// An admin who imports more examples while annotators work: long transactions between their short ones. Where a short
/// one begins the log anew under a checkpointer that still has the long one's header, most is overlooked.
final class Importing: Sendable {
  private static let rows = 1000
  /// Microseconds between two imports, in which what was imported can be carried over whole.
  private static let pause: UInt32 = 100_000

  private struct Course {
    var isOver = false
    var count = 0
    var trouble: (any Error)?
  }

  private let stage: Stage
  private let first: Int
  private let course = Mutex(Course())
  private let end = DispatchGroup()

  init(into stage: Stage, from first: Int) {
    self.stage = stage
    self.first = first
    DispatchQueue(label: "import").async(group: end) { [self] in run() }
  }

  /// How many times it imported.
  func stop() throws -> Int {
    course.withLock { $0.isOver = true }
    end.wait()
    let course = course.withLock { $0 }
    if let trouble = course.trouble { throw trouble }
    return course.count
  }

  private func run() {
    var first = first
    while course.withLock({ !$0.isOver && $0.trouble == nil }) {
      do {
        try stage.importExamples(first..<first + Self.rows)
        course.withLock { $0.count += 1 }
        usleep(Self.pause)
      } catch {
        course.withLock { $0.trouble = error }
      }
      first += Self.rows
    }
  }
}
