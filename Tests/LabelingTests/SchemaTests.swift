import Labeling
import Records
import Testing

@Suite("schema")
struct SchemaTests {
  private func problems(_ text: String) throws -> [String] {
    Samples.schema.problems(in: try #require(try JSONParser.parse(text).object)).map(\.description)
  }

  @Test(arguments: [
    #"{"title": "M"}"#, #"{"title": "M", "year": 1931, "score": 0.5, "source": "archive", "silent": false}"#,
    #"{"title": "0123456789", "year": 2.1e3}"#, #"{"title": "M", "year": null}"#, #"{"title": "M", "score": -4}"#,
  ])
  func rowsThatFit(text: String) throws {
    #expect(try problems(text) == [])
  }

  @Test(arguments: [
    ("{}", "field 'title' is missing"), (#"{"title": null}"#, "field 'title' is missing"),
    (#"{"title": 4}"#, "field 'title' must be a text, not a number"),
    (#"{"title": "01234567890"}"#, "field 'title' has 11 characters, at most 10 are allowed"),
    (#"{"title": "M", "year": "1931"}"#, "field 'year' must be an integer, not a text"),
    (#"{"title": "M", "year": 1931.5}"#, "field 'year' must be an integer, not a number"),
    (#"{"title": "M", "year": 1e-400}"#, "field 'year' must be an integer, not a number"),
    (#"{"title": "M", "year": 1887}"#, "field 'year' is 1887, at least 1888 is allowed"),
    (#"{"title": "M", "year": 2101}"#, "field 'year' is 2101, at most 2100 is allowed"),
    (#"{"title": "M", "year": 1e400}"#, "field 'year' is 1e400, at most 2100 is allowed"),
    (
      #"{"title": "M", "score": 1.00000000000000000001}"#,
      "field 'score' is 1.00000000000000000001, at most 1 is allowed"
    ),
    (#"{"title": "M", "source": "attic"}"#, "field 'source' must be one of festival, archive"),
    (#"{"title": "M", "silent": 1}"#, "field 'silent' must be true or false, not a number"),
    (#"{"title": "M", "plot": ""}"#, "field 'plot' is not in the schema (add it to schema.yaml or drop it)"),
  ])
  func rowsThatDoNot(text: String, problem: String) throws {
    #expect(try problems(text) == [problem])
  }

  @Test func allProblemsInTheOrderOfTheSchema() throws {
    #expect(
      try problems(#"{"extra": 1, "year": 3}"#) == [
        "field 'title' is missing", "field 'year' is 3, at least 1888 is allowed",
        "field 'extra' is not in the schema (add it to schema.yaml or drop it)",
      ])
  }

  @Test func openSchemaTakesAnything() {
    #expect(!Schema.open.isDeclared)
    #expect(Schema.open.problems(in: ["anything": [1, nil]]) == [])
  }
}
