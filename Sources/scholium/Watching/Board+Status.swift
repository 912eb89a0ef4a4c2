import Labeling
import Operations
import Queue
import Text
import Workbench

extension Board {
  /// What the dashboard shows of a task's status.
  ///
  /// - Parameters:
  ///   - now: the moment that the status was read at.
  ///   - listsWork: whether what people have before them, answered, skipped or flagged is listed. Gold counts and is in
  ///     no list, so that a list would tell those who answer what is gold.
  init(
    _ status: Status.Task, revision: Int, health: QueueHealth?, at now: Timestamp, utcOffset: Int,
    listsWork: Bool = true
  ) {
    let pages = BoardPages(
      status: status, revision: revision, health: health, now: now, utcOffset: utcOffset, listsWork: listsWork)
    self.init(task: status.task, revision: revision, at: now, panels: pages.panels)
  }
}

/// The panels of a board, in the order in which they matter to whoever watches.
private struct BoardPages {
  let status: Status.Task
  let revision: Int
  let health: QueueHealth?
  let now: Timestamp
  let utcOffset: Int
  let listsWork: Bool

  var panels: [BoardPanel] {
    [progress, throughput, attention, people] + agreement + labels + [versions] + relabel + queue + soFar
  }

  // MARK: Progress

  private var progress: BoardPanel {
    let rows = status.channels.map { row -> [BoardCell] in
      let (name, far) = (row.channel.name, row.tally.progress)
      let state = row.channel.state == .live ? "" : " (\(row.channel.state.rawValue))"
      let share = far.wanted > 0 ? Double(far.answers) / Double(far.wanted) : 0
      return [
        BoardCell("\(name.rawValue)\(state)", row.channel.state == .live ? .plain : .quiet),
        BoardCell("\(row.uiVersion)", .quiet), BoardCell("\(row.taxonomyVersion)", .quiet), BoardCell(share: share),
        BoardCell("\(Figures.percent(share))"),
        BoardCell("\(far.done)", behind: .init(.standing(.done, in: name), examples: far.done)),
        BoardCell("\(row.tally.open)", behind: .init(.standing(.open, in: name), examples: row.tally.open)),
        BoardCell(
          "\(row.tally.leased)",
          behind: listsWork ? .init(.standing(.leased, in: name), examples: row.leasedExamples) : nil),
      ]
    }
    return BoardPanel(
      title: "Progress",
      content: .table(
        BoardTable(
          [
            .init("", .words), .init("ui", .figure, isAside: true), .init("tax.", .figure, isAside: true),
            .init("", .bar),
            .init("answers", .figure), .init("done", .figure), .init("open", .figure), .init("leased", .figure),
          ], rows: rows)))
  }

  // MARK: Over time

  private var times: AnswerTimes {
    AnswerTimes(
      minutes: status.minutes.map { AnswerTimes.Minute(minute: $0.minute, answers: $0.answers) }, until: now,
      utcOffset: utcOffset)
  }

  private var throughput: BoardPanel {
    guard !status.minutes.isEmpty else {
      let why: Displayable = status.versions.isEmpty ? "nobody has answered yet" : "all answers were imported"
      return BoardPanel(
        title: "Throughput", content: .table(BoardTable([.init("", .words)], rows: [[BoardCell(why, .quiet)]])))
    }
    let hourAgo = now.microseconds / 60_000_000 - 60
    let lately = status.minutes.reversed().prefix { $0.minute > hourAgo }.reduce(0) { $0 + $1.answers }
    return BoardPanel(
      title: "Throughput", note: lately == 1 ? "1 answer in the last hour" : "\(lately) answers in the last hour",
      content: .bars(times))
  }

  private var soFar: [BoardPanel] {
    status.minutes.isEmpty ? [] : [BoardPanel(title: "Answers so far", content: .line(times))]
  }

  // MARK: Who and what needs somebody

  private var attention: BoardPanel {
    var rows: [[BoardCell]] = []
    func add(_ what: Displayable, _ figure: Figure, _ examples: Int, _ tone: BoardCell.Tone = .warning) {
      guard examples > 0 else { return }
      rows.append([BoardCell(what), BoardCell("\(examples)", tone, behind: .init(figure, examples: examples))])
    }
    for row in status.channels where row.channel.state != .retired {
      let name = row.channel.name
      add("for review in \(name.rawValue)", .standing(.review, in: name), row.tally.forReview)
      add("stuck in \(name.rawValue)", .standing(.stuck, in: name), row.tally.stuck)
    }
    add("settlements that contradict", .contradicted, status.contradictedExamples)
    let isCounted = status.reckoned != nil
    if rows.isEmpty {
      rows = [[BoardCell(isCounted ? "nothing is flagged, skipped too often or stuck" : "counting …", .quiet)]]
    }
    return BoardPanel(
      title: "Needs a look", note: asOf,
      content: .table(BoardTable([.init("", .words), .init("examples", .figure)], rows: rows)))
  }

