import Labeling
import Queue

/// A figure with examples behind it.
public enum StatusFigure: Hashable, Sendable {
  case standing(ExampleStanding, in: ChannelName)
  case share(AnswerShare)
  /// About which people disagree.
  case disputed(QuestionID)
  /// About which somebody did something.
  case person(String, Deed)
  /// Which full coverage of a channel still asks people about.
  case asked(ChannelName)
}

/// An example in a list: nothing of what anybody said about it.
public struct ListedExample: Hashable, Sendable {
  public var id: Digest
  /// What people know it by, raw.
  public var words: String
  public var answers: Int
  public var isDisputed: Bool
}

/// The examples behind a figure, by key.
struct FoundExamples {
  let figure: StatusFigure
  let task: TaskName
  let examples: [Int]
}

extension StatusWatch {
  /// Some of the examples behind a figure, and how many there are in all: in the same state of the queue as many as the
  /// figure says.
  ///
  /// - Parameters:
  ///   - from: 0 finds them anew; a later place goes on in the list that was found.
  ///   - most: how many to hand over.
  public mutating func examples(
    behind figure: StatusFigure, of task: TaskName, from: Int = 0, most: Int, in store: any QueueStore
  ) throws -> (count: Int, rows: [ListedExample]) {
    try store.read { snapshot in
      let examples: [Int]
      if from > 0, let found, found.figure == figure, found.task == task {
        examples = found.examples
      } else {
        examples = try keys(behind: figure, of: task, in: snapshot)
        found = FoundExamples(figure: figure, task: task, examples: examples)
      }
      let channels = try snapshot.channels(of: task, at: snapshot.revision)
      let builds = try snapshot.builds(of: task, at: snapshot.revision)
      let ui = try snapshot.build(try Self.main(of: channels).build).ui
      let fold = try fold(task, channels, builds, in: snapshot)
      let rows = try examples.dropFirst(from).prefix(most).map { key in
        let words = ShownWords.first(of: try Stored.object(try snapshot.content(at: key, of: task)), under: ui)
        let standing = fold.standing(of: key)
        return ListedExample(
          id: try snapshot.example(at: key, of: task), words: words, answers: standing.answers,
          isDisputed: standing.isDisputed)
      }
      return (examples.count, rows)
    }
  }

  /// Each once.
  private mutating func keys(
    behind figure: StatusFigure, of task: TaskName, in snapshot: any QueueSnapshot
  ) throws -> [Int] {
    let channels = try snapshot.channels(of: task, at: snapshot.revision)
    let builds = try snapshot.builds(of: task, at: snapshot.revision)
    let fold = try fold(task, channels, builds, in: snapshot)
    switch figure {
    case .standing(let standing, let channel): return try snapshot.examples(standing, in: channel, of: task)
    case .share(let share): return fold.examples(of: share)
    case .disputed(let question): return fold.examples(disputedUnder: question)
    case .person(let name, let deed):
      let keys = try fold.work.keys.filter { try snapshot.person(at: $0).isNamed(name) }
      return keys.reduce(into: Set<Int>()) { $0.formUnion(fold.examples(deed, by: $1)) }.sorted()
    case .asked(let name):
      guard let channel = channels.first(where: { $0.name == name }) else { return [] }
      var plan = try RelabelFold(
        of: channel, at: try snapshot.build(channel.build), among: channels, in: VersionHistory(builds: builds),
        snapshot)
      return try plan.runForExamples()
    }
  }
}
