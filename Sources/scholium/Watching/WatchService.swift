import Labeling
import Operations
import Queue
import Synchronization
import Text
import Workbench

/// Reads what the dashboard shows. Each look is one snapshot, and nothing is held between two of them.
final class WatchService: Sendable {
  private let store: any QueueStore
  /// Whether examples' own words are for whoever watches.
  private let showsWords: Bool
  private let utcOffset: Int
  private let watch = Mutex(StatusWatch())

  init(store: any QueueStore, showsWords: Bool, utcOffset: Int) {
    self.store = store
    self.showsWords = showsWords
    self.utcOffset = utcOffset
  }

  /// The figures of a task as they are now.
  func board(of task: TaskName, reckoning: StatusWatch.Reckoning) throws -> Board {
    let now = Surroundings.here.now()
    let status = try watch.withLock { try $0.read(task, from: store, at: now, reckoning: reckoning) }
    guard let read = status.tasks.first else { throw QueueError.unknownTask(task) }
    return Board(
      read, revision: status.revision, health: status.health, at: now, utcOffset: utcOffset,
      listsWork: showsWords)
  }

  /// A page of the examples behind a figure.
  func page(of figure: Figure, in task: TaskName, from: Int) throws -> Dashboard.Message {
    let (count, rows) = try watch.withLock { watch in
      try watch.examples(behind: StatusFigure(figure), of: task, from: from, most: Dashboard.page, in: store)
    }
    return .listed(
      figure, count: count, from: from,
      rows.map { row in
        BoardExample(
          id: row.id, words: showsWords && !figure.tellsAnswers ? Displayable(row.words) : nil, answers: row.answers,
          isDisputed: row.isDisputed)
      })
  }
}

extension StatusFigure {
  init(_ figure: Figure) {
    self =
      switch figure {
      case .standing(let standing, let channel): .standing(standing, in: channel)
      case .version(let ui, let taxonomy): .share(.version(ui: ui, taxonomy: taxonomy))
      case .label(let label, let question, let ui, let taxonomy):
        .share(.label(label, under: question, ui: ui, taxonomy: taxonomy))
      case .disputed(let question): .disputed(question)
      case .contradicted: .share(.contradiction)
      case .person(let name, let deed): .person(name, deed)
      case .asked(let channel): .asked(channel)
      }
  }
}
