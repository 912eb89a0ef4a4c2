import Canvas
import Labeling
import Queue
import Text

extension WorkbenchState {
  /// Takes a key: an open line takes most of them, then labels, then the table of bindings.
  mutating func take(_ key: Key) -> [Effect] {
    let mode = mode
    let binding = keymap.binding(for: key, in: mode)
    if let binding, binding.command.isAlwaysTaken { return perform(binding, key) }
    // What can't be seen is not answered, and nobody sees what lies over the screen or that letters are text.
    if isTooSmall {
      return keymap.binding(for: key, in: .idle)?.command == .leave && mode != .typing ? leave() : []
    }
    if isGlancing() {
      held.ignored(key, at: now)
      return []
    }
    if mode == .waiting {
      held.ignored(key, at: now)
    } else {
      // Another key came: the one in doubt was not being held.
      if held.doubt != nil, held.doubt != key, let earlier = held.settle() {
        return act(on: earlier) + act(on: key)
      }
      // A letter that comes twice is how some words are written.
      if mode.takesText, key != .enter {
        held = HeldKey()
        return act(on: key)
      }
      switch held.judge(key, at: now) {
      case .pressed: break
      case .inDoubt: return []
      case .held:
        notice = .hint("That key was still held down, so it was not taken again.")
        return []
      }
    }
    return act(on: key)
  }

  /// True while a key or a press comes too early to be meant for this screen; tells so.
  mutating func isGlancing(with what: Displayable = "key") -> Bool {
    guard glance?.covers(now) == true, mode.isAtWork || mode == .news || mode == .told else { return false }
    glance?.sawKey(at: now)
    notice = .hint("That \(what) came before this could be read, so it was not taken.")
    return true
  }

  /// Does what a key stands for now.
  mutating func act(on key: Key) -> [Effect] {
    let mode = mode
    let binding = keymap.binding(for: key, in: mode)
    switch mode {
    case .waiting:
      guard let binding, request == .claim else { return [] }
      return perform(binding, key)
    case .typing: return type(key, binding)
    case .writing:
      sawActivity()
      return write(key, binding)
    case .finding:
      sawActivity()
      return findLabel(key, binding)
    case .answering, .marking:
      sawActivity()
      if case .paste = key {
        notice = .hint("Pasted text is not taken as keys.")
        return []
      }
      if case .character(let character) = key, let label = shortcuts?.label(for: character, onPage: labelPage) {
        return choose(label, with: key)
      }
      if binding == nil { tellUnknown(key) }
    case .news, .told:
      notice = nil
      if binding == nil {
        notice = .hint("\(keymap.title(of: .goOn)) \(isInterludeRead ? "goes on to the next example." : "reads on.")")
      }
    case .choosing, .reading, .tasks, .cases, .reviewing, .watching, .listing: notice = nil
    case .idle:
      // What went wrong stays until something is done about it.
      if binding != nil { notice = nil } else if notice == nil { tellUnknown(key) }
    }
    return binding.map { perform($0, key) } ?? []
  }

  /// A key that is neither a command nor a label was meant to be one.
  private mutating func tellUnknown(_ key: Key) {
    let what: Displayable
    switch key {
    case .paste, .unknown: return
    case .character(let character) where character.isNumber: what = "is no label here"
    default: what = "does nothing here"
    }
    let help = keymap.title(of: .help, besides: shortcuts)
    notice = .hint("\(key.title) \(what)\(help.isEmpty ? "" : ": \(help) shows the keys").")
  }

  /// Which keys choose which labels right now.
  var shortcuts: Shortcuts? {
    interlude == nil ? sheet.map { grid(of: $0).shortcuts } : nil
  }
  private var labelPage: Int { sheet?.labelPage ?? 0 }

