import Labeling

/// The channels that a person draws from at the moment.
public enum Drawing: Hashable, Sendable {
  /// In the order in which they serve.
  case from([Channel])
  case nothing(Idle.Reason)

  /// Who may draw from which channel: a paused person from none, anybody else from the live ones whose pool they are in.
  ///
  /// - Parameter channels: all channels of the task.
  public init(
    of choice: ChannelChoice, by person: Person, in task: TaskName, among channels: [Channel]
  ) throws(QueueError) {
    guard !channels.isEmpty else { throw .unknownTask(task) }
    let asked: [Channel]
    switch choice {
    case .named(let name):
      guard let channel = channels.first(where: { $0.name == name }) else {
        throw .unknownChannel(name, known: channels.map(\.name).sorted())
      }
      asked = [channel]
    case .all:
      asked = channels.sorted { ($0.name == .production ? 0 : 1, $0.name) < ($1.name == .production ? 0 : 1, $1.name) }
    }
    if person.isPaused {
      self = .nothing(.paused)
      return
    }
    let present = asked.filter { $0.state != .retired }
    let own = present.filter { Eligibility.admits($0, person) }
    if own.isEmpty, let closed = present.first, let pool = closed.pool {
      throw .notInPool(person: person.name, pool: pool)
    }
    let live = own.filter { $0.state == .live }
    self = live.isEmpty ? .nothing(own.isEmpty ? .finished : .paused) : .from(live)
  }
}
