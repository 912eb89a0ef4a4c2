import Labeling
import Text

// Marking spans.
extension WorkbenchState {
  mutating func mark(_ command: Command) {}

  static func refusalOfSpans(_ state: WorkbenchState) -> Displayable? { nil }
  static func refusalOfSpanInHand(_ state: WorkbenchState) -> Displayable? { nil }
}
