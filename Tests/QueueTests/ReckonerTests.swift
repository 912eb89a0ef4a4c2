import Labeling
import Queue
import Testing

@Suite("reckoning")
struct ReckonerTests {
  /// An action film is an action or a superhero film in the second version.
  private static let first = build(taxonomy: Taxonomy(version: 1, labels: labels("action", "drama")))
  private static let second = build(
    taxonomy: Taxonomy(
      version: 2, labels: labels("action", "superhero", "drama"),
      lineage: [Lineage(parent: 1, changes: [.split("action", into: ["action", "superhero"])])]))
  private static let third = build(
    taxonomy: Taxonomy(
      version: 3, labels: labels("action", "superhero", "drama", "western"),
      lineage: [Lineage(parent: 2, changes: [.add("western", unseen: false)])]))
  private static let builds = [first, second, third]
  private static let answers = ["action", "drama", "superhero"].map { "{\"genre\":\"\($0)\"}" }
  private static let asked = [AskedCandidates([QuestionID("genre"): ["action", "superhero"]])]

  private static func labels(_ ids: LabelID...) -> [Label] { ids.map { Label(id: $0, title: $0.rawValue) } }

  private static func build(taxonomy: Taxonomy) -> Build {
    var definition = TaskDefinition.sample()
    definition.policy.overlap = 2
    return Build(
      task: definition.name, title: definition.title, ui: definition.ui, taxonomy: taxonomy,
      schema: definition.schema, policy: definition.policy)
  }

  private func fact(
    _ response: Int, by person: Int, _ answer: Int, under build: Int = 0, channel: Int = 0, settles: Int? = nil,
    isStale: Bool = false
  ) -> AnswerFact {
    AnswerFact(
      response: response, person: person, channel: channel, build: build, answer: answer, settles: settles,
      asked: settles.map { _ in 0 }, isStale: isStale)
  }

  private func reckon(
    _ answers: [AnswerFact], at build: Int = 1, away: Set<Int> = [], models: Set<Int> = [], declined: Set<Int> = []
  ) throws -> Reckoning {
    let reckoner = reckoner(at: build)
    let file = CaseFile(
      example: 0, answers: answers,
      exposures: Set(answers.map(\.person)).sorted().map { .init(person: $0, uiVersion: Self.first.uiVersion) },
      declined: declined)
    return try reckoner.reckon(file) {
      !models.contains($0)
    } returning: { person, _ in
      away.contains(person) ? nil : Self.builds[build]
    }
  }

  private func reckoner(at build: Int) -> Reckoner {
    let channel = Channel(
      name: .production, build: Self.builds[build].id, weight: 1, pool: nil, state: .live, accepts: [])
    let table = ReadingTable(
      target: Self.builds[build], history: VersionHistory(builds: Self.builds), build: { Self.builds[$0] },
      answer: { Self.answers[$0] }, asked: { Self.asked[$0] })
    return Reckoner(channel: channel, table: table) { $0 == 0 ? .production : ChannelName("experiment/x") }
  }

  private let genre = QuestionID("genre")

  @Test func exactAnswersCountOncePerPerson() throws {
    let reckoning = try reckon([fact(1, by: 7, 1), fact(2, by: 3, 1), fact(3, by: 7, 1)])
    #expect(reckoning == Reckoning(counted: [7, 3]))
  }

