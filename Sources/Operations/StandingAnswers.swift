import Labeling
import Queue

/// Which answers speak for an example in an export: of each person the one that stands for each question (VERSIONS.md 4),
/// of those that the channel takes.
struct StandingAnswers {
  /// What an export is about: one channel with what it accepts, or all channels.
  enum Scope {
    case channel(Channel)
    case all
  }

  /// What one person says.
  struct Stand {
    let person: PersonID
    let annotator: String
    let reading: AnswerReading
    /// Questions that the person gave a value for.
    let answered: Set<QuestionID>
    /// The answers that stand, each with how its part came over.
    let parts: [Part]
  }

  struct Part {
    let given: Build
    let mapping: [QuestionID: Crossing]
  }

  /// What an example's responses come to.
  struct Selection {
    /// By the annotators' names.
    var stands: [Stand]
    /// True where somebody answered, whether it can be used or not.
    var hasAnswers: Bool
    /// The latest decision of a reviewer, which stands where it says something.
    var decision: ResponseRecord?
  }

  let scope: Scope
  let versions: ExportVersions
  /// People whose answers fill the overlap.
  private let filling: Set<PersonID>
  private let several: SeveralAnswers

  init(scope: Scope, versions: ExportVersions, persons: [Person]) {
    self.scope = scope
    self.versions = versions
    filling = Set(persons.filter { Eligibility.fills($0, under: versions.target.policy) }.map(\.id))
    several = SeveralAnswers(versions)
  }

  func select(from responses: [ResponseRecord], _ answers: inout AnswerReader) throws -> Selection {
    let taken = responses.filter { $0.isAnswer && !$0.isSuperseded && isInScope($0) }
    let given = taken.filter { $0.status != .adjudicated }
    // A settlement of what was revised after it says nothing, as in the queue (`Reckoner`).
    let revised = Set(responses.filter(\.isSuperseded).map(\.id))
    var people: [PersonID: [ResponseRecord]] = [:]
    for response in given where filling.contains(response.person) {
      if let settled = response.settles, revised.contains(settled) { continue }
      if !response.isStale, try isTaken(response) { people[response.person, default: []].append(response) }
    }
    let stands = try people.values.map { own in try stand(of: own, &answers) }
    return Selection(
      stands: stands.sorted { ($0.annotator, $0.person) < ($1.annotator, $1.person) }, hasAnswers: !given.isEmpty,
      decision: try taken.last { try $0.status == .adjudicated && !$0.isStale && isTaken($0) })
  }

  /// True where an answer from the response's channel could be taken, were it given under the target.
  func isInScope(_ response: ResponseRecord) -> Bool {
    takes(from: response.channel, under: versions.target)
  }

  private func isTaken(_ response: ResponseRecord) throws -> Bool {
    takes(from: response.channel, under: try versions.build(response.build))
  }

  private func takes(from source: ChannelName, under given: Build) -> Bool {
    switch scope {
    case .channel(let channel): Accepting.takes(answersIn: source, under: given, in: channel, at: versions.target)
    case .all: true
    }
  }

  private func stand(of own: [ResponseRecord], _ answers: inout AnswerReader) throws -> Stand {
    let reads = try own.compactMap { try answers.read($0) }
    guard let first = own.first, reads.count == own.count else {
      throw QueueError.broken("a person's answers are not there")
    }
    if let only = reads.first, reads.count == 1, first.settles == nil {
      return Stand(
        person: first.person, annotator: first.annotator, reading: only.reading, answered: only.answered,
        parts: [Part(given: only.given, mapping: only.mapping)])
    }
    let standing = try several.standing(of: own)
    let parts = reads.enumerated().compactMap { place, read -> Part? in
      guard standing.sources.values.contains(place) else { return nil }
      return Part(given: read.given, mapping: read.mapping.filter { standing.sources[$0.key] == place })
    }
    let answered = standing.sources.filter { reads[$0.value].answered.contains($0.key) }
    return Stand(
      person: first.person, annotator: first.annotator, reading: standing.reading, answered: Set(answered.keys),
      parts: parts)
  }
}

extension ResponseRecord {
  /// True for a response that says something about the example.
  var isAnswer: Bool {
    switch status {
    case .answered, .settled, .adjudicated, .imported: answer != nil
    case .skipped, .flagged: false
    }
  }
}
