import Labeling
import Records

/// What answers say under one build, each distinct one read once: reconciling a million responses is a million look-ups.
///
/// Belongs to one fold or transaction; the integers are those of its store.
public final class ReadingTable {
  /// A reading, and whether it counts as it is.
  struct Entry {
    let reading: AnswerReading
    let isExact: Bool
  }

  private struct Key: Hashable {
    let build: Int
    let answer: Int
  }

  /// A settlement beside what it settles.
  private struct Pair: Hashable {
    let settlement: Key
    let asked: Int
    let settled: Key?
  }

  /// How many distinct answers, and labels that they list, are kept before the table starts anew.
  static let capacity = 65_536
  static let labelCapacity = 2_000_000

  /// The build that the answers are read under.
  public let target: Build
  public let history: VersionHistory
  private let buildAt: (Int) throws -> Build?
  private let answerAt: (Int) throws -> String
  private let askedAt: (Int) throws -> AskedCandidates

  private var sources: [Int: Reconciliation] = [:]
  private var entries: [Key: Entry] = [:]
  private var listedLabels = 0
  private var contradictions: [Pair: [QuestionID]] = [:]

  /// - Parameters:
  ///   - history: of the task, with the target's taxonomy among its versions.
  ///   - build: the build of a fact.
  ///   - answer: the text of an interned answer.
  ///   - asked: the candidates that a narrowed question asked about.
  public init(
    target: Build, history: VersionHistory, build: @escaping (Int) throws -> Build?,
    answer: @escaping (Int) throws -> String, asked: @escaping (Int) throws -> AskedCandidates
  ) {
    self.target = target
    self.history = history
    buildAt = build
    answerAt = answer
    askedAt = asked
  }

  /// A table of the same store for another build of the task.
  public func aimed(at build: Build) -> ReadingTable {
    ReadingTable(target: build, history: history, build: buildAt, answer: answerAt, asked: askedAt)
  }

  /// What an answer says under the target.
  public func reading(of fact: AnswerFact) throws -> AnswerReading { try entry(of: fact).reading }

  /// The build that an answer was given under.
  public func build(of fact: AnswerFact) throws -> Build { try source(fact.build).source }

  func entry(of fact: AnswerFact) throws -> Entry {
    let key = Key(build: fact.build, answer: fact.answer)
    if let known = entries[key] { return known }
    if entries.count >= Self.capacity || listedLabels >= Self.labelCapacity {
      entries.removeAll(keepingCapacity: true)
      listedLabels = 0
    }
    let source = try source(fact.build)
    let reading = source.read(try answer(fact, under: source.source))
    listedLabels += reading.listedLabels
    let entry = Entry(reading: reading, isExact: reading.isExact(under: target))
    entries[key] = entry
    return entry
  }

  /// How an answer settles one of its person's others, and whether it contradicts it; nil if it settles none.
  ///
  /// - Parameter own: all of the person's answers to the example, this one among them.
  public func settlement(_ fact: AnswerFact, among own: [AnswerFact]) throws -> StandingAnswer.Settlement? {
    guard let settles = fact.settles else { return nil }
    let place = own.firstIndex { $0.response == settles }
    let given = try build(of: fact)
    return StandingAnswer.Settlement(
      settles: place, contradicted: try contradicted(by: fact, settling: place.map { own[$0] }),
      isFromItsVersionOn: history.graph.isSame(target.taxonomy.version, orCameFrom: given.taxonomy.version))
  }

  private func source(_ build: Int) throws -> Reconciliation {
    if let known = sources[build] { return known }
    guard let given = try buildAt(build) else { throw QueueError.broken("an answer's build is not there") }
    let made = history.reconciliation(from: given, to: target)
    sources[build] = made
    return made
  }

  private func answer(_ fact: AnswerFact, under build: Build) throws -> Answer {
    let text = try answerAt(fact.answer)
    do {
      return try Answer(JSONParser.parse(text), under: build, isComplete: false)
    } catch {
      throw QueueError.broken("a recorded answer cannot be read: \(error)")
    }
  }

  private func contradicted(by fact: AnswerFact, settling settled: AnswerFact?) throws -> [QuestionID] {
    guard let asked = fact.asked else { return [] }
    let key = Pair(
      settlement: Key(build: fact.build, answer: fact.answer), asked: asked,
      settled: settled.map { Key(build: $0.build, answer: $0.answer) })
    if let known = contradictions[key] { return known }
    if contradictions.count >= Self.capacity { contradictions.removeAll(keepingCapacity: true) }
    let given = try build(of: fact)
    let answer = try answer(fact, under: given)
    let before = try settled.map { settled in
      let source = try build(of: settled)
      return history.reconciliation(from: source, to: given).read(try self.answer(settled, under: source))
    }
    let candidates = try askedAt(asked)
    let found = given.ask.map(\.id).filter { question in
      guard let labels = candidates.questions[question], let value = answer[question] else { return false }
      return value.contradicts(before?[question], between: labels)
    }
    contradictions[key] = found
    return found
  }
}

extension AnswerValue {
  /// True where this says what the settled answer ruled out.
  ///
  /// - Parameters:
  ///   - before: what the settled answer says under this one's build.
  ///   - candidates: the labels that were asked about.
  func contradicts(_ before: QuestionReading?, between candidates: [LabelID]) -> Bool {
    switch (self, before?.content) {
    case (.label, _), (.side, _), (.rating, _):
      return !candidates.isEmpty && !labels.allSatisfy { candidates.contains($0) }
    case (.labels(let ticked), .marks(let marks)) where before?.crossing != .void:
      return !marks.yes.allSatisfy { ticked.contains($0) }
        || !ticked.allSatisfy { marks.yes.contains($0) || marks.unknown.contains($0) }
        || marks.clauses.contains { clause in !clause.contains { ticked.contains($0) } }
    case (.spans(let spans), .spans(let reading)) where before?.crossing != .void:
      let lacksOne = reading.spans.contains { carried in
        carried.crossing == .exact
          && !spans.contains { span in
            span.field == carried.field && span.start == carried.start && span.end == carried.end
              && carried.candidates.contains(span.label)
          }
      }
      return lacksOne
        || spans.contains { span in
          (span.start..<span.end).contains { reading.rulesOut(span.label, field: span.field, at: $0) }
        }
    case (.labels, _), (.spans, _), (.text, _):
      return false
    }
  }
}
