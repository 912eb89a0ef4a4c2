import Consensus
import Labeling
import Operations
import Queue
import Records
import Testing

@Suite("The report on gold")
struct GoldReportTests {
  private typealias Kind = GoldBench.Kind

  @Test("Of people, questions and examples the same answers add up", arguments: GoldBench.Kind.allCases)
  func sharesAddUp(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    bench.known["Dune"]?[QuestionID("also")] = .labels([LabelID("action")])
    try bench.publish()
    try bench.answer(by: "amara")
    try bench.answer(["Alien": "comedy", "Brazil": "action"], by: "bo")
    try bench.answer(["Alien": "comedy"], by: "chi", count: 2)
    let report = try bench.report()
    let sums = [report.people.map(\.score), report.questions.map(\.score), report.examples.map(\.score)].map { scores in
      [scores.map(\.scored), scores.map(\.right), scores.map(\.unscored)].map { $0.reduce(0, +) }
    }
    #expect(Set(sums).count == 1, "\(sums)")
    #expect(report.people.map(\.answered).reduce(0, +) == report.examples.map(\.answered).reduce(0, +))
    for example in report.examples {
      #expect(example.wrong.map(\.count).reduce(0, +) == example.score.scored - example.score.right)
    }
    #expect(report.people.map(\.name) == ["amara", "bo", "chi"])
    #expect(report.people.map(\.score.right).prefix(2) == [4, 2])
    // Nobody said what else the last one is, though it is known.
    #expect(report.questions.map(\.score.unscored) == [0, report.examples.map(\.score.unscored).reduce(0, +)])
    #expect(report.gold == 4)
  }

