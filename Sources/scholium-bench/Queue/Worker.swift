import Glibc
import Labeling
import Queue
import QueueTwin
import SQLiteQueue

/// Somebody who claims and submits as fast as they can.
protocol Worker {
  /// Claims the next example; false where there is none.
  func claim() throws -> Bool
  /// Answers what was claimed last.
  ///
  /// - Parameter claimsNext: whether the next example is claimed in the same transaction.
  func submit(claimsNext: Bool) throws -> Bool
}

/// What is measured, and what it is measured against.
enum Contestant: String {
  case store, twin, floor
  /// The twin under SQLite's busy_timeout instead of the fair lock.
  case unfair
  /// Over a socket to one process that writes for all.
  case grouped

  func worker(at path: String, annotator: Int) throws -> any Worker {
    switch self {
    case .store:
      let worker = StoreWorker(try SQLiteStore(path: path, mode: .existing), annotator: annotator)
      try worker.sitDown()
      return worker
    case .twin: return try TwinWorker(path: path, annotator: annotator)
    case .unfair: return try TwinWorker(path: path, annotator: annotator, order: QUEUE_TWIN_BUSY_TIMEOUT)
    case .grouped: return try GroupedWorker(queue: path, annotator: annotator)
    case .floor: return try FloorWorker(path: path)
    }
  }
}

/// SQLite's "database is locked": nothing was done.
struct Locked: Error {}

/// Our store, by the calls that the program makes.
final class StoreWorker: Worker {
  private let store: SQLiteStore
  private let name: String
  private let session: SessionID
  private var person = PersonID("")
  private var open: AssignmentID?
  private var made = 0
  /// Seconds that its clock is ahead.
  var ahead = 0.0

  init(_ store: SQLiteStore, annotator: Int) {
    self.store = store
    name = "annotator-\(annotator)"
    session = SessionID("\(name)-\(Timestamp.now.microseconds)-\(getpid())")
  }

  func sitDown() throws {
    person = try store.enroll(
      name: name, kind: .person, isAway: false, id: PersonID("id-of-\(name)"), at: now
    ).id
    try store.open(Session(id: session, person: person, process: nil, at: now))
  }

  func claim() throws -> Bool { take(try store.claim(request)) }

  func submit(claimsNext: Bool) throws -> Bool {
    guard let open else { throw MeasuringFailure(description: "\(name) has nothing to submit") }
    made += 1
    let label = FilmQueue.labels[made % FilmQueue.labels.count]
    let submission = Submission(
      response: ResponseID(newID), assignment: open, person: person, session: session,
      answer: "{\"genre\":\"\(label)\"}",
      durationMilliseconds: nil, context: "{}", at: now)
    let (_, serving) = try store.submit(submission, then: claimsNext ? request : nil)
    return serving.map { take($0) } ?? true
  }

  private var request: Claim {
    made += 1
    return Claim(
      task: FilmQueue.task, channels: .named(.production), person: person, session: session,
      assignment: AssignmentID(newID), at: now)
  }

  private var newID: String { "\(session.rawValue)-\(made)" }

  private func take(_ serving: Serving) -> Bool {
    guard case .assignment(let assignment) = serving.outcome else { return false }
    open = assignment.id
    return true
  }

  private var now: Timestamp { Timestamp.now.advanced(bySeconds: ahead) }
}

extension Timestamp {
  static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}

/// The same statements in C.
final class TwinWorker: Worker {
  private let twin: OpaquePointer

  init(path: String, annotator: Int, order: queue_twin_order = QUEUE_TWIN_FAIR) throws {
    var why = [CChar](repeating: 0, count: 512)
    guard let twin = queue_twin_open(path, "annotator-\(annotator)", order, &why, Int32(why.count)) else {
      let bytes = why.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw MeasuringFailure(description: "the twin: \(String(decoding: bytes, as: UTF8.self))")
    }
    self.twin = twin
  }

  deinit { queue_twin_close(twin) }

  /// What follows need not outlive the machine.
  func hurry() throws { _ = try told(queue_twin_hurry(twin) == 1 ? 1 : -1) }

  func claim() throws -> Bool { try told(queue_twin_claim(twin)) }
  func submit(claimsNext: Bool) throws -> Bool { try told(queue_twin_submit(twin, claimsNext ? 1 : 0)) }

  private func told(_ outcome: Int32) throws -> Bool {
    if outcome == -2 { throw Locked() }
    guard outcome >= 0 else {
      throw MeasuringFailure(description: "the twin: \(String(cString: queue_twin_error(twin)))")
    }
    return outcome == 1
  }
}

/// The least that must be written, in C.
final class FloorWorker: Worker {
  private let queue: OpaquePointer

  init(path: String) throws {
    guard let queue = queue_floor_open(path) else {
      throw MeasuringFailure(description: "the floor cannot open \(path)")
    }
    self.queue = queue
  }

  deinit { queue_floor_close(queue) }

  func claim() throws -> Bool { try told(queue_floor_claim(queue)) }
  func submit(claimsNext: Bool) throws -> Bool { try told(queue_floor_submit(queue, claimsNext ? 1 : 0)) }

  private func told(_ outcome: Int32) throws -> Bool {
    guard outcome >= 0 else { throw MeasuringFailure(description: "the floor failed") }
    return outcome == 1
  }
}
