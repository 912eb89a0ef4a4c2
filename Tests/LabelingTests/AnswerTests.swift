import Labeling
import Records
import Testing

@Suite("answers")
struct AnswerTests {
  private func read(_ text: String, isComplete: Bool = true) throws -> Answer {
    try Answer(JSONParser.parse(text), under: Samples.build, isComplete: isComplete)
  }

  @Test func validAnswersAreStoredInOneForm() throws {
    #expect(try read(#"{"genre": "horror"}"#).text == #"{"genre":"horror"}"#)
    #expect(
      try read(#"{"tags": ["science-fiction", "horror"], "genre": "comedy"}"#).text
        == #"{"genre":"comedy","tags":["horror","science-fiction"]}"#)
    #expect(try read(#"{"genre": "none", "tags": null}"#).text == #"{"genre":"none"}"#)
  }

  @Test(arguments: [
    (#""horror""#, #"an answer is an object with the question ids as keys, such as {"genre": "horror"}"#),
    (#"{"mood": "dark"}"#, "there is no question 'mood' on this screen (it asks 'genre', 'tags')"),
    (#"{}"#, "'genre' is not answered"),
    (#"{"genre": null}"#, "'genre' is not answered"),
    (
      #"{"genre": "western"}"#,
      "'western' is not offered under 'genre' (offered: comedy, horror, science-fiction, none)"
    ),
    (
      #"{"genre": "speculative"}"#,
      "'speculative' is not offered under 'genre' (offered: comedy, horror, science-fiction, none)"
    ),
    (#"{"genre": ["horror"]}"#, "'genre' takes label ids as texts"),
    (#"{"genre": 1}"#, "'genre' takes label ids as texts"),
    (#"{"genre": "horror", "tags": "horror"}"#, "'tags' takes a list of label ids"),
    (#"{"genre": "horror", "tags": ["horror", "horror"]}"#, "'tags' names a label twice"),
    (#"{"genre": "horror", "tags": []}"#, "'tags' wants at least 1 label"),
    (
      #"{"genre": "horror", "tags": ["comedy"]}"#,
      "'comedy' is not offered under 'tags' (offered: horror, science-fiction)"
    ),
  ])
  func invalidAnswersSayWhatToDo(text: String, sentence: String) {
    #expect(throws: AnswerError(sentence)) { try read(text) }
  }

  @Test func boundsAreHeld() throws {
    var build = Samples.ui
    build.ask[1].kind = .choices(min: 0, max: 1)
    build.ask[1].isOptional = false
    let strict = Build(
      task: TaskName("genre"), title: "", ui: build, taxonomy: Samples.taxonomy, schema: .open, policy: Policy())
    func read(_ text: String) throws -> Answer { try Answer(JSONParser.parse(text), under: strict) }
    #expect(throws: AnswerError("'tags' takes at most 1 label")) {
      try read(#"{"genre": "horror", "tags": ["horror", "science-fiction"]}"#)
    }
    #expect(throws: AnswerError("'tags' is not answered (an empty list says 'none of them')")) {
      try read(#"{"genre": "horror"}"#)
    }
    #expect(try read(#"{"genre": "horror", "tags": []}"#).text == #"{"genre":"horror","tags":[]}"#)
  }

  @Test func draftsMayBeOpen() throws {
    #expect(try read("{}", isComplete: false).values.isEmpty)
    #expect(try read(#"{"tags": []}"#, isComplete: false).text == #"{"tags":[]}"#)
    #expect(throws: AnswerError.self) { try read(#"{"genre": "western"}"#, isComplete: false) }
  }
}
