import Labeling

extension Channel {
  /// What a publication makes of its channel: a new one, or the one there is, moved.
  ///
  /// - Throws: `weightNeeded` for a further channel with neither a share nor people of its own.
  public init(_ publication: Publication, build: Build, among channels: [Channel]) throws(QueueError) {
    if let known = channels.first(where: { $0.name == publication.channel }) {
      self = known
      point(at: build)
      weight = publication.weight ?? known.weight
      pool = publication.pool ?? known.pool
      state = known.state == .paused ? .paused : .live
      return
    }
    guard channels.isEmpty || publication.weight != nil || publication.pool != nil else {
      throw .weightNeeded(publication.channel)
    }
    self.init(
      name: publication.channel, build: build.id, weight: publication.weight ?? (channels.isEmpty ? 1 : 0),
      pool: publication.pool, state: .live, accepts: [])
  }

  /// What a move makes of the channel.
  ///
  /// - Parameters:
  ///   - channels: those of its task.
  ///   - builds: those of its task.
  public func moved(
    _ move: ChannelChange.Move, among channels: [Channel], builds: [Build]
  ) throws(QueueError) -> Channel {
    var moved = self
    switch move {
    case .promote(let name):
      guard let source = channels.first(where: { $0.name == name }) else {
        throw .unknownChannel(name, known: channels.map(\.name).sorted())
      }
      guard let build = builds.first(where: { $0.id == source.build }) else {
        throw .broken("build \(source.build.short) is referred to and not there")
      }
      moved.point(at: build)
      if name != self.name, !accepts.contains(name) { moved.accepts.append(name) }
    case .weight(let weight): moved.weight = weight
    case .pause: if state == .live { moved.state = .paused }
    case .resume: moved.state = .live
    case .retire: moved.state = .retired
    case .retireTail(let ui):
      guard let screen = builds.first(where: { $0.ui.version == ui })?.uiVersion else {
        throw .unknownUI(ui, known: Set(builds.map(\.ui.version)).sorted())
      }
      guard builds.first(where: { $0.id == self.build })?.uiVersion != screen else {
        throw .notATail(ui: ui, channel: name)
      }
      if !retiredTails.contains(screen) { moved.retiredTails.append(screen) }
    }
    return moved
  }

  /// A screen that the channel shows itself is no tail of it any more.
  private mutating func point(at build: Build) {
    self.build = build.id
    retiredTails.removeAll { $0 == build.uiVersion }
  }
}
