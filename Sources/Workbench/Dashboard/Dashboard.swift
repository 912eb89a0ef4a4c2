import Canvas
import Labeling
import Text

/// The live dashboard as a value: messages go in, what is to be done comes out, `frame` shows it.
public struct Dashboard: Hashable, Sendable {
  public enum Message: Hashable, Sendable {
    case key(Key)
    case resized(Size)
    /// The figures as they are now.
    case board(Board)
    /// Examples behind a figure from a place on, and how many there are in all.
    case listed(Figure, count: Int, from: Int, [BoardExample])
    /// The figures could not be read, and why; what is shown stays until they can.
    case failed(Displayable)
    /// Something is to be said.
    case told(Displayable)
  }

  public enum Effect: Hashable, Sendable {
    /// Read the figures of a task, now and from now on.
    case watch(TaskName)
    /// Read no more figures, until `watch`.
    case rest
    /// Find the examples behind a figure, and hand over those from a place on.
    case list(Figure, from: Int)
    /// Show an example with what was said of it, as a channel reads it; as the task's main one does where it is nil.
    case open(Digest, in: ChannelName?)
    case suspend, redraw
    case quit
  }

  /// What opening an example comes to for whoever watches.
  public enum Opening: Hashable, Sendable {
    /// They see what others said, and that they do is recorded.
    case recorded
    /// They see what they said themselves.
    case own
    /// They may not.
    case refused
  }

  let keymap: Keymap
  let ink: ChartInk
  let opening: Opening
  /// Seconds between two looks.
  let interval: Double
  let utcOffset: Int
  let tasks: [TaskName]
  public private(set) var size: Size
  public private(set) var task: TaskName
  /// Nil until the first figures are there.
  var board: Board?
  /// What the cursor stands on.
  var cursor: BoardStop?
  /// Rows of the board that are above the screen.
  var top = 0
  /// The list that is open.
  var listing: Listing?
  public private(set) var isPaused = false
  private(set) var notice: Displayable?
  /// Why the figures are not what they are now.
  private(set) var trouble: Displayable?
  private(set) var isHelpOpen = false

  /// - Parameters:
  ///   - tasks: by name; the first one is watched. Not empty.
  ///   - interval: seconds between two looks, to be told.
  ///   - utcOffset: seconds that local time is ahead of UTC.
  public init(
    tasks: [TaskName], first: TaskName, size: Size, keymap: Keymap = .standard, ink: ChartInk = .fine,
    opening: Opening = .recorded, interval: Double, utcOffset: Int
  ) {
    self.tasks = tasks
    self.size = size
    self.keymap = keymap
    self.ink = ink
    self.opening = opening
    self.interval = interval
    self.utcOffset = utcOffset
    task = first
  }

  var isTooSmall: Bool {
    size.columns < AnswerLayout.smallest.columns || size.rows < AnswerLayout.smallest.rows
  }

  /// Examples that are handed over at once.
  public static let page = Listing.page

  /// True until there are figures of the task.
  public var isEmpty: Bool { board == nil }

  /// What keys mean now.
  var mode: Mode { listing == nil ? .watching : .listing }

  /// Takes a message in and says what is to be done.
  public mutating func update(_ message: Message) -> Effect? {
    switch message {
    case .resized(let size):
      self.size = size
      keepCursorInSight()
    case .board(let board):
      guard board.task == task else { return nil }
      self.board = board
      trouble = nil
      keepCursorInSight()
    case .failed(let why): trouble = why
    case .told(let what): notice = what
    case .listed(let figure, let count, let from, let examples):
      guard listing?.figure == figure else { return nil }
      listing?.take(examples, from: from, count: count)
    case .key(let key): return take(key)
    }
    return nil
  }

  private mutating func take(_ key: Key) -> Effect? {
    notice = nil
    let command = keymap.binding(for: key, in: mode)?.command
    switch command {
    case .interrupt: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .leave where !isHelpOpen: return .quit
    default: break
    }
    guard !isHelpOpen else {
      isHelpOpen = false
      return nil
    }
    // What can't be seen is not moved or opened.
    guard !isTooSmall else { return nil }
    if command == .help {
      isHelpOpen = true
      return nil
    }
    if let command, listing != nil { return go(command) }
    switch command {
    case .accept: return openList()
    case .pause:
      isPaused.toggle()
      return isPaused ? .rest : .watch(task)
    case .nextTask: return change(by: 1)
    case .previousTask: return change(by: -1)
    case .nextItem: move(.below)
    case .previousItem: move(.above)
    case .right: move(.right)
    case .left: move(.left)
    case .pageDown: scroll(by: BoardLayout.body(size).rows)
    case .pageUp: scroll(by: -BoardLayout.body(size).rows)
    case .top: moveToEnd(isFirst: true)
    case .bottom: moveToEnd(isFirst: false)
    default: tellUnknown(key)
    }
    return nil
  }

  private mutating func change(by step: Int) -> Effect? {
    guard tasks.count > 1, let place = tasks.firstIndex(of: task) else {
      notice = "There is no other task."
      return nil
    }
    task = tasks[(place + step + tasks.count) % tasks.count]
    (board, cursor, top) = (nil, nil, 0)
    isPaused = false
    return .watch(task)
  }

  private mutating func openList() -> Effect? {
    guard let behind else {
      notice = "There is no figure with examples here\(cursor == nil ? " yet" : "")."
      return nil
    }
    listing = Listing(figure: behind.figure, name: behind.name)
    return .list(behind.figure, from: 0)
  }

  /// A key while a list is open.
  private mutating func go(_ command: Command) -> Effect? {
    guard var listing else { return nil }
    let rows = ListScreen(state: self, listing: listing).list.rows
    switch command {
    case .back:
      self.listing = nil
      return nil
    case .accept: return openExample(of: listing)
    case .nextItem: listing.move(by: 1)
    case .previousItem: listing.move(by: -1)
    case .pageDown: listing.move(by: rows)
    case .pageUp: listing.move(by: -rows)
    case .top: listing.move(by: -listing.cursor)
    case .bottom: listing.move(by: (listing.count ?? 0) - listing.cursor)
    default: break
    }
    let lacking = listing.lacking(rows: rows)
    self.listing = listing
    return lacking.map { .list(listing.figure, from: $0) }
  }

  private mutating func openExample(of listing: Listing) -> Effect? {
    guard opening != .refused else {
      notice = "Looking into examples is not for your role."
      return nil
    }
    if listing.count == 0 { notice = "There is no example in this list." }
    return listing.chosen.map { .open($0.id, in: listing.figure.channel) }
  }

  private mutating func tellUnknown(_ key: Key) {
    switch key {
    case .paste, .unknown: return
    default: notice = "\(key.title) does nothing here: \(keymap.title(of: .help)) shows the keys."
    }
  }
}
