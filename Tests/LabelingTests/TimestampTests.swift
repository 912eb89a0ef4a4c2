import Labeling
import Testing

@Suite("timestamps")
struct TimestampTests {
  /// Seconds since 1970 by GNU date.
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000000Z"), (951_782_400, "2000-02-29T00:00:00.000000Z"),
    (1_709_251_199, "2024-02-29T23:59:59.000000Z"), (4_107_542_400, "2100-03-01T00:00:00.000000Z"),
    (-1, "1969-12-31T23:59:59.000000Z"), (-62_135_596_800, "0001-01-01T00:00:00.000000Z"),
    (253_402_300_799, "9999-12-31T23:59:59.000000Z"),
  ])
  func knownDates(seconds: Int, text: String) {
    let moment = Timestamp(microseconds: Int64(seconds) * 1_000_000)
    #expect(moment.description == text)
    #expect(Timestamp(rfc3339: text) == moment)
  }

  @Test func microsecondsAreKept() throws {
    let moment = Timestamp(microseconds: 1_800_000_000_000_007)
    #expect(moment.description == "2027-01-15T08:00:00.000007Z")
    #expect(moment.timeOfDay == "08:00:00")
    #expect(Timestamp(rfc3339: moment.description) == moment)
  }

  @Test(arguments: [
    "2027-01-15T08:00:00Z", "2027-01-15t08:00:00z", "2027-01-15T08:00:00.0000000001Z", "2027-01-15T10:30:00+02:30",
    "2027-01-15T06:00:00.000-02:00",
  ])
  func otherSpellingsOfOneMoment(text: String) {
    #expect(Timestamp(rfc3339: text) == Timestamp(microseconds: 1_800_000_000_000_000))
  }

  @Test(arguments: [
    "", "2027", "2027-01-15", "2027-13-15T08:00:00Z", "2027-00-15T08:00:00Z", "2027-01-32T08:00:00Z",
    "2027-02-29T08:00:00Z", "2027-04-31T08:00:00Z", "2027-01-15T24:00:00Z", "2027-01-15T08:60:00Z",
    "2027-01-15T08:00:00", "2027-01-15T08:00:00.Z", "2027-01-15T08:00:00ZZ", "2027-01-15T08:00:00+0200",
    "2027-01-15T08:00:00+24:00", "2027-01-15T08:00:00+02x00", "2027-01-15T08:00:00+02:60", "x027-01-15T08:00:00Z",
    "2027-01-15 08:00:00Z",
  ])
  func whatIsNoTimestamp(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func everyMomentIsReadBack() {
    var generator = SeededGenerator(seed: 7)
    // From the year 1 to the year 9999.
    for _ in 0..<5000 {
      let moment = Timestamp(
        microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator))
      #expect(Timestamp(rfc3339: moment.description) == moment)
    }
  }

  @Test func textsSortAsMoments() {
    var generator = SeededGenerator(seed: 8)
    let moments = (0..<500).map { _ in
      Timestamp(microseconds: .random(in: 0...4_000_000_000_000_000, using: &generator))
    }
    #expect(moments.sorted().map(\.description) == moments.map(\.description).sorted())
  }

  @Test func movingAndMeasuring() {
    let moment = Timestamp(microseconds: 0).advanced(bySeconds: 1.5)
    #expect(moment.microseconds == 1_500_000)
    #expect(moment.seconds(since: Timestamp(microseconds: 500_000)) == 1)
  }
}
