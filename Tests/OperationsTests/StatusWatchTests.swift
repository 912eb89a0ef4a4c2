import Labeling
import Queue
import Synchronization
import Testing

@testable import Operations

/// People who answer, correct, skip and flag while the labels change: the same from a seed.
private final class WatchedWork {
  let bench: VersionBench
  private var state: UInt64
  private var answered: [(ResponseID, String)] = []
  private var ids = 0
  private var version = 1

  init(seed: UInt64) throws {
    bench = try VersionBench(overlap: 3)
    state = seed &* 2_862_933_555_777_941_757 &+ 1
    try bench.publish()
    try bench.add((0..<6).map { "Film \($0)" })
    try bench.sit("amara", "bo", "chi", "dede")
  }

  private func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private var labels: [String] { version == 1 ? ["action", "comedy", "other"] : ["action", "superhero", "comedy"] }

  func step() throws {
    let name = ["amara", "bo", "chi", "dede"][below(4)]
    do throws(any Error) {
      switch below(10) {
      case 0: try bench.end(.skipped(reason: nil), by: name)
      case 1: try bench.end(.flagged(comment: "odd"), by: name)
      case 2:
        guard let (old, author) = answered.randomElement(by: below) else { return }
        ids += 1
        try bench.correct(old, by: author, to: "comedy", as: ResponseID("c\(ids)"))
      case 3 where version == 1 && answered.count > 5:
        try bench.secondTaxonomy()
        try bench.publish()
        version = 2
      default:
        guard let assignment = try bench.claim(name) else { return }
        let offered = assignment.asked?.questions[QuestionID("genre")]?.map(\.rawValue) ?? labels
        // Now and then the full list is opened, and what is said contradicts what was asked.
        let label = below(4) == 0 ? labels[below(labels.count)] : offered[below(offered.count)]
        answered.append((try bench.submitted(label, to: assignment, by: name), name))
      }
    } catch is QueueError {
      // Refused: superseded already, or the old screen does not offer it.
    }
  }
}

extension Array {
  fileprivate func randomElement(by below: (Int) -> Int) -> Element? { isEmpty ? nil : self[below(count)] }
}

extension VersionBench {
  fileprivate func end(_ how: Ending.How, by name: String) throws {
    guard let assignment = try claim(name) else { return }
    let person = PersonID("id-\(name)")
    _ = try store.end(
      Ending(
        how, response: ResponseID("e-\(assignment.id)"), assignment: assignment.id, person: person,
        session: SessionID("session-\(name)"), context: "{}", at: surroundings.now()), then: nil)
  }

  fileprivate func correct(_ old: ResponseID, by name: String, to label: String, as id: ResponseID) throws {
    _ = try store.correct(
      Correction(
        response: id, supersedes: old, person: PersonID("id-\(name)"), answer: "{\"genre\":\"\(label)\"}",
        durationMilliseconds: nil, context: "{}", at: surroundings.now()))
  }

  fileprivate func submitted(_ label: String, to assignment: Assignment, by name: String) throws -> ResponseID {
    try submit(label, to: assignment, by: name, milliseconds: 1500)
    return try store.read { snapshot in
      var last = ResponseID("")
      try snapshot.forEachResponse(of: Self.task, upTo: .max) { last = $0.id }
      return last
    }
  }
}

extension Status.Task {
  /// Every figure that counts examples, with the number that it says.
  fileprivate var figures: [(StatusFigure, Int)] {
    var figures: [(StatusFigure, Int)] = []
    for row in channels {
      let name = row.channel.name
      figures += [
        (.standing(.done, in: name), row.tally.progress.done), (.standing(.open, in: name), row.tally.open),
        (.standing(.leased, in: name), row.leasedExamples), (.standing(.review, in: name), row.tally.forReview),
        (.standing(.stuck, in: name), row.tally.stuck),
      ]
      if let plan = reckoned?.plans[name] { figures.append((.asked(name), plan.examples)) }
    }
    for version in versions {
      figures.append((.share(.version(ui: version.ui, taxonomy: version.taxonomy)), version.count.examples))
      for label in version.labels {
        let share = AnswerShare.label(label.label, under: label.question, ui: version.ui, taxonomy: version.taxonomy)
        figures.append((.share(share), label.count.examples))
      }
    }
    figures += agreement.map { (.disputed($0.question), $0.disputed) }
    figures += annotators.flatMap { person in
      Deed.allCases.map { (.person(person.name, $0), person.examples[$0, default: 0]) }
    }
    figures.append((.share(.contradiction), contradictedExamples))
    return figures
  }
}

@Suite("Watching the status")
struct StatusWatchTests {
  private static let now = Timestamp(microseconds: 1_800_000_000_000_000)

