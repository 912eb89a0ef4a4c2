/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z. Time comes in as a value, so that sessions replay.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

  /// The moment some seconds later (or earlier).
  public func advanced(bySeconds seconds: Double) -> Timestamp {
    Timestamp(microseconds: microseconds + Int64((seconds * 1_000_000).rounded()))
  }

  /// Seconds from an earlier moment to this one.
  public func seconds(since earlier: Timestamp) -> Double {
    Double(microseconds - earlier.microseconds) / 1_000_000
  }

  /// RFC 3339 with microseconds: `2026-11-21T09:30:00.000000Z`.
  public var description: String {
    let (days, within) = microseconds.flooredDivision(by: 86_400_000_000)
    let date = CivilDate(daysSince1970: days)
    let seconds = within / 1_000_000
    let parts: [(number: Int64, digits: Int, end: UInt8)] = [
      (date.year, 4, UInt8(ascii: "-")), (date.month, 2, UInt8(ascii: "-")), (date.day, 2, UInt8(ascii: "T")),
      (seconds / 3600, 2, UInt8(ascii: ":")), (seconds / 60 % 60, 2, UInt8(ascii: ":")),
      (seconds % 60, 2, UInt8(ascii: ".")), (within % 1_000_000, 6, UInt8(ascii: "Z")),
    ]
    guard 0...9999 ~= date.year else { return parts.map { padded($0.number, $0.digits, $0.end) }.joined() }
    return String(unsafeUninitializedCapacity: 27) { text in
      var place = 0
      for part in parts {
        var rest = part.number
        for digit in (0..<part.digits).reversed() {
          text[place + digit] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        text[place + part.digits] = part.end
        place += part.digits + 1
      }
      return place
    }
  }

  /// The time of day in UTC as `HH:MM:SS`.
  public var timeOfDay: String { String(description.dropFirst(11).prefix(8)) }

  /// Reads RFC 3339 in UTC or with an offset; nil if it is not that.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      return bytes[range].reduce(Int64?(0)) { sum, byte in
        guard let sum, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        return sum * 10 + Int64(byte - UInt8(ascii: "0"))
      }
    }
    guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let year = number(0..<4), let month = number(5..<7), (1...12).contains(month),
      let day = number(8..<10), (1...CivilDate.length(ofMonth: month, year: year)).contains(day),
      let hour = number(11..<13), hour < 24, let minute = number(14..<16), minute < 60,
      let second = number(17..<19), second <= 60
    else { return nil }
    var index = 19
    var fraction: Int64 = 0
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard number(index..<index + 1) != nil else { return nil }
      var scale: Int64 = 100_000
      while index < bytes.count, let digit = number(index..<index + 1) {
        fraction += digit * scale
        scale /= 10
        index += 1
      }
    }
    var offset: Int64 = 0
    let rest = Array(bytes[index...])
    if rest.count == 1, rest[0] | 0x20 == UInt8(ascii: "z") {
      offset = 0
    } else if rest.count == 6, let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6),
      rest[0] == UInt8(ascii: "+") || rest[0] == UInt8(ascii: "-"), rest[3] == UInt8(ascii: ":"), hours < 24,
      minutes < 60
    {
      offset = (hours * 60 + minutes) * (rest[0] == UInt8(ascii: "-") ? -60 : 60)
    } else {
      return nil
    }
    let days = CivilDate.daysSince1970(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    self.init(microseconds: seconds * 1_000_000 + fraction)
  }

  private func padded(_ number: Int64, _ digits: Int, _ end: UInt8) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text + String(Unicode.Scalar(end))
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// The proleptic Gregorian calendar by Howard Hinnant's `civil_from_days` (howardhinnant.github.io/date_algorithms.html).
private struct CivilDate {
  let year: Int64
  let month: Int64
  let day: Int64

  init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    let next = month == 12 ? (year + 1, Int64(1)) : (year, month + 1)
    return daysSince1970(year: next.0, month: next.1, day: 1) - daysSince1970(year: year, month: month, day: 1)
  }

  static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.flooredDivision(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
