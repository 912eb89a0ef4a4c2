import Canvas
import Labeling
import Queue
import Text

@testable import Workbench

/// A person without mercy at a workbench: random keys, pastes, resizes, mouse, waits and a store that fails; with the laws
/// that hold at every step. The same seed walks the same way.
struct Walk {
  static let start = Timestamp(microseconds: 1_795_269_731_000_000)
  private static let desk = Desk(
    annotator: "amara", task: TaskName("genre"), channels: .named(.production), utcOffset: 0)

  var random: SeededGenerator
  private(set) var state: WorkbenchState
  private(set) var store: WalkStore
  private(set) var steps = 0
  private(set) var sessions = 0
  /// What each kind of message took: how many there were, all of them together, and the longest.
  private(set) var times: [String: (count: Int, sum: Duration, most: Duration)] = [:]
  /// The last messages, for whoever looks into a broken law.
  private(set) var trail: [Message] = []
  private var now = Self.start
  /// What is to be done in the world, oldest first.
  private var due: [Effect] = []
  /// The examples that this session showed.
  private var shown: Set<AssignmentID> = []
  /// The example of which the store refused a draft: it waits for the next change.
  private var refusedDraft: Answer?
  /// What the session before left on the screen, and the store kept.
  private var left: (assignment: AssignmentID, answer: Answer)?

  init(seed: UInt64, megabytes: Int = 0) throws(Broken) {
    random = SeededGenerator(state: seed)
    store = WalkStore(HostileExamples(&random, megabytes: megabytes))
    state = WorkbenchState(desk: Self.desk, size: Size(columns: 80, rows: 24))
    try begin()
  }

  private mutating func begin() throws(Broken) {
    sessions += 1
    shown = []
    due = []
    refusedDraft = nil
    state = WorkbenchState(
      desk: Self.desk, size: HostileKeys.size(&random), mouse: random.one(of: [nil, false, true, true]))
    try send(.started(at: now))
  }

  /// One thing happens.
  mutating func step() throws(Broken) {
    steps += 1
    now = now.advanced(bySeconds: random.one(of: [0.001, 0.03, 0.4, 0.7, 2, 2]))
    switch Int.random(in: 0..<100, using: &random) {
    case 0: try send(.resized(HostileKeys.size(&random)))
    case 1, 2: try send(.tick(at: now))
    case 3..<8: try send(.pointer(HostileKeys.pointer(for: state.size, &random), at: now))
    case 8..<25 where !due.isEmpty: try performNext()
    case 25: try send(unasked())
    case 26 where random.once(in: 60): try send(.hangUp(at: now))
    default: try send(.key(HostileKeys.key(for: state, &random), at: now))
    }
  }

  private mutating func performNext() throws(Broken) {
    let effect = due.removeFirst()
    guard let message = try store.perform(effect, at: now, &random) else { return }
    if case .drafted(_, .some) = message { refusedDraft = state.openSheet?.answer }
    try send(message)
  }

  /// What nobody waits for, such as the result of a request that was answered already.
  private mutating func unasked() -> Message {
    let failure = Failure("Late.")
    let messages: [Message] = [
      .claimed(.failure(failure), at: now), .submitted(.failure(failure), at: now), .ended(.success(nil), at: now),
      .corrected(.failure(failure), at: now), .noted(nil, at: now), .drafted(AssignmentID("gone"), failure),
      .reopened(.failure(failure), at: now), .reserved(.failure(failure)), .today(.failure(failure), at: now),
    ]
    return messages.filter { message in
      switch (message, state.request) {
      case (.claimed, .claim), (.submitted, .submit), (.ended, .end), (.corrected, .correct), (.noted, .note),
        (.reopened, .reopen):
        false
      default: true
      }
    }.randomElement(using: &random) ?? .tick(at: now)
  }

