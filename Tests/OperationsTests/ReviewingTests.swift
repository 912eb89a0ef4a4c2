import Labeling
import Operations
import Queue
import Records
import Testing

@Suite struct ReviewingTests {
  private static let production = ChannelName.production

  /// Three films that all have two answers: agreed, disputed, agreed.
  private func answered(overlap: Int = 2) throws -> VersionBench {
    let bench = try VersionBench(overlap: overlap)
    try bench.publish()
    try bench.add(["Alien", "Brazil", "Clue"])
    try bench.answer(["action", "comedy", "other"], by: "amara")
    try bench.answer(["action", "action", "other"], by: "bo")
    return bench
  }

  private func reviewer(_ bench: VersionBench, _ name: String = "rae") throws -> Reviewer {
    try Reviewer(
      as: name, on: VersionBench.task, channel: Self.production, process: nil, store: bench.store,
      surroundings: bench.surroundings)
  }

  @Test func whatPeopleDisagreeOnIsListedOnceAllHaveAnswered() throws {
    let bench = try answered()
    let item = try #require(try reviewer(bench).list().items.first)
    #expect(item.reasons == [.disputed] && item.people == 2 && item.disagreement == 0.5 && !item.isOwn)
    #expect(try reviewer(bench).list().items.count == 1)
    #expect(try reviewer(bench, "bo").list().items.map(\.isOwn) == [true])
    #expect(try reviewer(bench).list([.flagged]).items.isEmpty)
    // One more answer may decide it.
    #expect(try reviewer(answered(overlap: 3)).list().items.isEmpty)
  }

  @Test func aMajorityThatIsNotUnanimousComesAfterADispute() throws {
    let bench = try VersionBench(overlap: 3)
    try bench.publish()
    try bench.add(["Alien", "Brazil"])
    try bench.answer(["action", "action"], by: "amara")
    try bench.answer(["action", "comedy"], by: "bo")
    try bench.answer(["comedy", "other"], by: "chi")
    let items = try reviewer(bench).list().items
    #expect(items.map(\.reasons) == [[.disputed], [.split]])
    #expect(items.map { ($0.disagreement * 1000).rounded() } == [667, 333])
  }

  @Test func aCaseSaysWhoSaidWhatUnderWhichVersionsAndWhatItSaysHere() throws {
    let bench = try answered()
    try bench.secondTaxonomy()
    try bench.publish()
    let reviewer = try reviewer(bench)
    // Film 1 and 2 name action, which was split; film 3 names a retired label. Nothing is disputed before it is settled.
    let example = try bench.example("Brazil")
    let opened = try reviewer.open(example)
    #expect(opened.statements.map(\.annotator) == ["amara", "bo"])
    #expect(opened.statements.map(\.build.taxonomy.version) == [1, 1])
    #expect(opened.build.taxonomy.version == 2)
    let genre = QuestionID("genre")
    #expect(opened.statements.map { $0.reading?[genre].crossing } == [.exact, .ambiguous])
    #expect(opened.statements[1].reading?[genre].mayBe == [LabelID("action"), LabelID("superhero")])
    #expect(opened.verdicts[genre]?.value == .label(LabelID("comedy")))
    #expect(opened.bar == nil)
  }

