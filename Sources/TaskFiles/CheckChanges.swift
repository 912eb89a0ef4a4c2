import Labeling

extension StrictReader {
  /// Holds the changes of one entry against each other.
  mutating func checkTogether(_ reading: inout ChangesReading) {
    checkFates(&reading)
    checkAdditions(&reading)
    checkHeirs(&reading)
  }

  private mutating func checkFates(_ reading: inout ChangesReading) {
    var fates: [LabelID: Int] = [:]
    var tally = FaultTally<Int>()
    var phrases: [Int: String] = [:]
    func phrase(_ place: Int) -> String {
      if let phrase = phrases[place] { return phrase }
      let phrase = LabelSpelling.excerpt(reading.all[place].phrase)
      phrases[place] = phrase
      return phrase
    }
    for (place, change) in reading.all.enumerated() {
      for old in change.fated {
        guard let earlier = fates[old] else {
          fates[old] = place
          continue
        }
        reading.withErrors.insert(place)
        guard tally.admits(earlier, at: reading.marks[place]) else { continue }
        error(
          reading.marks[place],
          "'\(old)' has two fates: \(phrase(earlier)), and \(phrase(place)) (say once what becomes of it)")
      }
    }
    conclude(tally)
  }

  private mutating func checkAdditions(_ reading: inout ChangesReading) {
    var added: Set<LabelID> = []
    for (place, change) in reading.all.enumerated() {
      guard case .add(let new, _) = change, !added.insert(new).inserted else { continue }
      error(reading.marks[place], "'\(new)' is added twice (keep one)")
      reading.withErrors.insert(place)
    }
  }

  /// A rename to a label that others become too is a merge.
  private mutating func checkHeirs(_ reading: inout ChangesReading) {
    var sources: [LabelID: [LabelID]] = [:]
    for change in reading.all {
      if let heir = change.heir { sources[heir, default: []] += change.fated }
    }
    for (place, change) in reading.all.enumerated() {
      guard case .rename(let old, let new) = change, let olds = sources[new],
        let other = olds.first(where: { $0 != old })
      else { continue }
      let list = olds.prefix(12).map(\.rawValue).joined(separator: ", ") + (olds.count > 12 ? ", ..." : "")
      error(
        reading.marks[place], "'\(new)' is taken: '\(other)' becomes it too (say {merge: [\(list)], to: \(new)})")
      reading.withErrors.insert(place)
    }
  }
}

extension LabelChange {
  /// The old labels whose fate it says.
  fileprivate var fated: [LabelID] {
    switch self {
    case .rename(let old, _), .split(let old, _), .retire(let old, _), .redefine(let old): [old]
    case .merge(let olds, _): olds
    case .carve, .add: []
    }
  }

  /// The one label that all of theirs become.
  fileprivate var heir: LabelID? {
    switch self {
    case .rename(_, let new), .merge(_, let new): new
    case .split, .carve, .add, .retire, .redefine: nil
    }
  }
}
