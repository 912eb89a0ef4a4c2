/// One thing that happens to a queue. Its numbers choose among what there is when it happens, so that a sequence still
/// means something once steps are dropped from it.
struct Step: Hashable, Sendable, CustomStringConvertible {
  enum Kind: String, CaseIterable, Sendable {
    case claim, reserve, submit, submitNext, skip, flag, release, giveBack, wait, waitLong, reseat, revise
    case publish, promote, weight, hold, retireTail, add, update, pause, importAnswer, sitDown

    /// How often it happens among the others.
    var share: Int {
      switch self {
      case .claim: 20
      case .submitNext: 16
      case .submit, .reserve: 8
      case .publish: 6
      case .skip, .importAnswer: 4
      case .revise: 3
      case .flag, .release, .giveBack, .wait, .pause: 2
      default: 1
      }
    }
  }

  let kind: Kind
  /// Chooses the person.
  let who: UInt64
  /// Chooses what it is about.
  let what: UInt64
  /// Chooses everything else.
  let how: UInt64

  init(_ kind: Kind, who: UInt64, what: UInt64, how: UInt64) {
    self.kind = kind
    self.who = who
    self.what = what
    self.how = how
  }

  init(using generator: inout SplitMix) {
    let kinds = Kind.allCases.flatMap { Array(repeating: $0, count: $0.share) }
    self.init(
      kinds.at(generator.next()) ?? .claim, who: generator.next(), what: generator.next() >> 1,
      how: generator.next() >> 1)
  }

  /// As it is written in a test.
  var description: String { "Step(.\(kind), who: \(who), what: \(what), how: \(how))" }

  static func sequence(_ count: Int, seed: UInt64) -> [Step] {
    var generator = SplitMix(state: seed)
    return (0..<count).map { _ in Step(using: &generator) }
  }
}