  @Test("What most get wrong comes first, with what was said instead", arguments: GoldBench.Kind.allCases)
  func doubtfulFirst(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    for name in ["amara", "bo", "chi"] { try bench.answer(["Casablanca": "comedy"], by: name) }
    try bench.answer(["Casablanca": "action", "Alien": "comedy"], by: "dan")
    let first = try #require(try bench.report().examples.first)
    #expect(first.words == "Casablanca")
    #expect(
      first.wrong.map { "\($0.question) \($0.answer?.labels.first?.rawValue ?? "-") \($0.count)" } == [
        "genre comedy 3", "genre action 1",
      ])
    #expect(try bench.report().examples.map(\.words)[1] == "Alien")
  }

  @Test("The order in which people come and answer makes no difference", arguments: GoldBench.Kind.allCases)
  func order(_ kind: GoldBench.Kind) throws {
    let said = ["amara": ["Alien": "comedy"], "bo": [:], "chi": ["Dune": "action", "Alien": "action"]]
    let reports = try [["amara", "bo", "chi"], ["chi", "amara", "bo"]].map { names in
      let bench = try GoldBench(kind)
      try bench.publish()
      for name in names { try bench.answer(said[name] ?? [:], by: name) }
      return try bench.report()
    }
    #expect(reports[0].people == reports[1].people)
    #expect(reports[0].questions == reports[1].questions)
    #expect(reports[0].examples == reports[1].examples)
  }

  @Test("A label that is only renamed scores as before", arguments: GoldBench.Kind.allCases)
  func renamed(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    try bench.answer(["Alien": "comedy"], by: "amara")
    let before = try bench.report()
    bench.taxonomy = Taxonomy(
      version: 2, labels: GoldBench.labels(["action", "comedy", "terror"]),
      lineage: [Lineage(parent: 1, changes: [.rename(LabelID("horror"), to: LabelID("terror"))])])
    for title in GoldBench.titles { bench.known[title] = .genre("terror") }
    try bench.publish()
    let after = try bench.report()
    #expect(after.taxonomyVersion == 2)
    #expect(after.people == before.people)
    #expect(after.examples == before.examples)
  }

  @Test("What was split since cannot be scored, and is told apart", arguments: GoldBench.Kind.allCases)
  func split(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    try bench.answer(["Alien": "comedy"], by: "amara")
    bench.taxonomy = Taxonomy(
      version: 2, labels: GoldBench.labels(["action", "comedy", "horror", "gore"]),
      lineage: [Lineage(parent: 1, changes: [.split(LabelID("horror"), into: [LabelID("horror"), LabelID("gore")])])])
    bench.known["Alien"] = .genre("gore")
    try bench.publish()
    let amara = try #require(try bench.report().people.first)
    // Her comedy is exact, and so is the gore that is known now; all horror of before is one or the other.
    #expect(amara.answered == 4)
    #expect(amara.score == GoldReport.Score(scored: 1, right: 0, unscored: 3))
  }

  @Test("Corrected gold scores old answers anew; retired gold as it was known last", arguments: GoldBench.Kind.allCases)
  func corrected(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    try bench.answer(["Alien": "comedy"], by: "amara")
    #expect(try bench.report().people.first?.score.right == 3)
    bench.known["Alien"] = .genre("comedy")
    bench.known["Dune"] = nil
    #expect(try bench.publish().gold == GoldChange(known: 3, added: 1, retired: 1))
    let report = try bench.report()
    #expect(report.people.first?.score == GoldReport.Score(scored: 4, right: 4))
    #expect(report.gold == 3)
    #expect(report.examples.filter(\.isRetired).map(\.words) == ["Dune"])
  }

  @Test("Scored is the newest correction, or the first answer of somebody who was told", arguments: [false, true])
  func corrections(_ isTold: Bool) throws {
    for kind in GoldBench.Kind.allCases {
      let bench = try GoldBench(kind)
      bench.policy.tellsGold = isTold
      try bench.publish()
      let receipts = try bench.answer(["Alien": "comedy"], by: "amara")
      let place = try #require(GoldBench.inOrder.firstIndex(of: "Alien"))
      try bench.correct(receipts[place], to: .genre("horror"), by: "amara")
      #expect(try bench.report().people.first?.score.right == (isTold ? 3 : 4))
      #expect(try bench.report().people.first?.answered == 4)
    }
  }

  @Test("Where people stand before real work", arguments: GoldBench.Kind.allCases)
  func standing(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    try bench.add(["Film 1", "Film 2"])
    try bench.answer(by: "amara", count: 2)
    try bench.answer(["Alien": "comedy", "Dune": "comedy"], by: "bo")
    try bench.answer(by: "chi")
    func standings() throws -> [String: GoldReport.Standing] {
      Dictionary(try bench.report().people.map { ($0.name, $0.standing) }, uniquingKeysWith: { first, _ in first })
    }
    #expect(
      try standings() == ["amara": .inRound(answered: 2, of: 4), "bo": .waiting, "chi": .qualified])
    // As the queue finds it.
    #expect(try bench.sitting("bo").claim().outcome == .nothing(Idle(.unqualified)))
    #expect(try bench.next("chi")?.title.hasPrefix("Film") == true)
    #expect(try bench.report().waiting.map(\.name) == ["bo"])
    let people = People(store: bench.store, by: "ada", surroundings: bench.surroundings)
    for name in ["bo", "dan"] {
      _ = try people.add(name, kind: .person, pools: [])
      #expect(try people.change(name, .qualify(GoldBench.task)).qualified == [GoldBench.task])
      _ = try people.change(name, .qualify(GoldBench.task))
    }
    #expect(try standings()["bo"] == .qualified)
    #expect(try standings()["dan"] == .qualified)
    #expect(try bench.next("bo")?.title.hasPrefix("Film") == true)
    bench.policy.qualification = nil
    try bench.publish()
    #expect(try standings()["amara"] == .notNeeded)
  }

  @Test("Each response is a row beside what is known", arguments: GoldBench.Kind.allCases)
  func rows(_ kind: GoldBench.Kind) throws {
    let bench = try GoldBench(kind)
    try bench.publish()
    let receipts = try bench.answer(["Alien": "comedy"], by: "amara")
    let place = try #require(GoldBench.inOrder.firstIndex(of: "Alien"))
    try bench.correct(receipts[place], to: .genre("horror"), by: "amara")
    var sent: [UInt8] = []
    let count = try GoldAnswers(store: bench.store).send(GoldBench.task, channel: .production) { sent += $0 }
    let rows = try String(decoding: sent, as: UTF8.self).split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(count == 5 && rows.count == 5)
    #expect(rows.map { $0["data"]?["title"]?.string } == GoldBench.inOrder + ["Alien"])
    #expect(rows[place]["right"] == ["genre": false])
    #expect(rows[place]["scored"] == false)
    #expect(rows[4]["right"] == ["genre": true] && rows[4]["scored"] == true)
    #expect(rows.allSatisfy { $0["known"] == ["genre": "horror"] && $0["annotator"] == "amara" })
    #expect(rows.allSatisfy { $0["ui_version"] == 1 && $0["taxonomy_version"] == 1 && $0["at"]?.string != nil })
  }

  @Test func nobodyAnsweredAndNothingIsKnown() throws {
    for kind in GoldBench.Kind.allCases {
      let bench = try GoldBench(kind)
      bench.known = [:]
      try bench.publish()
      let report = try bench.report()
      #expect(report.gold == 0 && report.people.isEmpty && report.examples.isEmpty)
      #expect(throws: QueueError.self) {
        try GoldReport.read(TaskName("gnere"), channel: .production, from: bench.store)
      }
      #expect(throws: QueueError.self) {
        try GoldReport.read(GoldBench.task, channel: ChannelName("b"), from: bench.store)
      }
    }
  }
}
