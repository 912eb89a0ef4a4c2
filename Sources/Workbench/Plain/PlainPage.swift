import Canvas
import Labeling
import Queue
import Text

/// What a state says in sentences, a line each.
enum PlainPage {
  /// A label with what names it on a line.
  struct Entry {
    let name: String
    let label: Label
    let isFixed: Bool
  }

  /// The labels of the focused question: named by their keys where all have one, else by their numbers.
  static func entries(of sheet: Sheet, _ state: WorkbenchState) -> [Entry] {
    guard let shortcuts = state.shortcuts else { return [] }
    let entries = shortcuts.pages.joined()
    let hasKeys = shortcuts.pages.count == 1
    return entries.enumerated().map { index, entry in
      Entry(
        name: hasKeys ? entry.key.map { String($0) } ?? "" : "\(index + 1)", label: entry.label,
        isFixed: entry.isFixed)
    }
  }

  /// What a change of state has to tell.
  ///
  /// - Parameter known: what is known of the example that was answered, where it is something else.
  static func news(
    from before: WorkbenchState, to after: WorkbenchState, _ known: Reading? = nil
  ) -> [Displayable] {
    var told: [Displayable] = []
    if let notice = after.notice, notice != before.notice { told.append(notice.text) }
    if let standing = after.standing, standing != before.standing { told.append(sentence(standing, after)) }
    // The example stands just above, in full.
    if let known { told += [""] + lines(known.wantedLines) }
    if case .line(let line) = after.overlay, after.request == nil, line.purpose != before.overlay?.line?.purpose {
      told.append("\(line.title(isShort: false)): \(line.placeholder)")
    }
    if case .today(let today) = after.overlay, before.overlay == nil { told += list(today, after) }
    let isOther = place(of: after) != place(of: before)
    if let news = after.news, before.news == nil {
      told += lines(of: news) + ["Enter goes on."]
    } else if let sheet = after.sheet, after.news == nil {
      if isOther || before.news != nil {
        told += example(sheet, after)
      } else if sheet.focus != before.sheet?.focus || sheet.candidates != before.sheet?.candidates {
        told += question(sheet, after)
      } else if sheet.answer != before.sheet?.answer {
        told += answer(sheet)
      }
    } else if after.sheet == nil, after.base != before.base {
      let (title, words) = IdleScreen(state: after).words
      told += ["\(title). \(words.oneLine)"]
    }
    return told
  }

  /// Which example stands open, and whether it is an earlier one.
  private static func place(of state: WorkbenchState) -> [String] {
    [state.sheet?.presented.assignment.id.rawValue ?? "", state.revising.map { "\($0.index)" } ?? ""]
  }

  static func lines(of reading: Reading) -> [Displayable] { lines(reading.lines[...]) }

  private static func lines(_ lines: ArraySlice<Reading.Line>) -> [Displayable] {
    lines.map { line in
      let text = line.lead + Displayable(line.glyphs.map(\.text).joined())
      return line.beside.map { "\(text) · \($0)" } ?? text
    }
  }

  /// The lines of the text in which something was found.
  static func found(in reading: Reading) -> [Displayable] {
    reading.lines.filter { line in
      guard let passage = line.passage else { return false }
      return line.glyphs.contains { reading.place(of: $0.source, in: passage) != nil }
    }.map { Displayable($0.glyphs.map(\.text).joined()) }
  }

  /// The whole example, and what is asked first.
  private static func example(_ sheet: Sheet, _ state: WorkbenchState) -> [Displayable] {
    let progress = state.progress
    let count: Displayable = progress.wanted > 0 ? " \(progress.answers) of \(progress.wanted) answers." : ""
    let build = sheet.build
    let task = Displayable(build.task.rawValue).oneLine
    let versions: Displayable = "ui \(build.ui.version), taxonomy \(build.taxonomy.version)"
    let which: Displayable =
      state.revising == nil
      ? "Example of \(task), \(versions).\(count)"
      : "Your earlier answer: \(PlainPage.summary(sheet)). Esc leaves it as it is."
    var told: [Displayable] = ["", which, ""]
    told += sheet.plainText
    return told + [""] + question(sheet, state)
  }

