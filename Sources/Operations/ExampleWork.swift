import Labeling
import Queue

/// Who is asked what about an example so that it gets the answers it wants, at the fewest questions (VERSIONS.md 8).
struct ExampleWork: Hashable {
  /// Asked about their own earlier answer again.
  var settlements: [Reckoning.Unsettled]
  /// People who were not asked before.
  var fresh: Int
  /// Answers wanted that nobody may give.
  var missing: Int

  /// - Parameters:
  ///   - wanted: the overlap.
  ///   - freshPeople: people who may be asked for the first time, nil while nobody is known.
  init(_ reckoning: Reckoning, wanted: Int, freshPeople: Int?) {
    let open = max(0, wanted - reckoning.counted.count)
    settlements = reckoning.unsettled
    fresh = min(open - settlements.count, freshPeople ?? Int.max)
    missing = open - settlements.count - fresh
  }

  var isDone: Bool { settlements.isEmpty && fresh == 0 }
}

extension RelabelPlan.Questions {
  /// What somebody is asked who was not asked before: every required question that is always shown, those narrowed that
  /// all unsettled answers leave the same open.
  init(fresh build: Build, narrowed: [QuestionID: [LabelID]]) {
    let asked = build.required.filter(\.when.isEmpty)
    let narrow = asked.count { narrowed[$0.id] != nil }
    self.init(full: asked.count - narrow, narrowed: narrow)
  }

  /// What somebody is asked about their own earlier answer; not what is shown beside some answers only, where these are
  /// open themselves.
  init(settling unsettled: Reckoning.Unsettled, under build: Build) {
    self.init(
      narrowed: unsettled.open.keys.count { id in
        let conditions = build.ask.first { $0.id == id }?.when ?? []
        return !conditions.contains { unsettled.open[$0.question] != nil }
      })
  }
}
