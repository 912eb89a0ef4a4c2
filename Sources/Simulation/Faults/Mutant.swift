/// A rule that a store breaks, so that it can be seen that the simulation notices.
public enum Mutant: String, CaseIterable, Sendable {
  /// An answer that is sent again is recorded again, under another id.
  case repeatsAnswers
  /// An answer is acknowledged and not kept.
  case losesAnswers
  /// Two terminals of a person get the same example.
  case sharesLeases
  /// A place that is taken is given to one more.
  case overbooks
  /// Leases end when half their time is over.
  case endsLeasesEarly
  /// Whoever gives an example back was never shown it.
  case losesExposures
  /// Who saw the old screen is taken to have seen the new one.
  case movesExposures
  /// An answer stays although the transaction that it was part of was refused.
  case tearsTransactions
  /// More answers count than were given.
  case countsTooMany
  /// What is given back is never free again.
  case keepsPlaces
  /// The queue's time follows a clock that was set back.
  case turnsBackTime
  /// Nobody is asked any more to settle what a publish left open.
  case forgetsSettlements
  /// Whoever saw what others say is asked like anybody.
  case forgetsViewings
  /// A decision is kept, and people are asked on.
  case forgetsDecisions
  /// What somebody said of gold is taken for work.
  case mixesGoldWithWork
}
