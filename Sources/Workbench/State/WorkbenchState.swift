import Canvas
import Labeling
import Queue
import Text

/// The annotator's workbench as a value: messages go in, effects come out, `frame` shows it.
public struct WorkbenchState: Hashable, Sendable {
  /// What the screen is about.
  enum Base: Hashable, Sendable {
    /// The first claim is on its way.
    case opening
    case answering(Sheet)
    case idle(Idle, retryAt: Timestamp?)
    /// Something stands in the way; the sentence says what.
    case stopped(Displayable)
  }

  /// An earlier answer being changed.
  struct Revising: Hashable, Sendable {
    /// Its place in `history`.
    var index: Int
    var sheet: Sheet

    /// Its words are not written on at once, so that going back several answers is the same key again.
    init(index: Int, sheet: Sheet) {
      self.index = index
      self.sheet = sheet
      self.sheet.isWriting = false
    }
  }

  /// What lies over the screen.
  enum Overlay: Hashable, Sendable {
    case guidelines(Reading)
    case help(Reading)
    case characters(Reading)
    case today(Today)
    case line(PromptLine)
  }

  /// A request whose result is awaited; there is one at most.
  enum Request: Hashable, Sendable {
    case claim
    case submit(Answer)
    case end(PromptLine)
    case correct(Answer)
    case note(PromptLine)
    case reopen(ResponseID)
  }

  /// What the person should know about the last thing they did.
  enum Notice: Hashable, Sendable {
    case hint(Displayable)
    case error(Displayable)

    var text: Displayable {
      switch self {
      case .hint(let text), .error(let text): text
      }
    }
  }

  /// What became of the last thing that was to be recorded. 'saved' is said after the commit only.
  struct Standing: Hashable, Sendable {
    enum What: Hashable, Sendable {
      case saved, changed, skipped, flagged, commented, notSaved
      /// Kept, but the example already had all answers that it wants.
      case savedLate
    }

    var what: What
    var at: Timestamp
    /// True for an answer that is what is known, where its person is told.
    var isAsKnown: Bool

    init(_ what: What, at moment: Timestamp, isAsKnown: Bool = false) {
      self.what = what
      at = moment
      self.isAsKnown = isAsKnown
    }
  }

  /// Where the last example came from, for the header.
  struct Versions: Hashable, Sendable {
    var channel: ChannelName
    var ui: Int
    var taxonomy: Int

    init(_ presented: Presented) {
      channel = presented.assignment.channel
      ui = presented.build.ui.version
      taxonomy = presented.build.taxonomy.version
    }
  }

  let desk: Desk
  let keymap: Keymap
  public internal(set) var size: Size
  var base = Base.opening
  /// What is known of the example before, where it is something else than was answered, until it was read.
  var told: Reading?
  /// What is new since the example before, until it was read.
  var news: Reading?
  /// Set while the screen is an unusual one that may not have been seen yet.
  var glance: Glance?
  var revising: Revising?
  /// The last one is on top.
  var overlays: [Overlay] = []
  var request: Request?
  var notice: Notice?
  var standing: Standing?
  var versions: Versions?
  var progress = Progress()
  /// Examples that other terminals of this person have open.
  var elsewhere = 0
  /// The example that comes after the open one, reserved and laid out, so that it is there as soon as the answer is kept.
  var ahead: Sheet?
  /// Answers of this person before this session, since the day began; nil until they are known.
  var earlierToday: [GivenToday]?
  let hasMouse: Bool
  var isMouseOn: Bool
  /// What the button was pressed on, until it is let go.
  var drag: Drag?
  /// The guidelines of the build at hand, once they are shown.
  var guide: Guide?
  /// False once the person sent the guidelines away from beside the example.
  var wantsGuidelinesBeside = true
  /// True once the person asked where compared texts differ, until they ask again.
  var showsDifferences = false
  /// The answers that can be changed at once, oldest first: those of this session, and earlier ones that were opened.
  var history: [Answered] = []
  /// Answers given in this session.
  var given = 0
  /// When this session began.
  var startedAt = Timestamp(microseconds: 0)
  var held = HeldKey()
  /// The build of the last example, and the changes of build that were told.
  var lastBuild: Shared<Build>?
  var toldChanges: Set<Set<Digest>> = []
  var labelMemory = LabelMemory()
  var screenMemory = ScreenMemory()
  /// The moment of the last message that had one.
  var now = Timestamp(microseconds: 0)

  /// - Parameter mouse: whether the mouse is on; nil where the terminal has none.
  public init(desk: Desk, size: Size, keymap: Keymap = .standard, mouse: Bool? = false) {
    self.desk = desk
    self.size = size
    self.keymap = keymap
    hasMouse = mouse != nil
    isMouseOn = mouse ?? false
  }

  /// What lies on top of the screen. Taking it away uncovers what was below it.
  var overlay: Overlay? {
    get { overlays.last }
    set {
      if !overlays.isEmpty { overlays.removeLast() }
      if let newValue { overlays.append(newValue) }
    }
  }

