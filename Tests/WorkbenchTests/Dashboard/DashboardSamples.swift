import Canvas
import Labeling
import Queue
import Text

@testable import Workbench

extension Dashboard {
  static let now = Timestamp(microseconds: 1_795_269_731_000_000)
  static let tasks = [TaskName("genre"), TaskName("names")]

  /// A dashboard of two tasks, with figures of the first.
  static func sample(
    _ board: Board? = .sample, columns: Int = 80, rows: Int = 24, ink: ChartInk = .fine, keymap: Keymap = .standard,
    opening: Opening = .recorded
  ) -> Dashboard {
    var dashboard = Dashboard(
      tasks: tasks, first: tasks[0], size: Size(columns: columns, rows: rows), keymap: keymap, ink: ink,
      opening: opening, interval: 2, utcOffset: 3600)
    if let board { _ = dashboard.update(.board(board)) }
    return dashboard
  }

  mutating func press(_ keys: Key...) -> Effect? { keys.map { update(.key($0)) }.last ?? nil }
}

extension Board {
  static let sample = sample(revision: 4811)

  static func sample(revision: Int, people: Int = 15) -> Board {
    let production = ChannelName.production
    let finer = ChannelName("experiment/finer")
    func number(_ examples: Int, _ figure: Figure, _ tone: BoardCell.Tone = .plain) -> BoardCell {
      BoardCell("\(examples)", tone, behind: .init(figure, examples: examples))
    }
    func channel(_ name: ChannelName, taxonomy: Int, share: Double, _ counts: [Int]) -> [BoardCell] {
      [
        BoardCell(Displayable(name.rawValue)), BoardCell("2", .quiet), BoardCell("\(taxonomy)", .quiet),
        BoardCell(share: share), BoardCell("\(Int(share * 100)) %"), number(counts[0], .standing(.done, in: name)),
        number(counts[1], .standing(.open, in: name)), number(counts[2], .standing(.leased, in: name)),
      ]
    }
    let progress = BoardTable(
      [
        .init("", .words), .init("ui", .figure, isAside: true), .init("tax.", .figure, isAside: true), .init("", .bar),
        .init("answers", .figure),
        .init("done", .figure), .init("open", .figure), .init("leased", .figure),
      ],
      rows: [
        channel(production, taxonomy: 2, share: 0.57, [1204, 896, 16]),
        channel(finer, taxonomy: 3, share: 0.031, [4, 2096, 1]),
      ])
    let attention = BoardTable(
      [.init("", .words), .init("examples", .figure)],
      rows: [
        [BoardCell("for review in production"), number(3, .standing(.review, in: production), .warning)],
        [BoardCell("settlements that contradict"), number(2, .contradicted, .warning)],
      ])
    let names = ["amara", "bo", "chi", "名前 \u{1B}[31m of somebody"] + (4..<people).map { "annotator-\($0)" }
    let crowd = BoardTable(
      [
        .init("", .words), .init("since", .figure), .init("idle", .figure), .init("in 10 min", .figure),
        .init("answers", .figure), .init("examples", .figure), .init("skipped", .figure, isAside: true),
        .init("decided", .figure, isAside: true),
      ],
      rows: names.enumerated().map { place, name in
        [
          BoardCell(Displayable(name), place < 3 ? .plain : .quiet), BoardCell(place < 3 ? "14:02" : ""),
          BoardCell(place == 1 ? "4 min" : place < 3 ? "–" : "", .quiet), BoardCell(place < 3 ? "\(40 - place)" : ""),
          BoardCell("\(900 - place * 50)"),
          number(890 - place * 50, .person(name, .answered)),
          place % 4 == 1 ? number(3, .person(name, .skipped), .quiet) : BoardCell(""),
          place == 2 ? number(12, .person(name, .decided), .quiet) : BoardCell(""),
        ]
      })
    let agreement = BoardTable(
      [
        .init("", .words), .init("pairs agree", .figure), .init("alpha", .figure),
        .init("of examples", .figure, isAside: true),
        .init("disputed", .figure),
      ],
      rows: [
        [
          BoardCell("genre"), BoardCell("82 %"), BoardCell("0.743"), BoardCell("1100", .quiet),
          number(210, .disputed(QuestionID("genre")), .warning),
        ]
      ])
    let shares = [
      ("Comedy", 0.4, 400), ("Drama", 0.345, 350), ("Horror", 0.2, 201), ("Western, or close to one", 0.055, 60),
    ]
    let labels = BoardTable(
      [
        .init("", .words), .init("", .bar), .init("share", .figure), .init("answers", .figure),
        .init("examples", .figure),
      ],
      rows: shares.enumerated().map { place, row in
        let name = Displayable(row.0)
        let figure = Figure.label(
          LabelID(String(row.0.prefix { $0 != "," }).lowercased()), under: QuestionID("genre"), ui: 2, taxonomy: 2)
        return [
          BoardCell(name), BoardCell(share: row.1, .label(place)), BoardCell("\(Int(row.1 * 100)) %"),
          BoardCell("\(row.2 * 2)"), BoardCell("\(row.2)", behind: .init(figure, examples: row.2, name: name)),
        ]
      })
    let asked = BoardTable(
      [
        .init("", .words), .init("exact", .figure), .init("ambiguous", .figure), .init("unknown", .figure),
        .init("questions", .figure), .init("examples", .figure), .init("hours", .figure),
      ],
      rows: [
        [
          BoardCell("production"), BoardCell("2388"), BoardCell("14", .warning), BoardCell("5", .warning),
          BoardCell("1811"), number(903, .asked(production)), BoardCell("4.6"),
        ]
      ])
    let kept = BoardTable(
      [.init("", .words), .init("", .figure)],
      rows: [[BoardCell("database"), BoardCell("41 MB")], [BoardCell("free on its disk"), BoardCell("212 GB")]])
    return Board(
      task: Dashboard.tasks[0], revision: revision, at: Dashboard.now,
      panels: [
        BoardPanel(title: "Progress", content: .table(progress)),
        BoardPanel(title: "Throughput", note: "312 answers in the last hour", content: .bars(.sample)),
        BoardPanel(title: "Needs a look", content: .table(attention)),
        BoardPanel(title: "People", note: "3 at work", content: .table(crowd)),
        BoardPanel(title: "Agreement", content: .table(agreement)),
        BoardPanel(title: "Labels", note: "ui 2 · taxonomy 2", content: .table(labels)),
        BoardPanel(title: "Still to ask", content: .table(asked)), BoardPanel(title: "Queue", content: .table(kept)),
        BoardPanel(title: "Answers so far", content: .line(.sample)),
      ])
  }
}

extension AnswerTimes {
  /// Three hours of a morning, with a break.
  static let sample = AnswerTimes(
    minutes: (0..<180).compactMap { place in
      let minute = Dashboard.now.microseconds / 60_000_000 - 179 + Int64(place)
      let answers = (70..<95).contains(place) ? 0 : 1 + place * place % 7
      return answers > 0 ? Minute(minute: minute, answers: answers) : nil
    }, until: Dashboard.now, utcOffset: 3600)
}
