import Labeling
import Queue

/// The distinct answers of a task, each read once: what they say under their own build, and under the one that agreement
/// is told of.
struct AnswerFigures {
  private struct Key: Hashable {
    let build: Int
    let answer: Int
    /// What a settlement was asked between, -1 for any other answer.
    let asked: Int
    let isDecision: Bool
  }

  /// Reads answers that are new, from one snapshot.
  struct Reader {
    fileprivate let snapshot: any QueueSnapshot
    fileprivate let table: ReadingTable
  }

  /// Of the target, those under which two answers can be the same. Words never are.
  let questions: [QuestionID]
  private let target: Build
  private let history: VersionHistory
  private var known: [Key: Int] = [:]
  private var figures: [FiguredAnswer] = []
  private var numberedShares = Numbered<AnswerShare>()
  private var values: [Numbered<AnswerValue>]

  init(target: Build, history: VersionHistory) {
    self.target = target
    self.history = history
    questions = target.ask.filter { question in
      if case .text = question.kind { false } else { true }
    }.map(\.id)
    values = questions.map { _ in Numbered() }
  }

  subscript(number: Int) -> FiguredAnswer { figures[number] }

  /// Every share that an answer has, by number.
  var shares: [AnswerShare] { numberedShares.values }
  func number(of share: AnswerShare) -> Int? { numberedShares.known(share) }

  func reader(in snapshot: any QueueSnapshot) -> Reader {
    Reader(
      snapshot: snapshot,
      table: ReadingTable(
        target: target, history: history, build: { try snapshot.build(at: $0) },
        answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) }))
  }

  /// The number of the answer that a response gives.
  mutating func number(of fact: ResponseFact, _ reader: Reader) throws -> Int {
    let asked = fact.isSettlement ? fact.asked : nil
    let key = Key(
      build: fact.build, answer: fact.answer ?? -1, asked: asked ?? -1, isDecision: fact.status == .adjudicated)
    if let number = known[key] { return number }
    let figured = try figured(fact, asked: asked, reader)
    figures.append(figured)
    known[key] = figures.count - 1
    return figures.count - 1
  }

  private mutating func figured(_ fact: ResponseFact, asked: Int?, _ reader: Reader) throws -> FiguredAnswer {
    let build = try reader.snapshot.build(at: fact.build)
    guard let answer = fact.answer else { throw QueueError.broken("an answer says nothing") }
    let given = try Stored.answer(try reader.snapshot.answer(at: answer), under: build)
    let (ui, taxonomy) = (build.ui.version, build.taxonomy.version)
    var shares = [AnswerShare.version(ui: ui, taxonomy: taxonomy)]
    for question in build.ask {
      for label in Set(given[question.id]?.labels ?? []) {
        shares.append(.label(label, under: question.id, ui: ui, taxonomy: taxonomy))
      }
    }
    if let asked, given.contradicts(try reader.snapshot.asked(at: asked)) { shares.append(.contradiction) }
    let reading = try reader.table.reading(
      of: AnswerFact(
        response: fact.response, person: fact.person, channel: fact.channel, build: fact.build, answer: answer))
    // A reviewer decides between people's answers, and adds none to them.
    let agreed = fact.status == .adjudicated ? nil : reading
    let values = questions.enumerated().map { index, id in
      target.ask.first { $0.id == id }
        .flatMap { agreed?[id].value(under: $0, offered: target.offered[id] ?? []) }
        .map { self.values[index].number(of: $0) }
    }
    return FiguredAnswer(
      shares: shares.map { numberedShares.number(of: $0) }, values: values, questions: build.required.count)
  }
}

extension Answer {
  /// True where its one label is none of those that were asked about.
  fileprivate func contradicts(_ asked: AskedCandidates) -> Bool {
    asked.questions.contains { question, candidates in
      switch self[question] {
      case .label(let label)?, .rating(let label, _)?: !candidates.contains(label)
      case .side(let side)?: !candidates.contains(side.label)
      case .labels, .spans, .text, nil: false
      }
    }
  }
}
