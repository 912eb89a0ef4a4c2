import Labeling

/// What an example still wants in a channel. A row of the working table, which can be rebuilt from the facts.
public struct Work: Hashable, Sendable {
  /// Answers wanted.
  public var need: Int
  /// Leases in force.
  public var leased: Int
  /// Different people whose answer counts, no more than wanted.
  public var counted: Int
  /// Settlements that hold a place for their person: neither leased nor waited for too long.
  public var waiting: Int
  /// True where this channel serves the example.
  public var isServed: Bool
  /// Whether it is a reviewer's.
  public var review: Review
  /// True where unsettled answers narrow what a fresh person is asked.
  public var hasUnsettled: Bool

  public init(
    need: Int, leased: Int = 0, counted: Int = 0, waiting: Int = 0, isServed: Bool = true, review: Review = .none,
    hasUnsettled: Bool = false
  ) {
    self.need = need
    self.leased = leased
    self.counted = counted
    self.waiting = waiting
    self.isServed = isServed
    self.review = review
    self.hasUnsettled = hasUnsettled
  }

  /// What reviewers have to do with an example. The raw value is what is stored.
  public enum Review: Int, Hashable, Sendable {
    /// It is asked of people.
    case none = 0
    /// Too many people skipped it: a reviewer's from then on.
    case wanted = 1
    /// A reviewer decided it: nobody is asked any more.
    case done = 2

    /// - Parameters:
    ///   - isDecided: whether a decision stands that says all the channel asks.
    ///   - skippers: the people who skipped it.
    public init(isDecided: Bool, skippers: Int, under policy: Policy) {
      self = isDecided ? .done : skippers >= policy.maxSkips ? .wanted : .none
    }
  }

  /// True while another person can be asked.
  public var isOpen: Bool { isServed && isOpenToReturns }
  public var isDone: Bool { counted >= need || review == .done }
  /// Answers that are wanted in the end: no more than there are of what a reviewer decided.
  public var wanted: Int { review == .done ? counted : need }
  /// True where an answer given now is one that was wanted.
  public var takesAnswer: Bool { counted < need }
}

extension Work {
  /// True while somebody who was shown the example here may go on with it, whichever channel serves it now.
  public var isOpenToReturns: Bool { review == .none && counted + leased + waiting < need }
  /// True while people whose own answers are unsettled may settle them: the places that wait are theirs.
  public var isOpenToSettlements: Bool { isServed && review == .none && counted + leased < need }
}