  @Test(
    "A watch that goes on says what one says that begins anew, and every figure lists as many examples as it says",
    arguments: 0..<40 as Range<UInt64>)
  func following(_ seed: UInt64) throws {
    let work = try WatchedWork(seed: seed)
    var watch = StatusWatch(clock: { 0 })
    for step in 0..<60 {
      try work.step()
      guard step.isMultiple(of: 3) else { continue }
      var status = try watch.read(from: work.bench.store, at: Self.now, reckoning: .always)
      var anew = StatusWatch(clock: { 0 })
      #expect(try anew.read(from: work.bench.store, at: Self.now, reckoning: .always) == status, "step \(step)")
      status = try anew.read(from: work.bench.store, at: Self.now, reckoning: .never)
      let task = try #require(status.tasks.first)
      for (figure, count) in task.figures {
        let (listed, rows) = try watch.examples(behind: figure, of: task.task, most: 100, in: work.bench.store)
        #expect(listed == count, "step \(step), \(figure)")
        #expect(rows.count == count && Set(rows.map(\.id)).count == count)
      }
    }
  }

  @Test("Contradictions, skips and labels of both versions come up in these walks")
  func walksReachWhatMatters() throws {
    var (contradicted, versions, disputed) = (0, 0, 0)
    for seed in 0..<40 as Range<UInt64> {
      let work = try WatchedWork(seed: seed)
      for _ in 0..<60 { try work.step() }
      let task = try #require(try Status.read(from: work.bench.store, at: Self.now).tasks.first)
      contradicted += task.contradictedExamples
      versions = max(versions, task.versions.count)
      disputed += task.agreement.reduce(0) { $0 + $1.disputed }
    }
    #expect(contradicted > 0 && versions > 1 && disputed > 0)
  }

