import Labeling
import Queue

/// Counts how answers come over into a build, in all and by old label. Equal answers are read once; what is kept does not
/// grow with the answers.
struct AnswerTally {
  private struct Key: Hashable {
    let build: Int
    let answer: Int
  }

  /// What every answer of the same words under the same build comes to.
  private struct Profile {
    /// Of the required questions, in order.
    let crossings: [Crossing]
    /// Of the same questions: the labels that the answer names.
    let labels: [[LabelPlace]]
    var count = 0
  }

  private static let limit = 1 << 16

  private let table: ReadingTable
  private let text: (Int) throws -> String
  private let required: [Question]
  private var places: [Key: Int] = [:]
  private var profiles: [Profile] = []
  private var answers = RelabelPlan.Answers()
  private var rows: [LabelPlace: RelabelPlan.LabelRow] = [:]

  /// - Parameter text: of an interned answer.
  init(_ table: ReadingTable, text: @escaping (Int) throws -> String) {
    self.table = table
    self.text = text
    required = table.target.required
  }

  /// Counts one answer.
  mutating func count(_ fact: AnswerFact) throws { profiles[try place(of: fact)].count += 1 }

  /// Counts what is asked in place of an answer, under the labels that it names.
  mutating func count(settling fact: AnswerFact, open: some Collection<QuestionID>) throws {
    let profile = profiles[try place(of: fact)]
    for (index, question) in required.enumerated() where open.contains(question.id) {
      add(RelabelPlan.Questions(narrowed: 1), to: profile.labels[index])
    }
  }

  /// Counts the questions of somebody new, whose answer takes the place of one that says too little.
  mutating func count(replacing fact: AnswerFact, narrowed: [QuestionID: [LabelID]]) throws {
    let profile = profiles[try place(of: fact)]
    for (index, question) in required.enumerated() where question.when.isEmpty {
      let isNarrowed = narrowed[question.id] != nil
      add(
        RelabelPlan.Questions(full: isNarrowed ? 0 : 1, narrowed: isNarrowed ? 1 : 0), to: profile.labels[index])
    }
  }

  /// All answers, and the old labels in the order of their versions.
  mutating func finish(in graph: VersionGraph) -> (RelabelPlan.Answers, [RelabelPlan.LabelRow]) {
    fold()
    let sorted = rows.map { (key: $0.key, place: graph.place(of: $0.key), row: $0.value) }.sorted { left, right in
      (left.key.version, left.place, left.key.label) < (right.key.version, right.place, right.key.label)
    }
    return (answers, sorted.map(\.row))
  }

  private mutating func add(_ questions: RelabelPlan.Questions, to labels: [LabelPlace]) {
    // A question that replaces an answer of several labels is one question; it stands with the first.
    guard let place = labels.first else { return }
    rows[place, default: place.row].questions += questions
  }

  private mutating func place(of fact: AnswerFact) throws -> Int {
    let key = Key(build: fact.build, answer: fact.answer)
    if let known = places[key] { return known }
    let reading = try table.reading(of: fact)
    let build = try table.build(of: fact)
    let answer = try Stored.answer(try text(fact.answer), under: build)
    if profiles.count >= Self.limit { fold() }
    places[key] = profiles.count
    profiles.append(
      Profile(
        crossings: required.map { reading[$0.id].crossing },
        labels: required.map { Self.labels(of: $0, in: answer, build) }))
    return profiles.count - 1
  }

  private static func labels(of question: Question, in answer: Answer, _ build: Build) -> [LabelPlace] {
    if case .pairwise = question.kind { return [] }
    var seen: Set<LabelID> = []
    return (answer[question.id]?.labels ?? []).filter { seen.insert($0).inserted }.map {
      LabelPlace(version: build.taxonomy.version, label: $0)
    }
  }

  /// Adds up what was counted, and forgets the answers themselves.
  private mutating func fold() {
    for profile in profiles {
      for (crossing, labels) in zip(profile.crossings, profile.labels) {
        answers[crossing] += profile.count
        for label in labels { rows[label, default: label.row].answers[crossing] += profile.count }
      }
    }
    profiles.removeAll()
    places.removeAll()
  }
}

/// A label of a taxonomy version.
private struct LabelPlace: Hashable {
  let version: Int
  let label: LabelID

  var row: RelabelPlan.LabelRow { RelabelPlan.LabelRow(label: label, taxonomyVersion: version) }
}

extension VersionGraph {
  fileprivate func place(of label: LabelPlace) -> Int {
    self[label.version]?.space.place(of: label.label) ?? Int.max
  }
}
