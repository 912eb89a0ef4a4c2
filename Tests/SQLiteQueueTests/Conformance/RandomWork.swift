import Labeling
import Queue
import Simulation
import Testing

/// A long run of people who claim, answer, skip, leave, die and return while channels move: always the same from a seed.
///
/// Each step is told as a line, so that two stores can be held against each other.
struct RandomWork {
  private let scene: Scene
  private var generator: SplitMix
  private var hands: [Hand] = []
  private var seen: [Assignment] = []
  private var answered: [(ResponseID, Hand)] = []
  private var version = 1
  private(set) var lines: [String] = []

  init(_ kind: StoreUnderTest, seed: UInt64) throws {
    scene = try Scene(kind)
    generator = SplitMix(state: seed)
    try scene.publish(.sample(Policy(overlap: 2, lease: 120, maxSkips: 2)))
    try scene.publish(.sample(ui: 2, Policy(overlap: 2, lease: 120, maxSkips: 2)), on: .experiment, weight: 1)
    try scene.add(films: 0..<12)
    for name in ["amara", "bo", "chi", "amara"] { hands.append(try scene.sit(name)) }
  }

  mutating func run(steps: Int) throws {
    for _ in 0..<steps {
      do throws(QueueError) {
        lines.append(try step())
      } catch {
        lines.append("refused: \(error)")
      }
      try checkInvariants()
    }
  }

  private mutating func step() throws(QueueError) -> String {
    let index = Int.random(in: 0..<hands.count, using: &generator)
    let hand = hands[index]
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<3:
      // The open one may be another's, or not open: the store refuses those.
      guard let open = pick(of: hand) else { return "-" }
      return try claimed(
        scene.reserve(besides: open, hand, Bool.random(using: &generator) ? .all : .named(.production)))
    case 3..<8:
      return try claimed(scene.claim(hand, Bool.random(using: &generator) ? .all : .named(.production)))
    case 8..<13:
      guard let own = pick(of: hand) else { return "-" }
      let receipt = try scene.answer(own, hand, ["drama", "comedy"].randomElement(using: &generator) ?? "drama")
      answered.append((receipt.response, hand))
      return "answered \(receipt.response) at \(receipt.revision), counted: \(receipt.counted)"
    case 13:
      guard let own = pick(of: hand) else { return "-" }
      return "skipped at \(try scene.end(own, hand, .skipped(reason: nil)))"
    case 14:
      guard let own = pick(of: hand) else { return "-" }
      return "released at \(try scene.end(own, hand, Bool.random(using: &generator) ? .released : .unseen))"
    case 15:
      guard let own = pick(of: hand) else { return "-" }
      return "flagged at \(try scene.end(own, hand, .flagged(comment: "odd")))"
    case 16:
      scene.wait(Double(Int.random(in: 1...150, using: &generator)))
      return "waited"
    case 17:
      Bool.random(using: &generator) ? scene.kill(hand) : try scene.leave(hand)
      hands[index] = try scene.sit(hand.person.name)
      return "\(hand.person.name) returned"
    case 18:
      guard let (response, author) = answered.randomElement(using: &generator) else { return "-" }
      let receipt = try scene.store.correct(scene.correction(of: response, author, "horror"))
      return "corrected at \(receipt.revision), counted: \(receipt.counted)"
    default:
      return try move()
    }
  }

  private mutating func move() throws(QueueError) -> String {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      version += 1
      let channel: ChannelName = Bool.random(using: &generator) ? .production : .experiment
      let policy = Policy(overlap: 2, lease: 120, maxSkips: 2)
      return "published at \(try scene.publish(.sample(ui: version, policy), on: channel).revision)"
    case 1:
      return "weight \(try scene.move(.experiment, .weight(Int.random(in: 0...2, using: &generator))).weight)"
    case 2:
      return "promoted, accepts \(try scene.move(.production, .promote(from: .experiment)).accepts)"
    default:
      let known = lines.count
      return "added \(try scene.add(films: known..<known + 1).fates)"
    }
  }

  private mutating func claimed(_ outcome: Serving.Outcome) throws(QueueError) -> String {
    guard let assignment = outcome.assignment else { return "nothing" }
    if !seen.contains(where: { $0.id == assignment.id }) { seen.append(assignment) }
    return "\(assignment.id): film \(assignment.film ?? -1) of \(assignment.channel), \(assignment.purpose), "
      + "\(assignment.build.short), until \(assignment.expiresAt)"
  }

  /// Publishes each channel's build again with a policy that differs in words only: it names a channel that is not there.
  func republish() throws {
    let current = try scene.store.read { snapshot in
      try snapshot.channels(of: .sample, at: .max).map { ($0.name, try snapshot.build($0.build)) }
    }
    for (channel, build) in current {
      var policy = build.policy
      policy.reuseFrom.append(ChannelName("experiment/nobody"))
      #expect(try scene.publish(.sample(ui: build.ui.version, policy), on: channel).changed)
    }
  }

  /// One of the newest assignments, which may be another's: the store refuses those.
  private mutating func pick(of hand: Hand) -> Assignment? {
    seen.suffix(6).randomElement(using: &generator)
  }

  private func checkInvariants() throws {
    try scene.store.read { snapshot in
      for tally in try snapshot.tallies(of: .sample) {
        #expect(tally.progress.answers <= tally.progress.wanted)
        #expect(tally.progress.done <= tally.progress.examples)
        #expect(tally.leased >= 0)
        let counts: [(ExampleStanding, Int)] = [
          (.done, tally.progress.done), (.open, tally.open), (.review, tally.forReview), (.stuck, tally.stuck),
        ]
        for (standing, count) in counts {
          let examples = try snapshot.examples(standing, in: tally.channel, of: .sample)
          #expect(examples.count == count, "\(standing) in \(tally.channel)")
          #expect(examples == Set(examples).sorted())
        }
        #expect(try snapshot.examples(.leased, in: tally.channel, of: .sample).count <= tally.leased)
      }
    }
  }

  /// Under how many UI versions each person answered, skipped or flagged an example; rule 1 allows one.
  func screens() throws -> [String: Set<Digest>] {
    var screens: [String: Set<Digest>] = [:]
    try scene.store.read { snapshot in
      try snapshot.forEachResponse(of: .sample, upTo: .max) { response in
        let build = try snapshot.build(response.build)
        screens["\(response.person) \(response.example)", default: []].insert(build.uiVersion)
      }
    }
    return screens
  }

  func tallies() throws -> [ChannelTally] { try scene.store.read { try $0.tallies(of: .sample) } }
  func responses() throws -> [ResponseRecord] { try scene.responses() }
}
