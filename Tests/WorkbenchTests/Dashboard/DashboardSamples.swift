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
    _ board: Board? = .sample, columns: Int = 80, rows: Int = 24, ink: ChartInk = .fine, keymap: Keymap = .standard
  ) -> Dashboard {
    var dashboard = Dashboard(
      tasks: tasks, first: tasks[0], size: Size(columns: columns, rows: rows), keymap: keymap, ink: ink, interval: 2,
      utcOffset: 3600)
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
        .init("", .words), .init("ui", .figure), .init("tax.", .figure), .init("", .bar), .init("answers", .figure),
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
        .init("", .words), .init("since", .figure), .init("in 10 min", .figure), .init("answers", .figure),
        .init("examples", .figure),
      ],
      rows: names.enumerated().map { place, name in
        [
          BoardCell(Displayable(name), place < 3 ? .plain : .quiet), BoardCell(place < 3 ? "14:02" : ""),
          BoardCell(place < 3 ? "\(40 - place)" : ""), BoardCell("\(900 - place * 50)"),
          number(890 - place * 50, .person(name)),
        ]
      })
    let agreement = BoardTable(
      [.init("", .words), .init("pairs agree", .figure), .init("alpha", .figure), .init("disputed", .figure)],
      rows: [
        [
          BoardCell("genre"), BoardCell("82 %"), BoardCell("0.743"),
          number(210, .disputed(QuestionID("genre")), .warning),
        ]
      ])
    let labels = BoardTable(
      [.init("", .words), .init("", .bar), .init("share", .figure), .init("examples", .figure)],
      rows: [("comedy", 0.4, 400), ("drama", 0.345, 350), ("horror", 0.2, 201), ("western", 0.055, 60)].enumerated().map
      {
        place, row in
        [
          BoardCell(Displayable(row.0)), BoardCell(share: row.1, .label(place)), BoardCell("\(Int(row.1 * 100)) %"),
          number(row.2, .label(LabelID(row.0), under: QuestionID("genre"), ui: 2, taxonomy: 2)),
        ]
      })
    return Board(
      task: Dashboard.tasks[0], revision: revision, at: Dashboard.now,
      panels: [
        BoardPanel(title: "Progress", content: .table(progress)),
        BoardPanel(title: "Throughput", note: "312 answers in the last hour", content: .bars(.sample)),
        BoardPanel(title: "Needs a look", content: .table(attention)),
        BoardPanel(title: "People", note: "3 at work", content: .table(crowd)),
        BoardPanel(title: "Agreement", content: .table(agreement)),
        BoardPanel(title: "Labels", note: "ui 2 · taxonomy 2", content: .table(labels)),
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