  private mutating func send(_ message: Message) throws(Broken) {
    let before = Before(state)
    if trail.count == 12 { trail.removeFirst() }
    trail.append(message)
    let clock = ContinuousClock()
    var effects: [Effect] = []
    let time = clock.measure { effects = state.update(message) }
    let kind = "\(message.kind) while \(before.mode)"
    let sofar = times[kind] ?? (0, .zero, .zero)
    times[kind] = (sofar.count + 1, sofar.sum + time, max(sofar.most, time))
    try check(effects, of: message, after: before)
    due += effects
    if effects.contains(.quit) { try quit() }
  }

  /// The program does what is due, and the person comes back.
  private mutating func quit() throws(Broken) {
    left = state.openSheet.map { ($0.presented.assignment.id, $0.answer) }
    for effect in due {
      let message = try store.perform(effect, at: now, &random)
      if case .drafted(let assignment, .some)? = message, assignment == left?.assignment { left = nil }
    }
    if refusedDraft != nil { left = nil }
    store.endSession()
    now = now.advanced(bySeconds: 60)
    try begin()
  }
}

// The laws.
extension Walk {
  /// What a step is compared with.
  private struct Before {
    let mode: Mode
    let assignment: AssignmentID?
    let answer: Answer?
    let revising: Int?
    let isRequesting: Bool
    let isTooSmall: Bool
    /// True where the next key acts together with the one before.
    let isInDoubt: Bool

    init(_ state: WorkbenchState) {
      mode = state.mode
      let sheet = state.openSheet
      assignment = sheet?.presented.assignment.id
      answer = sheet?.answer
      revising = state.revising?.index
      isRequesting = state.request != nil
      isTooSmall = state.isTooSmall
      isInDoubt = state.held.doubt != nil
    }
  }

  private mutating func check(_ effects: [Effect], of message: Message, after before: Before) throws(Broken) {
    let requests = effects.filter(\.isRequest)
    if requests.count > 1 { throw Broken("two requests at once: \(requests)") }
    if let request = requests.first {
      if due.contains(where: \.isRequest) { throw Broken("\(request) while \(due) is on its way") }
      if before.isRequesting, !message.isResult { throw Broken("\(request) while another one is awaited") }
      if before.isTooSmall, message.isFromPerson, request != .claim {
        throw Broken("\(request) from a screen on which nothing could be seen")
      }
    }
    if let quit = effects.firstIndex(of: .quit), quit != effects.count - 1 { throw Broken("something follows quit") }
    guard let sheet = state.openSheet else { return }
    try checkSubmission(effects, on: sheet)
    try checkShown(sheet)
    try checkRevision()
    try checkAnswer(of: sheet, message, before)
  }

  private func checkSubmission(_ effects: [Effect], on sheet: Sheet) throws(Broken) {
    for effect in effects {
      switch effect {
      case .submit(let answer, let assignment, _, let claimsNext):
        guard state.revising == nil, sheet.presented.assignment.id == assignment, sheet.answer.isExactly(answer) else {
          throw Broken("\(assignment) is answered with \(answer.text), which is not on the screen")
        }
        if claimsNext != (state.ahead == nil) { throw Broken("the example ahead is claimed again, or nothing is") }
      case .end(_, let assignment, _, let claimsNext):
        guard sheet.presented.assignment.id == assignment else { throw Broken("\(assignment) is not on the screen") }
        if claimsNext != (state.ahead == nil) { throw Broken("the example ahead is claimed again, or nothing is") }
      case .correct(let response, let answer, _):
        guard let revising = state.revising, revising.sheet.answer.isExactly(answer),
          state.history[revising.index].response == response
        else { throw Broken("\(response) is corrected to \(answer.text), which is not on the screen") }
      case .saveDraft(let answer, let assignment):
        guard sheet.presented.assignment.id == assignment, sheet.answer.isExactly(answer) else {
          throw Broken("the draft \(answer.text) of \(assignment) is not on the screen")
        }
      default: break
      }
    }
  }

