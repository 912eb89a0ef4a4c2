import Queue

/// Why an example is a reviewer's to look at, what matters most first.
public enum ReviewReason: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Somebody settled their own answer as something that it could not have become: one of both is wrong.
  case contradicted
  /// A reviewer decided it, and under the labels of today the decision says no longer all that is asked.
  case reopened
  case flagged
  /// Nobody active may give the answers that are still wanted.
  case stuck
  /// More people skipped it than the policy allows.
  case skipped
  /// As many people say one thing as another.
  case disputed
  /// Most say one thing, not all.
  case split

  public static func < (left: ReviewReason, right: ReviewReason) -> Bool { left.rank < right.rank }

  init(_ call: ReviewCall) {
    switch call {
    case .flagged: self = .flagged
    case .skipped: self = .skipped
    case .stuck: self = .stuck
    }
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
