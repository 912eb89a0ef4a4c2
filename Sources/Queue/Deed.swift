/// What somebody may have done about an example.
public enum Deed: Hashable, Sendable, CaseIterable {
  /// An answer of theirs to it stands.
  case answered
  case skipped, flagged
  /// A decision of theirs about it stands, as a reviewer's.
  case decided
}
