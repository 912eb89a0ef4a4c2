import Consensus
import Labeling
import Queue

/// Folds a task's answers to gold into a report, from one state of the queue.
struct GoldFold {
  /// What somebody, or an example, came to so far.
  private struct Work {
    var answered = 0
    var score = GoldReport.Score()
    var skipped = 0
    var flagged: [GoldReport.Flag] = []
  }

  private struct Said: Hashable {
    let question: QuestionID
    let answer: AnswerValue?
  }

  private let task: TaskName
  private let channel: Channel
  private let snapshot: any QueueSnapshot
  private let book: GoldBook
  private let standing: Set<Int>
  private var chains = GoldChains()
  private var people: [Int: Work] = [:]
  private var examples: [Int: Work] = [:]
  private var questions: [QuestionID: GoldReport.Score] = [:]
  private var wrong: [Int: [Said: Int]] = [:]

  init(of task: TaskName, channel name: ChannelName, _ snapshot: any QueueSnapshot) throws {
    channel = try snapshot.channel(name, of: task)
    self.task = task
    self.snapshot = snapshot
    book = try GoldBook(
      of: task, under: try snapshot.build(channel.build), upTo: snapshot.revision, snapshot)
    standing = book.standing
  }

  mutating func report() throws -> GoldReport {
    try read()
    for chain in chains.all { try count(chain) }
    return GoldReport(
      task: task, channel: channel.name, uiVersion: book.target.ui.version,
      taxonomyVersion: book.target.taxonomy.version, gold: standing.count, people: try personRows(),
      questions: book.target.ask.map { question in
        GoldReport.Question(question: question.id, score: questions[question.id] ?? GoldReport.Score())
      }, examples: try exampleRows(), revision: snapshot.revision)
  }

  private mutating func read() throws {
    try snapshot.forEachGoldResponse(of: task, upTo: snapshot.revision) { given in
      let response = given.response
      try chains.take(response, snapshot)
      switch response.status {
      case .skipped:
        people[response.person, default: Work()].skipped += 1
        examples[response.example, default: Work()].skipped += 1
      case .flagged:
        let flag = GoldReport.Flag(
          annotator: try snapshot.person(at: response.person).name, comment: given.comment ?? "")
        people[response.person, default: Work()].flagged.append(flag)
        examples[response.example, default: Work()].flagged.append(flag)
      case .answered, .settled, .adjudicated, .imported: break
      }
    }
  }

  private mutating func count(_ chain: GoldChains.Chain) throws {
    guard let answer = chain.scored?.answer else { return }
    var score = GoldReport.Score()
    if let compared = try book.compare(answer: answer, under: chain.build, with: chain.example) {
      for (question, isRight) in compared.score.questions {
        let one = GoldReport.Score(scored: 1, right: isRight ? 1 : 0)
        questions[question, default: GoldReport.Score()] += one
        score += one
        if !isRight { wrong[chain.example, default: [:]][said(compared.given, of: question), default: 0] += 1 }
      }
      for question in compared.unscored {
        questions[question, default: GoldReport.Score()].unscored += 1
        score.unscored += 1
      }
    }
    people[chain.person, default: Work()].answered += 1
    people[chain.person, default: Work()].score += score
    examples[chain.example, default: Work()].answered += 1
    examples[chain.example, default: Work()].score += score
  }

  private func said(_ given: AnswerReading, of id: QuestionID) -> Said {
    let value = book.target.ask.first { $0.id == id }
      .flatMap { given[id].value(under: $0, offered: book.target.offered[id] ?? []) }
    return Said(question: id, answer: value)
  }

  // MARK: People

  private func personRows() throws -> [GoldReport.Person] {
    let own = Dictionary(grouping: chains.all, by: \.person)
    var rows: [GoldReport.Person] = []
    var told: Set<PersonID> = []
    for (key, work) in people {
      let person = try snapshot.person(at: key)
      told.insert(person.id)
      rows.append(row(person, work, standing: try book.standing(of: person, own[key] ?? [], snapshot)))
    }
    for person in try snapshot.persons() where person.qualified.contains(task) && !told.contains(person.id) {
      rows.append(row(person, Work(), standing: try book.standing(of: person, [], snapshot)))
    }
    return rows.sorted { ($0.name, $0.answered) < ($1.name, $1.answered) }
  }

  private func row(_ person: Person, _ work: Work, standing: GoldReport.Standing) -> GoldReport.Person {
    GoldReport.Person(
      name: person.name, answered: work.answered, score: work.score, skipped: work.skipped,
      flagged: work.flagged.count, standing: standing)
  }

  // MARK: Examples

  private func exampleRows() throws -> [GoldReport.Example] {
    let told = standing.union(examples.keys).compactMap { book.newest[$0] }
    let rows = try told.map { fact in
      let work = examples[fact.example] ?? Work()
      let data = try Stored.object(try snapshot.content(ofGold: fact.key, of: task))
      return GoldReport.Example(
        example: try snapshot.example(at: fact.example, of: task),
        words: ShownWords.first(of: data, under: book.target.ui), isRetired: fact.answer == nil,
        answered: work.answered, score: work.score, skipped: work.skipped, flags: work.flagged,
        wrong: wrongAnswers(to: fact.example))
    }
    return rows.sorted { left, right in
      (right.doubt, right.score.scored, left.example) < (left.doubt, left.score.scored, right.example)
    }
  }

  private func wrongAnswers(to example: Int) -> [GoldReport.WrongAnswer] {
    let order = Dictionary(
      book.target.ask.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return (wrong[example] ?? [:]).map { said, count in
      GoldReport.WrongAnswer(question: said.question, answer: said.answer, count: count)
    }.sorted { left, right in
      (-left.count, order[left.question] ?? 0, left.text) < (-right.count, order[right.question] ?? 0, right.text)
    }
  }
}

extension GoldReport.Example {
  /// The least share that is got wrong, as far as its answers tell: one answer tells little.
  fileprivate var doubt: Double { WilsonInterval(score.scored - score.right, of: score.scored)?.low ?? -1 }
}

extension GoldReport.WrongAnswer {
  /// For a fixed order.
  fileprivate var text: String { answer.map { Answer([question: $0]).text } ?? "" }
}
