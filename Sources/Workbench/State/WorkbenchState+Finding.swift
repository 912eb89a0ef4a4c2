import Canvas
import Labeling
import Text

// Looking for a label by its words.
extension WorkbenchState {
  /// Labels of this session that stand first in the list.
  private static let recentLimit = 5

  mutating func openFinder() {
    guard let sheet, let question = sheet.question else { return }
    let catalog = catalog(of: sheet, question)
    let recent = sheet.candidates == nil ? usedLately(under: question) : []
    self.sheet?.finder = LabelFinder(catalog, recent: recent)
  }

  /// Enter looks for a label where none was chosen and the screen does not show all of them.
  var wantsFinder: Bool {
    guard let sheet, let question = sheet.question, sheet.answer[question.id] == nil, sheet.missing != nil else {
      return false
    }
    return switch question.kind {
    case .choice, .choices: hasMoreLabels
    case .spans, .pairwise, .rating, .text: false
    }
  }

  /// True where the labels don't fit on one page.
  var hasMoreLabels: Bool { (shortcuts?.pages.count ?? 0) > 1 }

  /// The labels that this session answered the question with, the last one first.
  private func usedLately(under question: Question) -> [LabelID] {
    var labels: [LabelID] = []
    for answered in history.reversed() {
      for label in answered.answer[question.id]?.labels ?? [] where !labels.contains(label) {
        labels.append(label)
        if labels.count == Self.recentLimit { return labels }
      }
    }
    return labels
  }

  /// A key while a label is looked for: bindings of the mode first, all others edit what is looked for.
  mutating func findLabel(_ key: Key, _ binding: Binding?) -> [Effect] {
    guard var finder = sheet?.finder else { return [] }
    let height = finderHeight
    switch binding?.command {
    case .nextItem: finder.move(by: 1, height: height)
    case .previousItem: finder.move(by: -1, height: height)
    case .pageDown: finder.move(by: max(1, height - 1), height: height)
    case .pageUp: finder.move(by: -max(1, height - 1), height: height)
    case .accept: return chooseFound(with: key)
    case .some: return binding.map { perform($0, key) } ?? []
    case nil: guard finder.take(key) else { return [] }
    }
    sheet?.finder = finder
    return []
  }

  /// A press of the button on a label of the list chooses it.
  mutating func pressFinder(at point: Point) -> [Effect] {
    let layout = AnswerLayout(self)
    guard case .finder(let panel)? = layout.panel, let index = panel.index(at: point, in: layout.labels) else {
      return []
    }
    sawActivity()
    sheet?.finder?.go(to: index)
    return chooseFound(with: .enter)
  }

  /// The wheel moves in the list.
  mutating func moveInFinder(by step: Int) {
    let height = finderHeight
    sheet?.finder?.move(by: step, height: height)
  }

  /// Rows of labels that the screen shows.
  private var finderHeight: Int {
    let layout = AnswerLayout(self)
    guard case .finder(let panel)? = layout.panel else { return 1 }
    return panel.listRows(of: layout.labels.rows)
  }

  /// Chooses the label at the cursor, as its key would.
  private mutating func chooseFound(with key: Key) -> [Effect] {
    guard let before = sheet, let finder = before.finder, let question = before.question else { return [] }
    guard let label = finder.entryAtCursor?.label.id else {
      notice = .hint(
        finder.results.isEmpty
          ? "No label has these letters: \(Key.backspace.title) takes them back."
          : "Type some letters of the label first, or go to it with \(keymap.title(of: .nextItem)).")
      return []
    }
    held.pressed(key, at: now)
    sheet?.finder = nil
    // What is chosen already stays so: who looked for it does not want it taken back.
    let isSame = question.kind.takesOneLabel && before.isChosen(label)
    let effects = isSame ? (question.advancesAutomatically ? advance(with: key) : []) : choose(label, with: key)
    let isRefused = notice != nil && sheet?.answer == before.answer && !isSame
    if isRefused {
      sheet?.finder = finder
    } else if case .choices = question.kind, sheet?.focus == before.focus {
      sheet?.finder = finder
      sheet?.finder?.clear()
    } else if sheet?.focus == before.focus, let page = shortcuts?.page(of: label) {
      sheet?.labelPage = page
    }
    return effects
  }

  static func refusalOfFindLabel(_ state: WorkbenchState) -> Displayable? {
    guard let sheet = state.sheet, !sheet.offered.isEmpty else { return "There are no labels to look through." }
    return switch sheet.question?.kind {
    case .rating, .pairwise: "There is nothing to look for: each of these has its own key."
    case .choice, .choices, .spans, .text, nil: nil
    }
  }
}
