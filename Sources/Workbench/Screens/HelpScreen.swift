import Canvas
import Labeling
import Text

/// The keys, from the table of bindings: first those of the screen that the help was called from, then all others.
struct HelpScreen {
  typealias Row = KeyList.Row

  private let state: WorkbenchState
  /// What the person was doing.
  private let mode: Mode
  /// The modes that the example's questions can be answered in.
  private let usual: Set<Mode>

  static func reading(of state: WorkbenchState) -> Reading { HelpScreen(state).reading }

  private init(_ state: WorkbenchState) {
    self.state = state
    let sheet = state.sheet
    mode = sheet?.mode ?? .idle
    var usual: Set<Mode> = state.hasMoreLabels ? [.finding] : []
    for question in sheet?.questions ?? [] {
      switch question.kind {
      case .spans: usual.insert(.marking)
      case .text: usual.insert(.writing)
      case .choice, .choices, .pairwise, .rating: usual.insert(.answering)
      }
    }
    self.usual = usual
  }

  private var reading: Reading {
    let width = AnswerLayout.readingWidth(state.size)
    let note: Displayable =
      "A label's own letter goes before a command's: the command then has its capital letter, or Alt and the letter."
    let tables = tables.flatMap { Self.table(titled: $0.title, $0.rows, width: width) }
    return Reading(
      tables + [Passage(kind: .heading(beside: nil), text: "Letters"), Passage(kind: .body, text: note)], width: width)
  }

  private var tables: [(title: Displayable, rows: [Row])] {
    // A binding is told once: where it serves several modes, in the one that is told first.
    var told: Set<Mode> = []
    var tables: [(title: Displayable, rows: [Row])] = []
    var useless: [Row] = []
    for mode in order {
      let bindings = state.keymap.bindings.filter { $0.modes.contains(mode) && $0.modes.isDisjoint(with: told) }
      var rows = sorted(bindings, for: mode).filter { !told.isEmpty || isOfUse($0.command) }.map(row)
      if told.isEmpty { useless = bindings.filter { !isOfUse($0.command) }.map(row) }
      if mode == .writing {
        rows += EditingKey.all.map { ($0.keys.map(\.title).joined(separator: " "), $0.help) }
      } else if mode != .finding, mode != .idle, told.isDisjoint(with: [.answering, .marking]) {
        rows = Self.labelKeys + rows
      }
      tables.append((told.isEmpty ? "Keys" : Self.title(of: mode), rows))
      told.insert(mode)
    }
    return useless.isEmpty ? tables : tables + [("On other screens", useless)]
  }

  /// What choosing labels has not comes first, and then what all screens have.
  private func sorted(_ bindings: [Binding], for mode: Mode) -> [Binding] {
    guard mode != .answering else { return bindings }
    return bindings.filter { !$0.modes.contains(.answering) } + bindings.filter { $0.modes.contains(.answering) }
  }

  private static let labelKeys: [Row] = [
    ("1–9", "choose the label with that number, or take it back"),
    ("letter", "choose the label with that key, on any page"),
  ]

  private static let sections: [Mode] = [.answering, .marking, .finding, .writing]

  /// The mode in hand, those that the example's questions need besides, then the others.
  private var order: [Mode] {
    let others = Self.sections.filter { $0 != mode }
    return [mode] + others.filter(usual.contains) + others.filter { !usual.contains($0) }
  }

  private static func title(of mode: Mode) -> Displayable {
    switch mode {
    case .marking: "While marking spans"
    case .finding: "While looking for a label"
    case .writing: "While writing"
    default: "While choosing labels"
    }
  }

  /// True for a command that this example can have a use for, even where there is none at this moment.
  private func isOfUse(_ command: Command) -> Bool {
    guard let sheet = state.sheet else { return command != .guidelines }
    return switch command {
    case .nextQuestion, .previousQuestion: sheet.shown.count > 1
    case .fullList: sheet.questions.contains { sheet.form.candidates(of: $0.id) != nil }
    case .findLabel: state.hasMoreLabels
    case .moreLabels, .fewerLabels: state.hasMoreLabels || sheet.questions.contains { $0.kind == .rating }
    case .write: usual.contains(.writing)
    case .differences: sheet.pair != nil
    default: true
    }
  }

  private func row(_ binding: Binding) -> Row {
    let labels = binding.modes.contains(mode) ? state.shortcuts : nil
    // A note tells of capitals and Alt keys.
    var keys = binding.listedKeys.filter { labels?.takes($0) != true }
    // Where a label has the letter, its place is taken by what still works.
    if keys.isEmpty, let key = binding.key(besides: labels) { keys = [key] }
    return (keys.map(\.title).joined(separator: " "), binding.help)
  }

  /// A table with the keys on the left; what a key does hangs beside it.
  static func table(titled title: Displayable, _ rows: [Row], width: Int) -> [Passage] {
    let left = min(width / 3, rows.map { $0.keys.width }.max() ?? 0) + 2
    let lines = rows.flatMap { row -> [Displayable] in
      let help = Wrapping.lines(of: row.help, width: max(8, width - left))
      return help.enumerated().map { index, line in
        let keys = index == 0 ? row.keys.truncated(to: left - 1) : ""
        return "\(keys.padded(to: left))\(line.glyphs.map(\.text).joined())"
      }
    }
    return [
      Passage(kind: .heading(beside: nil), text: title), Passage(kind: .body, text: lines.joined(separator: "\n")),
    ]
  }
}
