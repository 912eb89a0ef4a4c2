import Consensus
import Labeling
import Queue

/// What the responses of a task come to, kept up to date: responses are append-only, so each is read once, and a refresh
/// reads only those that came since.
///
/// It holds a few integers for each answer. Its integers are those of one store.
struct ResponseFold {
  /// An answer of somebody to an example, or a reviewer's decision about it.
  private struct Vote {
    let response: Int
    let person: Int
    let channel: Int
    /// A reviewer's, which is no answer of theirs.
    let isDecision: Bool
    /// Its place among the distinct answers.
    let answer: Int
    /// The place of the vote before it about the same example, -1 for none.
    let previous: Int
    /// False once a later response superseded it.
    var stands = true
  }

  /// What somebody did.
  struct Work {
    var answers = 0
    var skips = 0
    var flags = 0
    /// Unsuperseded decisions, as a reviewer.
    var decisions = 0
    /// Examples that an unsuperseded answer of theirs is about.
    var examples = 0
    /// Examples that an unsuperseded decision of theirs is about.
    var decidedExamples = 0
    /// Without gold, like all that is listed.
    var skippedExamples: Set<Int> = []
    var flaggedExamples: Set<Int> = []
  }

  private var last: Int?
  private var votes: [Vote] = []
  /// By example, the place of its latest vote.
  private var newest: [Int: Int] = [:]
  private var answers: AnswerFigures
  private(set) var agreement: [NominalAgreement]
  private(set) var counts: [ShareCount] = []
  private(set) var work: [Int: Work] = [:]
  /// Unsuperseded answers to gold.
  private var goldAnswers: Set<Int> = []
  /// (response, required question) pairs of unsuperseded answers, by channel.
  private(set) var answeredQuestions: [Int: Int] = [:]
  /// Answers by the people's own hands, oldest first: what was imported is nobody's work here.
  private(set) var minutes: [Status.Minute] = []
  /// The same by person, of the last hour.
  private var recent: [Int: [Status.Minute]] = [:]

  /// - Parameter target: the build that agreement is told under.
  init(target: Build, history: VersionHistory) {
    answers = AnswerFigures(target: target, history: history)
    agreement = answers.questions.map { _ in NominalAgreement() }
  }

  /// The questions that agreement is told of, in the order of `agreement`.
  var questions: [QuestionID] { answers.questions }
  var shares: [AnswerShare] { answers.shares }

  /// Takes in what came since it was last called.
  mutating func catchUp(_ task: TaskName, in snapshot: any QueueSnapshot) throws {
    let reader = answers.reader(in: snapshot)
    try snapshot.forEachResponseFact(of: task, after: last) { fact in
      defer { last = fact.response }
      if fact.isGold { return takeGold(fact) }
      switch fact.status {
      case .skipped:
        work[fact.person, default: Work()].skips += 1
        work[fact.person]?.skippedExamples.insert(fact.example)
      case .flagged:
        work[fact.person, default: Work()].flags += 1
        work[fact.person]?.flaggedExamples.insert(fact.example)
      case .answered, .settled, .adjudicated, .imported: try take(fact, reader)
      }
    }
  }

  /// Gold is work of its person like any other, so that no figure tells what is gold; of the examples it says nothing.
  private mutating func takeGold(_ fact: ResponseFact) {
    switch fact.status {
    case .skipped: work[fact.person, default: Work()].skips += 1
    case .flagged: work[fact.person, default: Work()].flags += 1
    case .answered, .settled, .adjudicated, .imported:
      let isCorrection = fact.supersedes.map { goldAnswers.remove($0) != nil } ?? false
      goldAnswers.insert(fact.response)
      if !isCorrection { work[fact.person, default: Work()].answers += 1 }
      time(fact)
    }
  }

  private mutating func take(_ fact: ResponseFact, _ reader: AnswerFigures.Reader) throws {
    let latest = newest[fact.example] ?? -1
    let settled = fact.settles.flatMap { self.place(of: $0, from: latest) }.map { votes[$0].answer }
    let answer = try answers.number(of: fact, settling: settled, reader)
    if counts.count < answers.shares.count {
      counts += Array(repeating: ShareCount(), count: answers.shares.count - counts.count)
    }
    if latest >= 0 {
      for index in agreement.indices { agreement[index].remove(values(of: index, upTo: latest)) }
    }
    if let old = fact.supersedes, let place = place(of: old, from: latest) {
      votes[place].stands = false
      count(place, from: latest, sign: -1)
    }
    votes.append(
      Vote(
        response: fact.response, person: fact.person, channel: fact.channel, isDecision: fact.status == .adjudicated,
        answer: answer, previous: latest))
    let place = votes.count - 1
    newest[fact.example] = place
    count(place, from: place, sign: 1)
    for index in agreement.indices { agreement[index].add(values(of: index, upTo: place)) }
    if fact.status != .imported, fact.status != .adjudicated { time(fact) }
  }

