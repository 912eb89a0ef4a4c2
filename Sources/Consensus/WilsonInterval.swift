/// Where a share may really lie that was seen in some trials: the score interval at 95 %, which holds up with few trials
/// and near 0 and 1.
///
/// Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American
/// Statistical Association 22 (1927), pages 209-212; recommended for few trials by L. D. Brown, T. T. Cai and
/// A. DasGupta, Interval Estimation for a Binomial Proportion, Statistical Science 16 (2001), section 4.
public struct WilsonInterval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  /// The 97.5 % point of the standard normal distribution.
  private static let z = 1.959963984540054

  /// Nil without a trial.
  public init?(_ hits: Int, of trials: Int) {
    guard trials > 0, (0...trials).contains(hits) else { return nil }
    let (count, squared) = (Double(trials), Self.z * Self.z)
    let share = Double(hits) / count
    let scale = 1 + squared / count
    let middle = (share + squared / (2 * count)) / scale
    let reach = Self.z * (share * (1 - share) / count + squared / (4 * count * count)).squareRoot() / scale
    // The ends themselves are exact.
    low = hits == 0 ? 0 : middle - reach
    high = hits == trials ? 1 : middle + reach
  }
}
