import Labeling

/// The rules of who counts and what is open (VERSIONS.md 3, 4 and 8), one example at a time: every store and every plan
/// calls these.
public final class Reckoner {
  private struct Origin: Hashable {
    let channel: Int
    let build: Int
  }

  /// The build that answers are read under; the channel stands there, or shall.
  public var target: Build { table.target }
  public let channel: Channel
  public let table: ReadingTable
  private let channelAt: (Int) throws -> ChannelName
  private var taken: [Origin: Bool] = [:]
  /// By the older screens that settlements are served on.
  private var otherTables: [Digest: ReadingTable] = [:]

  /// - Parameter channelName: the name of a fact's channel.
  public init(channel: Channel, table: ReadingTable, channelName: @escaping (Int) throws -> ChannelName) {
    self.channel = channel
    self.table = table
    channelAt = channelName
  }

  /// True where an answer is one that the channel takes and that is about what the example shows now.
  public func isTaken(_ fact: AnswerFact) throws -> Bool {
    if fact.isStale { return false }
    let origin = Origin(channel: fact.channel, build: fact.build)
    if let known = taken[origin] { return known }
    let takes = Accepting.takes(
      answersIn: try channelAt(fact.channel), under: try table.build(of: fact), in: channel, at: target)
    taken[origin] = takes
    return takes
  }

  /// What the answers to an example come to.
  ///
  /// - Parameters:
  ///   - counts: true for people whose answers fill the overlap (`Eligibility.fills`).
  ///   - returning: the build under which a person who saw a UI version may be asked again (`Tails`), nil for people who
  ///     are not active.
  public func reckon(
    _ file: CaseFile, counts: (_ person: Int) -> Bool, returning: (_ person: Int, _ uiVersion: Digest) -> Build?
  ) throws -> Reckoning {
    var reckoning = try reckonExact(file, counts: counts) ?? reckonOpen(file, counts, returning)
    if !file.adjudications.isEmpty { reckoning.isDecided = try decision(in: file) != nil }
    if reckoning.isDecided { reckoning.unsettled = [] }
    return reckoning
  }

  /// The reviewer's decision that stands in the channel: the latest that says all it asks.
  public func decision(in file: CaseFile) throws -> AnswerFact? {
    try file.adjudications.last { try isTaken($0) && table.entry(of: $0).isExact }
  }

  private func reckonOpen(
    _ file: CaseFile, _ counts: (Int) -> Bool, _ returning: (Int, Digest) -> Build?
  ) throws -> Reckoning {
    var reckoning = Reckoning()
    var narrowing = Narrowing(questions: target.required)
    for own in try ownAnswers(in: file, counts: counts) {
      guard let person = own.first?.person else { continue }
      let standing = try standing(of: own, in: table)
      let open = standing.reading.open(under: target)
      if open.isEmpty {
        reckoning.counted.append(person)
        continue
      }
      guard open.contains(where: { standing.reading[$0.id].narrowedLabels != nil }) else { continue }
      narrowing.add(standing.reading)
      if let unsettled = try unsettled(person, own, standing, open, in: file, returning) {
        reckoning.unsettled.append(unsettled)
      }
    }
    reckoning.narrowed = narrowing.shared(offered: target.offered)
    reckoning.keepCheapest(wanted: target.policy.overlap - reckoning.counted.count)
    return reckoning
  }

  /// What a person's answers to an example come to under the build that they are asked again, nil if they gave none that
  /// the channel takes.
  public func standing(of person: Int, in file: CaseFile, under build: Build) throws -> StandingAnswer? {
    let own = try file.answers.filter { try $0.person == person && isTaken($0) && !file.isOvertaken($0) }
    return own.isEmpty ? nil : try standing(of: own, in: table(for: build))
  }

  /// Answers of different people, all exact, none of them a settlement: nearly all examples.
  private func reckonExact(_ file: CaseFile, counts: (Int) -> Bool) throws -> Reckoning? {
    var people: [Int] = []
    people.reserveCapacity(file.answers.count)
    for fact in file.answers where counts(fact.person) {
      guard try isTaken(fact) else { continue }
      guard fact.settles == nil, !people.contains(fact.person), try table.entry(of: fact).isExact else { return nil }
      people.append(fact.person)
    }
    return Reckoning(counted: people)
  }

