/// What rounds did, added up: how many of what, and the longest of what.
struct Tally: Equatable {
  var counts: [String: Int] = [:]
  /// Milliseconds.
  var longest: [String: Double] = [:]

  mutating func count(_ name: String, _ number: Int = 1) { counts[name, default: 0] += number }

  mutating func lasted(_ name: String, milliseconds: Double) {
    longest[name] = max(longest[name] ?? 0, milliseconds)
  }

  mutating func add(_ other: Tally) {
    counts.merge(other.counts, uniquingKeysWith: +)
    longest.merge(other.longest, uniquingKeysWith: max)
  }
}