  @Test func ambiguousOnesCanBeSettledByTheirAuthor() throws {
    let reckoning = try reckon([fact(1, by: 7, 0), fact(2, by: 3, 1)])
    #expect(reckoning.counted == [3])
    #expect(
      reckoning.unsettled == [.init(person: 7, response: 1, open: [genre: ["action", "superhero"]])])
    #expect(reckoning.narrowed == [genre: ["action", "superhero"]])
  }

  @Test func nobodyIsAskedAgainForMoreThanIsMissing() throws {
    let reckoning = try reckon([fact(1, by: 7, 0), fact(2, by: 3, 0), fact(3, by: 5, 0), fact(4, by: 4, 1)])
    #expect(reckoning.counted == [4])
    #expect(reckoning.unsettled.map(\.person) == [7])
    #expect(reckoning.narrowed == [genre: ["action", "superhero"]])
  }

  @Test func nobodyIsWaitedForWhoIsAwayOrDeclined() throws {
    let away = try reckon([fact(1, by: 7, 0)], away: [7])
    #expect(away.unsettled.isEmpty)
    #expect(away.narrowed == [genre: ["action", "superhero"]])
    #expect(try reckon([fact(1, by: 7, 0)], declined: [1]).unsettled.isEmpty)
    #expect(try reckon([fact(1, by: 7, 0)], declined: [2]).unsettled.count == 1)
  }

  @Test func aSettlementCounts() throws {
    let reckoning = try reckon([fact(1, by: 7, 0), fact(2, by: 7, 2, under: 1, settles: 1)])
    #expect(reckoning == Reckoning(counted: [7]))
  }

  @Test func aRevisionOfWhatWasSettledOvertakesTheSettlement() throws {
    // Response 1 was settled by 2 and superseded by 3 after that.
    let settled = fact(2, by: 7, 2, under: 1, settles: 1)
    #expect(try reckon([settled, fact(3, by: 7, 1)]) == Reckoning(counted: [7]))
    let open = try reckon([settled, fact(3, by: 7, 0)])
    #expect(open.counted.isEmpty)
    #expect(open.unsettled == [.init(person: 7, response: 3, open: [genre: ["action", "superhero"]])])
  }

  @Test func aContradictingSettlementWinsFromItsVersionOn() throws {
    let answers = [fact(1, by: 7, 0), fact(2, by: 7, 1, under: 1, settles: 1)]
    let (now, before) = (reckoner(at: 1), reckoner(at: 0))
    let file = CaseFile(example: 0, answers: answers)
    let drama = QuestionReading(.exact, .candidates(["drama"]))
    let action = QuestionReading(.exact, .candidates(["action"]))
    #expect(try now.standing(of: 7, in: file, under: Self.second)?.reading[genre] == drama)
    #expect(try before.standing(of: 7, in: file, under: Self.first)?.reading[genre] == action)
    #expect(try now.table.settlement(answers[1], among: answers)?.contradicted == [genre])
    #expect(try now.table.settlement(answers[0], among: answers) == nil)
  }

  @Test func aLabelThatWasNotThereMakesUnknown() throws {
    let reckoning = try reckon([fact(1, by: 7, 1)], at: 2)
    #expect(reckoning.counted.isEmpty)
    #expect(reckoning.narrowed == [genre: ["drama", "western"]])
  }

  @Test func differentCandidatesNarrowNothing() throws {
    let reckoning = try reckon([fact(1, by: 7, 0), fact(2, by: 3, 1)], at: 2)
    #expect(reckoning.unsettled.count == 2)
    #expect(reckoning.narrowed.isEmpty)
  }

  @Test func staleForeignAndModelAnswersSayNothing() throws {
    #expect(try reckon([fact(1, by: 7, 1, isStale: true)]) == Reckoning())
    #expect(try reckon([fact(1, by: 7, 1, channel: 1)]) == Reckoning())
    #expect(try reckon([fact(1, by: 7, 0)], models: [7]) == Reckoning())
  }

  @Test func aMillionLookUpsReadEachAnswerOnce() throws {
    let reckoner = reckoner(at: 1)
    let file = CaseFile(example: 0, answers: [fact(1, by: 7, 1), fact(2, by: 3, 1), fact(3, by: 4, 1)])
    var counted = 0
    for _ in 0..<10_000 {
      counted += try reckoner.reckon(file, counts: { _ in true }, returning: { _, _ in nil }).counted.count
    }
    #expect(counted == 30_000)
  }
}

extension LabelID: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}
