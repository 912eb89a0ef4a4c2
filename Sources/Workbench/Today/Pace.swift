import Labeling

/// How the work of a day goes: how much, how long, how fast. Breaks don't count.
struct Pace: Hashable, Sendable {
  /// Fewer answers than this tell no pace.
  private static let fewest = 5
  /// The answers that the pace is taken from, so that it follows the kind of examples that come now.
  private static let recent = 50

  /// Answers of the day.
  let answers: Int
  /// Seconds of work on them, without breaks.
  let activeSeconds: Double
  /// Seconds that an answer usually takes: the median of the latest ones; nil while it can't be told.
  let secondsPerAnswer: Double?

  /// - Parameter activeMilliseconds: of each answer of the day, oldest first; nil where it is not known.
  init(_ activeMilliseconds: [Int?]) {
    let known = activeMilliseconds.compactMap { $0 }
    answers = activeMilliseconds.count
    activeSeconds = known.reduce(0) { $0 + Double($1) / 1000 }
    let latest = known.suffix(Self.recent).sorted()
    secondsPerAnswer = latest.count < Self.fewest ? nil : Double(latest[latest.count / 2]) / 1000
  }

  /// Answers an hour at this pace.
  var answersPerHour: Int? {
    secondsPerAnswer.flatMap { $0 > 0 ? Int((3600 / $0).rounded()) : nil }
  }

  /// Seconds of work that so many answers would take one person.
  func seconds(for answers: Int) -> Double? {
    secondsPerAnswer.map { $0 * Double(max(0, answers)) }
  }
}
