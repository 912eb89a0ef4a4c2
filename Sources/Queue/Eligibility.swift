import Labeling

/// Who may be asked, and whose answers count.
public enum Eligibility {
  /// True where a channel serves a person at all.
  public static func admits(_ channel: Channel, _ person: Person) -> Bool {
    channel.pool.map { person.pools.contains($0) } ?? true
  }

  /// True for the people that an example can wait for: persons who are here, not paused, of the channel's pool.
  public static func isActive(_ person: Person, in channel: Channel) -> Bool {
    person.kind == .person && !person.isPaused && !person.isAway && admits(channel, person)
  }

  /// True where the answers of a person fill the overlap: those of people, here or elsewhere, and of models by policy.
  public static func fills(_ person: Person, under policy: Policy) -> Bool {
    switch person.kind {
    case .person, .imported: true
    case .model: policy.countsModels
    }
  }

  /// True where more answers are wanted than active people may still give (VERSIONS.md 5): those who were never shown the
  /// example, to whom it comes back, or who may settle their own answer.
  public static func isStuck(_ work: Work, eligiblePeople: Int) -> Bool {
    work.isServed && work.review == .none && work.need - work.counted - work.leased > eligiblePeople
  }
}
