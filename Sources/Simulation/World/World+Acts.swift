import Labeling
import Queue

extension World {
  mutating func act(_ step: Step) throws -> String {
    switch step.kind {
    case .go: return try go(step)
    case .arrive: return try arrive(step)
    case .sitDown: return try sitDown(step)
    case .leave: return try leave(step)
    case .die: return clients.place(step.who).map { die($0) } ?? "-"
    case .wait: return pass(seconds: Double(1 + step.how % 150), "waited")
    case .waitLong: return pass(seconds: 700, "waited long")
    case .setBack: return pass(seconds: step.how % 2 == 0 ? -4000 : -100_000_000, "the clock was set back")
    case .setAhead: return pass(seconds: step.how % 2 == 0 ? 90_000 : 60_000_000, "the clock was set ahead")
    default: return try administer(step)
    }
  }

  private mutating func pass(seconds: Double, _ line: String) -> String {
    now = now.advanced(bySeconds: seconds)
    if seconds < 0 || seconds > 1000 { count("clock jumps") }
    return line
  }
}
