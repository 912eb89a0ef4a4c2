import Canvas
import Labeling
import Queue
import Text

/// The review screen as a value: messages go in, effects come out, `frame` shows it.
public struct ReviewState: Hashable, Sendable {
  /// A request whose result is awaited; there is one at most.
  enum Request: Hashable, Sendable {
    case list
    case open(Digest)
    case decide(ReviewDecision)
  }

  /// A reason being typed for a decision.
  struct Reasoning: Hashable, Sendable {
    var answer: Answer
    var activeMilliseconds: Int
    var editor: TextEditor
    /// Keeps an enter of the burst that asked from deciding before the question for a reason could be seen.
    var glance: Glance
    var isTouched = false

    /// Nil where there are no words.
    var reason: String? { editor.isBlank ? nil : editor.text }
  }

  /// Words typed for a decision that was not made, so that they need not be typed again.
  struct UnusedReason: Hashable, Sendable {
    var example: Digest
    var words: String
  }

  enum Notice: Hashable, Sendable {
    case hint(Displayable)
    case error(Displayable)

    var text: Displayable {
      switch self {
      case .hint(let text), .error(let text): text
      }
    }
  }

  let desk: Desk
  let keymap: Keymap
  public internal(set) var size: Size
  /// Nil until they were read.
  var entries: [ReviewEntry]?
  /// The first words of examples, as far as they were wanted.
  var words: [Digest: String] = [:]
  /// Examples whose words were asked for.
  var asked: Set<Digest> = []
  var cursor = 0
  var open: OpenCase?
  var reasoning: Reasoning?
  var unusedReason: UnusedReason?
  var request: Request?
  var notice: Notice?
  /// Of a browser.
  var query: Query?
  /// The example that is looked at without a list.
  var only: Digest?
  var hidesNames: Bool
  /// The keys, while they are read.
  var help: Reading?
  /// Decided in this session.
  var decided: Set<Digest> = []
  /// The same in their order, each example once, and kept when the list is read again.
  var history: [Digest] = []
  /// When the last decision was recorded.
  var decidedAt: Timestamp?
  var held = HeldKey()
  /// The moment of the last message that had one.
  var now = Timestamp(microseconds: 0)

  public init(desk: Desk, size: Size, keymap: Keymap = .standard, hidesNames: Bool = false) {
    self.desk = desk
    self.size = size
    self.keymap = keymap
    self.hidesNames = hidesNames
  }

  /// What the person is doing, which decides what keys mean.
  public var mode: Mode {
    if request != nil { return .waiting }
    if reasoning != nil || query?.editor != nil { return .typing }
    return open == nil ? .cases : .reviewing
  }

  /// When the next `ReviewMessage.tick` is due; nil when only keys can change anything.
  public var wakesAt: Timestamp? {
    if request != nil { return nil }
    return [held.settlesAt, reasoning == nil ? open?.bench.held.settlesAt : nil].compactMap { $0 }.min()
  }

  /// True where the terminal has no room for the screen.
  var isTooSmall: Bool {
    size.columns < AnswerLayout.smallest.columns || size.rows < AnswerLayout.smallest.rows
  }

  /// Takes a message in and says what is to be done.
  public mutating func update(_ message: ReviewMessage) -> [ReviewEffect] {
    let effects: [ReviewEffect]
    switch message {
    case .started(let moment):
      now = moment
      effects = readList()
    case .key(let key, let moment):
      now = moment
      effects = take(key)
    case .resized(let size):
      self.size = size
      open?.resize(to: size)
      if help != nil { help = ReviewHelp.reading(of: self) }
      effects = []
    case .tick(let moment):
      now = moment
      effects = tick()
    case .listed, .found, .described, .opened, .decided: effects = receive(message)
    }
    return effects + describe()
  }

  private mutating func tick() -> [ReviewEffect] {
    guard request == nil else { return [] }
    if let settlesAt = held.settlesAt, settlesAt <= now, held.settle() != nil { return acceptReason() }
    guard reasoning == nil, open?.bench.held.settlesAt != nil else { return [] }
    return forward(.tick(at: now))
  }

  /// Asks for the words of the rows in sight that have none.
  private mutating func describe() -> [ReviewEffect] {
    guard open == nil, let entries, !isTooSmall else { return [] }
    let wanted = ReviewListScreen.shown(of: self).map { entries[$0].example }.filter { !asked.contains($0) }
    guard !wanted.isEmpty else { return [] }
    asked.formUnion(wanted)
    return [.describe(wanted)]
  }
}

// What came of effects.
extension ReviewState {
  private mutating func receive(_ message: ReviewMessage) -> [ReviewEffect] {
    switch (message, request) {
    case (.listed(let result, let moment), .list):
      (now, request) = (moment, nil)
      switch result {
      case .success(let entries): show(entries)
      case .failure(let failure):
        entries = entries ?? []
        notice = .error(failure.sentence)
      }
    case (.found(let result, let moment), .list):
      (now, request) = (moment, nil)
      found(result)
    case (.described(let words), _): self.words.merge(words) { _, new in new }
    case (.opened(let result, let moment), .open(let example)):
      (now, request) = (moment, nil)
      return opened(example, result)
    case (.decided(let failure, let moment), .decide(let decision)):
      (now, request) = (moment, nil)
      return decided(decision, failure)
    default: break
    }
    return []
  }

  private mutating func show(_ entries: [ReviewEntry]) {
    let chosen = self.entries.flatMap { $0.indices.contains(cursor) ? $0[cursor].example : nil }
    self.entries = entries
    // What was decided may be there again, since somebody said something new.
    decided = []
    cursor = entries.firstIndex { $0.example == chosen } ?? max(0, min(cursor, entries.count - 1))
  }

  private mutating func opened(_ example: Digest, _ result: Result<ReviewedCase, Failure>) -> [ReviewEffect] {
    switch result {
    case .failure(let failure):
      notice = .error(failure.sentence)
      return close()
    case .success(let shown):
      cursor = entries?.firstIndex { $0.example == example } ?? cursor
      reasoning = nil
      // Where nothing is decided, it is told how far down the list they are.
      let far = query == nil ? decided.count : cursor + 1
      open = OpenCase(
        shown, desk: desk, size: size, keymap: keymap, progress: Progress(answers: far, wanted: entries?.count ?? 0),
        at: now)
      return []
    }
  }

  private mutating func decided(_ decision: ReviewDecision, _ failure: Failure?) -> [ReviewEffect] {
    guard let failure else {
      (reasoning, unusedReason) = (nil, nil)
      decided.insert(decision.example)
      history = history.filter { $0 != decision.example } + [decision.example]
      decidedAt = now
      notice = nil
      return next()
    }
    switch failure.remedy {
    case .tryAgain:
      notice = .error("Not decided yet, enter tries again: \(failure.sentence)")
      return []
    case .moveOn:
      // What they decided is shown, before anything is decided over it.
      notice = .error(failure.sentence)
      giveUpReason()
      request = .open(decision.example)
      return [.open(decision.example)]
    }
  }

  /// Opens the next example that this person may decide; the list where there is none.
  mutating func next() -> [ReviewEffect] {
    let entries = entries ?? []
    let after = entries.indices.dropFirst(cursor + 1).first {
      !decided.contains(entries[$0].example) && !entries[$0].isOwn
    }
    guard let after else {
      open = nil
      notice = .hint("That was the last of this list: \(keymap.title(of: .tryAgain, in: .cases)) reads it again.")
      return []
    }
    cursor = after
    request = .open(entries[after].example)
    return [.open(entries[after].example)]
  }
}
