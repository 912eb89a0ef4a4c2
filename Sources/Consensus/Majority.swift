import Labeling

/// The plainest consensus: what more people say than anything else. Equal tops are disputed, never drawn by lot, and only
/// what is exact is a vote.
public enum Majority {
  /// The verdict on one question of one example.
  ///
  /// - Parameter readings: at most one of each person, in any order: the verdict does not depend on it.
  public static func verdict(on ballot: Ballot, from readings: [QuestionReading]) -> Verdict {
    switch ballot.question.kind {
    case .choice, .rating, .pairwise: choice(ballot, readings)
    case .choices: choices(ballot, readings)
    case .spans: spans(ballot, readings)
    case .text: text(readings)
    }
  }

  private static func text(_ readings: [QuestionReading]) -> Verdict {
    var counts: [String: Int] = [:]
    for case .text(let text) in readings.map(\.content) { counts[text, default: 0] += 1 }
    let votes = counts.map { Support.TextVotes(text: $0.key, count: $0.value) }
      .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    let support = Support.texts(votes)
    guard let top = votes.map(\.count).max() else { return withoutUsable(readings, support) }
    let leaders = votes.filter { $0.count == top }
    guard leaders.count == 1, let leader = leaders.first else { return Verdict(.disputed, support: support) }
    return Verdict(
      .settled, value: .text(leader.text), confidence: share(top, of: votes.reduce(0) { $0 + $1.count }),
      support: support)
  }

  static func withoutUsable(_ readings: [QuestionReading], _ support: Support) -> Verdict {
    Verdict(readings.contains { $0.crossing == .void } ? .void : .unlabeled, support: support)
  }

  /// `part / whole` rounded to six significant digits, in integers, so that it is the same on every machine.
  static func share(_ part: Int, of whole: Int) -> Double {
    // A share of a majority is above 1 / whole; it is scaled until it has six digits before the point.
    var scale = 1_000_000
    while scale < 1_000_000_000_000, part * scale / whole < 100_000 { scale *= 10 }
    return Double((part * scale * 2 + whole) / (whole * 2)) / Double(scale)
  }
}
