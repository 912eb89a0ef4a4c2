import Canvas
import Labeling
import Text

extension ReviewState {
  mutating func take(_ key: Key) -> [ReviewEffect] {
    let binding = keymap.binding(for: key, in: mode == .waiting ? .waiting : open == nil ? .cases : .reviewing)
    switch binding?.command {
    case .interrupt: return [.quit]
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    default: break
    }
    // What can't be seen is not decided.
    if isTooSmall { return isLeaving(binding?.command) ? [.quit] : [] }
    if request != nil {
      held.ignored(key, at: now)
      return (request == .list || only != nil) && binding?.command == .leave ? [.quit] : []
    }
    if help != nil {
      readHelp(keymap.binding(for: key, in: .reading)?.command)
      return []
    }
    if reasoning != nil { return type(key) }
    if query?.editor != nil { return typeQuery(key) }
    notice = nil
    if open?.isHandedOver == false { open?.bench.notice = nil }
    return open == nil ? takeInList(key, binding) : takeInCase(key, binding)
  }

  /// True for what leaves all there is.
  private func isLeaving(_ command: Command?) -> Bool {
    open == nil ? command == .leave : only != nil && command == .back
  }

  private mutating func readHelp(_ command: Command?) {
    let height = ReviewHelp.rows(size)
    switch command {
    case .lineUp: help?.scroll(by: -1, height: height)
    case .lineDown: help?.scroll(by: 1, height: height)
    case .pageUp: help?.pageUp(height: height)
    case .pageDown: help?.pageDown(height: height)
    case .top: help?.scrollToTop()
    case .bottom: help?.scrollToBottom(height: height)
    default: help = nil
    }
  }

  // In the list.

  private mutating func takeInList(_ key: Key, _ binding: Binding?) -> [ReviewEffect] {
    let count = entries?.count ?? 0
    let page = ReviewListScreen.list(size).rows
    switch binding?.command {
    case .leave: return [.quit]
    case .help: help = ReviewHelp.reading(of: self)
    case .accept:
      guard let entries, entries.indices.contains(cursor) else { return [] }
      return open(entries[cursor].example)
    case .nextItem: cursor = max(0, min(cursor + 1, count - 1))
    case .previousItem: cursor = max(0, cursor - 1)
    case .pageDown: cursor = max(0, min(cursor + page, count - 1))
    case .pageUp: cursor = max(0, cursor - page)
    case .top: cursor = 0
    case .bottom: cursor = max(0, count - 1)
    case .tryAgain: return readList()
    case .find where query != nil: beginQuery()
    case .nextOrder where query != nil: return query?.reordered.map { find($0) } ?? []
    case .undo: return undo()
    default: tellUnknown(key)
    }
    return []
  }

  mutating func open(_ example: Digest) -> [ReviewEffect] {
    request = .open(example)
    return [.open(example)]
  }

  private mutating func undo() -> [ReviewEffect] {
    guard let earlier else {
      notice = .hint(
        history.isEmpty
          ? "You have decided nothing yet in this session."
          : "There is no earlier decision of this session to go back to.")
      return []
    }
    return open(earlier)
  }

  private mutating func tellUnknown(_ key: Key) {
    switch key {
    case .paste, .unknown: return
    default: notice = .hint("\(key.title) does nothing here: \(keymap.title(of: .help)) shows the keys.")
    }
  }

  // On a case.

  private mutating func takeInCase(_ key: Key, _ binding: Binding?) -> [ReviewEffect] {
    guard let open else { return [] }
    if open.isHandedOver {
      let isLeft = key == .escape && open.bench.overlay == nil && open.isEditing
      // Esc first gives up what is open on the workbench, then the editing.
      if isLeft, open.bench.mode == .writing || open.bench.sheet?.canStepBack != true {
        self.open?.isEditing = false
        return []
      }
      return forward(.key(key, at: now))
    }
    if let bar = open.shown.bar, isDeciding(key, binding) {
      notice = .hint(bar)
      return []
    }
    if case .character(let character) = key, let bench = self.open?.bench, !open.wantsEditing,
      bench.shortcuts?.label(for: character, onPage: bench.sheet?.labelPage ?? 0) != nil
    {
      return forward(.key(key, at: now))
    }
    guard let command = binding?.command else {
      tellUnknown(key)
      return []
    }
    return perform(command, key)
  }

  /// True for keys that make or record a decision.
  private func isDeciding(_ key: Key, _ binding: Binding?) -> Bool {
    switch binding?.command {
    case .submit, .takeAnswer, .editAnswer, .moreLabels, .fewerLabels, .findLabel: return true
    case nil, .help, .names, .back, .skip, .undo: break
    default: return false
    }
    guard case .character(let character) = key, let bench = open?.bench else { return false }
    return bench.shortcuts?.label(for: character, onPage: bench.sheet?.labelPage ?? 0) != nil && binding == nil
  }

  private mutating func perform(_ command: Command, _ key: Key) -> [ReviewEffect] {
    switch command {
    case .back: return close()
    case .help: help = ReviewHelp.reading(of: self)
    case .names: hidesNames.toggle()
    case .undo: return undo()
    case .skip where only == nil: return next()
    case .nextItem: moveCursor(by: 1)
    case .previousItem: moveCursor(by: -1)
    case .takeAnswer: takeAnswer()
    case .editAnswer: edit()
    case .nextDifference: step(by: 1)
    case .previousDifference: step(by: -1)
    case .pageDown: move(.pageDown)
    case .pageUp: move(.pageUp)
    case .top: move(.top)
    case .bottom: move(.bottom)
    case .submit, .moreLabels, .fewerLabels: return forward(.key(key, at: now))
    case .nextQuestion, .previousQuestion:
      let effects = forward(.key(key, at: now))
      open?.difference = nil
      return effects
    case .findLabel, .guidelines: return open?.bench.keymap.key(of: command).map { forward(.key($0, at: now)) } ?? []
    default: tellUnknown(key)
    }
    return []
  }

