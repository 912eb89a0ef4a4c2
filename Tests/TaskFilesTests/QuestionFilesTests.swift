import Labeling
import Records
import TaskFiles
import Testing

@Suite struct QuestionFilesTests {
  private static let taxonomy = """
    version: 1
    labels:
      - {id: genres}
      - {id: comedy, parent: genres}
      - {id: horror, parent: genres}
      - {id: scale}
      - {id: pain-1, value: 1, parent: scale}
      - {id: pain-2, value: 2.50, parent: scale}

    """
  private static let genre = "{id: genre, kind: choice, prompt: Which?, labels: {under: genres}}"

  private func read(_ questions: [String], taxonomy: String = Self.taxonomy) throws -> Compiled {
    let list = questions.map { "  - \($0)\n" }.joined()
    return try TemporaryWorkspace().task([
      "ui.yaml": "version: 1\nshow: [{field: title}, {field: plot}, {field: year}]\nask:\n\(list)",
      "taxonomy.yaml": taxonomy,
      "schema.yaml":
        "version: 1\nfields:\n  title: {type: string}\n  plot: {type: string}\n  year: {type: integer}\n  other: {type: string}\n",
    ])
  }

  @Test(arguments: [
    ("kind: choice, labels: {under: genres}, advance: auto", Question.Kind.choice),
    ("kind: choices, min: 1, max: 2", .choices(min: 1, max: 2)),
    ("kind: choices", .choices(min: 0, max: nil)),
    ("kind: spans", .spans(fields: [], overlap: true)),
    ("kind: spans, field: plot, overlap: false", .spans(fields: ["plot"], overlap: false)),
    ("kind: spans, fields: [plot, title]", .spans(fields: ["plot", "title"], overlap: true)),
    (
      "kind: pairwise, fields: [title, other], tie: true, advance: auto",
      .pairwise(first: "title", second: "other", tie: true)
    ),
    ("kind: pairwise, fields: [title, plot]", .pairwise(first: "title", second: "plot", tie: false)),
    ("kind: rating, advance: auto", .rating),
    ("kind: text, max_length: 200, pattern: '[a-z]+'", .text(maxLength: 200, pattern: "[a-z]+")),
    ("kind: text, optional: true", .text(maxLength: nil, pattern: nil)),
  ])
  func everyKindIsRead(keys: String, kind: Question.Kind) throws {
    let compiled = try read(["{id: q, prompt: Which?, \(keys)}"])
    #expect(compiled.faults == [])
    let question = try #require(compiled.definition?.ui.ask.first)
    #expect(question.kind == kind)
    #expect(question.advancesAutomatically == keys.contains("auto"))
    #expect(question.isOptional == keys.contains("optional"))
  }

