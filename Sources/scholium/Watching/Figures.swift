import Text

/// How figures are written for people.
enum Figures {
  /// Rounded, but only all of it is 100 %, and only nothing is 0 %.
  static func percent(_ share: Double) -> Displayable {
    if share >= 1 { return "100 %" }
    return share <= 0 ? "0 %" : "\(min(max(Int((share * 100).rounded()), 1), 99)) %"
  }

  static func decimals(_ value: Double) -> Displayable {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  /// Rounded up: work is never told as none.
  static func hours(_ hours: Double) -> Displayable {
    let tenths = Int((hours * 10).rounded(.up))
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// In whole minutes, so that it does not change at each look.
  static func idle(_ seconds: Double) -> Displayable {
    switch seconds {
    case ..<60: "–"
    case ..<7200: "\(Int(seconds / 60)) min"
    default: "\(Int(seconds / 3600)) h"
    }
  }

  static func bytes(_ count: Int) -> Displayable {
    switch count {
    case ..<10_000_000: "\(count / 1000) kB"
    case ..<10_000_000_000: "\(count / 1_000_000) MB"
    default: "\(count / 1_000_000_000) GB"
    }
  }
}
