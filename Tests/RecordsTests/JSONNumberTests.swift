import Records
import Testing

@Suite struct JSONNumberTests {
  @Test(arguments: [
    ("1.0", "1"), ("10e-1", "1"), ("-0", "0"), ("-0.000e9", "0"), ("1e20", "100000000000000000000"), ("1e21", "1e+21"),
    ("1e22", "1e+22"), ("12e400", "1.2e+401"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("-12.50", "-12.5"),
    ("123456789012345678901", "123456789012345678901"), ("1234567890123456789012", "1.234567890123456789012e+21"),
    ("0.1", "0.1"), ("100", "100"), ("1.5e1", "15"), ("1234.5e-2", "12.345"),
  ])
  func canonicalTextIsExact(written: String, canonical: String) throws {
    let number = try #require(try JSONParser.parse(written).number)
    #expect(number.canonical == canonical)
    #expect(try JSONParser.parse(canonical).number == number)
  }

  @Test func nearNumbersStayApart() throws {
    let near = try JSONParser.parse("[0.1, 0.10000000000000001, 9007199254740993, 9007199254740992]").array
    #expect(Set(near ?? []).count == 4)
  }

  @Test func wholeNumbersAreIntegersHoweverWritten() throws {
    #expect(
      try JSONParser.parse("[1.0, 10e-1, 1.5, 1e30, -9223372036854775808]").array?.map(\.int) == [1, 1, nil, nil, .min])
    #expect(try JSONParser.parse("1e400").number?.double == nil)
  }

  @Test func orderIsExact() throws {
    let ascending = try JSONParser.parse(
      "[-1e400, -12, -9, -0.5, 0, 1e-400, 0.5, 2, 10, 10.5, 9007199254740993, 1e400]"
    ).array
    let numbers = (ascending ?? []).compactMap(\.number)
    #expect(numbers.count == 12)
    for (index, left) in numbers.enumerated() {
      for (other, right) in numbers.enumerated() { #expect((left < right) == (index < other)) }
    }
  }

  @Test(arguments: [
    (0.97, "0.97"), (1.0 / 3, "0.333333"), (2.0 / 3, "0.666667"), (0.9999999, "1"), (1234567.0, "1234570"), (0.0, "0"),
    (1e-9, "1e-9"), (-0.05, "-0.05"), (5e300, "5e+300"), (100.0, "100"),
  ])
  func figuresHaveSixDigits(value: Double, text: String) {
    #expect(JSONNumber(value)?.text == text)
  }

  @Test func whatJSONCannotSayIsNil() {
    #expect(JSONNumber(.nan) == nil)
    #expect(JSONNumber(.infinity) == nil)
  }
}