  @Test func whatWasReadComesBackFromItsCanonicalForm() throws {
    let ui = try #require(
      try read([
        Self.genre, "{id: pain, kind: rating, prompt: Pain?, when: {genre: horror}}",
        "{id: why, kind: text, prompt: Why?, pattern: 'a|b', when: {genre: [horror, comedy], pain: [2.5]}}",
        "{id: who, kind: spans, field: plot, prompt: Who?, select: any}",
        "{id: better, kind: pairwise, fields: [title, plot], prompt: Which?}",
      ]).definition
    ).ui
    #expect(ui.ask.map(\.when.count) == [0, 1, 2, 0, 0])
    #expect(ui.ask[2].when[1] == Question.Condition(question: QuestionID("pain"), labels: [LabelID("pain-2")]))
    #expect(try UserInterface(version: 1, edition: 1, canonical: ui.canonical) == ui)
  }

  @Test(arguments: [
    ("{id: q, kind: spans, field: year, prompt: W?}", "'year' is no text"),
    ("{id: q, kind: spans, field: other, prompt: W?}", "'other' is not shown"),
    ("{id: q, kind: spans, field: plott, prompt: W?}", "did you mean 'plot'?"),
    ("{id: q, kind: spans, fields: [], prompt: W?}", "fields is empty"),
    ("{id: q, kind: spans, fields: [plot, plot], prompt: W?}", "there twice"),
    ("{id: q, kind: spans, fields: [plot], field: plot, prompt: W?}", "both 'field' and 'fields'"),
    ("{id: q, kind: spans, overlap: maybe, prompt: W?}", "true or false"),
    ("{id: q, kind: spans, prompt: W?, advance: auto}", "advance: auto"),
    ("{id: q, kind: pairwise, prompt: W?}", "no 'fields'"),
    ("{id: q, kind: pairwise, fields: [title], prompt: W?}", "two fields, not 1"),
    ("{id: q, kind: pairwise, fields: [title, title], prompt: W?}", "compared with itself"),
    ("{id: q, kind: pairwise, fields: [title, tilte], prompt: W?}", "did you mean 'title'?"),
    (
      "{id: q, kind: pairwise, fields: [title, plot], labels: {under: genres}, prompt: W?}", "'labels' is for questions"
    ),
    ("{id: q, kind: rating, labels: {under: genres}, prompt: W?}", "no points to offer"),
    ("{id: q, kind: rating, min: 1, prompt: W?}", "'min' is for questions of the kind choices"),
    ("{id: q, kind: text, max_length: 0, prompt: W?}", "take 1 to 1000000"),
    ("{id: q, kind: text, pattern: '[a-', prompt: W?}", "no regular expression"),
    ("{id: q, kind: text, pattern: '((((a)', prompt: W?}", "no regular expression"),
    (
      "{id: q, kind: text, select: any, prompt: W?}",
      "'select' is for questions of the kind choice, choices, spans, rating"
    ),
    ("{id: q, kind: choice, tie: true, prompt: W?}", "'tie' is for questions of the kind pairwise"),
    ("{id: q, kind: choice, labels: {under: genre}, prompt: W?}", "did you mean 'genres'?"),
    ("{id: q, kind: choice, prompt: W?, when: {genre: [horor]}}", "did you mean 'horror'?"),
    ("{id: q, kind: choice, prompt: W?, when: {genre: [pain-1]}}", "does not offer 'pain-1'"),
    ("{id: q, kind: choice, prompt: W?, when: {genre: []}}", "names no label of 'genre'"),
    ("{id: q, kind: choice, prompt: W?, when: {genre: [horror, horror]}}", "names 'horror' twice"),
    ("{id: q, kind: choice, prompt: W?, when: {gener: [horror]}}", "did you mean 'genre'?"),
    ("{id: q, kind: choice, prompt: W?, when: {q: [horror]}}", "no question 'q' is asked before"),
    ("{id: q, kind: choice, prompt: W?, when: {last: [horror]}}", "no question 'last' is asked before"),
    ("{id: q, kind: choice, prompt: W?, when: {words: [horror]}}", "of the kind text"),
    ("{id: q, kind: choice, prompt: W?, when: {pain: [3]}}", "no point of 'pain' has the value 3"),
    ("{id: q, kind: choice, prompt: W?, when: {}}", "names no question"),
    ("{id: q, kind: choice, prompt: W?, when: horror}", "mapping from earlier questions"),
  ])
  func wrongQuestionsAreFaultsInTheirPlace(question: String, message: String) throws {
    let compiled = try read([
      Self.genre, "{id: words, kind: text, prompt: W?}", "{id: pain, kind: rating, prompt: P?}", question,
      "{id: last, kind: choice, prompt: L?}",
    ])
    #expect(compiled.definition == nil)
    #expect(compiled.faults.allSatisfy { $0.line == 7 && $0.message.contains("(") }, "\(compiled.faults)")
    #expect(compiled.faults.contains { $0.message.contains(message) }, "\(compiled.faults)")
  }

  @Test func pointsOfARatingHaveTheirOwnValues() throws {
    let taxonomy = "version: 1\nlabels: [{id: a, value: 1}, {id: b, value: 1.0}, {id: c, value: x}]\n"
    let compiled = try read(["{id: q, kind: rating, prompt: W?}"], taxonomy: taxonomy)
    #expect(compiled.faults.map(\.message).contains { $0.contains("the value of 'c' must be a number") })
    let twice = try read(
      ["{id: q, kind: rating, prompt: W?}"], taxonomy: "version: 1\nlabels: [{id: a, value: 1}, {id: b, value: 1.0}]\n")
    #expect(twice.faults.map(\.line) == [4])
    #expect(twice.faults.first?.message.contains("as 'a' and as 'b'") == true)
  }

  @Test func patternsThatRecurseDeeplyAreRefusedUnread() throws {
    let pattern = String(repeating: "(", count: 500) + "a" + String(repeating: ")", count: 500)
    let compiled = try read(["{id: q, kind: text, pattern: '\(pattern)', prompt: W?}"])
    #expect(compiled.faults.first?.message.contains("64 groups") == true)
  }

  @Test func aTaskThatAsksForNoLabelsNeedsNone() throws {
    let empty = "version: 1\nlabels: []\n"
    #expect(try read(["{id: q, kind: text, prompt: W?}"], taxonomy: empty).faults == [])
    #expect(try read([Self.genre], taxonomy: empty).faults.contains { $0.message.contains("there are no labels") })
  }

  @Test func labelsOfEarlierVersionsAreLeftToPublishing() throws {
    let taxonomy = "version: 2\nlabels: [{id: comedy}]\nfrom: {version: 1, changes: [{retire: horror}]}\n"
    let compiled = try read(
      [
        "{id: genre, kind: choice, prompt: W?}", "{id: q, kind: choice, prompt: W?, labels: {under: genres}}",
        "{id: r, kind: choice, prompt: W?, when: {genre: [horror]}}",
      ], taxonomy: taxonomy)
    #expect(compiled.faults == [])
    #expect(compiled.fault(forUnresolved: LabelID("genres")).description.hasPrefix("tasks/genre/ui.yaml:5:55: error: "))
    #expect(compiled.fault(forUnresolved: LabelID("horror")).line == 6)
    #expect(
      compiled.fault(forQuestion: QuestionID("r"), "wrong (right it)").description
        == "tasks/genre/ui.yaml:6:10: error: wrong (right it)")
  }

  @Test func policiesOfSettlements() throws {
    let policy = try #require(
      try TemporaryWorkspace().task([
        "task.yaml": "title: T\npolicy: {settle_wait: 2d, count_models: true, self_review: true}\n"
      ])
      .definition
    ).policy
    #expect(policy.settleWait == 2 * 86_400)
    #expect(policy.countsModels)
    #expect(policy.allowsSelfReview)
  }
}
