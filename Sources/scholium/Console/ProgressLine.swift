import Glibc
import Synchronization
import Text

/// One line on standard error that is drawn over while long work goes on; nothing where nobody watches.
enum ProgressLine {
  private static let isShown = Mutex(false)

  static func show(_ text: Displayable) {
    guard Console.isWatched else { return }
    isShown.withLock { $0 = true }
    let line = "\r" + text.oneLine.truncated(to: width - 1).description + "\u{1B}[K"
    try? Console.write(Array(line.utf8), to: STDERR_FILENO)
  }

  static func clear() {
    let wasShown = isShown.withLock { shown in
      defer { shown = false }
      return shown
    }
    if wasShown { try? Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
  }

  /// `done` of `total` bytes as a bar of twenty cells, with what was counted so far.
  static func bar(done: Int, total: Int, _ counted: Displayable) -> Displayable {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let filled = Int(share * 20)
    let cells = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    return "▕\(cells)▏ \(Int(share * 100)) %  \(counted)"
  }

  private static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
