import Labeling

extension Majority {
  /// `choice`, `rating` and `pairwise`: most votes win.
  static func choice(_ ballot: Ballot, _ readings: [QuestionReading]) -> Verdict {
    var counts: [Int: Int] = [:]
    var open: Set<Int> = []
    for reading in readings {
      guard case .candidates(let labels) = reading.content else { continue }
      let places = labels.compactMap { ballot.space.place(of: $0) }
      if reading.crossing == .exact, let place = places.first {
        counts[place, default: 0] += 1
      } else {
        open.formUnion(places)
      }
    }
    let votes = counts.sorted { $0.key < $1.key }
    let support = Support.votes(votes.map { Support.Votes(label: ballot.space.ids[$0.key], count: $0.value) })
    guard let top = votes.map(\.value).max() else {
      if open.isEmpty { return withoutUsable(readings, support) }
      return Verdict(.ambiguous, support: support, candidates: ballot.labels(at: open))
    }
    let leaders = votes.filter { $0.value == top }.map(\.key)
    guard leaders.count == 1, let leader = leaders.first else {
      return Verdict(.disputed, support: support, candidates: ballot.labels(at: open.union(leaders)))
    }
    let label = ballot.space.ids[leader]
    return Verdict(
      .settled, value: ballot.value(of: label), confidence: share(top, of: votes.reduce(0) { $0 + $1.value }),
      support: support, candidates: [label])
  }
}
