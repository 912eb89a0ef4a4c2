import Labeling
import Queue

/// How far the tasks are.
public struct Status: Hashable, Sendable {
  public struct Task: Hashable, Sendable {
    public var task: TaskName
    public var examples: Int
    public var channels: [ChannelStatus]
    /// By name: unsuperseded answers to this task.
    public var annotators: [Annotator]
    /// Unsuperseded settlements that say something else than any of what was asked about: both answers are kept, and the
    /// settlement stands from its version on.
    public var contradictedSettlements: Int
  }

  public struct ChannelStatus: Hashable, Sendable {
    public var channel: Channel
    public var uiVersion: Int
    public var taxonomyVersion: Int
    public var tally: ChannelTally
    /// (response, required question) pairs of unsuperseded responses given in this channel.
    public var answers: Int
  }

  public struct Annotator: Hashable, Sendable {
    public var name: String
    public var answers: Int
    public var skips: Int
    public var flags: Int
  }

  public var tasks: [Task]
  public var revision: Int

  /// Reads the status of one task or of all.
  public static func read(_ task: TaskName? = nil, from store: any QueueStore) throws -> Status {
    try store.read { snapshot in
      let known = try snapshot.tasks().sorted { $0.name < $1.name }
      let wanted = known.filter { task == nil || $0.name == task }
      if let task, wanted.isEmpty { throw QueueError.unknownTask(task) }
      return Status(tasks: try wanted.map { try Self.task($0, in: snapshot) }, revision: snapshot.revision)
    }
  }

  private static func task(_ task: PublishedTask, in snapshot: any QueueSnapshot) throws -> Task {
    let builds = Dictionary(
      try snapshot.builds(of: task.name, at: snapshot.revision).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let required = builds.mapValues(\.required.count)
    var contradicted = 0
    var answers: [ChannelName: Int] = [:]
    var annotators: [PersonID: Annotator] = [:]
    try snapshot.forEachResponse(of: task.name, upTo: snapshot.revision) { response in
      var annotator = annotators[response.person] ?? Annotator(name: response.annotator, answers: 0, skips: 0, flags: 0)
      switch response.status {
      case .skipped: annotator.skips += 1
      case .flagged: annotator.flags += 1
      case .answered, .settled, .adjudicated, .imported:
        guard !response.isSuperseded else { return }
        annotator.answers += 1
        answers[response.channel, default: 0] += required[response.build] ?? 0
        if try response.contradictsWhatWasAsked(under: builds[response.build]) { contradicted += 1 }
      }
      annotators[response.person] = annotator
    }
    let tallies = Dictionary(
      try snapshot.tallies(of: task.name).map { ($0.channel, $0) }, uniquingKeysWith: { first, _ in first })
    let channels = try snapshot.channels(of: task.name, at: snapshot.revision).map { channel in
      let build = try snapshot.build(channel.build)
      return ChannelStatus(
        channel: channel, uiVersion: build.ui.version, taxonomyVersion: build.taxonomy.version,
        tally: tallies[channel.name]
          ?? ChannelTally(channel: channel.name, progress: Progress(), open: 0, leased: 0, forReview: 0, stuck: 0),
        answers: answers[channel.name] ?? 0)
    }
    return Task(
      task: task.name, examples: try snapshot.exampleCount(of: task.name), channels: channels,
      annotators: annotators.values.sorted { ($0.name, $0.answers) < ($1.name, $1.answers) },
      contradictedSettlements: contradicted)
  }
}

extension ResponseRecord {
  /// True for a settlement whose one label is none of those that were asked about.
  fileprivate func contradictsWhatWasAsked(under build: Build?) throws -> Bool {
    guard settles != nil, let asked, let answer, let build else { return false }
    let values = try Stored.answer(answer, under: build)
    return asked.questions.contains { question, candidates in
      switch values[question] {
      case .label(let label)?, .rating(let label, _)?: !candidates.contains(label)
      case .side(let side)?: !candidates.contains(side.label)
      case .labels, .spans, .text, nil: false
      }
    }
  }
}
