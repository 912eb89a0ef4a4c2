import Labeling
import Queue

/// How long questions take, in a space that does not grow with the answers: times of four significant digits, counted.
struct AnswerTimes {
  private var full = Times()
  private var narrowed = Times()

  /// - Parameters:
  ///   - questions: how many were answered in that time.
  mutating func add(milliseconds: Int, questions: Int, narrowed isNarrowed: Bool) {
    let each = milliseconds / max(1, questions)
    if isNarrowed { narrowed.add(each) } else { full.add(each) }
  }

  var pace: RelabelPlan.Pace { RelabelPlan.Pace(full: full.medianSeconds, narrowed: narrowed.medianSeconds) }
}

private struct Times {
  private var counts: [Int: Int] = [:]
  private var total = 0

  mutating func add(_ milliseconds: Int) {
    var unit = 1
    while milliseconds / unit >= 10_000 { unit *= 10 }
    counts[max(0, milliseconds / unit * unit), default: 0] += 1
    total += 1
  }

  /// The lower of the two in the middle; nil without any.
  var medianSeconds: Double? {
    var left = (total - 1) / 2
    for (time, count) in counts.sorted(by: { $0.key < $1.key }) {
      if left < count { return Double(time) / 1000 }
      left -= count
    }
    return nil
  }
}
