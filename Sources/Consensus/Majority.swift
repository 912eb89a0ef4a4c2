import Labeling

/// The plainest consensus: what more people say than anything else. Equal tops are disputed, never drawn by lot.
public enum Majority {
  /// The verdict on one question of one example.
  ///
  /// - Parameters:
  ///   - readings: at most one of each person, in any order: the verdict does not depend on it.
  ///   - offered: the labels that the question offers, in their order.
  public static func verdict(on question: Question, from readings: [Reading], offered: [Label]) -> Verdict {
    switch question.kind {
    case .choice: choice(readings, offered: offered.map(\.id))
    case .choices: choices(readings, offered: offered.map(\.id))
    }
  }

  private static func choice(_ readings: [Reading], offered: [LabelID]) -> Verdict {
    var counts: [LabelID: Int] = [:]
    for case .label(let label) in readings { counts[label, default: 0] += 1 }
    let votes = offered.compactMap { label in counts[label].map { Support.Votes(label: label, count: $0) } }
    let support = Support.votes(votes)
    guard let top = votes.map(\.count).max() else { return withoutUsable(readings, support) }
    let leaders = votes.filter { $0.count == top }
    guard leaders.count == 1, let leader = leaders.first else { return Verdict(.disputed, support: support) }
    let all = votes.reduce(0) { $0 + $1.count }
    return Verdict(.settled, value: .label(leader.label), confidence: share(top, of: all), support: support)
  }

  private static func choices(_ readings: [Reading], offered: [LabelID]) -> Verdict {
    let usable = readings.compactMap { reading in
      if case .marks(let marks) = reading { marks } else { nil }
    }
    let marks = offered.map { label in
      func count(_ mark: Reading.Mark) -> Int { usable.count { $0[label, default: .unknown] == mark } }
      return Support.Marks(label: label, yes: count(.yes), no: count(.no), unknown: count(.unknown))
    }
    let support = Support.marks(marks)
    guard marks.contains(where: { $0.yes + $0.no > 0 }) else { return withoutUsable(readings, support) }
    if marks.contains(where: { $0.yes == $0.no && $0.yes > 0 }) { return Verdict(.disputed, support: support) }
    if marks.contains(where: { $0.yes + $0.no == 0 }) { return Verdict(.partial, support: support) }
    let confidence = marks.map { share(max($0.yes, $0.no), of: $0.yes + $0.no) }.min()
    return Verdict(
      .settled, value: .labels(marks.filter { $0.yes > $0.no }.map(\.label)), confidence: confidence, support: support)
  }

  private static func withoutUsable(_ readings: [Reading], _ support: Support) -> Verdict {
    Verdict(readings.isEmpty ? .unlabeled : .void, support: support)
  }

  /// `part / whole` rounded to six significant digits, in integers, so that it is the same on every machine.
  private static func share(_ part: Int, of whole: Int) -> Double {
    // A share of a majority is above 1 / whole; it is scaled until it has six digits before the point.
    var scale = 1_000_000
    while scale < 1_000_000_000_000, part * scale / whole < 100_000 { scale *= 10 }
    return Double((part * scale * 2 + whole) / (whole * 2)) / Double(scale)
  }
}
