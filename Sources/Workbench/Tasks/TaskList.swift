import Canvas
import Labeling
import Text

/// The menu of tasks as a value: messages go in, what is to be done comes out, `frame` shows it.
public struct TaskList: Hashable, Sendable {
  public enum Message: Hashable, Sendable {
    case key(Key, at: Timestamp)
    case resized(Size)
    /// The tasks as they are now, after the person came back from one of them.
    case returned([TaskOffer], at: Timestamp)
    /// The task that was chosen could not be opened, and why.
    case failed(Displayable)
  }

  public enum Effect: Hashable, Sendable {
    case open(TaskName)
    case suspend, redraw
    case quit
  }

  let annotator: String
  let keymap: Keymap
  public private(set) var size: Size
  private(set) var offers: [TaskOffer]
  private(set) var cursor: Int
  private(set) var notice: Displayable?
  private(set) var isHelpOpen = false
  /// When the key that leaves came last, for it may still be held down from the task that it left.
  private var leftAt: Timestamp?

  /// The cursor stands on the first task with work.
  public init(annotator: String, offers: [TaskOffer], size: Size, keymap: Keymap = .standard) {
    self.annotator = annotator
    self.offers = offers
    self.size = size
    self.keymap = keymap
    cursor = offers.firstIndex { $0.standing == .open } ?? 0
  }

  /// True where the terminal has no room for the screen.
  var isTooSmall: Bool {
    size.columns < AnswerLayout.smallest.columns || size.rows < AnswerLayout.smallest.rows
  }

  /// Takes a message in and says what is to be done.
  public mutating func update(_ message: Message) -> Effect? {
    switch message {
    case .resized(let size): self.size = size
    case .failed(let why): notice = why
    case .returned(let offers, let moment):
      let chosen = chosen?.task
      self.offers = offers
      cursor = offers.firstIndex { $0.task == chosen } ?? max(0, min(cursor, offers.count - 1))
      notice = nil
      leftAt = moment
    case .key(let key, let moment): return take(key, at: moment)
    }
    return nil
  }

  private var chosen: TaskOffer? { offers.indices.contains(cursor) ? offers[cursor] : nil }

  private mutating func take(_ key: Key, at moment: Timestamp) -> Effect? {
    notice = nil
    let command = keymap.binding(for: key, in: .tasks)?.command
    switch command {
    case .interrupt: return .quit
    case .suspend: return .suspend
    case .redraw: return .redraw
    case .leave where !isHelpOpen || isTooSmall:
      if let leftAt, moment.seconds(since: leftAt) < HeldKey.quiet {
        self.leftAt = moment
        notice = "That key was still held down, so it was not taken again."
        return nil
      }
      return .quit
    default: break
    }
    // What can't be seen is not opened.
    guard !isTooSmall else { return nil }
    guard !isHelpOpen else {
      isHelpOpen = false
      return nil
    }
    if case .character(let digit) = key, let number = digit.wholeNumberValue, digit.isASCII {
      guard offers.indices.contains(number - 1) else {
        notice = "There is no task \(number)."
        return nil
      }
      cursor = number - 1
      return .open(offers[cursor].task)
    }
    switch command {
    case .accept: return chosen.map { .open($0.task) }
    case .help: isHelpOpen = true
    case .nextItem: move(by: 1)
    case .previousItem: move(by: -1)
    case .pageDown: move(by: TaskListScreen.list(size).rows)
    case .pageUp: move(by: -TaskListScreen.list(size).rows)
    case .top: cursor = 0
    case .bottom: cursor = max(0, offers.count - 1)
    default: tellUnknown(key)
    }
    return nil
  }

  private mutating func move(by step: Int) { cursor = max(0, min(cursor + step, offers.count - 1)) }

  private mutating func tellUnknown(_ key: Key) {
    switch key {
    case .paste, .unknown: return
    default: notice = "\(key.title) does nothing here: \(keymap.title(of: .help)) shows the keys."
    }
  }
}
