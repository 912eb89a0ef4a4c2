import Records

/// What people had been told when the power went: what must be there afterwards.
struct Known {
  /// By the response's id.
  var acknowledged: [String: Ledger.Answer] = [:]
  /// To what was shown, and given before or after: may be there.
  var unsure: Set<Ledger.Answer> = []
  /// Shown to people: whoever saw an example must be known to have seen it.
  var assignments: Set<String> = []
  var examples = 0
  /// The newest UI version that was published; nil before the first.
  var ui: Int?

  /// Takes in what the program said, whole lines of JSON.
  ///
  /// - Parameter ledger: every answer that will have been given, by the response's id.
  mutating func hear(_ said: [UInt8], ledger: [String: Ledger.Answer]) throws {
    for line in said.split(separator: UInt8(ascii: "\n")) {
      let json = try JSONParser.parse(Array(line), limits: .row)
      if let response = json["response"]?.string {
        guard let answer = ledger[response] else { throw BrokenPromise("\(response) is a receipt for nothing") }
        acknowledged[response] = answer
        unsure.remove(answer)
      }
      if let assignment = json["assignment"]?["id"]?.string, let example = json["assignment"]?["example"]?.string {
        assignments.insert(assignment)
        unsure.formUnion(ledger.values.lazy.filter { $0.example == example })
      }
      if let added = json["added"]?.int { examples += added }
      if json["build"] != nil, let version = json["ui_version"]?.int { ui = version }
    }
  }
}
