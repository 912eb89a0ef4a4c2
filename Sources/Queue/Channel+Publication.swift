import Labeling

extension Channel {
  /// What a publication makes of its channel: a new one, or the one there is, moved.
  ///
  /// - Throws: `weightNeeded` for a further channel with neither a share nor people of its own.
  public init(_ publication: Publication, build: Digest, among channels: [Channel]) throws(QueueError) {
    if let known = channels.first(where: { $0.name == publication.channel }) {
      self = known
      self.build = build
      weight = publication.weight ?? known.weight
      pool = publication.pool ?? known.pool
      state = known.state == .paused ? .paused : .live
      return
    }
    guard channels.isEmpty || publication.weight != nil || publication.pool != nil else {
      throw .weightNeeded(publication.channel)
    }
    self.init(
      name: publication.channel, build: build, weight: publication.weight ?? (channels.isEmpty ? 1 : 0),
      pool: publication.pool, state: .live, accepts: [])
  }
}