  /// Counts a vote in or out. It is the first of its kind about its example, or was the last, where no other one stands.
  private mutating func count(_ place: Int, from latest: Int, sign: Int) {
    let vote = votes[place]
    let figures = answers[vote.answer]
    answeredQuestions[vote.channel, default: 0] += sign * figures.questions
    for share in figures.shares {
      counts[share].answers += sign
      if !hasOther(than: place, from: latest, where: { answers[$0.answer].shares.contains(share) }) {
        counts[share].examples += sign
      }
    }
    let isOnly = !hasOther(than: place, from: latest) {
      $0.person == vote.person && $0.isDecision == vote.isDecision
    }
    if vote.isDecision {
      work[vote.person, default: Work()].decisions += sign
      if isOnly { work[vote.person, default: Work()].decidedExamples += sign }
      return
    }
    work[vote.person, default: Work()].answers += sign
    if isOnly { work[vote.person, default: Work()].examples += sign }
  }

  private func hasOther(than place: Int, from latest: Int, where matches: (Vote) -> Bool) -> Bool {
    var other = latest
    while other >= 0 {
      if other != place, votes[other].stands, matches(votes[other]) { return true }
      other = votes[other].previous
    }
    return false
  }

  private func place(of response: Int, from latest: Int) -> Int? {
    chain(from: latest).first { votes[$0].response == response }
  }

  /// What is said about an example under a question: of each person what they last said exactly.
  private func values(of question: Int, upTo latest: Int) -> [Int] {
    var values: [Int] = []
    var heard = Heard()
    var place = latest
    while place >= 0 {
      let vote = votes[place]
      if vote.stands, let value = answers[vote.answer].values[question], heard.insert(vote.person) {
        values.append(value)
      }
      place = vote.previous
    }
    return values
  }

  private func isDisputed(_ question: Int, upTo latest: Int) -> Bool {
    let values = values(of: question, upTo: latest)
    return values.contains { $0 != values[0] }
  }

  /// The places of the votes about an example, the latest first.
  private func chain(from latest: Int) -> [Int] {
    var places: [Int] = []
    var place = latest
    while place >= 0 {
      places.append(place)
      place = votes[place].previous
    }
    return places
  }
}

/// People who were met, of whom there are few as a rule.
private struct Heard {
  private var few: [Int] = []
  private var many: Set<Int> = []

  /// False for somebody who was met before.
  mutating func insert(_ person: Int) -> Bool {
    if few.count < 16 {
      guard !few.contains(person) else { return false }
      few.append(person)
      return true
    }
    return !few.contains(person) && many.insert(person).inserted
  }
}

// When.
extension ResponseFold {
  /// How far back people's own minutes are kept.
  static let recently: Int64 = 60

  private mutating func time(_ fact: ResponseFact) {
    let minute = fact.at.microseconds / 60_000_000
    Self.count(minute, in: &minutes)
    Self.count(minute, in: &recent[fact.person, default: []])
    if let first = recent[fact.person]?.first, first.minute < minute - 2 * Self.recently {
      recent[fact.person]?.removeAll { $0.minute < minute - Self.recently }
    }
  }

  /// Moments never run backwards.
  private static func count(_ minute: Int64, in minutes: inout [Status.Minute]) {
    if let last = minutes.indices.last, minutes[last].minute >= minute {
      minutes[last].answers += 1
    } else {
      minutes.append(Status.Minute(minute: minute, answers: 1))
    }
  }

  /// Answers that somebody gave in the minutes before a moment.
  func answers(of person: Int, inMinutes span: Int64, before now: Timestamp) -> Int {
    let end = now.microseconds / 60_000_000
    return (recent[person] ?? []).reduce(0) { $0 + ($1.minute > end - span ? $1.answers : 0) }
  }
}

// The examples behind figures.
extension ResponseFold {
  /// Examples with an unsuperseded answer of a share.
  func examples(of share: AnswerShare) -> [Int] {
    guard let number = answers.number(of: share) else { return [] }
    return examples { votes[$0].stands && answers[votes[$0].answer].shares.contains(number) }
  }

  /// Examples that somebody did something about.
  func examples(_ deed: Deed, by person: Int) -> [Int] {
    switch deed {
    case .answered, .decided:
      examples { votes[$0].stands && votes[$0].person == person && votes[$0].isDecision == (deed == .decided) }
    case .skipped: (work[person]?.skippedExamples ?? []).sorted()
    case .flagged: (work[person]?.flaggedExamples ?? []).sorted()
    }
  }

  /// Examples about which people disagree under a question.
  func examples(disputedUnder question: QuestionID) -> [Int] {
    guard let index = questions.firstIndex(of: question) else { return [] }
    return newest.filter { isDisputed(index, upTo: $0.value) }.map(\.key).sorted()
  }

  /// Unsuperseded answers about an example, and whether people disagree about it.
  func standing(of example: Int) -> (answers: Int, isDisputed: Bool) {
    guard let latest = newest[example] else { return (0, false) }
    return (
      chain(from: latest).count { votes[$0].stands && !votes[$0].isDecision },
      agreement.indices.contains { isDisputed($0, upTo: latest) }
    )
  }

  private func examples(where matches: (Int) -> Bool) -> [Int] {
    newest.filter { chain(from: $0.value).contains(where: matches) }.map(\.key).sorted()
  }
}
