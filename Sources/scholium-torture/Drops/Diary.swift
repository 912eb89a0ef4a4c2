import Driving
import FoundationEssentials

/// What one person did and saw, moment by moment: for whoever looks for the reason of a broken promise.
final class Diary {
  private var lines: [String] = []
  private let clock = Deadline(seconds: 0)

  func note(_ what: String) { lines.append("\(Int(clock.elapsed * 1000)) ms: \(what)") }

  func note(_ what: String, _ rows: [String]) {
    note(([what] + rows.filter { !$0.isEmpty }.map { "    | \($0)" }).joined(separator: "\n"))
  }

  func write(to path: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path))
  }
}
