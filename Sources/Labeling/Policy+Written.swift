/// A policy as `task.yaml` writes it, whose words are not those of the canonical form.
extension Policy {
  /// What changed, a line each, such as `lease: 30m -> 2h`.
  public func changes(since old: Policy) -> [String] {
    zip(old.written, written).compactMap { old, new in
      switch (old.value, new.value) {
      case (let before?, let after?): before == after ? nil : "\(new.key): \(before) -> \(after)"
      case (let before?, nil): "\(new.key): \(before) was removed"
      case (nil, let after?): "\(new.key): \(after) was added"
      case (nil, nil): nil
      }
    }
  }

  /// Every key; nil where it is left out and nothing stands for it.
  private var written: [(key: String, value: String?)] {
    [
      ("count_models", "\(countsModels)"), ("gold_feedback", "\(tellsGold)"), ("gold_rate", Self.share(goldRate)),
      ("lease", Self.time(lease)), ("max_skips", "\(maxSkips)"), ("overlap", "\(overlap)"),
      ("qualification", qualification?.written), ("reuse", reuse.rawValue),
      ("reuse_from", "[\(reuseFrom.map(\.rawValue).joined(separator: ", "))]"),
      ("self_review", "\(allowsSelfReview)"), ("settle_wait", Self.time(settleWait)),
    ]
  }

  /// In the longest unit that it is whole in.
  private static func time(_ seconds: Int) -> String {
    let units = [("d", 86_400), ("h", 3600), ("m", 60)]
    let unit = units.first { seconds.isMultiple(of: $0.1) } ?? ("s", 1)
    return "\(seconds / unit.1)\(unit.0)"
  }

  fileprivate static func share(_ millionths: Int) -> String {
    let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest > 0 else { return "\(whole)" }
    var digits = String("\(1_000_000 + rest)".dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}

extension Qualification {
  fileprivate var written: String {
    right.map { "{examples: \(examples), right: \(Policy.share($0))}" } ?? "\(examples)"
  }
}
