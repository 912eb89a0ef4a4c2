import Labeling

/// Who may be asked.
public enum Eligibility {
  /// True where a channel serves a person at all.
  public static func admits(_ channel: Channel, _ person: Person) -> Bool {
    channel.pool.map { person.pools.contains($0) } ?? true
  }

  /// True for the people that an example can wait for: persons who are not paused, of the channel's pool.
  public static func isActive(_ person: Person, in channel: Channel) -> Bool {
    person.kind == .person && !person.isPaused && admits(channel, person)
  }

  /// True where more answers are wanted than active people may still give (VERSIONS.md 5).
  public static func isStuck(_ work: Work, eligiblePeople: Int) -> Bool {
    work.isServed && !work.isForReview && work.need - work.counted - work.leased > eligiblePeople
  }
}
