import Labeling
import Queue

/// Counts an answer that is about to be written, wherever it counts.
struct Counting {
  let transaction: Transaction
  let example: Int64
  let task: Catalog.TaskEntry

  /// What an answer means for the channel it was given in.
  struct Verdict {
    /// One answer more was wanted, and its person did not count yet.
    var isWanted = false
    /// Its person counts from now on.
    var counts = false
  }

  /// Counts an answer in every stage of its task.
  ///
  /// - Parameter isFirst: the person gave no other answer to the example in this task: nearly always. Then the row takes
  ///   one more answer, and no other answer is read.
  func count(_ fact: AnswerFact, superseding: Int64?, isFirst: Bool, in channel: Int64) throws -> Verdict {
    var verdict = Verdict()
    var before: CaseFile?
    for stage in task.stages {
      let isOwn = stage.isServing && stage.channelKey == channel
      if isOwn {
        verdict.isWanted = try transaction.work(stage: stage.key, example: example)?.work.takesAnswer ?? false
      }
      if isFirst, let counts = try countFirst(fact, in: stage) {
        if isOwn { verdict.counts = counts }
        continue
      }
      let known = try before ?? transaction.file(of: example, in: task)
      before = known
      if isOwn, verdict.isWanted, !isFirst {
        verdict.isWanted = try !transaction.reckoning(known, in: stage, of: task).counted.contains(fact.person)
      }
      var after = known
      if let superseding { after.answers.removeAll { Int64($0.response) == superseding } }
      after.answers.append(fact)
      let reckoning = try transaction.reckon(after, in: stage, of: task)
      if isOwn { verdict.counts = reckoning?.counted.contains(fact.person) ?? false }
    }
    return verdict
  }

  /// Counts a person's only answer by itself, nil where that takes a look at the other answers: where it does not come
  /// over exactly, or others' do not.
  private func countFirst(_ fact: AnswerFact, in stage: Catalog.StageEntry) throws -> Bool? {
    guard var row = try transaction.work(stage: stage.key, example: example) else { return false }
    guard row.work.waiting == 0, !row.work.hasUnsettled, try !(row.hasOthers && isInInboxes(of: stage)) else {
      return nil
    }
    let rules = transaction.rules(of: stage, in: task)
    let target = rules.reckoner.target
    guard let person = transaction.catalog.peopleByKey[Int64(fact.person)],
      Eligibility.fills(person, under: target.policy), try rules.reckoner.isTaken(fact)
    else {
      if !row.hasOthers {
        row.hasOthers = true
        try transaction.save(row)
      }
      return false
    }
    guard try rules.reckoner.table.reading(of: fact).isExact(under: target) else { return nil }
    if row.work.takesAnswer {
      row.work.counted += 1
      try transaction.save(row)
    }
    return true
  }

  /// True where somebody may settle what they said of the example. It need not hold a place: it may have waited too long.
  private func isInInboxes(of stage: Catalog.StageEntry) throws -> Bool {
    try transaction.db.row("SELECT 1 FROM inbox WHERE stage = ? AND example = ?", stage.key, example) != nil
  }
}
