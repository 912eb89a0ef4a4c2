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
    /// The number of the answer that it settles, -1 for none.
    let settled: Int
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
  /// By number.
  private var keys: [Key] = []
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
  ///
  /// - Parameter settled: the number of the one that it settles.
  mutating func number(of fact: ResponseFact, settling settled: Int?, _ reader: Reader) throws -> Int {
    let asked = fact.settles == nil ? nil : fact.asked
    let key = Key(
      build: fact.build, answer: fact.answer ?? -1, asked: asked ?? -1, settled: settled ?? -1,
      isDecision: fact.status == .adjudicated)
    if let number = known[key] { return number }
    let figured = try figured(fact, settling: settled.map { keys[$0] }, reader)
    figures.append(figured)
    keys.append(key)
    known[key] = figures.count - 1
    return figures.count - 1
  }

  private mutating func figured(
    _ fact: ResponseFact, settling settled: Key?, _ reader: Reader
  ) throws -> FiguredAnswer {
    let build = try reader.snapshot.build(at: fact.build)
    guard let answer = fact.answer else { throw QueueError.broken("an answer says nothing") }
    let given = try Stored.answer(try reader.snapshot.answer(at: answer), under: build)
    // A reviewer decides between people's answers, and adds none to them.
    let isDecision = fact.status == .adjudicated
    let shares = isDecision ? [] : try self.shares(of: given, under: build, fact, settling: settled, reader)
    let reading = try reader.table.reading(
      of: AnswerFact(
        response: fact.response, person: fact.person, channel: fact.channel, build: fact.build, answer: answer))
    let agreed = isDecision ? nil : reading
    let values = questions.enumerated().map { index, id in
      target.ask.first { $0.id == id }
        .flatMap { agreed?[id].value(under: $0, offered: target.offered[id] ?? []) }
        .map { self.values[index].number(of: $0) }
    }
    return FiguredAnswer(
      shares: shares.map { numberedShares.number(of: $0) }, values: values, questions: build.required.count)
  }

  private func shares(
    of given: Answer, under build: Build, _ fact: ResponseFact, settling settled: Key?, _ reader: Reader
  ) throws -> [AnswerShare] {
    let (ui, taxonomy) = (build.ui.version, build.taxonomy.version)
    var shares = [AnswerShare.version(ui: ui, taxonomy: taxonomy)]
    for question in build.ask {
      for label in Set(given[question.id]?.labels ?? []) {
        shares.append(.label(label, under: question.id, ui: ui, taxonomy: taxonomy))
      }
    }
    if try contradicts(fact, settling: settled, reader) { shares.append(.contradiction) }
    return shares
  }

  /// True for a settlement that says what the answer that it settles ruled out.
  private func contradicts(_ fact: ResponseFact, settling settled: Key?, _ reader: Reader) throws -> Bool {
    guard fact.settles != nil, let answer = fact.answer else { return false }
    // Two answers of one person, whose order is all that their numbers tell here.
    let earlier = settled.map { AnswerFact(answer: $0.answer, under: $0.build) }
    let later = AnswerFact(
      response: 1, person: 0, channel: 0, build: fact.build, answer: answer, settles: 0, asked: fact.asked)
    let settlement = try reader.table.settlement(later, among: [earlier, later].compactMap { $0 })
    return settlement?.contradicted.isEmpty == false
  }
}
