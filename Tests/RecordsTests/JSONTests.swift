import Records
import Testing

@Suite struct JSONTests {
  @Test func writtenJSONReadsBackAsTheSameValue() throws {
    var random = Seeded(1)
    for _ in 0..<2000 {
      let value = try Samples.json(&random)
      #expect(try JSONParser.parse(value.text()) == value)
      let canonical = try JSONParser.parse(value.canonical())
      #expect(canonical == value)
      #expect(canonical.canonical() == value.canonical())
      #expect(canonical.hashValue == value.hashValue)
    }
  }

  @Test func orderAndNumbersStayAsWritten() throws {
    let text = #"{"z":1.50,"a":[1e2,-0.0,null,true],"é":"é"}"#
    #expect(try JSONParser.parse(text).text() == text)
    #expect(try JSONParser.parse(text).canonical() == Array(#"{"a":[100,0,null,true],"z":1.5,"é":"é"}"#.utf8))
  }

  @Test func writtenJSONHoldsNothingThatCommandsATerminal() {
    let hostile: JSON = "\u{1B}[2J\u{9B}\u{202E}\u{200B}\u{E0041}\u{2028}\u{7F}\u{FEFF}\u{FFFF}\u{E000}"
    #expect(
      hostile.text() == #""\u001b[2J\u009b\u202e\u200b\udb40\udc41\u2028\u007f\ufeff\uffff\ue000""#)
    #expect(JSON.string("日本 é 😀").text() == "\"日本 é 😀\"")
  }

  @Test func stringsAreComparedByScalars() {
    #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    #expect(JSON.string("\u{E9}") == JSON.string("é".precomposed))
    let both = JSONObject([("\u{E9}", 1), ("e\u{301}", 2)])
    #expect(both.count == 2)
    #expect(both["e\u{301}"] == 2)
  }

  @Test func objectsAreEqualInAnyOrder() {
    #expect(["a": 1, "b": 2] as JSON == ["b": 2, "a": 1])
    #expect(["a": 1, "b": 2] as JSON != ["b": 2, "a": 2])
    #expect([1, 2] as JSON != [2, 1])
  }

  @Test(arguments: [
    ("", "the text ends", 0), ("{\"a\":1,\"a\":2}", "given twice", 7), ("[1,]", "does not start", 3),
    ("01", "start with 0", 0), ("1 2", "more text", 2), ("\"\\ud800\"", "lone surrogate", 1),
    ("\"\\udc00\"", "lone surrogate", 1), ("\"\\ud800\\u0041\"", "lone surrogate", 1), ("\"a", "ends inside", 2),
    ("\"\u{1}\"", "control character", 1), ("[1", "expected ','", 2), ("{a:1}", "member's name", 1),
    ("nul", "does not start", 0), ("1e1234567890", "exponent", 2), ("-", "digit", 1), ("1.", "digit", 2),
    ("\"\\x\"", "no such escape", 1), ("\"\\u12g4\"", "hexadecimal", 5), ("NaN", "does not start", 0),
    ("\u{FEFF}1", "does not start", 0),
  ])
  func faultsSayWhatAndWhere(text: String, message: String, offset: Int) {
    let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(text) }
    #expect(fault?.message.contains(message) == true, "\(fault?.message ?? "no fault")")
    #expect(fault?.offset == offset)
  }

  @Test func invalidUTF8IsLocated() {
    let bytes: [UInt8] = [0x22, 0x61, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0x22]
    let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(bytes) }
    #expect(fault?.offset == 4)
  }

  @Test func depthAndSizeAreLimited() {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(throws: Never.self) { try JSONParser.parse(deep(64)) }
    #expect(throws: JSONFault.self) { try JSONParser.parse(deep(65)) }
    #expect(throws: JSONFault.self) { try JSONParser.parse(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONFault.self) { try JSONParser.parse("[1,2]", limits: JSONLimits(bytes: 4)) }
  }

  @Test func mutatedTextNeverCrashesTheParser() throws {
    var random = Seeded(7)
    for _ in 0..<5000 {
      var bytes = try Samples.json(&random).utf8()
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      if let value = try? JSONParser.parse(bytes) {
        #expect(try JSONParser.parse(value.utf8()) == value)
      }
    }
  }
}

extension String {
  fileprivate var precomposed: String { "\u{E9}" }
}
