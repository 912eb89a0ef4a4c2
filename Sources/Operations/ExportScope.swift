import Labeling
import Queue

/// A query resolved against one state of the queue: the revision, the build that answers are read under, the people's answers.
struct ExportScope {
  let revision: Int
  let standing: StandingAnswers

  init(_ query: ExportQuery, in snapshot: any QueueSnapshot) throws {
    try snapshot.expect(query.task)
    revision = try Self.revision(query.asOf, in: snapshot)
    let channels = try snapshot.channels(of: query.task, at: revision)
    let channel = try Self.channel(query.channels, of: channels)
    let versions = try Self.versions(
      query, channel, of: try snapshot.builds(of: query.task, at: revision), in: snapshot)
    standing = StandingAnswers(
      scope: query.channels == .all ? .all : .channel(channel), versions: versions, persons: try snapshot.persons())
  }

  /// The channel's build, or its screen compiled with another taxonomy version; where that does not compile, the newest
  /// build of that version.
  private static func versions(
    _ query: ExportQuery, _ channel: Channel, of builds: [Build], in snapshot: any QueueSnapshot
  ) throws -> ExportVersions {
    let current = try snapshot.build(channel.build)
    guard let version = query.taxonomy, version != current.taxonomy.version else {
      return ExportVersions(builds, target: current)
    }
    let history = VersionHistory(builds: builds)
    guard let taxonomy = history.graph[version] else {
      throw OperationError.missing(
        "task '\(query.task)' has published no taxonomy \(version) (there are: \(history.graph.versions.map { String($0.version) }.joined(separator: ", ")))"
      )
    }
    let compiled = history.compile(
      task: current.task, title: current.title, ui: current.ui, uiVersion: current.uiVersion, taxonomy: taxonomy,
      schema: current.schema, policy: current.policy)
    if compiled.compiles { return ExportVersions(builds, target: compiled) }
    guard let newest = builds.last(where: { $0.taxonomy.version == version && $0.compiles }) else {
      throw OperationError.usage(
        "ui \(current.ui.version) of '\(channel.name)' does not compile with taxonomy \(version), and no other screen of that version was published (labels it lacks: \(compiled.unresolved.map(\.rawValue).joined(separator: ", ")); name a channel that shows another ui)"
      )
    }
    return ExportVersions(builds, target: newest)
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
