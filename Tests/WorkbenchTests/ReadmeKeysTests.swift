import Canvas
import Testing

@testable import Workbench

/// The README's table of keys is made from the table of bindings, between two comments.
@Suite("The README's table of keys")
struct ReadmeKeysTests {
  private static let start = "swift test --filter ReadmeKeysTests -->\n"
  private static let file = "../../../README.md"
  private static let end = "<!-- end of keys -->"

  @Test("It is the table of bindings; SCHOLIUM_UPDATE_GOLDENS=1 writes it anew")
  func table() throws {
    let readme = try #require(StoryFolder.read(Self.file))
    let start = try #require(readme.firstRange(of: Self.start)?.upperBound)
    let end = try #require(readme[start...].firstRange(of: Self.end)?.lowerBound)
    if StoryFolder.isUpdating {
      StoryFolder.write(readme[..<start] + Self.table + readme[end...], to: Self.file)
    }
    let kept = StoryFolder.isUpdating ? Self.table : String(readme[start..<end])
    #expect(
      kept == Self.table, "the table of keys has changed: SCHOLIUM_UPDATE_GOLDENS=1 swift test --filter ReadmeKeysTests"
    )
  }

  private static var table: String {
    let rows = Bindings.all.map { binding in
      let modes = Mode.allCases.filter(binding.modes.contains)
      let place = modes.count == Mode.allCases.count ? "anywhere" : modes.map(name).joined(separator: ", ")
      let keys = binding.keys.filter { !isImplied($0, among: binding.keys) }.map { code($0.name) }
      return "| \(keys.joined(separator: " ")) | \(code(binding.command.rawValue)) | \(binding.help) | \(place) |\n"
    }
    return "\n| keys | command | what it does | where |\n|---|---|---|---|\n" + rows.joined() + "\n"
  }

  private static func code(_ name: String) -> String { name == "|" ? "`\\|`" : "`\(name)`" }

  /// Capitals and Alt keys of small letters, which the text above the table tells of.
  private static func isImplied(_ key: Key, among keys: [Key]) -> Bool {
    switch key {
    case .alt(let letter): keys.contains(.character(letter))
    case .character(let letter): letter.isUppercase && keys.contains(.character(Character(letter.lowercased())))
    default: false
    }
  }

  private static func name(_ mode: Mode) -> String {
    switch mode {
    case .answering: "answering"
    case .marking: "marking spans"
    case .writing: "writing"
    case .finding: "finding a label"
    case .waiting: "waiting"
    case .idle: "nothing to answer"
    case .told: "a known answer"
    case .news: "what is new"
    case .reading: "reading"
    case .choosing: "today's answers"
    case .tasks: "choosing a task"
    case .watching: "the dashboard"
    case .listing: "examples behind a figure"
    case .cases: "choosing what to review"
    case .reviewing: "reviewing"
    case .typing: "typing a line"
    }
  }
}