  /// Every example of this person comes to the screen once, oldest first, and as it was left.
  private mutating func checkShown(_ sheet: Sheet) throws(Broken) {
    let assignment = sheet.presented.assignment.id
    guard shown.insert(assignment).inserted else { return }
    refusedDraft = nil
    guard let oldest = store.open.first?.assignment.id, oldest == assignment else {
      throw Broken("\(assignment) is shown, not \(store.open.map(\.assignment.id))")
    }
    if let left, left.assignment == assignment, !left.answer.isExactly(sheet.answer) {
      throw Broken("\(left.answer.text) was left, \(sheet.answer.text) comes back")
    }
    left = nil
  }

  private func checkRevision() throws(Broken) {
    guard let revising = state.revising else { return }
    guard state.history.indices.contains(revising.index) else { throw Broken("no such answer is in the history") }
  }

  private mutating func checkAnswer(of sheet: Sheet, _ message: Message, _ before: Before) throws(Broken) {
    if let revising = state.revising, revising.index != before.revising, !before.isInDoubt,
      !revising.sheet.answer.isExactly(state.history[revising.index].answer)
    {
      throw Broken("\(state.history[revising.index].answer.text) comes back as \(revising.sheet.answer.text)")
    }
    if sheet.presented.assignment.id == before.assignment, let answer = before.answer, !sheet.answer.isExactly(answer) {
      refusedDraft = nil
      if !message.isFromPerson { throw Broken("the answer changed by itself, by \(message.kind)") }
      if before.revising != nil, state.revising != nil { throw Broken("an earlier answer was changed in the open one") }
      if before.isTooSmall, message.kind != "tick" { throw Broken("an answer changed that could not be seen") }
    }
    guard sheet.isDirty, sheet.draftDue == nil, refusedDraft == nil else { return }
    if case .submit? = state.request { return }
    throw Broken("\(sheet.answer.text) is not kept and no draft is due")
  }
}

extension Effect {
  /// True for those of which one at most is on its way.
  var isRequest: Bool {
    switch self {
    case .claim, .takeOver, .submit, .end, .correct, .note, .reopen: true
    case .reserve, .today, .saveDraft, .suspend, .mouse, .redraw, .quit: false
    }
  }
}

extension Message {
  fileprivate var kind: String {
    switch self {
    case .started: "started"
    case .key(.paste, _): "paste"
    case .key: "key"
    case .resized: "resized"
    case .pointer: "pointer"
    case .tick: "tick"
    case .hangUp: "hang-up"
    case .claimed: "claimed"
    case .submitted: "submitted"
    case .ended: "ended"
    case .corrected: "corrected"
    case .noted: "noted"
    case .drafted: "drafted"
    case .reserved: "reserved"
    case .today: "today"
    case .reopened: "reopened"
    }
  }

  /// True for what may change an answer: a tick takes a key that was in doubt.
  fileprivate var isFromPerson: Bool {
    switch self {
    case .key, .pointer, .tick: true
    default: false
    }
  }

  fileprivate var isResult: Bool {
    switch self {
    case .started, .key, .resized, .pointer, .tick, .hangUp: false
    default: true
    }
  }
}

extension Walk {
  /// What happened last, and where it led.
  var account: String {
    trail.map { message in
      switch message {
      case .key(let key, _): "\(key)".prefix(40).description
      case .pointer(let pointer, _): "\(pointer)"
      case .resized(let size): "\(size.columns)x\(size.rows)"
      default: message.kind
      }
    }.joined(separator: ", ") + "; \(state.mode), \(state.openSheet?.question?.kind.name ?? "no question")"
  }

  /// How far it came, and what took longest.
  var figures: String {
    let slow = times.sorted { $0.value.sum > $1.value.sum }.prefix(20).map { kind, time in
      "  \(kind): \(time.count), in all \(time.sum), the longest \(time.most)"
    }
    return
      (["\(steps) steps, \(sessions) sessions, \(store.responses) answers, \(store.corrections) corrections"] + slow)
      .joined(separator: "\n")
  }
}
