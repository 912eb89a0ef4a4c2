import Records
import Testing

@Suite struct JSONBytesTests {
  @Test(arguments: ["", "plain", "\"", "\\", "a\u{1F}b", "\u{7F}", "日本", "e\u{301}", "\u{202E}", "\u{E0041}", "\n\r\t"])
  func aTextIsWrittenAsEverywhere(_ text: String) {
    var written = JSONBytes()
    written.append(text: text)
    #expect(written.bytes == JSON.string(text).utf8())
  }

  @Test func piecesStandBehindEachOther() {
    var inner = JSONBytes()
    inner.append(number: -3)
    var written = JSONBytes(capacity: 64)
    written.append(raw: "{\"a\":")
    written.append(inner)
    written.append(raw: ",\"b\":")
    written.append(json: [true, nil])
    written.append(raw: "}")
    #expect(String(decoding: written.bytes, as: UTF8.self) == #"{"a":-3,"b":[true,null]}"#)
  }
}