  /// Where what takes long to count is older than the rest.
  private var asOf: Displayable {
    guard let reckoned = status.reckoned, reckoned.revision != revision else { return "" }
    return "as of \(reckoned.at.advanced(bySeconds: Double(utcOffset)).timeOfDay)"
  }

  private var people: BoardPanel {
    let open = Dictionary(grouping: status.sessions, by: \.name)
    let all = status.annotators.sorted { left, right in
      let (atWork, others) = (open[left.name] != nil, open[right.name] != nil)
      return atWork != others
        ? atWork : (-left.lately, -left.answers, left.name) < (-right.lately, -right.answers, right.name)
    }
    let new = open.keys.filter { name in !all.contains { $0.name == name } }.sorted()
    let rows = all.map { row($0, open[$0.name]) } + new.map { row(Status.Annotator(name: $0), open[$0]) }
    let count = open.count
    let table = BoardTable(
      [
        .init("", .words), .init("since", .figure), .init("idle", .figure), .init("in 10 min", .figure),
        .init("answers", .figure), .init("examples", .figure), .init("skipped", .figure, isAside: true),
        .init("flagged", .figure, isAside: true),
        .init("decided", .figure, isAside: true),
      ], rows: rows.isEmpty ? [[BoardCell("nobody yet", .quiet)]] : rows)
    return BoardPanel(
      title: "People", note: "\(count) at work",
      content: .table(table.withoutEmptyFigures))
  }

  private func row(_ person: Status.Annotator, _ open: [Status.AtWork]?) -> [BoardCell] {
    let since = open?.map(\.since).min()
    let active = open?.compactMap(\.active).max() ?? since
    let client = open?.compactMap(\.client).first.map { " · \($0)" } ?? ""
    func count(_ number: Int) -> Displayable { number > 0 ? "\(number)" : "" }
    return [
      BoardCell("\(person.name)\(client)", open == nil ? .quiet : .plain),
      BoardCell(since.map { Displayable(String($0.advanced(bySeconds: Double(utcOffset)).timeOfDay.prefix(5))) } ?? ""),
      BoardCell(open == nil ? "" : active.map { Figures.idle(now.seconds(since: $0)) } ?? "", .quiet),
      BoardCell(count(person.lately)), BoardCell("\(person.answers)"),
      // An empty column is left out.
      listsWork
        ? BoardCell("\(person.examples[.answered, default: 0])", behind: behind(.answered, person)) : BoardCell(""),
      BoardCell(count(person.skips), .quiet, behind: behind(.skipped, person)),
      BoardCell(count(person.flags), .quiet, behind: behind(.flagged, person)),
      BoardCell(count(person.decisions), .quiet, behind: behind(.decided, person)),
    ]
  }

  /// Nil where nothing was done that could be listed; what was answered has a list however few they are.
  private func behind(_ deed: Deed, _ person: Status.Annotator) -> BoardCell.Behind? {
    guard listsWork || deed == .decided else { return nil }
    let count = person.examples[deed, default: 0]
    return count > 0 || deed == .answered ? .init(.person(person.name, deed), examples: count) : nil
  }

  // MARK: What is said

