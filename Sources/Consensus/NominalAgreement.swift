/// How far several people's answers to the same examples agree, where two answers are the same or they are not: the raw
/// share of agreeing pairs, and Krippendorff's alpha for nominal data.
///
/// Examples come and go one at a time, and every sum is of integers: what was taken out leaves nothing behind, and the
/// order in which examples came makes no difference.
///
/// Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: nominal data, any number of observers,
/// missing data.
public struct NominalAgreement: Hashable, Sendable {
  /// Of the examples with this many values: ordered pairs of values that agree.
  private var agreeing: [Int: Int] = [:]
  /// How often each value stands beside another one.
  private var pairable: [Int: Int] = [:]
  private var pairs = 0

  /// Values given, alone or beside others.
  public private(set) var values = 0
  /// Examples with values of at least two people: all others say nothing about agreement.
  public private(set) var examples = 0
  /// Those of them about which not all say the same.
  public private(set) var disputed = 0

  public init() {}

  /// Takes an example in.
  ///
  /// - Parameter given: the value of each person who gave one, as a number that stands for it.
  public mutating func add(_ given: [Int]) { count(given, sign: 1) }

  /// Takes an example out that was taken in with the same values.
  public mutating func remove(_ given: [Int]) { count(given, sign: -1) }

  private mutating func count(_ given: [Int], sign: Int) {
    values += sign * given.count
    guard given.count > 1 else { return }
    examples += sign
    pairs += sign * given.count * (given.count - 1)
    var same = 0
    // Value by value, so that it also holds up under thousands of answers to one example.
    let sorted = given.sorted()
    var start = 0
    while start < sorted.count {
      let value = sorted[start]
      let end = sorted[start...].firstIndex { $0 != value } ?? sorted.count
      same += (end - start) * (end - start - 1)
      pairable[value, default: 0] += sign * (end - start)
      if pairable[value] == 0 { pairable[value] = nil }
      start = end
    }
    agreeing[given.count, default: 0] += sign * same
    if agreeing[given.count] == 0 { agreeing[given.count] = nil }
    if same < given.count * (given.count - 1) { disputed += sign }
  }

  /// The share of pairs of answers to the same example that agree, 0...1; nil where there is no pair.
  public var raw: Double? {
    guard pairs > 0 else { return nil }
    return Double(agreeing.values.reduce(0, +)) / Double(pairs)
  }

  /// 1 for perfect agreement, 0 for what chance would give, below 0 for less than that. Nil where nothing can be told:
  /// no example has two values, or all values are the same.
  public var alpha: Double? {
    let count = pairable.values.reduce(0, +)
    guard count > 1 else { return nil }
    // In this order, so that equal sums give equal results.
    let observed = agreeing.sorted { $0.key < $1.key }.reduce(0.0) { $0 + Double($1.value) / Double($1.key - 1) }
    let byChance = Double(pairable.values.reduce(0) { $0 + $1 * ($1 - 1) }) / Double(count - 1)
    guard byChance < Double(count) else { return nil }
    return (observed - byChance) / (Double(count) - byChance)
  }
}