  private mutating func moveCursor(by step: Int) {
    guard let open else { return }
    self.open?.cursor = max(0, min(open.cursor + step, CaseTable.items(open.shown) - 1))
  }

  private mutating func takeAnswer() {
    guard let open, let question = open.question, let value = open.valueAtCursor else {
      notice = .hint("That says nothing here that a decision could begin with.")
      return
    }
    var answer = open.answer
    answer[question.id] = value
    self.open?.begin(with: answer, at: now)
  }

  private mutating func edit() {
    guard open?.wantsEditing == true else {
      notice = .hint("This question is answered with the keys of the labels.")
      return
    }
    open?.edit(at: now)
  }

  private mutating func step(by distance: Int) {
    guard let open, let question = open.question, case .spans = question.kind else {
      notice = .hint("There are differences to step through where text is marked.")
      return
    }
    let groups = SpanGroups(open.shown, question)
    guard !groups.differences.isEmpty else {
      notice = .hint("All marked the same.")
      return
    }
    let count = groups.differences.count
    let index = open.difference.map { ($0 + distance + count) % count } ?? (distance > 0 ? 0 : count - 1)
    let height = ReviewLayout(self, open).drawing.layout.text.rows
    self.open?.difference = index
    self.open?.text.show(groups.differences[index], height: height, marks: groups.marks)
  }

  private mutating func move(_ move: CaseText.Move) {
    guard let open else { return }
    let drawing = ReviewLayout(self, open).drawing
    self.open?.text.move(move, for: open.question, height: drawing.layout.text.rows, marks: drawing.marks)
  }

  /// Hands a message to the workbench. What it would submit becomes a decision that wants a reason.
  mutating func forward(_ message: Message) -> [ReviewEffect] {
    guard var open else { return [] }
    let before = open
    let effects = open.bench.update(message)
    guard let submitted = effects.lazy.compactMap(\.submission).first else {
      self.open = open
      if effects.contains(.quit) { return [.quit] }
      return effects.compactMap { $0 == .suspend ? .suspend : $0 == .redraw ? .redraw : nil }
    }
    var sheet = open.bench.sheet
    open.bench = before.bench
    // The answer stays as it was submitted, where the reason is given up.
    sheet?.finder = nil
    open.bench.sheet = sheet
    open.bench.held = HeldKey()
    open.bench.notice = nil
    open.isEditing = false
    self.open = open
    let unused = unusedReason.flatMap { $0.example == open.shown.example ? $0.words : nil }
    reasoning = Reasoning(
      answer: submitted.answer, activeMilliseconds: submitted.activeMilliseconds, editor: TextEditor(unused ?? ""),
      glance: Glance(from: now, seconds: Glance.burst))
    if case .key(let key, _) = message { held.pressed(key, at: now) }
    return []
  }

  // The reason.

  private mutating func type(_ key: Key) -> [ReviewEffect] {
    let binding = keymap.binding(for: key, in: .typing)
    switch binding?.command {
    case .interrupt: return [.quit]
    case .back:
      giveUpReason()
      notice = nil
    case .accept where isGlancing:
      held.ignored(key, at: now)
      reasoning?.glance.sawKey(at: now)
      notice = .hint("That key came before this could be read, so it was not taken.")
    case .accept:
      switch held.judge(key, at: now) {
      case .pressed: return acceptReason()
      case .inDoubt: break
      case .held: notice = .hint("That key was still held down, so it was not taken again.")
      }
    default:
      held = HeldKey()
      notice = nil
      reasoning?.isTouched = true
      _ = reasoning?.editor.take(key)
    }
    return []
  }

  /// True where nothing was typed yet and the question for a reason could not be seen either.
  private var isGlancing: Bool {
    reasoning.map { !$0.isTouched && $0.glance.covers(now) } ?? false
  }

  /// No decision comes of it; its words wait for the next one about the same example.
  mutating func giveUpReason() {
    guard let reasoning, let example = open?.shown.example else { return }
    if let words = reasoning.reason {
      unusedReason = UnusedReason(example: example, words: words)
    } else if unusedReason?.example == example {
      unusedReason = nil
    }
    self.reasoning = nil
  }

  mutating func acceptReason() -> [ReviewEffect] {
    guard let reasoning, let open else { return [] }
    let decision = ReviewDecision(
      example: open.shown.example, answer: reasoning.answer, reason: reasoning.reason,
      activeMilliseconds: reasoning.activeMilliseconds)
    request = .decide(decision)
    notice = nil
    return [.decide(decision)]
  }
}

extension Effect {
  fileprivate var submission: (answer: Answer, activeMilliseconds: Int)? {
    if case .submit(let answer, _, let active, _) = self { (answer, active) } else { nil }
  }
}

extension Keymap {
  /// A key that means a command while an example is answered.
  fileprivate func key(of command: Command) -> Key? {
    bindings.first { $0.command == command && $0.modes.contains(.answering) }?.keys.last
  }
}
