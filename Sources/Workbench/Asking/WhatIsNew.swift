import Canvas
import Labeling
import Text

/// What is different for the annotator between the build of the example before and the one of the next, in words.
struct WhatIsNew {
  /// Lines of one part that are shown; official code lists change by the hundred.
  private static let limit = 80

  let old: Build
  let new: Build

  /// Nil where nothing is different that an annotator would see.
  func reading(size: Size) -> Reading? {
    let parts = [part("Labels", labels), part("Screen", screen), part("Work", work), part("Guidelines", guidelines)]
    let passages = parts.flatMap { $0 }
    return passages.isEmpty ? nil : Reading([heading] + passages, width: AnswerLayout.readingWidth(size))
  }

  private var heading: Passage {
    var versions: [Displayable] = []
    if old.ui.digest != new.ui.digest {
      versions.append(
        old.ui.version == new.ui.version ? "ui \(new.ui.version)" : "ui \(old.ui.version) → \(new.ui.version)")
    }
    if old.taxonomy.digest != new.taxonomy.digest {
      versions.append("taxonomy \(old.taxonomy.version) → \(new.taxonomy.version)")
    }
    let isBack = new.ui.version < old.ui.version || new.taxonomy.version < old.taxonomy.version
    return Passage(
      kind: .heading(beside: versions.isEmpty ? nil : versions.joined(separator: " · ")),
      text: isBack ? "The next example is asked differently" : "What is new from the next example on")
  }

  private func part(_ title: Displayable, _ lines: [Displayable]) -> [Passage] {
    guard !lines.isEmpty else { return [] }
    let left = lines.count - Self.limit
    // What wraps hangs behind its point.
    let point = Typeset(first: "· ", others: "  ", isApart: false)
    let shown = lines.prefix(Self.limit).map { Passage(kind: .set(point), text: $0) }
    return [
      Passage(kind: .heading(beside: nil), text: title)
    ] + shown + (left > 0 ? [Passage(kind: .notice, text: "… and \(left) more changes: g explains all labels")] : [])
  }

  private var labels: [Displayable] {
    old.taxonomy.digest == new.taxonomy.digest ? [] : LabelNews(from: old.taxonomy, to: new.taxonomy).lines
  }

  private var work: [Displayable] {
    old.policy.lease == new.policy.lease
      ? []
      : [
        "an example is kept for you for \(Self.duration(new.policy.lease)) (before: \(Self.duration(old.policy.lease)))"
      ]
  }

  private static func duration(_ seconds: Int) -> Displayable {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) minutes"
    case ..<172_800: "\(seconds / 3600) hours"
    default: "\(seconds / 86_400) days"
    }
  }

  private var guidelines: [Displayable] {
    guard old.ui.guidelines != new.ui.guidelines else { return [] }
    let known = Set(Self.paragraphs(old.ui.guidelines))
    let added = Self.paragraphs(new.ui.guidelines).filter { !known.contains($0) }
    return ["they have changed: g shows them"] + added.map { "now: \(Displayable($0).oneLine)" }
  }

  private static func paragraphs(_ markdown: String) -> [String] {
    markdown.split { $0 == "\n" || $0 == "\r\n" }.map { String($0.drop { $0 == "#" || $0 == " " }) }.filter {
      !$0.isEmpty
    }
  }
}

// The screen.
extension WhatIsNew {
  private var screen: [Displayable] {
    guard old.ui.digest != new.ui.digest else { return [] }
    let lines = fields + new.ask.flatMap(news) + gone
    if !lines.isEmpty || old.ui.guidelines != new.ui.guidelines { return lines }
    return DefinitionDiff(from: old.ui, to: new.ui).changes.map { Displayable($0).oneLine }
  }

  private var fields: [Displayable] {
    let (before, now) = (old.ui.show.map(\.field), new.ui.show.map(\.field))
    let added = now.filter { !before.contains($0) }
    let removed = before.filter { !now.contains($0) }
    func names(_ fields: [String]) -> Displayable { fields.map { Displayable($0).oneLine }.joined(separator: ", ") }
    return (added.isEmpty ? [] : ["shown now: \(names(added))"])
      + (removed.isEmpty ? [] : ["not shown any more: \(names(removed))"])
  }

  private var gone: [Displayable] {
    old.ask.filter { question in !new.ask.contains { $0.id == question.id } }
      .map { "not asked any more: \(Displayable($0.prompt).oneLine)" }
  }

  private func news(of question: Question) -> [Displayable] {
    let prompt = Displayable(question.prompt).oneLine
    guard let before = old.ask.first(where: { $0.isSame(as: question) }) else { return ["asked now: \(prompt)"] }
    var lines: [Displayable] = []
    if question.prompt != before.prompt { lines.append("asked in other words: \(prompt)") }
    let name = Displayable(question.id.rawValue).oneLine
    if question.kind != before.kind, let bounds = Self.bounds(question) { lines.append("\(name): \(bounds)") }
    if question.advancesAutomatically != before.advancesAutomatically {
      lines.append(
        question.advancesAutomatically
          ? "\(name): a label's key submits at once now" : "\(name): a label's key does not submit any more, ↵ does")
    }
    if question.isOptional != before.isOptional {
      lines.append(question.isOptional ? "\(name): may be left open now" : "\(name): has to be answered now")
    }
    if question.when.isEmpty != before.when.isEmpty {
      lines.append(question.when.isEmpty ? "\(name): always asked now" : "\(name): only asked after some answers now")
    }
    return lines
  }

  private static func bounds(_ question: Question) -> Displayable? {
    switch question.kind {
    case .choices(0, nil): "any number of labels now"
    case .choices(let min, nil): "at least \(min) now"
    case .choices(let min, let max?): min == max ? "exactly \(min) now" : "\(min) to \(max) labels now"
    case .pairwise(_, _, let tie): tie ? "a tie can be said now" : "no tie any more"
    case .choice, .spans, .rating, .text: nil
    }
  }
}
