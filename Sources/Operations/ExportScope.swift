import Labeling
import Queue

/// A query resolved against one state of the queue: the revision, the build that answers are read under, the people's answers.
struct ExportScope {
  let revision: Int
  let standing: StandingAnswers

  var build: Build { standing.build }

  init(_ query: ExportQuery, in snapshot: any QueueSnapshot) throws {
    guard try snapshot.tasks().contains(where: { $0.name == query.task }) else {
      throw QueueError.unknownTask(query.task)
    }
    revision = try Self.revision(query.asOf, in: snapshot)
    let channels = try snapshot.channels(of: query.task, at: revision)
    let channel = try Self.channel(query.channels, of: channels)
    standing = StandingAnswers(
      scope: query.channels == .all ? .all : .channel(channel), build: try snapshot.build(channel.build),
      builds: Dictionary(
        try snapshot.builds(of: query.task, at: revision).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  private static func revision(_ moment: ExportQuery.Moment?, in snapshot: any QueueSnapshot) throws -> Int {
    switch moment {
    case nil:
      return snapshot.revision
    case .revision(let revision):
      guard revision <= snapshot.revision else {
        throw OperationError.usage(
          "the queue is at revision \(snapshot.revision), there is no \(revision) yet (give one up to that)")
      }
      return revision
    case .time(let time):
      return try snapshot.revision(at: time)
    }
  }

  /// The channel whose build answers are read under: of all, production or else the oldest.
  private static func channel(_ choice: ChannelChoice, of channels: [Channel]) throws(QueueError) -> Channel {
    let name: ChannelName =
      switch choice {
      case .named(let name): name
      case .all: .production
      }
    if let channel = channels.first(where: { $0.name == name }) { return channel }
    guard choice == .all, let oldest = channels.first else {
      throw .unknownChannel(name, known: channels.map(\.name))
    }
    return oldest
  }
}
