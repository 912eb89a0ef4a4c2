import Labeling
import Operations
import Queue
import SQLiteQueue

/// Checks a queue after a fault: damage, rules that its rows break, and the answers against what annotators were told.
enum Promises {
  static func check(queue path: String, against ledger: Ledger.Entries) throws {
    let store = try SQLiteStore(path: path, mode: .existing)
    let findings = try store.examine()
    guard findings.isEmpty else { throw BrokenPromise(findings.map(\.message).joined(separator: "; ")) }
    try checkAnswers(in: store, against: ledger)
    try store.close()
  }

  private static func checkAnswers(in store: SQLiteStore, against ledger: Ledger.Entries) throws {
    try store.read { snapshot in
      var missing = ledger.acknowledged
      let people = Dictionary(
        try snapshot.persons().map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
      var unsure: [ResponseID: Ledger.Answer] = [:]
      for answer in ledger.inFlight {
        if let person = people[answer.annotator] { unsure[ResponseID(named: answer.name, by: person)] = answer }
      }
      try snapshot.forEachResponse(of: TaskName(Stage.task), upTo: .max) { record in
        let told = missing.removeValue(forKey: record.id.rawValue) ?? unsure.removeValue(forKey: record.id)
        guard let told else { throw BrokenPromise("response \(record.id) is there, and nobody gave it") }
        let isSame =
          record.annotator == told.annotator && "\(record.example)" == told.example
          && record.answer == "{\"genre\":\"\(told.label)\"}"
        guard isSame else { throw BrokenPromise("response \(record.id) is \(record.answer ?? "-"), not \(told)") }
      }
      if let lost = missing.first {
        throw BrokenPromise("\(missing.count) acknowledged answers are lost, such as \(lost.key): \(lost.value)")
      }
    }
  }
}