  private var agreement: [BoardPanel] {
    let rows = status.agreement.filter { $0.answers > 0 }.map { row in
      [
        BoardCell(Displayable(row.question.rawValue)), BoardCell(row.raw.map { Figures.percent($0) } ?? "–"),
        BoardCell(row.alpha.map { Figures.decimals($0) } ?? "–"), BoardCell("\(row.examples)", .quiet),
        BoardCell(
          "\(row.disputed)", row.disputed > 0 ? .warning : .plain,
          behind: .init(.disputed(row.question), examples: row.disputed)),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      BoardPanel(
        title: "Agreement",
        content: .table(
          BoardTable(
            [
              .init("", .words), .init("pairs agree", .figure), .init("alpha", .figure),
              .init("of examples", .figure, isAside: true),
              .init("disputed", .figure),
            ], rows: rows)))
    ]
  }

  /// The newest version first.
  private var labels: [BoardPanel] {
    status.versions.reversed().compactMap { version in
      let questions = Dictionary(grouping: version.labels, by: \.question)
      let rows = questions.keys.sorted().flatMap { question -> [[BoardCell]] in
        (questions[question] ?? []).enumerated().map { place, label in
          let title = Displayable(label.title).oneLine
          return [
            BoardCell(questions.count > 1 ? "\(question.rawValue): \(title)" : title),
            BoardCell(share: label.share, .label(place)),
            BoardCell(Figures.percent(label.share)), BoardCell("\(label.count.answers)"),
            BoardCell(
              "\(label.count.examples)",
              behind: .init(
                .label(label.label, under: question, ui: version.ui, taxonomy: version.taxonomy),
                examples: label.count.examples, name: title)),
          ]
        }
      }
      guard !rows.isEmpty else { return nil }
      return BoardPanel(
        title: "Labels", note: "ui \(version.ui) · taxonomy \(version.taxonomy)",
        content: .table(
          BoardTable(
            [
              .init("", .words), .init("", .bar), .init("share", .figure), .init("answers", .figure),
              .init("examples", .figure),
            ], rows: rows)))
    }
  }

  private var versions: BoardPanel {
    let rows = status.versions.map { version in
      [
        BoardCell("ui \(version.ui), taxonomy \(version.taxonomy)"), BoardCell("\(version.count.answers)"),
        BoardCell(
          "\(version.count.examples)",
          behind: .init(.version(ui: version.ui, taxonomy: version.taxonomy), examples: version.count.examples)),
      ]
    }
    return BoardPanel(
      title: "Answers by version",
      content: .table(
        BoardTable(
          [.init("", .words), .init("answers", .figure), .init("examples", .figure)],
          rows: rows.isEmpty ? [[BoardCell("none yet", .quiet)]] : rows)))
  }

  // MARK: What is left to do, and where it is kept

  private var relabel: [BoardPanel] {
    guard let plans = status.reckoned?.plans, !plans.isEmpty else { return [] }
    let rows = status.channels.compactMap { row -> [BoardCell]? in
      guard let plan = plans[row.channel.name] else { return nil }
      return [
        BoardCell(Displayable(row.channel.name.rawValue)), BoardCell("\(plan.answers.exact)"),
        BoardCell(Self.some(plan.answers.ambiguous), .warning),
        BoardCell(Self.some(plan.answers.unknown), .warning), BoardCell(Self.some(plan.answers.void), .warning),
        BoardCell("\(plan.questions.total)"),
        BoardCell("\(plan.examples)", behind: .init(.asked(row.channel.name), examples: plan.examples)),
        BoardCell(
          plan.questions.total == 0 ? "0" : plan.pace.assumed == nil ? "–" : Figures.hours(plan.estimatedHours)),
      ]
    }
    return [
      BoardPanel(
        title: "Still to ask", note: asOf,
        content: .table(
          BoardTable(
            [
              .init("", .words), .init("exact", .figure), .init("ambiguous", .figure), .init("unknown", .figure),
              .init("void", .figure), .init("questions", .figure), .init("examples", .figure), .init("hours", .figure),
            ], rows: rows
          ).withoutEmptyFigures))
    ]
  }

  /// Empty for none, so that a column in which nothing happened is left out.
  private static func some(_ count: Int) -> Displayable { count > 0 ? "\(count)" : "" }

  private var queue: [BoardPanel] {
    guard let health else { return [] }
    var rows = [
      [BoardCell("database"), BoardCell(Figures.bytes(health.size))],
      [BoardCell("log not carried over yet"), BoardCell(Figures.bytes(health.logSize))],
    ]
    if let room = health.room {
      let what: Displayable = health.isShortOfRoom ? "free on its disk: no new work is given out" : "free on its disk"
      rows.append([BoardCell(what), BoardCell(Figures.bytes(room), health.isShortOfRoom ? .warning : .plain)])
    }
    // Each write holds it for a moment.
    if let writer = health.writer, health.held >= 2 {
      rows.append([BoardCell("nobody else can write: \(writer)", .warning), BoardCell("\(health.held) s", .warning)])
    }
    return [
      BoardPanel(
        title: "Queue", content: .table(BoardTable([.init("", .words), .init("", .figure)], rows: rows)))
    ]
  }
}

extension BoardTable {
  /// Without the columns of figures in which no row has one.
  fileprivate var withoutEmptyFigures: BoardTable {
    let kept = columns.indices.filter { index in
      columns[index].kind != .figure || rows.contains { $0.indices.contains(index) && !$0[index].text.isEmpty }
    }
    return BoardTable(
      kept.map { columns[$0] },
      rows: rows.map { row in kept.filter { row.indices.contains($0) }.map { row[$0] } })
  }
}