  /// What the person is doing, which decides what keys mean.
  public var mode: Mode { request == nil ? shownMode : .waiting }

  /// The mode that the screen shows: it does not flicker while a request is on its way.
  var shownMode: Mode {
    switch overlay {
    case .line: return .typing
    case .guidelines, .help, .characters: return .reading
    case .today: return .choosing
    case nil: break
    }
    if told != nil { return .told }
    if let revising { return revising.sheet.mode }
    if news != nil { return .news }
    return switch base {
    case .opening: .waiting
    case .answering(let sheet): sheet.mode
    case .idle, .stopped: .idle
    }
  }

  /// When the next `Message.tick` is due; nil when only keys can change anything.
  public var wakesAt: Timestamp? {
    if request != nil { return nil }
    if let settlesAt = held.settlesAt { return settlesAt }
    switch base {
    case .answering:
      let active = (revising?.sheet ?? openSheet)?.active
      return [openSheet?.draftDue, active.flatMap { $0.isResting(at: now) ? nil : $0.restsAt }].compactMap { $0 }.min()
    case .idle(_, let retryAt?) where isAtRest: return min(retryAt, now.advanced(bySeconds: 1))
    default: return nil
    }
  }

  /// True where nothing was done for so long that the time does not count as work.
  var isResting: Bool {
    guard request == nil, shownMode.isAtWork, let sheet else { return false }
    return sheet.active.isResting(at: now)
  }

  /// True where the terminal has no room for the screen.
  var isTooSmall: Bool {
    size.columns < AnswerLayout.smallest.columns || size.rows < AnswerLayout.smallest.rows
  }

  /// The sheet that keys work on.
  var sheet: Sheet? {
    get {
      if let revising { return revising.sheet }
      if case .answering(let sheet) = base { return sheet }
      return nil
    }
    set {
      guard let newValue else { return }
      if revising != nil {
        revising?.sheet = newValue
      } else if case .answering = base {
        base = .answering(newValue)
      }
    }
  }

  /// The sheet that waits below an earlier answer, or is open.
  var openSheet: Sheet? {
    get { if case .answering(let sheet) = base { sheet } else { nil } }
    set { if let newValue, case .answering = base { base = .answering(newValue) } }
  }

  /// Takes a message in and says what is to be done.
  public mutating func update(_ message: Message) -> [Effect] {
    let told = notice
    defer {
      rememberLabels()
      keepGuidelines()
      compareIfWanted()
      if notice != told { keepCursorInSight() }
    }
    switch message {
    case .started(let moment):
      now = moment
      startedAt = moment
      return claim() + [.today(since: Self.dayStart(moment, utcOffset: desk.utcOffset))]
    case .key(let key, let moment):
      now = moment
      return take(key)
    case .resized(let size):
      resize(to: size)
      return []
    case .tick(let moment):
      now = moment
      return tick()
    case .hangUp(let moment):
      now = moment
      return leave()
    case .pointer(let pointer, let moment):
      now = moment
      return point(pointer)
    case .claimed, .submitted, .ended, .corrected, .noted, .drafted, .reserved, .today, .reopened:
      return receive(message)
    }
  }

  mutating func claim() -> [Effect] {
    request = .claim
    return [.claim]
  }

  /// Asks for what another terminal of this person has open. The open example stays theirs, with its draft.
  mutating func takeOver() -> [Effect] {
    let draft = openSheet?.saveDraft() ?? []
    request = .claim
    return draft + [.takeOver]
  }

  mutating func leave() -> [Effect] {
    (openSheet?.saveDraft() ?? []) + [.quit]
  }

  /// True where nothing lies over the screen that a claim would tear away.
  private var isAtRest: Bool { revising == nil && overlay == nil && told == nil }

  private mutating func tick() -> [Effect] {
    guard request == nil else { return [] }
    if let settlesAt = held.settlesAt, settlesAt <= now, let key = held.settle() { return act(on: key) }
    switch base {
    case .answering(let sheet):
      guard let due = sheet.draftDue, due <= now else { return [] }
      return openSheet?.saveDraft() ?? []
    case .idle(_, let retryAt?) where retryAt <= now && isAtRest:
      return claim()
    default: return []
    }
  }

  private mutating func resize(to size: Size) {
    self.size = size
    let width = AnswerLayout.readingWidth(size)
    told?.resize(width: width)
    news?.resize(width: width)
    for index in overlays.indices {
      switch overlays[index] {
      case .guidelines(var reading):
        reading.resize(width: width)
        overlays[index] = .guidelines(reading)
      case .help: overlays[index] = .help(HelpScreen.reading(of: self))
      case .characters(var reading):
        reading.resize(width: width)
        overlays[index] = .characters(reading)
      case .today, .line: break
      }
    }
    showCursor()
  }
}
