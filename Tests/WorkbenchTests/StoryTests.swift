import Canvas
import Testing

@testable import Workbench

@Suite("Stories: keys in, screens out")
struct StoryTests {
  @Test(arguments: StoryFolder.names)
  func story(_ name: String) throws {
    let text = try #require(StoryFolder.read("\(name)/story.txt"), "\(name) has no story.txt")
    let story = try Story(name: name, text: text)
    var kept: Set<String> = ["story.txt"]
    for size in story.sizes {
      for (screen, frame) in try story.told(at: size) {
        let file = "\(screen)-\(size.columns)x\(size.rows).txt"
        #expect(kept.insert(file).inserted, "\(name) tells \(screen) twice")
        let drawn = KeptScreen.text(of: frame)
        if StoryFolder.isUpdating { StoryFolder.write(drawn, to: "\(name)/\(file)") }
        let before = StoryFolder.read("\(name)/\(file)")
        if before != drawn {
          Issue.record(
            "\(name)/\(file) is no longer what is drawn (look, then SCHOLIUM_UPDATE_GOLDENS=1):\n\(frame.text)")
        }
      }
    }
    let left = Set(StoryFolder.entries(of: StoryFolder.path + name)).subtracting(kept)
    if StoryFolder.isUpdating { for file in left { StoryFolder.remove("\(name)/\(file)") } }
    #expect(StoryFolder.isUpdating || left.isEmpty, "\(name) keeps screens that it does not tell: \(left.sorted())")
  }

  @Test("There are stories")
  func found() { #expect(StoryFolder.names.count > 20) }
}
