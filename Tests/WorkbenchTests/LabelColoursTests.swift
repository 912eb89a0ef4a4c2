import Canvas
import Testing

@testable import Workbench

/// Colours only help: whoever does not see them goes by keys, marks and words.
@Suite("Label colours")
struct LabelColoursTests {
  @Test("On every kept screen a label's colour stands on its key or its words", arguments: StoryFolder.names)
  func neverAlone(story: String) throws {
    for file in StoryFolder.entries(of: StoryFolder.path + story) where file != "story.txt" {
      let kept = try #require(StoryFolder.read("\(story)/\(file)"))
      let parts = kept.split(separator: "\n", omittingEmptySubsequences: false)
        .split { $0.hasPrefix("=== ") }.map(Array.init)
      for (row, (text, roles)) in zip(parts[0], parts[1]).enumerated() {
        // Wide glyphs have one character and two roles, so that their rows cannot be laid over each other.
        guard text.unicodeScalars.allSatisfy({ $0.value < 0x2E80 }) else { continue }
        for label in "12345678" where roles.contains(label) {
          let words = zip(text, roles).filter { $0.1 == label }.map(\.0)
          #expect(
            words.contains { $0.isLetter || $0.isNumber }, "\(story)/\(file), row \(row): \(String(words))")
        }
      }
    }
  }
}
