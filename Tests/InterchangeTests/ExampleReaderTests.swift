import Interchange
import Labeling
import Records
import Testing

@Suite struct ExampleReaderTests {
  static let schema = Schema(
    version: 1,
    fields: [
      Schema.Field(name: "title", type: .string), Schema.Field(name: "year", type: .integer),
      Schema.Field(name: "rating", type: .number), Schema.Field(name: "seen", type: .boolean),
    ])

  private func rows(
    _ text: String, _ format: ExampleFormat, mapping: [(field: String, name: String)] = [], schema: Schema = .open
  ) throws -> [String] {
    var reader = try ExampleReader(BytesInMemory(text), format: format, mapping: mapping, schema: schema)
    var rows: [String] = []
    while let row = try reader.next() {
      switch row.content {
      case .success(let content):
        let stored = try JSONParser.parse(content.raw)
        #expect(stored == .object(content.object))
        rows.append("\(row.line):" + String(decoding: content.raw, as: UTF8.self))
      case .failure(let fault):
        rows.append("\(fault)")
      }
    }
    return rows
  }

  @Test func jsonLinesKeepTheirBytes() throws {
    let text = #"{"b": 1.0, "a":"é"}"# + "\n[1]\n{\n" + #"{"a":1,"a":2}"# + "\n" + #"{"text":"ok"}"#
    #expect(
      try rows(text, .jsonl) == [
        #"1:{"b": 1.0, "a":"é"}"#, "line 2: a row must be a JSON object",
        "line 3: expected a member's name in double quotes at byte 2",
        "line 4: the name \"a\" is given twice at byte 8",
        #"5:{"text":"ok"}"#,
      ])
  }

  @Test func cellsGetTheTypesOfTheSchema() throws {
    let text = "title,year,rating,seen\n1984,1956,7.50,TRUE\n,,,\nx,soon,1e2,maybe\n\"a\"b,1,2,true\n"
    #expect(
      try rows(text, .csv, schema: Self.schema) == [
        #"2:{"title":"1984","year":1956,"rating":7.50,"seen":true}"#, #"3:{"title":""}"#,
        #"4:{"title":"x","year":"soon","rating":1e2,"seen":"maybe"}"#, "line 5: there is text after a closing quote",
      ])
  }

  @Test func cellsWithoutASchemaAreTexts() throws {
    #expect(try rows("a,b\n1,true\n", .csv) == [#"2:{"a":"1","b":"true"}"#])
  }

  @Test func linesOfTextBecomeExamples() throws {
    #expect(try rows("one\r\n\n \"two\"\n", .text) == [#"1:{"text":"one"}"#, #"3:{"text":" \"two\""}"#])
    var reader = try ExampleReader(BytesInMemory([0x61, 0xFF, 0x0A]), format: .text)
    let row = try #require(try reader.next())
    #expect(throws: RowFault.self) { try row.content.get() }
    #expect(row.source == [0x61, 0xFF])
  }

  @Test func fieldsAreTakenUnderOtherNames() throws {
    #expect(try rows("tweet,id\nhi,1\n", .csv, mapping: [("tweet", "text")]) == [#"2:{"text":"hi","id":"1"}"#])
    #expect(try rows(#"{"a":1,"b":2}"#, .jsonl, mapping: [("a", "b"), ("b", "a")]) == [#"1:{"b":1,"a":2}"#])
    #expect(try rows(#"{"a":1}"#, .jsonl, mapping: [("x", "y")]) == ["line 1: there is no field 'x' to take as 'y'"])
    #expect(
      try rows(#"{"a":1,"b":2}"#, .jsonl, mapping: [("a", "b")])
        == ["line 1: two fields would have the same name (map the other one too)"])
  }

  @Test func aHeaderThatCannotBeUsedIsThrown() {
    #expect(throws: RowFault.self) { try rows("a,a\n1,2\n", .csv) }
  }
}
