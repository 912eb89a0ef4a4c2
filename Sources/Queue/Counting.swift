import Labeling

/// What an example still wants in a channel. A row of the working table, which can be rebuilt from the facts.
public struct Work: Hashable, Sendable {
  /// Answers wanted.
  public var need: Int
  /// Leases in force.
  public var leased: Int
  /// Different people whose answer counts.
  public var counted: Int
  /// True where this channel serves the example.
  public var isServed: Bool
  /// True once too many people skipped it: a reviewer's from then on.
  public var isForReview: Bool

  public init(need: Int, leased: Int = 0, counted: Int = 0, isServed: Bool = true, isForReview: Bool = false) {
    self.need = need
    self.leased = leased
    self.counted = counted
    self.isServed = isServed
    self.isForReview = isForReview
  }

  /// True while another person can be asked.
  public var isOpen: Bool { isServed && !isForReview && counted + leased < need }
  public var isDone: Bool { counted >= need }
  /// True where an answer given now is one that was wanted.
  public var takesAnswer: Bool { counted < need }
}

extension Work {
  /// True while somebody who was shown the example here may go on with it, whichever channel serves it now.
  public var isOpenToReturns: Bool { !isForReview && counted + leased < need }
}
