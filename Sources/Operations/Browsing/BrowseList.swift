import Consensus
import Labeling
import Queue
import Records

/// The examples of a task that a query finds.
public struct BrowseList: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var example: Digest
    public var status: BrowseQuery.Status
    /// People whose answers stand there; of somebody who may only see their own, those.
    public var people: Int
    /// How far from unanimous they are, 0...1; 0 for somebody who may only see their own answers.
    public var disagreement: Double
  }

  public var rows: [Row]
  /// All that were looked at.
  public var examples: Int
  public var revision: Int
}

/// Who looks: what they may see of others' answers.
public enum BrowseSight: Hashable, Sendable {
  /// Everything; what they see is recorded.
  case everything
  /// What they answered, and their own answers: gold among it like any other, so that no list tells it apart.
  case own(PersonID)
}

extension BrowseList {
  /// Reads the examples that a query finds.
  ///
  /// - Parameter checkpoint: called now and then with the examples read so far; what it throws ends the work.
  public static func read(
    _ query: BrowseQuery, of task: TaskName, channel: ChannelName, seeing sight: BrowseSight,
    in snapshot: any QueueSnapshot, checkpoint: (Int) throws -> Void = { _ in }
  ) throws -> BrowseList {
    var fold = try BrowseFold(query, of: task, channel: channel, sight, snapshot)
    return try fold.run(checkpoint)
  }
}

/// One pass over all cases of a task.
private struct BrowseFold {
  /// A row before its example is looked up.
  private struct Found {
    let example: Int
    let newest: Int
    /// Where it stands among those that are alike otherwise.
    let place: Int
    let row: BrowseList.Row
  }

  private let query: BrowseQuery
  private let task: TaskName
  private let sight: BrowseSight
  private let snapshot: any QueueSnapshot
  private let reading: ChannelReading
  private let calls: [Int: Set<ReviewCall>]
  /// In small letters.
  private let words: [String]
  private let annotator: PersonID?
  private var versions: [Int: (ui: Int, taxonomy: Int)] = [:]
  private var found: [Found] = []
  /// Of those that are gold, the key that its row is read by.
  private var gold: [Int: Int] = [:]

  init(
    _ query: BrowseQuery, of task: TaskName, channel: ChannelName, _ sight: BrowseSight,
    _ snapshot: any QueueSnapshot
  ) throws {
    self.query = query
    self.task = task
    self.sight = sight
    self.snapshot = snapshot
    reading = try ChannelReading(of: task, channel: channel, snapshot)
    calls = try snapshot.reviewCalls(in: channel, of: task)
    words = query.words.map { $0.lowercased() }
    annotator = try query.annotator.map { name in
      guard let person = try snapshot.persons().first(where: { $0.isNamed(name) }) else {
        throw QueueError.unknownPerson(name)
      }
      return person.id
    }
    if let label = query.label,
      !reading.target.ask.contains(where: { reading.target.label(label, offeredBy: $0.id) != nil })
    {
      let known = reading.target.ask.flatMap { reading.target.offered[$0.id] ?? [] }.map(\.id.rawValue)
      throw OperationError.missing(
        "taxonomy \(reading.target.taxonomy.version) of '\(channel)' offers no label '\(label)' (labels go by their ids: \(known.prefix(12).joined(separator: ", "))\(known.count > 12 ? ", ..." : ""))"
      )
    }
  }

  mutating func run(_ checkpoint: (Int) throws -> Void) throws -> BrowseList {
    var seen = 0
    try snapshot.forEachCase(of: task, upTo: snapshot.revision) { file in
      try take(file)
      seen += 1
      if seen.isMultiple(of: 1024) { try checkpoint(seen) }
    }
    if case .own(let person) = sight { try takeGold(of: person) }
    sort()
    var rows: [BrowseList.Row] = []
    for found in found {
      var row = found.row
      row.example = try snapshot.example(at: found.example, of: task)
      if try has(row.example, at: found.example) { rows.append(row) }
    }
    return BrowseList(rows: rows, examples: seen, revision: snapshot.revision)
  }

