import Labeling
import Text

/// How many answers were given when, as a row of small bars: a picture of the day, not a score.
struct Sparkline: Hashable, Sendable {
  /// Seconds that a bar stands for.
  static let step = 1800.0
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Answers in each half hour, from the one of the first answer to the one that runs now.
  let counts: [Int]

  /// - Parameters:
  ///   - moments: of the answers, in any order.
  ///   - most: bars there is room for; the oldest are left out.
  init(_ moments: [Timestamp], until now: Timestamp, most: Int) {
    let width = Int64(Self.step * 1_000_000)
    let places = moments.map { $0.microseconds / width }
    let last = max(now.microseconds / width, places.max() ?? .min)
    guard let earliest = places.min(), most > 0 else {
      counts = []
      return
    }
    let first = max(earliest, last - Int64(most) + 1)
    var counts = Array(repeating: 0, count: Int(last - first) + 1)
    for place in places where place >= first { counts[Int(place - first)] += 1 }
    self.counts = counts
  }

  /// A bar each, as high as its share of the fullest one; a dot for none.
  var text: Displayable {
    let fullest = counts.max() ?? 0
    return Displayable(
      String(
        counts.map { count in
          count == 0 ? "·" : Self.bars[min(Self.bars.count - 1, count * Self.bars.count / max(1, fullest))]
        }))
  }
}
