import Driving
import Glibc
import Records

/// One process of a group, and what is known of its life so far. Times are seconds of the group.
struct Victim {
  enum Part {
    /// The annotator of that number.
    case annotator(Int)
    case chore(Chore)
  }

  let child: Child
  let part: Part
  let doom: Doom
  let startedAt: Double
  /// When it is killed; nil while that is not known.
  var killAt: Double?
  var isKilled = false
  /// Nil while it runs, else as a shell tells it.
  var status: Int32?
  private(set) var replies = 0
  private(set) var requests = 0
  private var sentAt: Double?
  private(set) var endedInputAt: Double?
  private var pending: [UInt8] = []

  var isAlive: Bool { status == nil }

  init(_ child: Child, _ part: Part, doom: Doom, at now: Double) {
    self.child = child
    self.part = part
    self.doom = doom
    startedAt = now
    switch doom {
    case .afterStart(let seconds): killAt = now + seconds
    case .atOnce(let moment): killAt = moment
    case .afterRequest, .afterEnd, .insideTransaction, .atCall, .never: break
    }
  }

  /// Whether it is watched for the writer's lock.
  var isHunted: Bool {
    guard isAlive, killAt == nil, case .insideTransaction = doom else { return false }
    return true
  }

  /// Where its life is, in the words of the tally.
  var phase: String {
    if case .chore(let chore) = part { return "in \(chore.name)" }
    if endedInputAt != nil { return "while it ended" }
    return replies == 0 ? "before its first reply" : "with a request in flight"
  }

  mutating func send(_ request: JSON, at now: Double) throws {
    let bytes = request.utf8() + [UInt8(ascii: "\n")]
    // A process that died meanwhile does not read it; its annotator is unsure of it, as of all that is in flight.
    _ = bytes.withUnsafeBytes { write(child.input, $0.baseAddress, $0.count) }
    requests += 1
    sentAt = now
    if case .afterRequest(requests, let seconds) = doom { killAt = now + seconds }
  }

  mutating func endInput(at now: Double) {
    child.closeInput()
    endedInputAt = now
    switch doom {
    case .afterEnd(let seconds): killAt = now + seconds
    case .afterRequest(_, let seconds): if killAt == nil { killAt = now + seconds }
    case .afterStart, .atOnce, .insideTransaction, .atCall, .never: break
    }
  }

  /// The lines that have come; nil at the end of its output.
  mutating func read() -> [[UInt8]]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(child.output, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR ? [] : nil }
    pending += buffer[..<count]
    var lines: [[UInt8]] = []
    while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Array(pending[..<end]))
      pending.removeSubrange(...end)
    }
    return lines
  }

  mutating func answered(at now: Double, pace: inout Pace) {
    if replies == 0 {
      pace.note(\.start, now - startedAt)
    } else if let sentAt {
      pace.note(\.reply, now - sentAt)
    }
    replies += 1
  }

  /// Reaps it once its output has ended.
  mutating func bury(at now: Double, pace: inout Pace) {
    status = child.wait()
    guard status == 0 else { return }
    if case .chore = part {
      pace.note(\.command, now - startedAt)
    } else if let endedInputAt {
      pace.note(\.end, now - endedInputAt)
    }
  }
}
