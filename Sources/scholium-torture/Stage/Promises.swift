import Labeling
import Operations
import Queue
import SQLiteQueue

/// Checks a queue after a fault: damage, rules that its rows break, and the answers against what annotators were told.
enum Promises {
  /// - Returns: those answers in flight that are there.
  @discardableResult
  static func check(queue path: String, against ledger: Ledger.Entries) throws -> Set<Ledger.Answer> {
    do {
      let store = try SQLiteStore(path: path, mode: .existing)
      let findings = try store.examine()
      guard findings.isEmpty else { throw BrokenPromise(findings.map(\.message).joined(separator: "; ")) }
      let saved = try checkAnswers(in: store, against: ledger)
      try store.close()
      return saved
    } catch {
      throw BrokenPromise("\(error)", isOfData: true)
    }
  }

  /// Checks a copy that was made of a queue while people worked.
  ///
  /// - Parameters:
  ///   - before: what was told before it was begun, which it holds.
  ///   - now: what was told since, which it may hold.
  static func check(copy path: String, holds before: Ledger.Entries, notMoreThan now: Ledger.Entries) throws {
    var expected = before
    expected.inFlight = now.inFlight.union(now.acknowledged.values).union(now.ended)
      .subtracting(before.acknowledged.values).subtracting(before.ended)
    let store = try SQLiteStore(path: path, mode: .existing)
    let people = Set(try store.read { try $0.persons() }.map(\.name))
    try store.close()
    expected.inFlight = expected.inFlight.filter { people.contains($0.annotator) }
    try check(queue: path, against: expected)
  }

  private static func checkAnswers(in store: SQLiteStore, against ledger: Ledger.Entries) throws -> Set<Ledger.Answer> {
    try store.read { snapshot in
      var missing = ledger.acknowledged
      let people = Dictionary(
        try snapshot.persons().map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
      for answer in ledger.ended {
        guard let person = people[answer.annotator] else {
          throw BrokenPromise("\(answer.annotator) ended \(answer.name), and is not there")
        }
        missing[ResponseID(named: answer.name, by: person).rawValue] = answer
      }
      var unsure: [ResponseID: Ledger.Answer] = [:]
      for answer in ledger.inFlight {
        guard let person = people[answer.annotator] else {
          throw BrokenPromise("\(answer.annotator) was shown an example, and is not there")
        }
        unsure[ResponseID(named: answer.name, by: person)] = answer
      }
      try snapshot.forEachResponse(of: TaskName(Stage.task), upTo: .max) { record in
        let told = missing.removeValue(forKey: record.id.rawValue) ?? unsure.removeValue(forKey: record.id)
        guard let told else { throw BrokenPromise("response \(record.id) is there, and nobody gave it") }
        let isSame =
          record.annotator == told.annotator && "\(record.example)" == told.example
          && record.answer == told.label.map { "{\"genre\":\"\($0)\"}" }
        guard isSame else { throw BrokenPromise("response \(record.id) is \(record.answer ?? "-"), not \(told)") }
      }
      if let lost = missing.first {
        throw BrokenPromise("\(missing.count) acknowledged answers are lost, such as \(lost.key): \(lost.value)")
      }
      return ledger.inFlight.subtracting(unsure.values)
    }
  }
}
