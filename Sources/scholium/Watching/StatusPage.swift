import Labeling
import Operations
import Queue
import Text

/// The status of a task in lines: sections only where there is something to say.
struct StatusPage {
  /// Labels of a version, and people, that are listed.
  private static let mostLabels = 10
  private static let mostPeople = 20

  private let task: Status.Task
  private let now: Timestamp

  init(_ task: Status.Task, at now: Timestamp) {
    self.task = task
    self.now = now
  }

  var lines: [Displayable] {
    ["\(task.task.rawValue): \(task.examples) examples"] + channels + contradictions + annotators + labels + agreement
      + stillToAsk
  }

  private var channels: [Displayable] {
    var channels = Table([
      ("  channel", .left), ("state", .left), ("ui", .right), ("taxonomy", .right), ("done", .right), ("open", .right),
      ("leased", .right), ("review", .right), ("stuck", .right), ("counted", .right),
    ])
    for row in task.channels {
      channels.add([
        "  \(row.channel.name.rawValue)", "\(row.channel.state.rawValue)", "\(row.uiVersion)", "\(row.taxonomyVersion)",
        "\(row.tally.progress.done)", "\(row.tally.open)", "\(row.tally.leased)", "\(row.tally.forReview)",
        "\(row.tally.stuck)", "\(row.tally.progress.answers) of \(row.tally.progress.wanted)",
      ])
    }
    return channels.lines
  }

  private var contradictions: [Displayable] {
    guard task.contradictedSettlements > 0 else { return [] }
    let settlements: Displayable =
      task.contradictedSettlements == 1
      ? "1 settlement contradicts the answer it settles"
      : "\(task.contradictedSettlements) settlements contradict the answers they settle"
    return ["  \(settlements): both are kept, the settlement stands from its version on"]
  }

  /// By name; of many those who are at work or did most.
  private var annotators: [Displayable] {
    guard !task.annotators.isEmpty else { return [] }
    let atWork = Dictionary(grouping: task.sessions, by: \.name)
    var headings: [(Displayable, Table.Alignment)] = [
      ("  annotator", .left), ("answers", .right), ("skipped", .right), ("flagged", .right),
    ]
    let hasDecisions = task.annotators.contains { $0.decisions > 0 }
    if hasDecisions { headings.append(("decided", .right)) }
    if !atWork.isEmpty { headings += [("in 10 min", .right), ("at work", .left)] }
    var annotators = Table(headings)
    let busiest = task.annotators.sorted { left, right in
      let (one, other) = (atWork[left.name] != nil, atWork[right.name] != nil)
      return one != other ? one : (-left.answers, left.name) < (-right.answers, right.name)
    }.prefix(Self.mostPeople)
    for row in busiest.count < task.annotators.count ? Array(busiest) : task.annotators {
      var cells: [Displayable] = ["  \(row.name)", "\(row.answers)", "\(row.skips)", "\(row.flags)"]
      if hasDecisions { cells.append("\(row.decisions)") }
      if !atWork.isEmpty {
        let since = atWork[row.name]?.map(\.since).min()
        cells += ["\(row.lately)", since.map { "for \(Self.span(now.seconds(since: $0)))" } ?? ""]
      }
      annotators.add(cells)
    }
    let rest = task.annotators.count - busiest.count
    return annotators.lines + (rest > 0 ? ["  and \(rest) more (--json lists them all)"] : [])
  }

  /// Of each version, its most frequent labels.
  private var labels: [Displayable] {
    let versions = task.versions.filter { !$0.labels.isEmpty }
    guard !versions.isEmpty else { return [] }
    return versions.flatMap { version -> [Displayable] in
      let isOne = Set(version.labels.map(\.question)).count == 1
      let shown = version.labels.prefix(Self.mostLabels).map { label -> Displayable in
        let title = Displayable(label.title).oneLine
        let name: Displayable = isOne ? title : "\(label.question.rawValue)=\(title)"
        return "\(name) \(Figures.percent(label.share))"
      }
      let rest = version.labels.count - shown.count
      let more: Displayable = rest > 0 ? ", \(rest) more" : ""
      return ["  ui \(version.ui), taxonomy \(version.taxonomy): \(shown.joined(separator: ", "))\(more)"]
    }
  }

  private var agreement: [Displayable] {
    task.agreement.filter { $0.examples > 0 }.map { row in
      let alpha: Displayable = row.alpha.map { ", alpha \(Figures.decimals($0))" } ?? ""
      return
        "  \(row.question.rawValue): \(row.raw.map { Figures.percent($0) } ?? "–") of pairs agree\(alpha), \(row.disputed) of \(row.examples) examples disputed"
    }
  }

  private var stillToAsk: [Displayable] {
    task.channels.compactMap { row in
      guard let plan = task.reckoned?.plans[row.channel.name], plan.questions.total > 0, plan.answers.total > 0 else {
        return nil
      }
      let hours: Displayable =
        plan.pace.assumed == nil ? "" : ", about \(Figures.hours(plan.estimatedHours)) h of work"
      let open = plan.answers.ambiguous + plan.answers.unknown + plan.answers.void
      let carried: Displayable = open == 0 ? "" : " (of \(plan.answers.total) answers \(plan.answers.exact) are exact)"
      return
        "  \(row.channel.name.rawValue): \(plan.questions.total) questions to ask about \(plan.examples) examples\(hours)\(carried)"
    }
  }

  /// Of the queue's files only what somebody should act upon: `doctor` tells the rest.
  static func lines(about health: QueueHealth?) -> [Displayable] {
    guard let health else { return [] }
    var lines: [Displayable] = []
    if health.isShortOfRoom {
      lines.append("The disk is nearly full: no new work is given out (scholium doctor tells more).")
    }
    if let writer = health.writer, health.held >= 2 {
      lines.append("Nobody else can write for \(health.held) s: \(writer) (scholium doctor tells more).")
    }
    return lines
  }

  private static func span(_ seconds: Double) -> Displayable {
    seconds < 7200 ? "\(Int(max(0, seconds) / 60)) min" : "\(Int(seconds / 3600)) h"
  }
}