  @Test func aDecisionStandsAndIsOfferedNoMore() throws {
    let bench = try answered()
    let reviewer = try reviewer(bench)
    let example = try #require(try reviewer.list().items.first?.example)
    let opened = try reviewer.open(example)
    let receipt = try reviewer.decide(
      .genre("comedy"), on: opened, reason: "funny", durationMilliseconds: 5, context: .test)
    #expect(!receipt.counted)
    #expect(try reviewer.list().items.isEmpty)
    #expect(try reviewer.list().decided == 1)
    let again = try reviewer.open(example)
    #expect(again.decision?.comment == "funny" && again.latestDecision == receipt.response)
    // People's own consensus is told beside it.
    #expect(again.verdicts[QuestionID("genre")]?.status == .disputed)
    _ = try reviewer.decide(.genre("action"), on: again, reason: nil, durationMilliseconds: nil, context: .test)
    #expect(try reviewer.open(example).statements.filter(\.isSuperseded).map(\.response) == [receipt.response])
    // What was opened before knows nothing of that.
    #expect(throws: QueueError.self) {
      try reviewer.decide(.genre("other"), on: opened, reason: nil, durationMilliseconds: nil, context: .test)
    }
  }

  @Test func aDecisionThatASplitLeavesOpenIsReviewedAgain() throws {
    let bench = try answered()
    let reviewer = try reviewer(bench)
    let example = try #require(try reviewer.list().items.first?.example)
    _ = try reviewer.decide(
      .genre("action"), on: try reviewer.open(example), reason: nil, durationMilliseconds: nil, context: .test)
    try bench.secondTaxonomy()
    try bench.publish()
    let item = try #require(try reviewer.list().items.first)
    #expect(item.example == example && item.reasons.first == .reopened)
    #expect(try reviewer.open(example).decision == nil)
    _ = try reviewer.decide(
      .genre("superhero"), on: try reviewer.open(example), reason: nil, durationMilliseconds: nil, context: .test)
    #expect(try !reviewer.list().items.contains { $0.example == example })
  }

  @Test func whoeverIsNewHasANameThatCanBeSeen() throws {
    let bench = try answered()
    #expect(throws: OperationError.self) { try reviewer(bench, "ra\u{200B}e") }
    #expect(throws: QueueError.self) {
      try Reviewer(
        as: "sol", on: VersionBench.task, channel: ChannelName("gone"), process: nil, store: bench.store,
        surroundings: bench.surroundings)
    }
    #expect(try bench.store.read { try $0.persons() }.map(\.name) == ["amara", "bo"])
  }

  @Test func whoeverAnsweredIsBarredAndWhatIsNoAnswerIsRefused() throws {
    let bench = try answered()
    let bo = try reviewer(bench, "bo")
    let opened = try bo.open(try bench.example("Brazil"))
    #expect(opened.bar == .answeredThemselves)
    #expect(throws: QueueError.answeredYourself) {
      try bo.decide(.genre("comedy"), on: opened, reason: nil, durationMilliseconds: nil, context: .test)
    }
    let rae = try reviewer(bench)
    let free = try rae.open(try bench.example("Brazil"))
    #expect(throws: AnswerError.self) {
      try rae.decide(.genre("western"), on: free, reason: nil, durationMilliseconds: nil, context: .test)
    }
  }

  // Browsing.

  private func browser(_ bench: VersionBench, _ name: String = "rae", _ reach: Browser.Reach = .everybody) throws
    -> Browser
  {
    Browser(try reviewer(bench, name), reach: reach)
  }

  private func titles(_ list: BrowseList, _ bench: VersionBench) throws -> [String] {
    try list.rows.map { row in
      let found = try bench.store.read { try $0.example(row.example, of: VersionBench.task, upTo: .max) }
      let json = try JSONParser.parse(try #require(found).record.data)
      return json["title"]?.string ?? ""
    }
  }

  @Test(arguments: [
    (BrowseQuery(), ["Alien", "Brazil", "Clue"]),
    (BrowseQuery(words: ["RAZ"]), ["Brazil"]),
    (BrowseQuery(words: [Digest(of: Array(#"{"title":"Clue"}"#.utf8)).description.prefix(9).description]), ["Clue"]),
    (BrowseQuery(label: LabelID("action")), ["Alien", "Brazil"]),
    (BrowseQuery(label: LabelID("action"), annotator: "amara"), ["Alien"]),
    (BrowseQuery(ui: 2), []),
    (BrowseQuery(taxonomy: 1, disagreement: 0.1), ["Brazil"]),
    (BrowseQuery(status: .done), ["Alien", "Brazil", "Clue"]),
    (BrowseQuery(status: .decided), []),
    (BrowseQuery(order: .disagreement), ["Brazil", "Alien", "Clue"]),
    (BrowseQuery(order: .recent), ["Clue", "Brazil", "Alien"]),
  ])
  func aQueryFindsWhatItSays(_ query: BrowseQuery, _ expected: [String]) throws {
    let bench = try answered()
    #expect(try titles(browser(bench).list(query), bench) == expected)
  }

  @Test(arguments: [
    "", "storm lighthouse", "label:comedy by:bo ui:2 taxonomy:1 status:open differ:30 order:recent storm",
    "12:30 http://x",
  ])
  func aQueryReadsAsItIsTyped(_ typed: String) throws {
    #expect(try BrowseQuery(typed: [typed]).typed == typed)
  }

  @Test(arguments: [
    ("label:", "write label:comedy"), ("ui:x", "version number"), ("status:gone", "fresh, open, done, review, decided"),
    ("differ:101", "0 to 100"), ("by:a by:b", "twice"), ("order:", "write order:disagreement"),
  ])
  func aQueryThatSaysNothingIsTold(_ typed: String, _ told: String) {
    let error = #expect(throws: OperationError.self) { try BrowseQuery(typed: [typed]) }
    #expect(error.map(String.init(describing:))?.contains(told) == true)
  }

  @Test(arguments: [
    ("user:bo", "user:bo"), ("fog status:open labels:comedy", "labels:comedy"), ("label:comedy fog", nil),
    ("12:30", nil), ("http://x", nil), ("note:", nil), (":x", nil), ("", nil),
  ])
  func aWordThatLooksLikeATermIsTold(_ typed: String, _ doubtful: String?) throws {
    #expect(try BrowseQuery(typed: [typed]).doubtfulWord == doubtful)
  }

  @Test func whoMaySeeTheirOwnOnlySeesNothingElse() throws {
    let bench = try VersionBench(overlap: 2)
    try bench.publish()
    try bench.add(["Alien", "Brazil"])
    try bench.answer(["action"], by: "amara")
    try bench.answer(["comedy", "comedy"], by: "bo")
    let amara = try browser(bench, "amara", .themselves)
    #expect(try titles(amara.list(BrowseQuery()), bench) == ["Alien"])
    #expect(try titles(amara.list(BrowseQuery(label: LabelID("comedy"))), bench) == [])
    let opened = try amara.open(try bench.example("Alien"))
    #expect(opened.statements.map(\.annotator) == ["amara"])
    #expect(throws: QueueError.self) { try amara.open(try bench.example("Brazil")) }
    // Nothing of this is a viewing: she may still be asked about the other one.
    #expect(try bench.claim("amara")?.example == bench.example("Brazil"))
  }

  @Test func rowsThatTellWhatOthersSaidAreRecorded() throws {
    let bench = try answered()
    let rae = try browser(bench)
    let query = BrowseQuery(label: LabelID("action"))
    let rows = try rae.list(query).rows.map(\.example)
    let before = try bench.revision
    try rae.show(rows, of: BrowseQuery(words: ["a"]))
    #expect(try bench.revision == before)
    try rae.show(rows, of: query)
    #expect(try bench.revision == before + 1)
    #expect(try rae.reviewer.words(of: rows).values.sorted() == ["Alien", "Brazil"])
  }

  @Test func aLabelOrANameThatIsNotThereIsTold() throws {
    let bench = try answered()
    #expect(throws: OperationError.self) { try browser(bench).list(BrowseQuery(label: LabelID("western"))) }
    #expect(throws: QueueError.unknownPerson("zed")) { try browser(bench).list(BrowseQuery(annotator: "zed")) }
  }
}

extension VersionBench {
  func example(_ title: String) throws -> Digest {
    Digest(of: JSON.object(JSONObject([("title", .string(title))])).utf8())
  }
}
