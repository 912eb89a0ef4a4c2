import Labeling
import Queue
import Testing

@testable import Operations

/// The plan against every way to ask people, on small random queues.
@Suite struct PlanMinimalityTests {
  @Test(arguments: 0..<400) func noOtherWayAsksLess(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let situation = Situation(using: &random)
    let plan = try situation.plan()
    let best = situation.snapshot.cases.map { situation.cheapest(for: $0) }.reduce(Cost(), +)
    let story = situation.story
    #expect(plan.questions.total == best.questions, "\(story)")
    #expect(plan.questions.full == best.full, "\(story)")
    #expect(plan.stuck.examples == best.stuck, "\(story)")
    #expect(plan.answers == situation.expectedAnswers, "\(story)")
  }

  @Test func theRandomQueuesHaveEverythingInThem() throws {
    var seen = RelabelPlan.Answers()
    var questions = RelabelPlan.Questions()
    var stuck = 0
    var lost = 0
    for seed in 0..<400 {
      var random = SplitMix(seed: UInt64(seed))
      let situation = Situation(using: &random)
      let plan = try situation.plan()
      for crossing in Crossing.allCases { seen[crossing] += plan.answers[crossing] }
      questions += plan.questions
      stuck += plan.stuck.examples
      lost += plan.lostScreens.count
    }
    #expect(Crossing.allCases.allSatisfy { seen[$0] > 50 })
    #expect(questions.full > 50 && questions.narrowed > 50 && stuck > 50 && lost > 20)
  }
}

/// What a way of asking costs, summed over examples.
private struct Cost: Comparable {
  /// Answers wanted that this way does not bring.
  var unfilled = 0
  var questions = 0
  var full = 0
  var stuck = 0

  static func < (left: Cost, right: Cost) -> Bool {
    (left.unfilled, left.questions, left.full) < (right.unfilled, right.questions, right.full)
  }

  static func + (left: Cost, right: Cost) -> Cost {
    Cost(
      unfilled: left.unfilled + right.unfilled, questions: left.questions + right.questions,
      full: left.full + right.full, stuck: left.stuck + right.stuck)
  }
}

/// Up to four people and three examples under two taxonomy versions and three screens.
private struct Situation {
  static let questions: [QuestionID] = ["genre", "mood"].map { QuestionID($0) }

  /// Whether the second version also adds a label that nobody could name before.
  let adds: Bool
  let target: Build
  let snapshot: CaseSnapshot

  init(using random: inout SplitMix) {
    adds = random.below(3) == 0
    let (old, new) = Self.taxonomies(adds: adds)
    let policy = Policy(overlap: 1 + random.below(3))
    let builds = [
      Self.build(ui: 1, old, policy), Self.build(ui: 2, new, policy),
      // A screen that names a label which is split: nothing can be asked on it any more.
      Self.build(ui: 3, old, policy, under: "b"),
    ]
    target = builds[1]
    let hasPool = random.below(3) == 0
    let people = (0..<1 + random.below(4)).map { index in
      Person(
        id: PersonID("p\(index)"), name: "p\(index)", kind: .person, isPaused: random.below(5) == 0,
        isAway: random.below(6) == 0, pools: random.below(2) == 0 ? ["staff"] : [])
    }
    var answers: [Answer] = []
    var response = 0
    let cases = (0..<1 + random.below(3)).map { example in
      var file = CaseFile(example: example)
      for person in people.indices where random.below(3) > 0 {
        let build = random.below(builds.count)
        file.exposures.append(CaseFile.Exposure(person: person, uiVersion: builds[build].uiVersion))
        guard random.below(4) > 0 else { continue }
        let labels = builds[build].taxonomy.labels.map(\.id).filter { build != 2 || $0 != "b" }
        answers.append(
          Answer(
            Dictionary(uniqueKeysWithValues: Self.questions.map { ($0, .label(labels[random.below(labels.count)])) })))
        response += 1
        file.answers.append(
          AnswerFact(
            response: response, person: person, channel: 0, build: build, answer: answers.count - 1))
        if random.below(6) == 0 { file.declined.insert(response) }
      }
      return file
    }
    let channel = Channel(
      name: .production, build: target.id, weight: 1, pool: hasPool ? "staff" : nil, state: .live, accepts: [])
    snapshot = CaseSnapshot(channels: [channel], builds: builds, people: people, answers: answers, cases: cases)
  }

  /// a stays, b is split, c is retired.
  private static func taxonomies(adds: Bool) -> (Taxonomy, Taxonomy) {
    func labels(_ ids: [String]) -> [Label] { ids.map { Label(id: LabelID($0), title: $0) } }
    let changes: [LabelChange] = [.split("b", into: ["b1", "b2"]), .retire("c", unseen: false)]
    return (
      Taxonomy(version: 1, labels: labels(["a", "b", "c"])),
      Taxonomy(
        version: 2, labels: labels(["a", "b1", "b2"] + (adds ? ["d"] : [])),
        lineage: [Lineage(parent: 1, changes: changes + (adds ? [.add("d", unseen: false)] : []))])
    )
  }

