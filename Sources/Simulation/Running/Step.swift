/// One thing that happens to a queue. Its numbers choose among what there is when it happens, so that a sequence still
/// means something once steps are dropped from it.
public struct Step: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, CaseIterable, Sendable {
    // At the terminals: one goes on with its work, what was under way arrives late, people come and go.
    case go, arrive, sitDown, leave, die
    // The clock.
    case wait, waitLong, setBack, setAhead
    // Whoever runs the tasks.
    case publish, promote, weight, pool, hold, retire, retireTail, add, update, pause, qualify, importAnswer
    // Whoever reviews.
    case look, decide

    /// How often it happens among the others.
    var share: Int {
      switch self {
      case .go: 70
      case .publish: 5
      case .importAnswer: 4
      case .arrive, .die, .sitDown, .wait: 3
      case .promote, .pool, .pause, .waitLong, .decide: 2
      default: 1
      }
    }

    fileprivate static let dealt = allCases.flatMap { Array(repeating: $0, count: $0.share) }
  }

  let kind: Kind
  /// Chooses the person or the terminal.
  let who: UInt64
  /// Chooses what it is about.
  let what: UInt64
  /// Chooses everything else.
  let how: UInt64

  public init(_ kind: Kind, who: UInt64, what: UInt64, how: UInt64) {
    self.kind = kind
    self.who = who
    self.what = what
    self.how = how
  }

  init(using generator: inout SplitMix) {
    self.init(
      Kind.dealt.at(generator.next()) ?? .go, who: generator.next(), what: generator.next() >> 1,
      how: generator.next() >> 1)
  }

  /// As it is written in a test.
  public var description: String { "Step(.\(kind), who: \(who), what: \(what), how: \(how))" }

  /// The steps of a seed: the same ones in every run.
  public static func sequence(_ count: Int, seed: UInt64) -> [Step] {
    var generator = SplitMix(state: seed)
    return (0..<count).map { _ in Step(using: &generator) }
  }
}
