import Labeling
import Records
import Testing

@Suite("example identity")
struct ExampleIdentityTests {
  private func digest(_ text: String, by fields: [String]? = nil) throws -> Digest {
    ExampleIdentity(fields: fields).digest(of: try #require(try JSONParser.parse(text).object))
  }

  @Test func orderAndNumberFormDoNotMatter() throws {
    #expect(try digest(#"{"a": 1, "b": "x"}"#) == digest(#"{"b": "x", "a": 1}"#))
    #expect(try digest(#"{"a": 1}"#) == digest(#"{"a": 1.0}"#))
    #expect(try digest(#"{"a": 10e-1}"#) == digest(#"{"a": 1}"#))
    #expect(try digest(#"{"a": "é"}"#) == digest(#"{"a": "\u00e9"}"#))
  }

  @Test func valuesDo() throws {
    #expect(try digest(#"{"a": 1}"#) != digest(#"{"a": "1"}"#))
    #expect(try digest(#"{"a": 9007199254740993}"#) != digest(#"{"a": 9007199254740992}"#))
    #expect(try digest(#"{"a": null}"#) != digest("{}"))
    #expect(try digest(#"{"a": [1, 2]}"#) != digest(#"{"a": [2, 1]}"#))
  }

  @Test func canonicallyEquivalentTextsAreDifferentExamples() throws {
    #expect(try digest(#"{"a": "\u00e9"}"#) != digest(#"{"a": "e\u0301"}"#))
    #expect(try digest(#"{"\u00e9": 1}"#) != digest(#"{"e\u0301": 1}"#))
  }

  @Test func onlyIdentityFieldsCount() throws {
    let fields = ["year", "title"]
    let film = try digest(#"{"title": "M", "year": 1931, "plot": "old"}"#, by: fields)
    #expect(try digest(#"{"year": 1931, "title": "M", "plot": "new"}"#, by: ["title", "year"]) == film)
    #expect(try digest(#"{"title": "M", "year": 1951}"#, by: fields) != film)
    #expect(try digest(#"{"title": "M"}"#, by: fields) != digest(#"{"title": "M", "year": null}"#, by: fields))
    #expect(ExampleIdentity(fields: fields) == ExampleIdentity(fields: ["title", "year"]))
  }

  /// Identities are kept for good.
  @Test func identityStays() throws {
    #expect(try digest(#"{"b": 1.50, "a": "é"}"#) == Digest(of: Array(#"{"a":"é","b":1.5}"#.utf8)))
  }
}
