import Consensus
import Labeling
import Operations
import Text

/// The report on gold in lines.
struct GoldPage {
  /// Wrong answers that are named beside an example.
  private static let mostWrong = 4
  private static let widestWords = 40

  private let report: GoldReport
  private let grouping: GoldCommand.Grouping?

  init(_ report: GoldReport, by grouping: GoldCommand.Grouping?) {
    self.report = report
    self.grouping = grouping
  }

  var lines: [Displayable] {
    guard report.gold > 0 || !report.people.isEmpty || !report.examples.isEmpty else {
      return ["\(report.task.rawValue) has no gold: no example whose answer is known (put some into gold.jsonl)."]
    }
    var lines = [heading]
    if grouping != .example { lines += people + questions + waiting }
    if grouping != .person { lines += examples }
    return lines
  }

  private var heading: Displayable {
    let count: Displayable = report.gold == 1 ? "1 gold example" : "\(report.gold) gold examples"
    return
      "\(report.task.rawValue): \(count), read as \(report.channel.rawValue) asks (ui \(report.uiVersion), taxonomy \(report.taxonomyVersion))"
  }

  // MARK: People

  private var people: [Displayable] {
    guard !report.people.isEmpty else { return ["  Nobody has answered gold yet."] }
    let others = Others(report.people.map { [$0.score.unscored, $0.skipped, $0.flagged] })
    var table = Table(
      [
        ("  annotator", .left), ("answered", .right), ("scored", .right), ("right", .right), ("share", .right),
        ("95 %", .left),
      ] + others.titles + [("qualified", .left)])
    for (place, row) in report.people.enumerated() {
      table.add(
        ["  \(row.name)", "\(row.answered)"] + Self.cells(row.score) + others[place] + [row.standing.words])
    }
    return table.lines
  }

  /// What each question came to, where there are several.
  private var questions: [Displayable] {
    guard report.questions.count > 1 else { return [] }
    var table = Table([
      ("  question", .left), ("scored", .right), ("right", .right), ("share", .right), ("95 %", .left),
      ("not scored", .right),
    ])
    for row in report.questions {
      table.add(["  \(row.question.rawValue)"] + Self.cells(row.score) + ["\(row.score.unscored)"])
    }
    return table.lines
  }

  private var waiting: [Displayable] {
    report.waiting.map { person in
      "  \(person.name) waits to go on (scholium annotators qualify \(person.name) \(report.task.rawValue))"
    }
  }

  private static func cells(_ score: GoldReport.Score) -> [Displayable] {
    [
      "\(score.scored)", "\(score.right)", score.share.map { Figures.percent($0) } ?? "-",
      score.interval.map { "\(Figures.percent($0.low)) to \(Figures.percent($0.high))" } ?? "-",
    ]
  }

  // MARK: Examples

  private var examples: [Displayable] {
    guard !report.examples.isEmpty else { return [] }
    let others = Others(report.examples.map { [$0.score.unscored, $0.skipped, $0.flags.count] })
    var table = Table(
      [("  example", .left), ("answered", .right), ("scored", .right), ("right", .right)] + others.titles + [
        ("words", .left), ("said instead", .left),
      ])
    for (place, row) in report.examples.enumerated() {
      let words = Displayable(row.words).oneLine.truncated(to: Self.widestWords)
      table.add(
        [
          "  \(row.example.description.prefix(16))", "\(row.answered)", "\(row.score.scored)", "\(row.score.right)",
        ] + others[place] + [row.isRetired ? "(gold no more) " + words : words, wrong(row.wrong)])
    }
    return table.lines + report.examples.flatMap(flags)
  }

  private func flags(on row: GoldReport.Example) -> [Displayable] {
    row.flags.map { flag in
      let said: Displayable = flag.comment.isEmpty ? "" : ": \(Displayable(flag.comment).oneLine)"
      return "  \(row.example.description.prefix(16)) was flagged by \(flag.annotator)\(said)"
    }
  }

  /// Columns of what rarely happens: only those with something in them.
  private struct Others {
    private static let all: [(title: Displayable, alignment: Table.Alignment)] = [
      ("not scored", .right), ("skipped", .right), ("flagged", .right),
    ]

    private let rows: [[Int]]
    private let kept: [Int]

    init(_ rows: [[Int]]) {
      self.rows = rows
      kept = Self.all.indices.filter { column in rows.contains { $0[column] > 0 } }
    }

    var titles: [(title: Displayable, alignment: Table.Alignment)] { kept.map { Self.all[$0] } }
    subscript(row: Int) -> [Displayable] { kept.map { "\(rows[row][$0])" } }
  }

  private func wrong(_ answers: [GoldReport.WrongAnswer]) -> Displayable {
    let named = answers.prefix(Self.mostWrong).map { wrong -> Displayable in
      let question: Displayable = report.questions.count > 1 ? "\(wrong.question.rawValue)=" : ""
      return "\(question)\(wrong.words) \(wrong.count)"
    }
    let rest = answers.count - named.count
    return named.isEmpty ? "-" : named.joined(separator: ", ") + (rest > 0 ? ", \(rest) more" : "")
  }
}

extension GoldReport.Standing {
  fileprivate var words: Displayable {
    switch self {
    case .notNeeded: "not needed"
    case .inRound(let answered, let count): "\(answered) of \(count)"
    case .qualified: "yes"
    case .waiting: "no"
    }
  }
}

extension GoldReport.WrongAnswer {
  /// Short enough for a cell.
  fileprivate var words: Displayable {
    switch answer {
    case nil: "not asked"
    case .labels(let ids): ids.isEmpty ? "none" : ids.map { "\($0.rawValue)" }.joined(separator: "+")
    case .spans(let spans): spans.count == 1 ? "1 span" : "\(spans.count) spans"
    case .rating(_, let value): "\(value.text)"
    case .label(let id): "\(id.rawValue)"
    case .side(let side): "\(side.rawValue)"
    case .text(let text): "'\(Displayable(String(text.prefix(100))).oneLine.truncated(to: 24))'"
    }
  }
}
