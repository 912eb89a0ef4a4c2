import Labeling
import Text

/// Answers counted in equal stretches of time, as fine as there is room for.
struct TimeSteps: Hashable, Sendable {
  /// Minutes that a stretch may have.
  private static let lengths: [Int64] = [
    1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10_080, 43_200,
  ]

  /// Minutes of a stretch.
  let length: Int64
  /// Answers in each, oldest first; the last one runs now.
  let counts: [Int]
  /// When the first one begins and the last one ends.
  let begin: Timestamp
  let end: Timestamp

  /// Nil where nothing was answered, or nothing fits.
  ///
  /// - Parameter most: stretches there is room for. The oldest are left out where even the longest are too many.
  init?(_ times: AnswerTimes, most: Int) {
    guard let first = times.minutes.first?.minute, most > 0 else { return nil }
    let shift = Int64(times.utcOffset) / 60
    let now = max(times.until.microseconds / 60_000_000, times.minutes.last?.minute ?? first)
    func place(_ minute: Int64, _ length: Int64) -> Int64 {
      let moved = minute + shift
      return moved >= 0 ? moved / length : (moved - length + 1) / length
    }
    let length =
      Self.lengths.first { place(now, $0) - place(first, $0) < Int64(most) } ?? Self.lengths[Self.lengths.count - 1]
    let last = place(now, length)
    let start = max(place(first, length), last - Int64(most) + 1)
    var counts = Array(repeating: 0, count: Int(last - start) + 1)
    for minute in times.minutes {
      let place = place(minute.minute, length)
      if place >= start { counts[Int(place - start)] += minute.answers }
    }
    self.length = length
    self.counts = counts
    begin = Timestamp(microseconds: (start * length - shift) * 60_000_000)
    end = Timestamp(microseconds: ((last + 1) * length - shift) * 60_000_000)
  }

  /// A stretch as people say it.
  var lengthWords: Displayable {
    switch length {
    case 1: "a minute"
    case ..<60: "\(length) minutes"
    case 60: "an hour"
    case ..<1440: "\(length / 60) hours"
    case 1440: "a day"
    case 10_080: "a week"
    default: "\(length / 1440) days"
    }
  }

  var barWords: Displayable { "a bar is \(lengthWords)" }

  /// A moment under an axis: the time of day, or the date where stretches are of days.
  func words(_ moment: Timestamp, utcOffset: Int) -> Displayable {
    let local = moment.advanced(bySeconds: Double(utcOffset))
    let isLong = Double(counts.count) * Double(length) > 1440
    return isLong
      ? Displayable(String(local.description.dropFirst(5).prefix(length < 1440 ? 11 : 5)).replacing("T", with: " "))
      : Displayable(String(local.timeOfDay.prefix(5)))
  }
}
