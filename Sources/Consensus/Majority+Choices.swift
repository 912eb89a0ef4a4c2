import Labeling

extension Majority {
  /// `choices`: each label is decided by itself, between those who could say whether it applies.
  static func choices(_ ballot: Ballot, _ readings: [QuestionReading]) -> Verdict {
    let usable = readings.compactMap { reading in
      if reading.crossing != .void, case .marks(let marks) = reading.content { marks } else { nil }
    }
    let tally = tally(ballot, usable)
    let support = Support.marks(tally)
    guard !usable.isEmpty else { return withoutUsable(readings, support) }
    let isYes = tally.map { $0.yes > $0.no }
    let isOpen = tally.map { $0.yes + $0.no == 0 }
    let unknown = ballot.labels(at: isOpen.indices.filter { isOpen[$0] })
    let clauses = openClauses(of: usable, isYes, isOpen, ballot)
    if tally.contains(where: { $0.yes == $0.no && $0.yes > 0 }) {
      return Verdict(
        .disputed, support: support,
        candidates: ballot.labels(at: tally.indices.filter { tally[$0].yes > 0 && tally[$0].yes >= tally[$0].no }),
        unknown: unknown, clauses: clauses)
    }
    if !unknown.isEmpty {
      return Verdict(
        clauses.isEmpty ? .partial : .ambiguous, support: support,
        candidates: ballot.labels(at: tally.indices.filter { isYes[$0] || isOpen[$0] }), unknown: unknown,
        clauses: clauses)
    }
    let ticked = ballot.labels(at: isYes.indices.filter { isYes[$0] })
    return Verdict(
      .settled, value: .labels(ticked), confidence: tally.map { share(max($0.yes, $0.no), of: $0.yes + $0.no) }.min(),
      support: support, candidates: ticked)
  }

  private static func tally(_ ballot: Ballot, _ usable: [Marks]) -> [Support.Marks] {
    var yes = Array(repeating: 0, count: ballot.space.count)
    var unknown = yes
    for marks in usable {
      for label in marks.yes { ballot.space.place(of: label).map { yes[$0] += 1 } }
      for label in marks.unknown { ballot.space.place(of: label).map { unknown[$0] += 1 } }
    }
    return ballot.space.ids.indices.map { place in
      Support.Marks(
        label: ballot.space.ids[place], yes: yes[place], no: usable.count - yes[place] - unknown[place],
        unknown: unknown[place])
    }
  }

  /// What the answers say of sets of labels, where other answers leave it open which of a set it is.
  private static func openClauses(
    of usable: [Marks], _ isYes: [Bool], _ isOpen: [Bool], _ ballot: Ballot
  ) -> [[LabelID]] {
    let clauses = Set(usable.flatMap(\.clauses)).map { $0.compactMap { ballot.space.place(of: $0) }.sorted() }
    return clauses.filter { clause in !clause.contains { isYes[$0] } && clause.contains { isOpen[$0] } }
      .sorted { $0.lexicographicallyPrecedes($1) }.map { ballot.labels(at: $0) }
  }
}