  @Test(
    "A settlement of several labels contradicts where it says what was ruled out, or leaves out what had to be one",
    arguments: [("superhero", 0), ("comedy", 1), ("", 1)])
  func severalLabels(_ label: String, _ contradicted: Int) throws {
    let bench = try VersionBench()
    try bench.screen(1, kind: "choices")
    try bench.publish()
    try bench.add(["Alien"])
    try bench.submit(answer: #"{"genre":["action"]}"#, to: try #require(try bench.claim("amara")), by: "amara")
    try bench.secondTaxonomy()
    try bench.publish()
    let settlement = try #require(try bench.claim("amara"))
    #expect(settlement.purpose == .settlement)
    try bench.submit(
      answer: label.isEmpty ? #"{"genre":[]}"# : #"{"genre":["\#(label)"]}"#, to: settlement, by: "amara")
    var watch = StatusWatch()
    let read = try watch.read(from: bench.store, at: bench.surroundings.now(), reckoning: .always)
    let task = try #require(read.tasks.first)
    #expect(task.contradictedExamples == contradicted && task.contradictedSettlements == contradicted)
    // A reviewer is told at which answer.
    let reviewer = try Reviewer(
      as: "rae", on: VersionBench.task, channel: .production, process: nil, store: bench.store,
      surroundings: bench.surroundings)
    let opened = try reviewer.open(try bench.example("Alien"))
    #expect(opened.statements.map(\.contradicts) == [[], contradicted == 1 ? [QuestionID("genre")] : []])
  }

  @Test("What takes long is not made anew before ten times as long has passed, nor where nothing changed")
  func costs() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.add(["Alien", "Brazil", "Clue"])
    // Each look at the clock is a second later.
    let clock = Ticking()
    var watch = StatusWatch(clock: clock.tick)
    func revision() throws -> Int? {
      try watch.read(from: bench.store, at: Self.now, reckoning: .whenDue).tasks.first?.reckoned?.revision
    }
    #expect(try watch.read(from: bench.store, at: Self.now, reckoning: .never).tasks.first?.reckoned == nil)
    let first = try revision()
    #expect(try first == bench.revision)
    #expect(clock.looks == 2)
    // Nothing changed: it is not even asked how late it is.
    #expect(try revision() == first && clock.looks == 2)
    try bench.answer(["comedy"], by: "amara")
    for _ in 0..<9 { #expect(try revision() == first) }
    #expect(try revision() == bench.revision)
  }

  @Test("Imported answers count as answers, and are nobody's work")
  func throughput() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.add(["Alien", "Brazil", "Clue"])
    try bench.answer(["comedy", "other"], by: "amara")
    let task = try #require(try Status.read(from: bench.store, at: bench.surroundings.now()).tasks.first)
    #expect(task.minutes.reduce(0) { $0 + $1.answers } == 2)
    #expect(task.annotators.first?.lately == 2)
    #expect(task.sessions.map(\.name) == [])
  }

  @Test("What somebody said of gold is work of theirs, which no example has")
  func gold() throws {
    let bench = try VersionBench()
    try bench.folder.write("title: Film genre\ndataset: films\npolicy: {gold_rate: 1}\n", to: "tasks/genre/task.yaml")
    let rows = ["Alien", "Brazil", "Clue"].map { #"{"data":{"title":"\#($0)"},"answer":{"genre":"comedy"}}"# }
    try bench.folder.write(rows.joined(separator: "\n"), to: "tasks/genre/gold.jsonl")
    try bench.publish()
    try bench.add(["Dune"])
    var watch = StatusWatch()
    func read() throws -> Status.Task {
      try #require(try watch.read(from: bench.store, at: bench.surroundings.now(), reckoning: .always).tasks.first)
    }
    try bench.answer(["comedy"], by: "amara")
    let first = try #require(try read().annotators.first)
    #expect((first.answers, first.examples[.answered], first.lately) == (1, 0, 1))
    let skipped = try #require(try bench.claim("amara"))
    _ = try bench.store.end(
      Ending(
        .skipped(reason: nil), response: ResponseID("skip"), assignment: skipped.id, person: PersonID("id-amara"),
        session: SessionID("session-amara"), context: "{}", at: bench.surroundings.now()), then: nil)
    try bench.answer(["comedy", "comedy"], by: "amara")
    let task = try read()
    let all = try #require(task.annotators.first)
    #expect((all.answers, all.examples[.answered], all.skips) == (3, 1, 1))
    #expect(task.minutes.reduce(0) { $0 + $1.answers } == 3)
    #expect(task.versions.map(\.count.answers) == [1] && task.examples == 1)
  }

  @Test("A reviewer's decision is no answer of theirs: it is counted apart, once however often they decide anew")
  func decisions() throws {
    let bench = try VersionBench(overlap: 2)
    try bench.publish()
    try bench.add(["Alien", "Brazil"])
    try bench.answer(["comedy", "other"], by: "amara")
    try bench.answer(["comedy", "comedy"], by: "rae")
    let reviewer = try Reviewer(
      as: "ada", on: VersionBench.task, channel: .production, process: nil, store: bench.store,
      surroundings: bench.surroundings)
    let before = try #require(try Status.read(from: bench.store, at: bench.surroundings.now()).tasks.first)
    let example = try #require(try reviewer.list().items.first?.example)
    for label in ["other", "comedy"] {
      _ = try reviewer.decide(
        .genre(label), on: try reviewer.open(example), reason: nil, durationMilliseconds: 5, context: .test)
    }
    var watch = StatusWatch()
    let now = bench.surroundings.now()
    let task = try #require(try watch.read(from: bench.store, at: now, reckoning: .always).tasks.first)
    #expect(task.annotators.map(\.name) == ["ada", "amara", "rae"])
    #expect(
      task.annotators.map(\.answers) == [0, 2, 2] && task.annotators.map { $0.examples[.answered] } == [0, 2, 2])
    #expect(task.annotators.map(\.decisions) == [1, 0, 0] && task.annotators.first?.lately == 0)
    let people = try People(store: bench.store, by: "ada", surroundings: bench.surroundings).list()
    #expect(people.map(\.answers) == [0, 2, 2] && people.map(\.decisions) == [1, 0, 0])
    #expect(task.minutes == before.minutes && task.agreement == before.agreement)
    #expect(task.versions == before.versions && task.versions.map(\.count.answers) == [4])
    #expect(task.annotators.map { $0.examples[.decided] } == [1, 0, 0])
    #expect(try watch.examples(behind: .person("ada", .answered), of: task.task, most: 9, in: bench.store).count == 0)
    let decided = try watch.examples(behind: .person("ada", .decided), of: task.task, most: 9, in: bench.store)
    #expect(decided.rows.map(\.id) == [example])
    let disputed = try watch.examples(
      behind: .disputed(QuestionID("genre")), of: task.task, most: 9, in: bench.store)
    #expect(disputed.rows.map(\.id) == [example] && disputed.rows.map(\.answers) == [2])
  }

  @Test("Labels are told by their titles; by title and id where two have the same, by id where there is none")
  func titles() throws {
    let bench = try VersionBench()
    try bench.taxonomy(
      1,
      """
        - {id: comedy, title: Comedy}
        - {id: film-other, title: Other}
        - {id: play-other, title: Other}
        - {id: plain}

      """)
    try bench.publish()
    try bench.add(["Alien", "Brazil", "Clue", "Dune"])
    try bench.answer(["comedy", "film-other", "play-other", "plain"], by: "amara")
    let task = try #require(try Status.read(from: bench.store, at: bench.surroundings.now()).tasks.first)
    #expect(
      task.versions.first?.labels.map(\.title) == ["Comedy", "Other (film-other)", "plain", "Other (play-other)"])
  }
}

private final class Ticking: Sendable {
  private let count = Mutex(0)
  var looks: Int { count.withLock { $0 } }

  @Sendable func tick() -> Double {
    count.withLock { count in
      count += 1
      return Double(count)
    }
  }
}