  /// The taken answers of each person, in the order of the people's first ones.
  private func ownAnswers(in file: CaseFile, counts: (Int) -> Bool) throws -> [[AnswerFact]] {
    var groups: [[AnswerFact]] = []
    var places: [Int: Int] = [:]
    for fact in file.answers where counts(fact.person) && !file.isOvertaken(fact) {
      guard try isTaken(fact) else { continue }
      if let place = places[fact.person] {
        groups[place].append(fact)
      } else {
        places[fact.person] = groups.count
        groups.append([fact])
      }
    }
    return groups
  }

  private func standing(of own: [AnswerFact], in table: ReadingTable) throws -> StandingAnswer {
    let given = try own.map { fact in
      StandingAnswer.Given(
        reading: try table.reading(of: fact), settlement: try table.settlement(fact, among: own))
    }
    return StandingAnswer(of: given, under: table.target)
  }

  private func table(for build: Build) -> ReadingTable {
    if build.id == target.id { return table }
    if let known = otherTables[build.id] { return known }
    let made = table.aimed(at: build)
    otherTables[build.id] = made
    return made
  }

  private func unsettled(
    _ person: Int, _ own: [AnswerFact], _ standing: StandingAnswer, _ open: [Question], in file: CaseFile,
    _ returning: (Int, Digest) -> Build?
  ) throws -> Reckoning.Unsettled? {
    let place = open.lazy.compactMap { standing.sources[$0.id] }.first ?? 0
    let response = own[place].response
    guard !file.declined.contains(response), !file.viewers.contains(person),
      let seen = file.exposures.first(where: { $0.person == person })?.uiVersion,
      let build = returning(person, seen)
    else { return nil }
    var asked: [QuestionID: [LabelID]] = [:]
    for question in open {
      guard let candidates = question.candidates(in: standing.reading, on: build) else { return nil }
      asked[question.id] = candidates
    }
    // What only the older screen asks must be answered there, too.
    if build.required.contains(where: { question in !target.ask.contains { $0.id == question.id } }) {
      let there = try self.standing(of: own, in: table(for: build))
      for question in there.reading.open(under: build) where asked[question.id] == nil {
        guard !target.ask.contains(where: { $0.id == question.id }) else { continue }
        guard let candidates = question.candidates(in: there.reading, on: build) else { return nil }
        asked[question.id] = candidates
      }
    }
    return Reckoning.Unsettled(person: person, response: response, open: asked)
  }
}

extension Question {
  /// What the question offers when it is asked again: its candidates, or everything where nothing narrows it; nil where
  /// the build does not ask it or, being an older screen, offers none of the candidates.
  fileprivate func candidates(in reading: AnswerReading, on build: Build) -> [LabelID]? {
    guard let same = build.ask.first(where: { $0.isSame(as: self) }) else { return nil }
    let offered = (build.offered[same.id] ?? []).map(\.id)
    guard let narrowed = reading[id].narrowedLabels else { return offered }
    let candidates = narrowed.filter { offered.contains($0) }
    return candidates.isEmpty ? nil : candidates
  }
}

/// The candidates that all unsettled answers to an example share, question by question.
///
/// Only questions with one label for an answer: of a `choices` or `spans` whoever is new must say the rest, too.
private struct Narrowing {
  private enum Shared {
    case nothingYet
    case labels([LabelID])
    case different
  }

  private var questions: [(id: QuestionID, shared: Shared)]

  init(questions: [Question]) { self.questions = questions.map { ($0.id, .nothingYet) } }

  mutating func add(_ reading: AnswerReading) {
    for place in questions.indices {
      let reading = reading[questions[place].id]
      let labels = if case .candidates = reading.content { reading.narrowedLabels } else { [LabelID]?.none }
      switch (questions[place].shared, labels) {
      case (.nothingYet, let labels?): questions[place].shared = .labels(labels)
      case (.labels(let known), let labels?) where known == labels: break
      default: questions[place].shared = .different
      }
    }
  }

  /// Only what asks about less than everything.
  func shared(offered: [QuestionID: [Label]]) -> [QuestionID: [LabelID]] {
    var narrowed: [QuestionID: [LabelID]] = [:]
    for case (let id, .labels(let labels)) in questions where labels.count < offered[id]?.count ?? 0 {
      narrowed[id] = labels
    }
    return narrowed
  }
}

extension QuestionReading {
  /// The candidates of a reading that can be sharpened by asking about them.
  fileprivate var narrowedLabels: [LabelID]? { narrowedCandidates.flatMap { $0.isEmpty ? nil : $0 } }
}
