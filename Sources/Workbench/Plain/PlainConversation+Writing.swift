import Labeling
import Text

// Words of one's own, and labels found by theirs.
extension PlainConversation {
  mutating func write(_ line: String) -> [Effect] { [] }
  mutating func find(_ words: String, _ told: inout [Displayable]) {}
}
