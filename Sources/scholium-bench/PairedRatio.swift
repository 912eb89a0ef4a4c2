import Records

/// Ratios of runs that took turns (A B A B): what the machine does to one it does to its neighbour.
enum PairedRatio {
  static func median(_ figures: [Double]) -> Double {
    let sorted = figures.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// - Parameter share: of the figures that are no greater, such as 0.999.
  static func quantile(_ share: Double, of figures: [Double]) -> Double {
    let sorted = figures.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  /// - Returns: null for what is no number.
  static func figure(_ value: Double) -> JSON { JSONNumber(value).map { .number($0) } ?? .null }
}