  mutating func perform(_ binding: Binding, _ key: Key) -> [Effect] {
    if let refusal = binding.refusal(self) {
      notice = .hint(refusal)
      return []
    }
    if moveInPair(binding.command) { return [] }
    switch binding.command {
    case .submit:
      guard wantsFinder else { return advance(with: key) }
      openFinder()
      held.pressed(key, at: now)
    case .nextQuestion: sheet?.moveFocus(by: 1)
    case .previousQuestion: sheet?.moveFocus(by: -1)
    case .moreLabels: turnLabels(by: 1)
    case .fewerLabels: turnLabels(by: -1)
    case .fullList: sheet?.toggleFullList()
    case .goOn: goOn(with: key)
    case .findLabel: openFinder()
    case .right, .left, .up, .down, .lineStart, .lineEnd, .extendRight, .extendLeft, .anchor, .unit, .toPunctuation,
      .nextSame, .previousSame, .nextSpan, .previousSpan, .deleteSpan, .markAll:
      mark(binding.command)
    case .write: sheet?.isWriting = true
    case .newLine: return beginLine()
    case .beside: toggleBeside()
    case .differences: toggleDifferences()
    case .characters: showCharacters()
    case .today: return openToday()
    case .nextItem: moveInToday(by: 1)
    case .previousItem: moveInToday(by: -1)
    case .mouse:
      isMouseOn.toggle()
      notice = .hint(
        isMouseOn
          ? "The mouse is on: click, drag, wheel. With shift your terminal selects."
          : "The mouse is your terminal's again.")
      return [.mouse(isMouseOn)]
    case .undo: undo()
    case .back: back()
    case .skip: overlay = .line(PromptLine(purpose: .skip))
    case .flag: overlay = .line(PromptLine(purpose: .flag))
    case .comment: overlay = .line(PromptLine(purpose: .comment))
    // What is searched stays below the line.
    case .find: overlays.append(.line(PromptLine(purpose: .find)))
    case .findNext:
      scroll { $0.findNext(by: 1, height: $1, marks: $2) }
      goToFound()
    case .findPrevious:
      scroll { $0.findNext(by: -1, height: $1, marks: $2) }
      goToFound()
    case .guidelines: openGuidelines()
    case .help: overlay = .help(HelpScreen.reading(of: self))
    case .lineUp: scroll { $0.scroll(by: -1, height: $1, marks: $2) }
    case .lineDown: scroll { $0.scroll(by: 1, height: $1, marks: $2) }
    case .pageUp where mode == .choosing: moveInToday(by: -TodayScreen.list(size).rows)
    case .pageDown where mode == .choosing: moveInToday(by: TodayScreen.list(size).rows)
    case .pageUp: scroll { $0.pageUp(height: $1, marks: $2) }
    case .pageDown: scroll { $0.pageDown(height: $1, marks: $2) }
    case .top: scroll { reading, _, _ in reading.scrollToTop() }
    case .bottom: scroll { $0.scrollToBottom(height: $1, marks: $2) }
    case .tryAgain: return claim()
    case .takeOver: return takeOver()
    case .accept: return acceptToday()
    case .leave, .interrupt: return leave()
    case .suspend: return (openSheet?.saveDraft() ?? []) + [.suspend]
    case .redraw: return [.redraw]
    // Other screens' own.
    case .takeAnswer, .editAnswer, .nextDifference, .previousDifference, .names, .nextOrder, .pause, .nextTask,
      .previousTask:
      break
    }
    return []
  }

  mutating func sawActivity() {
    let now = now
    sheet?.active.sawActivity(at: now)
    notice = nil
  }

  private mutating func turnLabels(by step: Int) {
    if stepRating(by: step) { return }
    guard let sheet, let pages = shortcuts?.pages.count else { return }
    self.sheet?.labelPage = min(max(0, sheet.labelPage + step), pages - 1)
  }

  /// - Parameter change: told the rows that the text has, and what is marked in it.
  mutating func scroll(_ change: (inout Reading, Int, TextMarks) -> Void) {
    switch overlay {
    case .guidelines(var reading):
      change(&reading, ReadingLayout(self).text.rows, .none)
      overlay = .guidelines(reading)
    case .help(var reading):
      change(&reading, ReadingLayout(self).text.rows, .none)
      overlay = .help(reading)
    case .characters(var reading):
      change(&reading, ReadingLayout(self).text.rows, .none)
      overlay = .characters(reading)
    case .line, .today: break
    case nil:
      if var interlude {
        change(&interlude, ReadingLayout(size).text.rows, .none)
        self.interlude = interlude
        return
      }
      guard var reading = sheet?.reading else { return }
      let (layout, marks) = layOut()
      change(&reading, layout.text.rows, marks)
      sheet?.reading = reading
    }
  }

  private mutating func back() {
    if overlay != nil {
      closeGuidelines()
      overlay = nil
    } else if sheet?.stepBack() == true {
      return
    } else if let revising {
      let isChanged = !revising.sheet.answer.isExactly(history[revising.index].answer)
      self.revising = nil
      if isChanged { notice = .hint("The change was not submitted: the earlier answer stands.") }
    }
  }
}

extension Command {
  /// True for what works even while a request is on its way or a key is held.
  fileprivate var isAlwaysTaken: Bool {
    switch self {
    case .interrupt, .suspend, .redraw: true
    default: false
    }
  }
}

extension Mode {
  /// True where keys are text.
  fileprivate var takesText: Bool {
    switch self {
    case .writing, .typing, .finding: true
    default: false
    }
  }

  /// True where an example is being answered.
  var isAtWork: Bool {
    switch self {
    case .answering, .marking, .writing, .finding: true
    default: false
    }
  }
}
