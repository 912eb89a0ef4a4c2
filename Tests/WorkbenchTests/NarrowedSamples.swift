import Labeling
import Queue

@testable import Workbench

/// A second taxonomy version, and what it makes of answers under the first.
extension Sample {
  static let mockumentary = Label(
    id: LabelID("mockumentary"), title: "Mockumentary", description: "Fiction that plays at being a documentary.")
  static let superhero = Label(id: LabelID("superhero"), title: "Superhero")

  static let earlierGenres =
    genres + [
      Label(id: LabelID("action"), title: "Action"), Label(id: LabelID("tv-movie"), title: "TV movie"),
    ]

  /// Splits, carves, renames and retires.
  static let laterTaxonomy = Taxonomy(
    version: 3,
    labels: [
      genres[0], genres[1], genres[2], mockumentary, genres[3],
      Label(id: LabelID("science-fiction"), title: "Sci-fi"), genres[5], Label(id: LabelID("action"), title: "Action"),
      superhero,
    ],
    lineage: [
      Lineage(
        parent: 2,
        changes: [
          .split(LabelID("action"), into: [LabelID("action"), LabelID("superhero")]),
          .carve(LabelID("mockumentary"), outOf: .labels([LabelID("comedy"), LabelID("documentary")])),
          .rename(LabelID("scifi"), to: LabelID("science-fiction")), .retire(LabelID("tv-movie"), unseen: false),
        ])
    ])

  static func earlier(_ questions: [Question] = [genre()]) -> Build { build(questions, labels: earlierGenres) }

  static func later(_ questions: [Question] = [genre()]) -> Build {
    let before = earlier(questions)
    return Build(
      task: before.task, title: before.title, ui: before.ui, taxonomy: laterTaxonomy, schema: .open, policy: Policy())
  }

  /// The person's own answer, back as far as it does not cross exactly.
  static func settlement(of answer: Answer, _ questions: [Question] = [genre()], number: Int = 1) -> Presented {
    let (before, now) = (earlier(questions), later(questions))
    let reading = VersionHistory(builds: [before, now]).reconciliation(from: before, to: now).read(answer)
    var presented = presented(number, build: now)
    presented.assignment.purpose = .settlement
    presented.assignment.settles = ResponseID("r0")
    presented.assignment.carried = reading
    presented.assignment.asked = AskedCandidates(
      Dictionary(
        uniqueKeysWithValues: reading.open(under: now).map { question in
          (question.id, reading[question.id].narrowedCandidates ?? (now.offered[question.id] ?? []).map(\.id))
        }))
    presented.earlier = Earlier(answer: answer, build: before)
    return presented
  }

  /// A fresh example that others' answers leave open between some labels.
  static func narrowed(_ questions: [Question] = [genre()], to labels: [String]) -> Presented {
    var presented = presented(build: later(questions))
    presented.assignment.asked = AskedCandidates([questions[0].id: labels.map { LabelID($0) }])
    return presented
  }
}