  private mutating func takeGold(of person: PersonID) throws {
    for given in try OwnGold(of: person, task, in: snapshot).answers {
      let response = given.response
      guard let answer = response.answer else { continue }
      gold[response.example] = given.gold
      let fact = AnswerFact(
        response: response.response, person: response.person, channel: response.channel, build: response.build,
        answer: answer)
      try take(CaseFile(example: response.example, answers: [fact]))
    }
  }

  private mutating func sort() {
    switch query.order {
    case .imported: if isOwn { found.sort { $0.place < $1.place } }
    case .disagreement: found.sort { ($1.row.disagreement, $0.place) < ($0.row.disagreement, $1.place) }
    case .answers: found.sort { ($1.row.people, $0.place) < ($0.row.people, $1.place) }
    case .recent: found.sort { ($1.newest, $0.example) < ($0.newest, $1.example) }
    }
  }

  private var isOwn: Bool { if case .own = sight { true } else { false } }

  private mutating func take(_ file: CaseFile) throws {
    var file = file
    let isDecided = try !file.adjudications.isEmpty && reading.reckoner.decision(in: file) != nil
    if case .own(let person) = sight {
      file.answers = try file.answers.filter { try reading.person(at: $0.person) == person }
      // What is only shown yet is not listed: gold would be missing there.
      guard !file.answers.isEmpty else { return }
    }
    let standing = try reading.standing(in: file)
    let status: BrowseQuery.Status =
      isDecided
      ? .decided
      : calls[file.example] != nil
        ? .review
        : standing.people.isEmpty ? .fresh : standing.people.count >= reading.target.policy.overlap ? .done : .open
    guard query.status == nil || query.status == status else { return }
    if query.disagreement > 0, standing.disagreement < query.disagreement { return }
    guard try isMeant(standing) else { return }
    let newest = file.answers.last?.response ?? 0
    found.append(
      Found(
        // Of one's own by when it was answered: where it stands in the store would tell gold apart.
        example: file.example, newest: newest, place: isOwn ? newest : file.example,
        row: BrowseList.Row(
          example: Digest(of: []), status: status, people: standing.people.count, disagreement: standing.disagreement)))
  }

  /// True where somebody's answer is as the query wants it: all of it of one answer.
  private mutating func isMeant(_ standing: ChannelReading.Standing) throws -> Bool {
    guard query.label != nil || annotator != nil || query.ui != nil || query.taxonomy != nil else { return true }
    for fact in standing.answers {
      if let annotator, try reading.person(at: fact.person) != annotator { continue }
      let versions = try versions(of: fact)
      if let ui = query.ui, ui != versions.ui { continue }
      if let taxonomy = query.taxonomy, taxonomy != versions.taxonomy { continue }
      if let label = query.label, try !names(label, fact) { continue }
      return true
    }
    return false
  }

  private func names(_ label: LabelID, _ fact: AnswerFact) throws -> Bool {
    let said = try reading.reckoner.table.reading(of: fact)
    return said.questions.values.contains { question in
      switch question.content {
      case .candidates(let labels): question.crossing == .exact && labels.contains(label)
      case .marks(let marks): marks.yes.contains(label)
      case .spans(let spans): spans.spans.contains { $0.crossing == .exact && $0.candidates.contains(label) }
      case .text, .notAsked, .nothing: false
      }
    }
  }

  private mutating func versions(of fact: AnswerFact) throws -> (ui: Int, taxonomy: Int) {
    if let known = versions[fact.build] { return known }
    let build = try snapshot.build(at: fact.build)
    let pair = (build.ui.version, build.taxonomy.version)
    versions[fact.build] = pair
    return pair
  }

  /// True where the texts of an example have all of the words; eight signs of its id name it, too.
  private func has(_ example: Digest, at key: Int) throws -> Bool {
    guard !words.isEmpty else { return true }
    let id = example.description
    let content = try gold[key].map { try snapshot.content(ofGold: $0, of: task) }
    let data = try Stored.object(try content ?? snapshot.content(at: key, of: task))
    let text = data.map { $0.1.searched }.joined(separator: "\n").lowercased()
    return words.allSatisfy { text.contains($0) || $0.utf8.count >= 8 && id.hasPrefix($0) }
  }
}

extension JSON {
  /// What is searched of a value.
  fileprivate var searched: String { string ?? text() }
}
