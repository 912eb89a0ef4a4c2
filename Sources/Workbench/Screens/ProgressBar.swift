import Queue
import Text

/// How far something is, as a bar.
enum ProgressBar {
  static let width = 16

  /// Nothing where nothing is wanted. Two columns wider than `width`, and a space.
  static func runs(_ progress: Progress) -> [Run] {
    guard progress.wanted > 0 else { return [] }
    let share = Double(min(max(0, progress.answers), progress.wanted)) / Double(progress.wanted)
    // Rounded down, so that a full bar means done.
    let full = Int(share * Double(width))
    return [
      Run("▕", .dim), Run(Displayable(String(repeating: "█", count: full)), .bar),
      Run(Displayable(String(repeating: "░", count: width - full)), .barEmpty), Run("▏ ", .dim),
    ]
  }

  /// The same in words; empty where nothing is wanted.
  static func count(_ progress: Progress) -> Displayable {
    progress.wanted > 0 ? "\(progress.answers) of \(progress.wanted)" : ""
  }
}
