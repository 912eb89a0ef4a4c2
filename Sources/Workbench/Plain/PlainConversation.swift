import Canvas
import Labeling
import Queue
import Text

/// The workbench line by line, for screen readers, dumb terminals and pipes: the same state and the same keys, told in
/// sentences instead of drawn.
///
/// A line is keys with the enter that ended it: `5` chooses the fifth label and submits, `2 5` ticks two. What takes words
/// takes them on the same line: `s the plot is missing` skips with a reason, `/storm` finds.
public struct PlainConversation: Sendable {
  /// Wide and tall enough that nothing is cut: lines are wrapped by whoever shows them.
  static let size = Size(columns: 110, rows: 400)

  var state: WorkbenchState
  /// Labels that the last line found, and those that the line before it did: a number chooses one of these.
  var found: [LabelID] = []
  private(set) var numbered: [LabelID] = []
  /// Lines of an answer that goes on with another one.
  var written: [String] = []

  public init(desk: Desk, keymap: Keymap = .standard) {
    state = WorkbenchState(desk: desk, size: Self.size, keymap: keymap)
  }

  /// What is to be done, and what is to be told, a line each.
  public struct Turn: Sendable {
    public var effects: [Effect] = []
    public var told: [Displayable] = []
  }

  /// What the next line is asked for with.
  public var prompt: Displayable {
    switch state.mode {
    case .typing: "\(state.overlay?.line?.title(isShort: false) ?? "") (a dot alone: never mind)> "
    case .choosing: "number, or enter to go back> "
    default: state.sheet?.question.map { "\(Displayable($0.id.rawValue).oneLine)> " } ?? "> "
    }
  }

  /// Takes what happened to the workbench: that it started, what came of an effect, that the input ended.
  public mutating func receive(_ message: Message) -> Turn {
    let before = state
    let effects = state.update(message)
    // What is told in lines is read when the next one is typed.
    let known = state.told
    state.told = nil
    return Turn(effects: effects, told: PlainPage.news(from: before, to: state, known))
  }

  /// Takes a line that was typed, without its end.
  public mutating func take(_ line: String, at moment: Timestamp) -> Turn {
    // A line was read before it was sent: there is no screen that could not have been seen, and no key is held.
    state.now = moment
    state.glance = nil
    state.held = HeldKey()
    state.notice = nil
    (numbered, found) = (found, [])
    let before = state
    state.sheet?.active.sawActivity(at: moment)
    var told: [Displayable] = []
    var effects = act(on: line, &told)
    closeFinder()
    if let reading = state.overlay?.reading {
      told += PlainPage.lines(of: reading)
      state.overlay = nil
    }
    if state.request == nil { effects += state.openSheet?.saveDraft() ?? [] }
    return Turn(effects: effects, told: told + PlainPage.news(from: before, to: state))
  }

  private mutating func act(on line: String, _ told: inout [Displayable]) -> [Effect] {
    switch state.mode {
    case .waiting, .told, .reading, .finding, .tasks, .cases, .reviewing, .watching, .listing: return []
    case .typing:
      if line == "." { return state.act(on: .escape) }
      return state.act(on: .paste(line)) + state.act(on: .enter)
    case .choosing: return choose(line)
    case .writing: return write(line, &told)
    case .answering, .marking, .news, .idle:
      let words = PlainLine(line)
      if words.isEmpty { return state.act(on: .enter) }
      return mark(words, &told) ?? answer(words, &told) ?? command(words, &told)
    }
  }

  /// Where a screen would open its list of labels, they are asked for: no line could leave it.
  private mutating func closeFinder() {
    guard state.sheet?.finder != nil else { return }
    state.sheet?.finder = nil
    state.notice = .hint("Choose a label first, by its number or its id; l and some of its words find it.")
  }

  /// A row of the day's list by its number.
  private mutating func choose(_ line: String) -> [Effect] {
    guard case .today(var today) = state.overlay, !line.isEmpty, line != "." else {
      state.overlay = nil
      return []
    }
    guard let number = Int(line), today.rows.indices.contains(number - 1) else {
      state.notice = .hint("There is no answer '\(line)' in this list.")
      return []
    }
    today.move(by: number - 1 - today.cursor)
    state.overlay = .today(today)
    return state.acceptToday()
  }
}

extension WorkbenchState.Overlay {
  /// What is being typed.
  var line: PromptLine? { if case .line(let line) = self { line } else { nil } }

  /// What is only read.
  var reading: Reading? {
    switch self {
    case .guidelines(let reading), .help(let reading), .characters(let reading): reading
    case .today, .line: nil
    }
  }
}
