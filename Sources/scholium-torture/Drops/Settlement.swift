import Driving
import Records

/// Everybody has gone home: the queue against what people saw.
struct Settlement {
  private let people: [Recollection]
  private let stage: Stage

  init(of people: [Recollection], at stage: Stage) {
    self.people = people
    self.stage = stage
  }

  func check(_ tally: inout Tally) throws {
    try checkAnswers(&tally)
    try checkNothingIsStuck()
    let doctor = try stage.program.run(["doctor", "--thorough"], in: stage.folder)
    guard doctor.status == 0 else {
      throw broken("the doctor finds: \(String(decoding: doctor.output + doctor.errors, as: UTF8.self))")
    }
    tally.count("examples seen under each person's one version", people.reduce(0) { $0 + $1.versions.count })
  }

  /// What the screen said is saved is there; what nobody knows is there too, since it never came back; and nothing else.
  private func checkAnswers(_ tally: inout Tally) throws {
    let films = try rows(["export", Stage.task, "--channel", "all"]).reduce(into: [String: String]()) {
      $0[$1["example"]?.string ?? ""] = $1["data"]?["title"]?.string
    }
    var missing = people.reduce(into: [Given: String]()) { missing, person in
      for (film, label) in person.acknowledged.merging(person.doubted, uniquingKeysWith: { $1 }) {
        missing[Given(person: person.name, film: film)] = label
      }
    }
    for row in try rows(["export", Stage.task, "--channel", "all", "--responses"]) {
      let film = films[row["example"]?.string ?? ""] ?? "?"
      let given = Given(person: row["annotator"]?.string ?? "?", film: film)
      guard let label = missing.removeValue(forKey: given) else {
        throw broken("\(given.person) answered \(film) twice, or never")
      }
      let told = row["answer"]?["genre"]?.string
      guard told == label else { throw broken("\(given.person) said \(label) to \(film), not \(told ?? "-")") }
      let version = people.first { $0.name == given.person }?.versions[film]
      guard row["ui_version"]?.int == version else {
        throw broken("\(given.person) saw \(film) on screen \(version ?? 0); the answer says \(row.text())")
      }
    }
    if let lost = missing.first {
      throw broken("\(missing.count) answers are lost, such as \(lost.value) of \(lost.key.person) to \(lost.key.film)")
    }
    tally.count("answers right at the drop that were saved", people.reduce(0) { $0 + $1.savedUnseen })
    for version in 1...2 where !people.contains(where: { $0.versions.values.contains(version) }) {
      throw broken("nobody saw screen \(version)")
    }
  }

  private func checkNothingIsStuck() throws {
    let status = try JSONParser.parse(try stage.program.require(["status", "--json"], in: stage.folder))
    let task = status["tasks"]?.array?.first
    let channel = task?["channels"]?.array?.first
    for name in ["open", "leased", "stuck"] where channel?[name]?.int != 0 {
      throw broken("everybody has gone home, and \(name) is \(channel?[name]?.text() ?? "-"): \(status.text())")
    }
    guard let done = channel?["done"]?.int, done == task?["examples"]?.int else {
      throw broken("not every example got its answers: \(status.text())")
    }
    let sessions = try JSONParser.parse(try stage.program.require(["sessions", "--json"], in: stage.folder))
    guard sessions["sessions"]?.array?.isEmpty == true else {
      throw broken("nobody is there any more, and sessions says \(sessions.text())")
    }
  }

  private struct Given: Hashable {
    let person: String
    let film: String
  }

  private func rows(_ arguments: [String]) throws -> [JSON] {
    try stage.program.require(arguments, in: stage.folder).split(separator: UInt8(ascii: "\n")).map {
      try JSONParser.parse(Array($0), limits: .row)
    }
  }

  private func broken(_ what: String) -> BrokenPromise { BrokenPromise(what, isOfData: true) }
}
