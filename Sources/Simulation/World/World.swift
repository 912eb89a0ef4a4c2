import Labeling
import Queue
import Records

/// A queue and everything around it: truthful people at several terminals, whoever publishes and imports, a clock that
/// may jump, and requests that go wrong.
///
/// It works on any store. Each step is told as a line, so that two stores, or two runs, can be held against each other.
public struct World {
  static let channels = [ChannelName.production, ChannelName("experiment/a"), ChannelName("experiment/b")]
  static let identity = ExampleIdentity(fields: ["n"])
  static let pool = "experts"
  /// Seconds that every build gives.
  static let lease = 120

  public static let task = TaskName("kinds")
  public internal(set) var lines: [String] = []
  /// What happened, and how often.
  public internal(set) var counts: [String: Int] = [:]

  let store: FaultyStore
  let processes: Processes
  /// The store itself where it is the model, whose rows can be looked at.
  let model: InMemoryQueue?
  var atoms = Atoms()
  var interfaces: [UserInterface] = []
  /// Who was at a terminal.
  var people: [Person] = []
  /// Who can be imported for, and has not sat down.
  var away: [Person] = []
  /// The terminals that run.
  var clients: [Client] = []
  /// What terminals gave up waiting for, and may still arrive.
  var delayed: [Request] = []
  /// What terminals were asking when they died, for the person's next one.
  var leftBehind: [(request: Request, person: PersonID)] = []
  var ledger = Ledger()
  /// Until when assignments were promised to their people.
  var promises: [AssignmentID: Timestamp] = [:]
  /// By assignment, whose it is.
  var owners: [AssignmentID: PersonID] = [:]
  var examples: [Digest] = []
  var numbers: [Digest: Int] = [:]
  var now = Timestamp(microseconds: 1_800_000_000_000_000)
  var made = 0
  /// The newest that was seen.
  var revision = 0
  /// What the last step served, if it was new.
  var served: Assignment?
  /// Who looked at what others say of an example.
  var looks: Set<Look> = []
  /// By example, what was decided of it last.
  var decisions: [Digest: Decision] = [:]
  private var builds: [Digest: Build] = [:]

  /// - Parameters:
  ///   - store: what the rules are held against.
  ///   - processes: what the store was told of the terminals' processes by.
  ///   - model: the store where it is the model, or what a store that breaks rules is made on.
  public init(on store: any QueueStore, processes: Processes, model: InMemoryQueue? = nil) throws {
    self.store = FaultyStore(store)
    self.processes = processes
    self.model = model
    let taxonomy = atoms.begin()
    let definition = try definition(ui: newInterface(0), taxonomy: taxonomy, overlap: 2, gold: 4)
    try publish(definition, on: .production)
    try publish(definition, on: Self.channels[1], weight: 1)
    try addExamples(6)
    for name in ["amara", "bo", "chi"] { try sitDown(try enroll(name)) }
    for name in ["dee", "eli"] {
      away.append(try store.enroll(name: name, kind: .person, isAway: true, id: PersonID(newID("p")), at: tick()))
    }
  }

  /// Does a step.
  ///
  /// - Throws: the rule that did not hold.
  public mutating func run(_ step: Step) throws {
    served = nil
    let open = model?.look { $0.open } ?? []
    do {
      lines.append(try act(step))
    } catch let error as QueueError {
      if case .broken = error { throw BrokenRule("\(step): \(error)") }
      lines.append("refused: \(error)")
    }
    if let disagreement = store.disagreement { throw BrokenRule(disagreement) }
    // What was made for a claim that nobody heard of took its place then.
    if let served, let model, !open.contains(served.id) { try RowRules.check(served, in: model) }
  }

  /// Holds the whole queue against the rules: the model's rows and facts themselves, any other store by what it says.
  public mutating func check() throws {
    try store.read { snapshot in
      try ledger.check(snapshot, of: Self.task)
      try checkApart(snapshot)
    }
    guard let model else { return try checkFacts() }
    try RowRules.check(model)
    try FactRules.check(model)
    try checkPromises(model)
  }

  /// What a few runs count, all of it: a simulation in which some of it never happens proves nothing about it.
  public static var everything: [String] {
    Fault.allCases.filter { $0 != .none }.map { "fault: \($0.rawValue)" }
      + [Purpose.fresh, .comeback, .settlement].map { "served: \($0.rawValue)" }
      + [Idle.Reason.busy, .finished, .paused, .stuck, .unqualified].map {
        "claims with nothing for them: \($0.rawValue)"
      }
      + [
        "acts on what ended before", "answers acknowledged", "answers imported", "clock jumps",
        "corrections acknowledged", "decisions", "looks at what others say", "doubts that asking again settled",
        "endings acknowledged", "publishes",
        "requests by the tasks' keeper that were made again", "requests refused",
        "requests that another terminal took over", "examples taken over from a terminal that runs", "served: gold",
        "people told what is known",
        "requests that arrived late", "served again",
        "terminals killed", "terminals killed with a request under way",
      ]
  }

  mutating func count(_ what: String) { counts[what, default: 0] += 1 }

  mutating func tick() -> Timestamp {
    now = now.advanced(bySeconds: 1)
    return now
  }

  mutating func newID(_ prefix: String) -> String {
    made += 1
    return "\(prefix)-\(made)"
  }

  /// A build never changes, so it is read once.
  mutating func build(_ id: Digest) throws -> Build {
    if let known = builds[id] { return known }
    let build = try store.read { try $0.build(id) }
    builds[id] = build
    return build
  }
}