  /// What is asked, and how it can be answered.
  static func question(_ sheet: Sheet, _ state: WorkbenchState) -> [Displayable] {
    guard let question = sheet.question else { return [] }
    var told: [Displayable] = []
    let asked = sheet.asked
    if asked.count > 1, let place = asked.firstIndex(of: sheet.focus) {
      told.append("Question \(place + 1) of \(asked.count)\(question.isOptional ? ", optional" : ""):")
    }
    told.append(Displayable(question.prompt).oneLine)
    if let reason = sheet.reason { told.append(reason) }
    told += entries(of: sheet, state).map { entry in
      let chosen: Displayable = sheet.isChosen(entry.label.id) ? " (chosen)" : ""
      let name: Displayable = entry.isFixed ? "stays" : "\(entry.name)"
      return "\(name) \(Displayable(entry.label.title).oneLine)\(chosen)"
    }
    if let marking = sheet.marking, !marking.spans.isEmpty || !marking.unlabelled.isEmpty {
      told += marks(of: sheet, marking)
    }
    if let how = how(question, sheet) { told.append(how) }
    return told
  }

  private static func how(_ question: Question, _ sheet: Sheet) -> Displayable? {
    switch question.kind {
    case .choice, .rating, .pairwise: nil
    case .choices(0, nil): "Any number of these, or enter twice for none: keys with spaces between."
    case .choices(let min, nil): "At least \(min) of these: keys with spaces between."
    case .choices(let min, let max?): "From \(min) to \(max) of these: keys with spaces between."
    case .spans:
      "A label's key and the words to mark, such as: \(spanSample(sheet)). Enter submits; ? tells more."
    case .text: "Type the text; a backslash at the end goes on with another line; a colon before a key gives the key."
    }
  }

  private static func spanSample(_ sheet: Sheet) -> Displayable {
    "\(sheet.offered.first?.key.map { String($0) } ?? "1") Nairobi"
  }

  /// What was answered to the focused question so far.
  static func answer(_ sheet: Sheet) -> [Displayable] {
    guard let question = sheet.question else { return [] }
    if let marking = sheet.marking { return marks(of: sheet, marking) }
    guard let value = sheet.answer[question.id] else { return ["Nothing is chosen."] }
    return ["\(sheet.presented.summary(of: value, under: question))."]
  }

  private static func summary(_ sheet: Sheet) -> Displayable {
    sheet.questions.compactMap { question in
      sheet.answer[question.id].map { sheet.presented.summary(of: $0, under: question) }
    }.joined(separator: " · ")
  }

  private static func list(_ today: Today, _ state: WorkbenchState) -> [Displayable] {
    guard !today.rows.isEmpty else { return ["You have answered nothing yet today."] }
    return today.rows.enumerated().map { index, row in
      let time = row.at.advanced(bySeconds: Double(state.desk.utcOffset)).timeOfDay.prefix(5)
      return "\(index + 1) \(time) \(row.example.truncated(to: 60)): \(row.answer)"
    }
  }

  private static func sentence(_ standing: WorkbenchState.Standing, _ state: WorkbenchState) -> Displayable {
    let time = standing.at.advanced(bySeconds: Double(state.desk.utcOffset)).timeOfDay
    let known: Displayable = standing.isAsKnown ? " As known." : ""
    return switch standing.what {
    case .saved: "Saved at \(time).\(known)"
    case .savedLate: "Saved at \(time); it was not needed any more."
    case .changed: "Change saved at \(time).\(known)"
    case .skipped: "Skipped at \(time)."
    case .flagged: "Flagged at \(time)."
    case .commented: "Comment saved at \(time)."
    case .notSaved: "Not recorded."
    }
  }

  /// How lines work, before the keys themselves.
  static let help: [Displayable] = [
    "A line is keys with the enter that ends it: a label's key chooses it and submits, several keys tick several labels.",
    "An empty line is enter. A key may be written by its name, such as esc or tab.",
    "What takes words takes them on the same line: s no plot here skips with that reason, c and f comment and flag,",
    "Spans: p* Nairobi marks all of them, p #3-5 the words with these numbers, # numbers the words,",
    "- Nairobi takes its mark away. Slash finds in the text, l finds labels by their words, and a number chooses one that was found.",
    "The end of input leaves; a half-made answer is kept.",
  ]
}

extension Sheet {
  /// The example as lines of text.
  var plainText: [Displayable] {
    let fields = presented.blindFields
    let areNamed = fields.count { $0.style == .body } > 1
    return fields.flatMap { field -> [Displayable] in
      guard let text = field.text else { return [] }
      let lines = Displayable(text).lines.map { Displayable($0.map(\.text).joined()) }
      let isNamed = areNamed && field.style == .body || field.caption != field.name
      return isNamed ? ["\(Displayable(field.caption).oneLine):"] + lines : lines
    }
  }
}