  private static func build(ui: Int, _ taxonomy: Taxonomy, _ policy: Policy, under: LabelID? = nil) -> Build {
    var ask = questions.map { Question(id: $0, kind: .choice, prompt: "Which \($0) on \(ui)?", selection: .any) }
    if let under {
      ask.append(Question(id: QuestionID("more"), kind: .choice, prompt: "More?", under: under, isOptional: true))
    }
    return Build(
      task: CaseSnapshot.task, title: "Film", ui: UserInterface(version: ui, show: [], ask: ask), taxonomy: taxonomy,
      schema: .open, policy: policy)
  }

  func plan() throws -> RelabelPlan {
    var fold = try RelabelFold(
      of: snapshot.channels[0], at: target, among: snapshot.channels,
      in: VersionHistory(builds: snapshot.builds), snapshot)
    return try fold.run(checkpoint: { _ in })
  }

  // MARK: The same rules, written down as a table

  /// What an old label can be in the second version; by hand.
  private func reading(_ label: LabelID, of version: Int) -> (Crossing, [LabelID]) {
    let open: [LabelID] = adds ? ["d"] : []
    guard version == 1 else { return (.exact, [label]) }
    switch label {
    case "a": return (adds ? .unknown : .exact, ["a"] + open)
    case "b": return (.ambiguous, ["b1", "b2"] + open)
    default: return (.void, [])
    }
  }

  private func readings(_ fact: AnswerFact) -> [(Crossing, [LabelID])] {
    let version = snapshot.builds[fact.build].taxonomy.version
    return Self.questions.map { question in
      reading(snapshot.answers[fact.answer][question]?.labels.first ?? "", of: version)
    }
  }

  private var active: [Int] {
    snapshot.people.indices.filter { index in
      let person = snapshot.people[index]
      return !person.isPaused && !person.isAway
        && (snapshot.channels[0].pool == nil || person.pools.contains("staff"))
    }
  }

  var expectedAnswers: RelabelPlan.Answers {
    var answers = RelabelPlan.Answers()
    for fact in snapshot.cases.flatMap(\.answers) {
      for (crossing, _) in readings(fact) { answers[crossing] += 1 }
    }
    return answers
  }

  /// Tries every set of people.
  func cheapest(for file: CaseFile) -> Cost {
    let counted = file.answers.count { readings($0).allSatisfy { $0.0 == .exact } }
    let wanted = max(0, target.policy.overlap - counted)
    let open = file.answers.map(readings).filter { readings in
      readings.contains { $0.0 == .ambiguous || $0.0 == .unknown }
    }
    let narrowed = Self.questions.indices.count { question in
      let candidates = Set(
        open.map { [.ambiguous, .unknown].contains($0[question].0) ? $0[question].1 : [] })
      guard candidates.count == 1, let only = candidates.first, !only.isEmpty else { return false }
      return only.count < target.taxonomy.labels.count
    }
    let fresh = Cost(questions: Self.questions.count, full: Self.questions.count - narrowed)
    // Before anybody is known nothing is stuck.
    guard !active.isEmpty else { return (0..<wanted).reduce(Cost()) { cost, _ in cost + fresh } }
    let prices = active.compactMap { price(of: $0, in: file, fresh: fresh) }
    let ways = (0..<1 << prices.count).map { set in
      prices.indices.filter { set >> $0 & 1 == 1 }
    }.filter { $0.count <= wanted }
    return ways.map { way in
      let missing = wanted - way.count
      return way.map { prices[$0] }.reduce(Cost(unfilled: missing, stuck: missing > 0 ? 1 : 0), +)
    }.min() ?? Cost()
  }

  /// What it takes to get an answer that counts from somebody active, nil if they may not give one.
  private func price(of person: Int, in file: CaseFile, fresh: Cost) -> Cost? {
    guard let exposure = file.exposures.first(where: { $0.person == person }) else { return fresh }
    guard exposure.uiVersion != snapshot.builds[2].uiVersion else { return nil }
    guard let fact = file.answers.first(where: { $0.person == person }) else { return fresh }
    let open = readings(fact).filter { $0.0 != .exact }
    guard open.contains(where: { $0.0 != .void }), !file.declined.contains(fact.response) else { return nil }
    return Cost(questions: open.count)
  }

  var story: String {
    let people = snapshot.people.map { person in
      "\(person.name)\(person.isPaused ? " paused" : "")\(person.isAway ? " away" : "") \(person.pools)"
    }
    let files = snapshot.cases.map { file in
      let seen = file.exposures.map { exposure in
        "\(exposure.person) saw ui \(snapshot.builds.first { $0.uiVersion == exposure.uiVersion }?.ui.version ?? 0)"
      }
      let said = file.answers.map { "\($0.person) said \(snapshot.answers[$0.answer].text) on build \($0.build)" }
      return "\(seen) \(said) declined \(file.declined)"
    }
    return
      "adds \(adds), overlap \(target.policy.overlap), pool \(snapshot.channels[0].pool ?? "-"), \(people): \(files)"
  }
}

/// SplitMix64 (prng.di.unimi.it).
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(bound))
  }
}
